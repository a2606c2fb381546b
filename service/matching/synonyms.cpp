#include "service/matching/synonyms.h"

namespace nestline::service {

Synonyms::Synonyms(std::span<const knowledge::LexiconEntry> entries) {
  for (const knowledge::LexiconEntry& entry : entries) {
    means_[fold(entry.word)] = read_text(entry.means).tokens;
  }
}

Text Synonyms::expand(const Text& text) const {
  Text out;
  out.tokens.reserve(text.tokens.size());
  out.sentences.reserve(text.sentences.size());
  for (Sentence sentence : text.sentences) {
    const auto first = static_cast<std::uint32_t>(out.tokens.size());
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const auto found = means_.find(text.tokens[i].word);
      if (found == means_.end()) {
        out.tokens.push_back(text.tokens[i]);
      } else {
        out.tokens.insert(out.tokens.end(), found->second.begin(), found->second.end());
      }
    }
    sentence.first = first;
    sentence.last = static_cast<std::uint32_t>(out.tokens.size());
    out.sentences.push_back(sentence);
  }
  return out;
}

}  // namespace nestline::service
