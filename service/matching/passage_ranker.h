// Which passages of a topic fit a question best: those for this audience whose age range holds the
// child's age, in the order of the words they share with the question (BM25 over title, summary and
// body). Built with the snapshot; immutable and safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "knowledge/content.h"
#include "service/language/text.h"

namespace nestline::service {

struct Reader {
  knowledge::Audience audience = knowledge::Audience::Parent;
  std::optional<int> child_age_months;
};

class PassageRanker {
 public:
  explicit PassageRanker(std::span<const knowledge::Passage> passages);

  // Indices into the passages given at construction, best first. Where no passage of the topic is
  // for the child's age, those whose range is nearest come instead: the answer labels their range.
  [[nodiscard]] std::vector<std::uint32_t> rank(const Text& question,
                                                const knowledge::TopicId& topic,
                                                const Reader& reader) const;

 private:
  struct Entry {
    knowledge::Audience audience;
    knowledge::AgeRange ages;
    std::unordered_map<std::string, float> words;  // stem -> BM25 weight
  };
  std::vector<Entry> entries_;
  std::unordered_map<knowledge::TopicId, std::vector<std::uint32_t>> by_topic_;
};

}  // namespace nestline::service
