#include "service/matching/phrase_index.h"

#include <algorithm>
#include <array>

namespace nestline::service {

bool is_filler(std::string_view word) {
  // Sorted for binary search.
  static constexpr std::array<std::string_view, 46> kFillers = {
      "a",    "also", "an",      "and", "baby", "child", "daughter", "dd",   "ds",  "ever",
      "for",  "girl", "boy",     "had", "has",  "have",  "he",       "her",  "hes", "him",
      "his",  "i",    "im",      "is",  "it",   "its",   "just",     "kid",  "lo",  "me",
      "my",   "our",  "really",  "she", "shes", "so",    "son",      "that", "the", "their",
      "them", "they", "toddler", "us",  "we",   "was"};
  return std::find(kFillers.begin(), kFillers.end(), word) != kFillers.end();
}

void PhraseIndex::add(const Text& phrase, std::uint32_t label) {
  std::uint32_t node = 0;
  for (const Token& token : phrase.tokens) {
    if (phrase.tokens.size() > 1 && is_filler(token.word)) continue;
    const auto found = nodes_[node].next.find(token.stem);
    if (found != nodes_[node].next.end()) {
      node = found->second;
      continue;
    }
    const auto made = static_cast<std::uint32_t>(nodes_.size());
    const std::uint32_t depth = nodes_[node].depth + 1;
    nodes_[node].next.emplace(token.stem, made);
    nodes_.push_back({{}, {}, depth});
    node = made;
  }
  if (node == 0) return;
  std::vector<std::uint32_t>& labels = nodes_[node].labels;
  if (std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
}

std::vector<PhraseHit> PhraseIndex::find(const Text& text) const {
  std::vector<PhraseHit> hits;
  for (const Sentence& sentence : text.sentences) {
    for (std::uint32_t start = sentence.first; start < sentence.last; ++start) {
      std::uint32_t node = 0;
      for (std::uint32_t i = start; i < sentence.last; ++i) {
        const Token& token = text.tokens[i];
        const auto found = nodes_[node].next.find(token.stem);
        if (found == nodes_[node].next.end()) {
          if (i > start && is_filler(token.word)) continue;
          break;
        }
        node = found->second;
        for (const std::uint32_t label : nodes_[node].labels) {
          hits.push_back({label, start, i + 1, nodes_[node].depth});
        }
      }
    }
  }
  return hits;
}

}  // namespace nestline::service
