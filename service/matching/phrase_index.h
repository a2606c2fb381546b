// The curators' keywords and phrases as one trie over stems: finds every phrase of a text in one
// pass. Filler words ("the", "my", "him", "really") count on neither side, so that "won't let me
// put him down" also finds "won't let us put her down". Immutable after the last add(); then safe
// from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "service/language/text.h"

namespace nestline::service {

struct PhraseHit {
  std::uint32_t label = 0;  // as given to add()
  std::uint32_t first = 0;  // token range in the text
  std::uint32_t last = 0;   // one past
  std::uint32_t words = 0;  // length of the phrase without fillers
};

class PhraseIndex {
 public:
  // A phrase of fillers only is ignored.
  void add(const Text& phrase, std::uint32_t label);
  [[nodiscard]] std::vector<PhraseHit> find(const Text& text) const;

 private:
  struct Node {
    std::map<std::string, std::uint32_t, std::less<>> next;
    std::vector<std::uint32_t> labels;
    std::uint32_t depth = 0;
  };
  std::vector<Node> nodes_ = std::vector<Node>(1);
};

// Articles, pronouns and other words that carry no topic.
bool is_filler(std::string_view word);

}  // namespace nestline::service
