#include "knowledge/lint_topics.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "knowledge/words.h"

namespace nestline::knowledge {
namespace {

// Words that stand in any parent's message: a phrase of nothing else points nowhere.
constexpr std::string_view kEnglishFiller[] = {
    "a",      "about", "advice", "all",      "also",  "am",       "an",     "and",    "any",
    "anyone", "are",   "as",     "at",       "baby",  "be",       "been",   "but",    "by",
    "can",    "cant",  "child",  "children", "could", "daughter", "did",    "do",     "does",
    "doing",  "dont",  "for",    "from",     "get",   "getting",  "go",     "going",  "got",
    "had",    "has",   "have",   "he",       "help",  "her",      "hes",    "him",    "his",
    "how",    "i",     "if",     "im",       "in",    "is",       "it",     "its",    "ive",
    "just",   "lo",    "my",     "need",     "needs", "now",      "of",     "old",    "on",
    "or",     "our",   "please", "really",   "she",   "shes",     "should", "so",     "some",
    "son",    "than",  "thank",  "thanks",   "that",  "the",      "their",  "them",   "then",
    "there",  "they",  "theyre", "this",     "to",    "toddler",  "too",    "try",    "up",
    "us",     "very",  "want",   "wants",    "we",    "what",     "when",   "which",  "who",
    "why",    "will",  "with",   "would",    "year",  "years",    "month",  "months", "week",
    "weeks",  "yo",    "mo",     "yes",      "you",   "your"};

// In plain spelling.
constexpr std::string_view kSpanishFiller[] = {
    "al",    "ayuda", "bebe", "como", "con",   "cuando",  "de",  "del",  "donde", "el",    "ella",
    "en",    "es",    "esta", "este", "favor", "gracias", "ha",  "hace", "hay",   "hija",  "hijo",
    "la",    "las",   "le",   "les",  "lo",    "los",     "mas", "me",   "mes",   "meses", "mi",
    "mis",   "muy",   "nina", "nino", "no",    "nos",     "o",   "para", "pero",  "por",   "porque",
    "puede", "puedo", "que",  "se",   "ser",   "si",      "son", "su",   "sus",   "tiene", "tu",
    "un",    "una",   "y",    "ya",   "yo",    "ano",     "anos"};

constexpr std::string_view kAgeWords[] = {"old",  "year",  "years", "month",  "months",
                                          "week", "weeks", "yo",    "mo",     "ano",
                                          "anos", "mes",   "meses", "semana", "semanas"};

bool is_one_of(std::span<const std::string_view> list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// "3 year old" is filler, "3am" is not.
bool is_filler_only(std::string_view text, std::span<const std::string_view> filler) {
  const std::vector<Word> words = split_words(text);
  const bool tells_age = std::any_of(
      words.begin(), words.end(), [](const Word& word) { return is_one_of(kAgeWords, word.text); });
  return std::all_of(words.begin(), words.end(), [&](const Word& word) {
    const bool number = word.text.front() < 'a';
    return number ? tells_age : is_one_of(filler, word.text);
  });
}

// Which topic was the first to claim a keyword or phrase.
class Claims {
 public:
  Claims(std::string_view language, FaultList& faults)
      : filler_(language.starts_with("es") ? std::span<const std::string_view>(kSpanishFiller)
                                           : kEnglishFiller),
        faults_(faults) {}

  void claim(const Topic& topic, const std::string& file, std::string_view field,
             const std::string& text) {
    const auto [place, first] = owners_.try_emplace(comparison_key(text), topic.id.value);
    if (!first && place->second != topic.id.value) {
      faults_.error(file, std::string(field),
                    "\"" + text + "\" is also claimed by " + place->second, text);
    }
    if (is_filler_only(text, filler_)) {
      faults_.error(file, std::string(field),
                    "\"" + text + "\" is filler only and points to no topic", text);
    }
  }

 private:
  std::span<const std::string_view> filler_;
  FaultList& faults_;
  std::map<std::string, std::string> owners_;
};

// Which file has an example already.
class Examples {
 public:
  explicit Examples(FaultList& faults) : faults_(faults) {}

  void see(const std::string& file, std::size_t index, const std::string& text) {
    const auto [place, first] = files_.try_emplace(comparison_key(text), file);
    if (first) return;
    std::string field = "examples[" + std::to_string(index) + "]";
    if (place->second == file) {
      faults_.warning(file, std::move(field), "stands twice in this file", text);
    } else {
      faults_.error(file, std::move(field), "also stands in " + place->second, text);
    }
  }

 private:
  FaultList& faults_;
  std::map<std::string, std::string> files_;
};

}  // namespace

void lint_topics(const LanguageContent& language, FaultList& faults) {
  Claims claims(language.language, faults);
  Examples examples(faults);
  for (const Topic& topic : language.topics) {
    const std::string file = topic_path(language.language, topic);
    for (const std::string& keyword : topic.keywords)
      claims.claim(topic, file, "keywords", keyword);
    for (const std::string& phrase : topic.phrases) claims.claim(topic, file, "phrases", phrase);
    for (std::size_t i = 0; i < topic.examples.size(); ++i)
      examples.see(file, i, topic.examples[i]);
  }
  for (const Background& background : language.backgrounds) {
    const std::string file = file_path(language.language, background.file);
    for (std::size_t i = 0; i < background.examples.size(); ++i)
      examples.see(file, i, background.examples[i]);
  }
}

}  // namespace nestline::knowledge
