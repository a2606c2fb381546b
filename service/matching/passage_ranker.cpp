#include "service/matching/passage_ranker.h"

#include <algorithm>
#include <cmath>

#include "service/matching/attention.h"
#include "service/matching/phrase_index.h"

namespace nestline::service {
namespace {

constexpr float kTitleWeight = 3;
constexpr float kSummaryWeight = 2;
// The usual BM25 constants: how fast a repeated word saturates, how much a long text is discounted.
constexpr float kSaturation = 1.2F;
constexpr float kLengthShare = 0.5F;

using Counts = std::unordered_map<std::string, float>;

void count_words(const std::string& text, float weight, Counts& counts) {
  for (const Token& token : read_text(text).tokens) {
    if (!is_filler(token.word)) counts[token.stem] += weight;
  }
}

Counts count_words(const knowledge::Passage& passage) {
  Counts counts;
  count_words(passage.title, kTitleWeight, counts);
  count_words(passage.summary, kSummaryWeight, counts);
  for (const knowledge::Part& part : passage.parts) {
    for (const knowledge::Block& block : part.blocks) {
      for (const std::string& line : block.lines) count_words(line, 1, counts);
    }
  }
  return counts;
}

bool is_for(knowledge::Audience reader, knowledge::Audience passage) {
  return passage == reader || passage == knowledge::Audience::Both;
}

int months_away(const knowledge::AgeRange& range, std::optional<int> age) {
  if (!age || range.contains(*age)) return 0;
  return *age < range.from ? range.from - *age : *age - range.to;
}

}  // namespace

PassageRanker::PassageRanker(std::span<const knowledge::Passage> passages) {
  std::vector<Counts> counts;
  std::unordered_map<std::string, float> texts_with;
  float total_length = 0;
  for (const knowledge::Passage& passage : passages) {
    counts.push_back(count_words(passage));
    for (const auto& [word, count] : counts.back()) {
      texts_with[word] += 1;
      total_length += count;
    }
  }
  const auto number = static_cast<float>(passages.size());
  const float mean_length = passages.empty() ? 1 : total_length / number;
  for (std::uint32_t i = 0; i < passages.size(); ++i) {
    Entry entry{passages[i].audience, passages[i].ages, {}};
    float length = 0;
    for (const auto& [word, count] : counts[i]) length += count;
    const float norm = kSaturation * (1 - kLengthShare + kLengthShare * length / mean_length);
    for (const auto& [word, count] : counts[i]) {
      const float df = texts_with.at(word);
      const float idf = std::log(1 + (number - df + 0.5F) / (df + 0.5F));
      entry.words[word] = idf * count * (kSaturation + 1) / (count + norm);
    }
    entries_.push_back(std::move(entry));
    by_topic_[passages[i].topic()].push_back(i);
  }
}

std::vector<std::uint32_t> PassageRanker::rank(const Text& question,
                                               const knowledge::TopicId& topic,
                                               const Reader& reader) const {
  struct Ranked {
    std::uint32_t passage;
    int away;
    float score;
  };
  std::vector<Ranked> ranked;
  const auto found = by_topic_.find(topic);
  if (found == by_topic_.end()) return {};
  const std::vector<float> weights = token_weights(question);
  for (const std::uint32_t i : found->second) {
    const Entry& entry = entries_[i];
    if (!is_for(reader.audience, entry.audience)) continue;
    float score = 0;
    for (std::size_t t = 0; t < question.tokens.size(); ++t) {
      const auto word = entry.words.find(question.tokens[t].stem);
      if (word != entry.words.end()) score += weights[t] * word->second;
    }
    ranked.push_back({i, months_away(entry.ages, reader.child_age_months), score});
  }
  int nearest = knowledge::kMaxAgeMonths;
  for (const Ranked& item : ranked) nearest = std::min(nearest, item.away);
  std::erase_if(ranked, [&](const Ranked& item) { return item.away > nearest; });
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
  std::vector<std::uint32_t> out;
  out.reserve(ranked.size());
  for (const Ranked& item : ranked) out.push_back(item.passage);
  return out;
}

}  // namespace nestline::service
