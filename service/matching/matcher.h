// Which topics a question is about, and how sure we are. Evidence of three kinds is added up to a
// score for every topic: the linear model over words and letters, the curators' phrases, and the
// curators' keywords. Two background classes, "not for us" and "a health question for a nurse or
// doctor", compete with the topics, so that a question about neither is not given to the nearest
// topic. Scores become confidences by a softmax whose temperature is fitted by cross-validation on
// the curators' own examples (`nestline check` prints it); the settings live in
// <language>/matching.toml.
//
// Built when a snapshot is built, deterministic; immutable afterwards and safe from any thread.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "service/language/text.h"

namespace nestline::service {

struct TopicScore {
  std::uint32_t topic = 0;  // index into LanguageContent::topics
  float score = 0;
  float confidence = 0;  // 0 to 1; over topics and backgrounds they sum to 1
  float phrase = 0;      // what the curators' keywords and phrases said for it, 0 to 1
};

struct TopicMatch {
  std::vector<TopicScore> topics;  // every topic, best first
  float out_of_scope = 0;          // confidence of the background classes
  float refer = 0;
  std::size_t known_words = 0;    // words with a meaning of their own that we have met before
  std::size_t known_fillers = 0;  // "my", "toddler", "the" ...
};

// One reason for a topic's score, in a curator's words.
struct Evidence {
  std::string kind;  // "phrase", "word", "meaning" (of all words together), "start"
  std::string text;  // the words of the message
  float points = 0;
};

class Matcher {
 public:
  explicit Matcher(const knowledge::LanguageContent& content);
  // As above, but trained without the examples for which `left_out` is true (in the order of
  // `examples()`).
  Matcher(const knowledge::LanguageContent& content, std::span<const bool> left_out);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  // What was learned from the content, as bytes for this version on this kind of machine, and back:
  // nothing where the bytes are damaged, or were learned from other texts or settings.
  [[nodiscard]] std::string save() const;
  static std::optional<Matcher> load(std::string_view bytes,
                                     const knowledge::LanguageContent& content);

  [[nodiscard]] TopicMatch match(const Text& question) const;

  // The evidence for one topic, strongest first; the points add up to its score.
  [[nodiscard]] std::vector<Evidence> explain(const Text& question, std::uint32_t topic) const;

 private:
  struct Parts;
  static Parts parts_of_content(const knowledge::LanguageContent& content);
  static void forget_what_says_nothing(Parts& parts);
  explicit Matcher(std::unique_ptr<const Parts> parts);
  std::unique_ptr<const Parts> parts_;
};

// An example question and where it belongs: a topic's index, or one of the backgrounds after the
// last topic.
struct LabelledExample {
  std::string text;
  std::uint32_t label = 0;
};
std::vector<LabelledExample> labelled_examples(const knowledge::LanguageContent& content);

}  // namespace nestline::service
