// Putting an answer together for each kind, from ids of the snapshot's edition only. Pure
// functions.
#pragma once

#include <string>

#include "service/answering/answer.h"
#include "service/answering/decide.h"
#include "service/answering/setting.h"
#include "service/safety/screen.h"

namespace nestline::service {

Answer compose_urgent(const Setting& setting, const Verdict& verdict);
Answer compose_no_diagnosis(const Setting& setting, const Verdict& verdict,
                            const TopicMatch& match);
// `verdict` may be null: then the match alone said that it is a health question.
Answer compose_refer(const Setting& setting, const Verdict* verdict, const TopicMatch& match);
// `detected` is the ISO 639-1 code of the message's language.
Answer compose_other_language(const Setting& setting, const std::string& detected);
Answer compose_decision(const Setting& setting, const Decision& decision, const TopicMatch& match);

}  // namespace nestline::service
