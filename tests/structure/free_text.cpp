// An answer is made of ids of approved texts. Compiled without a definition this is fine; each of
// the definitions puts a string where a parent would read it, and must not compile.
#include <string>

#include "service/answering/answer.h"

void fill(nestline::service::Answer& answer, const std::string& text) {
#if defined(IN_MESSAGE)
  answer.message.push_back(text);
#elif defined(IN_PASSAGES)
  answer.passages.push_back(text);
#elif defined(IN_REFERRALS)
  answer.referrals.push_back(text);
#elif defined(IN_CHOICES)
  answer.choices.push_back(text);
#elif defined(ASK_BACK)
  answer.ask_back = text;
#else
  answer.message.push_back(nestline::knowledge::PhraseId{text});
#endif
}
