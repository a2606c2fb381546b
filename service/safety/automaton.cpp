#include "service/safety/automaton.h"

#include <algorithm>
#include <utility>

namespace nestline::service {
namespace {

constexpr std::size_t kFewEdges = 6;      // above this a node lists its words instead of its sets
constexpr std::size_t kManyWaiting = 48;  // above this the waiting list is cleared of repeats

}  // namespace

// One walk over one sentence.
class Automaton::Walk {
 public:
  Walk(const Automaton& automaton, const Lexicon& lexicon, std::uint32_t offset,
       std::vector<Match>& out)
      : a_(automaton), lexicon_(lexicon), offset_(offset), out_(out) {}

  void step(WordId word, std::uint32_t position) {
    next_.clear();
    for (const Waiting& waiting : now_) {
      if (word != 0) move(waiting, word, position);
      if (waiting.gap_left > 0) {
        next_.push_back({waiting.node, waiting.start, waiting.gap_left - 1});
      }
    }
    if (word + 1 < a_.root_first_.size()) {
      for (std::uint32_t i = a_.root_first_[word]; i < a_.root_first_[word + 1]; ++i) {
        arrive(a_.root_targets_[i], position, position);
      }
    }
    if (next_.size() > kManyWaiting) drop_repeats();
    now_.swap(next_);
  }

 private:
  void move(const Waiting& waiting, WordId word, std::uint32_t position) {
    const Node& node = a_.nodes_[waiting.node];
    for (std::uint32_t i = node.first_edge; i < node.last_edge; ++i) {
      const Edge& edge = a_.edges_[i];
      if (lexicon_.belongs(word, edge.set)) arrive(edge.target, waiting.start, position);
    }
    if (node.first_arc == node.last_arc) return;
    const auto begin = a_.arcs_.begin() + node.first_arc;
    const auto end = a_.arcs_.begin() + node.last_arc;
    auto arc = std::lower_bound(begin, end, word,
                                [](const Arc& left, WordId right) { return left.word < right; });
    for (; arc != end && arc->word == word; ++arc) arrive(arc->target, waiting.start, position);
  }

  void arrive(std::uint32_t target, std::uint32_t start, std::uint32_t position) {
    const Node& node = a_.nodes_[target];
    for (std::uint32_t i = node.first_end; i < node.last_end; ++i) {
      out_.push_back({a_.ends_[i], offset_ + start, offset_ + position});
    }
    if (node.first_edge != node.last_edge || node.first_arc != node.last_arc) {
      next_.push_back({target, start, node.gap});
    }
  }

  // Of the same node only the one that may wait longest, which is the latest to have arrived, is of use.
  void drop_repeats() {
    std::sort(next_.begin(), next_.end(), [](const Waiting& left, const Waiting& right) {
      if (left.node != right.node) return left.node < right.node;
      if (left.gap_left != right.gap_left) return left.gap_left > right.gap_left;
      return left.start > right.start;
    });
    next_.erase(std::unique(next_.begin(), next_.end(),
                            [](const Waiting& left, const Waiting& right) {
                              return left.node == right.node;
                            }),
                next_.end());
  }

  const Automaton& a_;
  const Lexicon& lexicon_;
  std::uint32_t offset_;
  std::vector<Match>& out_;
  std::vector<Waiting> now_;
  std::vector<Waiting> next_;
};

void Automaton::find(const Lexicon& lexicon, std::span<const WordId> words, std::uint32_t offset,
                     std::vector<Match>& out) const {
  Walk walk(*this, lexicon, offset, out);
  for (std::uint32_t i = 0; i < words.size(); ++i) walk.step(words[i], i);
}

AutomatonBuilder::AutomatonBuilder() : nodes_(1) {}

std::uint32_t AutomatonBuilder::child(std::uint32_t node, SetId set, std::uint32_t gap) {
  constexpr unsigned kGapBits = 6;
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

void AutomatonBuilder::build_root(const std::vector<std::vector<WordId>>& members,
                                  Automaton& out) const {
  WordId last = 0;
  for (const std::vector<WordId>& set : members) {
    for (const WordId word : set) last = std::max(last, word);
  }
  std::vector<std::vector<std::uint32_t>> targets(last + 1);
  for (const Automaton::Edge& child : nodes_.front().children) {
    for (const WordId word : members[child.set]) targets[word].push_back(child.target);
  }
  out.root_first_.push_back(0);
  for (const std::vector<std::uint32_t>& of_word : targets) {
    out.root_targets_.insert(out.root_targets_.end(), of_word.begin(), of_word.end());
    out.root_first_.push_back(static_cast<std::uint32_t>(out.root_targets_.size()));
  }
}

Automaton AutomatonBuilder::build(const std::vector<std::vector<WordId>>& members) const {
  Automaton out;
  const auto size32 = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
  for (const Node& node : nodes_) {
    Automaton::Node flat;
    flat.gap = node.gap;
    flat.first_edge = size32(out.edges_);
    flat.first_arc = size32(out.arcs_);
    if (node.children.size() <= kFewEdges) {
      out.edges_.insert(out.edges_.end(), node.children.begin(), node.children.end());
    } else if (&node != &nodes_.front()) {
      for (const Automaton::Edge& child : node.children) {
        for (const WordId word : members[child.set]) out.arcs_.push_back({word, child.target});
      }
      std::sort(out.arcs_.begin() + flat.first_arc, out.arcs_.end(),
                [](const Automaton::Arc& left, const Automaton::Arc& right) {
                  return std::pair(left.word, left.target) < std::pair(right.word, right.target);
                });
    }
    flat.last_edge = size32(out.edges_);
    flat.last_arc = size32(out.arcs_);
    flat.first_end = size32(out.ends_);
    out.ends_.insert(out.ends_.end(), node.ends.begin(), node.ends.end());
    flat.last_end = size32(out.ends_);
    out.nodes_.push_back(flat);
  }
  build_root(members, out);
  return out;
}

}  // namespace nestline::service
