#include "service/safety/automaton.h"

#include <algorithm>
#include <utility>

namespace nestline::service {
namespace {

constexpr std::size_t kManyWaiting = 256;  // above this the waiting list is cleared of repeats

// One of 64 bits: most words that a node does not wait for are turned away by it without a look at
// the node.
std::uint64_t filter_bit(WordId word) {
  constexpr std::uint32_t kSpread = 2654435769U;  // Knuth's multiplicative hash
  return std::uint64_t{1} << ((word * kSpread) >> 26U);
}

}  // namespace

// One walk over one sentence.
class Automaton::Walk {
 public:
  Walk(const Automaton& automaton, std::uint32_t offset, std::vector<Match>& out)
      : a_(automaton), offset_(offset), out_(out) {}

  void step(WordId word, std::uint32_t position) {
    if (word == 0) return;  // nothing moves on a word that no rule knows
    const std::uint64_t bit = filter_bit(word);
    const std::size_t size = waiting_.size();
    std::size_t kept = 0;
    arrived_.clear();
    for (std::size_t i = 0; i < size; ++i) {
      const Waiting waiting = waiting_[i];
      if (waiting.until < position) continue;
      waiting_[kept++] = waiting;
      if ((waiting.filter & bit) != 0) move(waiting, word, position);
    }
    waiting_.resize(kept);
    waiting_.insert(waiting_.end(), arrived_.begin(), arrived_.end());
    begin_at(word, position);
    if (waiting_.size() > limit_) drop_repeats();
  }

 private:
  void move(const Waiting& waiting, WordId word, std::uint32_t position) {
    const Node& node = a_.nodes_[waiting.node];
    const auto begin = a_.edges_.begin() + node.first_edge;
    const auto end = a_.edges_.begin() + node.last_edge;
    auto edge = std::lower_bound(begin, end, word,
                                 [](const Edge& left, WordId right) { return left.word < right; });
    for (; edge != end && edge->word == word; ++edge) {
      arrive(edge->target, waiting.start, position);
    }
  }

  void begin_at(WordId word, std::uint32_t position) {
    if (word + 1 >= a_.entry_first_.size()) return;
    for (std::uint32_t i = a_.entry_first_[word]; i < a_.entry_first_[word + 1]; ++i) {
      const Entry& entry = a_.entries_[i];
      if (entry.has_end) report(a_.nodes_[entry.node], position, position);
      if (entry.filter != 0) {
        waiting_.push_back({entry.filter, entry.node, position, position + entry.gap + 1});
      }
    }
  }

  void report(const Node& node, std::uint32_t start, std::uint32_t position) {
    for (std::uint32_t i = node.first_end; i < node.last_end; ++i) {
      out_.push_back({a_.ends_[i], offset_ + start, offset_ + position});
    }
  }

  void arrive(std::uint32_t target, std::uint32_t start, std::uint32_t position) {
    const Node& node = a_.nodes_[target];
    report(node, start, position);
    if (node.filter != 0) arrived_.push_back({node.filter, target, start, position + node.gap + 1});
  }

  // Of the same node only the one that waits longest, which is the latest to have arrived, is of
  // use. The limit grows with what is left, so that a list that is long for good reason is not
  // sorted again and again.
  void drop_repeats() {
    std::sort(waiting_.begin(), waiting_.end(), [](const Waiting& left, const Waiting& right) {
      if (left.node != right.node) return left.node < right.node;
      if (left.until != right.until) return left.until > right.until;
      return left.start > right.start;
    });
    waiting_.erase(std::unique(waiting_.begin(), waiting_.end(),
                               [](const Waiting& left, const Waiting& right) {
                                 return left.node == right.node;
                               }),
                   waiting_.end());
    limit_ = std::max(kManyWaiting, 2 * waiting_.size());
  }

  const Automaton& a_;
  std::uint32_t offset_;
  std::vector<Match>& out_;
  std::vector<Waiting> waiting_;
  std::vector<Waiting> arrived_;
  std::size_t limit_ = kManyWaiting;
};

void Automaton::find(std::span<const WordId> words, std::uint32_t offset,
                     std::vector<Match>& out) const {
  Walk walk(*this, offset, out);
  for (std::uint32_t i = 0; i < words.size(); ++i) walk.step(words[i], i);
}

AutomatonBuilder::AutomatonBuilder() : nodes_(1) {}

std::uint32_t AutomatonBuilder::child(std::uint32_t node, SetId set, std::uint32_t gap) {
  constexpr unsigned kGapBits = 8;
  const std::uint64_t key =
      (std::uint64_t{node} << 32U) | (std::uint64_t{set} << kGapBits) | std::uint64_t{gap};
  const auto fresh = static_cast<std::uint32_t>(nodes_.size());
  const auto [known, is_new] = known_.emplace(key, fresh);
  if (is_new) {
    nodes_.push_back({gap, {}, {}});
    nodes_[node].children.push_back({set, fresh});
  }
  return known->second;
}

void AutomatonBuilder::add(std::span<const AutomatonPlace> places, std::uint32_t pattern) {
  std::uint32_t node = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    node = child(node, places[i].set, i + 1 < places.size() ? places[i + 1].gap : 0);
  }
  std::vector<std::uint32_t>& ends = nodes_[node].ends;
  if (std::find(ends.begin(), ends.end(), pattern) == ends.end()) ends.push_back(pattern);
}

void AutomatonBuilder::build_entries(const std::vector<std::vector<WordId>>& members,
                                     Automaton& out) const {
  WordId last = 0;
  for (const std::vector<WordId>& set : members) {
    if (!set.empty()) last = std::max(last, set.back());
  }
  std::vector<std::vector<Automaton::Entry>> entries(last + 1);
  for (const Child& child : nodes_.front().children) {
    const Automaton::Node& node = out.nodes_[child.target];
    for (const WordId word : members[child.set]) {
      entries[word].push_back(
          {node.filter, child.target, node.gap, node.first_end != node.last_end});
    }
  }
  out.entry_first_.push_back(0);
  for (const std::vector<Automaton::Entry>& of_word : entries) {
    out.entries_.insert(out.entries_.end(), of_word.begin(), of_word.end());
    out.entry_first_.push_back(static_cast<std::uint32_t>(out.entries_.size()));
  }
}

Automaton AutomatonBuilder::build(const std::vector<std::vector<WordId>>& members) const {
  Automaton out;
  const auto size32 = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
  for (const Node& node : nodes_) {
    Automaton::Node flat;
    flat.gap = node.gap;
    flat.first_edge = size32(out.edges_);
    if (&node != &nodes_.front()) {
      for (const Child& child : node.children) {
        for (const WordId word : members[child.set]) out.edges_.push_back({word, child.target});
      }
      std::sort(out.edges_.begin() + flat.first_edge, out.edges_.end());
      for (std::size_t i = flat.first_edge; i < out.edges_.size(); ++i) {
        flat.filter |= filter_bit(out.edges_[i].word);
      }
    }
    flat.last_edge = size32(out.edges_);
    flat.first_end = size32(out.ends_);
    out.ends_.insert(out.ends_.end(), node.ends.begin(), node.ends.end());
    flat.last_end = size32(out.ends_);
    out.nodes_.push_back(flat);
  }
  build_entries(members, out);
  return out;
}

}  // namespace nestline::service
