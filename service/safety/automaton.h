// Walks all patterns through a message at once. The sequences share their beginnings in a trie
// whose nodes may also wait over a gap; at every word the waiting nodes are moved on, and none is
// ever tried again, so the time grows with the length of the message and not with the number of
// rules. Built once, then immutable and safe to use from any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "service/safety/lexicon.h"

namespace nestline::service {

struct AutomatonPlace {
  SetId set = 0;
  std::uint32_t gap = 0;  // words that may stand before it
  friend auto operator<=>(const AutomatonPlace&, const AutomatonPlace&) = default;
};

struct Match {
  std::uint32_t pattern = 0;
  std::uint32_t first = 0;  // word positions, both inclusive
  std::uint32_t last = 0;
};

class Automaton {
 public:
  // Adds every match that lies in words[0, size) to `out`; the positions are moved on by `offset`.
  // The caller gives one sentence at a time, as no match crosses its end.
  void find(std::span<const WordId> words, std::uint32_t offset, std::vector<Match>& out) const;

  [[nodiscard]] std::size_t node_count() const { return nodes_.size(); }

 private:
  friend class AutomatonBuilder;

  struct Edge {
    WordId word = 0;
    std::uint32_t target = 0;
    friend auto operator<=>(const Edge&, const Edge&) = default;
  };
  struct Node {
    std::uint64_t filter = 0;  // which words it may wait for; 0: none
    std::uint32_t gap = 0;
    std::uint32_t first_edge = 0, last_edge = 0;  // sorted by word
    std::uint32_t first_end = 0, last_end = 0;    // patterns that end here
  };
  struct Waiting {
    std::uint64_t filter = 0;  // the node's
    std::uint32_t node = 0;
    std::uint32_t start = 0;  // where the match began
    std::uint32_t until = 0;  // the last position at which its next word may stand
  };
  struct Entry {  // what is needed of a node that a first word leads to, side by side in memory
    std::uint64_t filter = 0;
    std::uint32_t node = 0;
    std::uint32_t gap = 0;
    bool has_end = false;
  };
  class Walk;

  std::vector<Node> nodes_;  // [0] is the root
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> ends_;
  std::vector<std::uint32_t> entry_first_;  // by word: where its entries begin
  std::vector<Entry> entries_;
};

// Collects sequences, then builds. One thread.
class AutomatonBuilder {
 public:
  AutomatonBuilder();
  // `places` in walking order; the gap of the first is ignored.
  void add(std::span<const AutomatonPlace> places, std::uint32_t pattern);
  // `members` are the words of each set, see Lexicon::members.
  [[nodiscard]] Automaton build(const std::vector<std::vector<WordId>>& members) const;

 private:
  struct Child {
    SetId set = 0;
    std::uint32_t target = 0;
  };
  struct Node {
    std::uint32_t gap = 0;  // words it may wait for its next place
    std::vector<Child> children;
    std::vector<std::uint32_t> ends;
  };
  std::uint32_t child(std::uint32_t node, SetId set, std::uint32_t gap);
  void build_entries(const std::vector<std::vector<WordId>>& members, Automaton& out) const;

  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;  // (node, set, gap) to child
};

}  // namespace nestline::service
