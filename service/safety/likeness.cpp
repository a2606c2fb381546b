#include "service/safety/likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "service/matching/features.h"
#include "service/matching/parallel.h"
#include "service/matching/phrase_index.h"

namespace nestline::service {
namespace {

enum class Kind : std::uint8_t { Word, Pair, Near, Letters };
constexpr std::size_t kKinds = 4;
// The share of a vector's squared length that each kind of feature gets.
constexpr std::array<float, kKinds> kShares = {0.25F, 0.10F, 0.32F, 0.33F};

constexpr std::size_t kNearWords = 6;        // words, fillers apart, that make near pairs
constexpr std::uint32_t kLongSentence = 30;  // tokens; longer ones are read in parts
constexpr std::uint32_t kStretch = 55;       // tokens of sentences read together, at most
constexpr std::uint32_t kShortStretch = 25;  // the same, of short runs
constexpr std::uint32_t kLongestTold = 75;   // tokens of a danger or plea to learn from, at most
constexpr float kCost = 8.0F;
// Labels are told by shorter vectors, those of words and pairs alone.
constexpr float kLabelCost = 9.0F;
// How much the likeliest label says beside the margin of danger at large, and from which margin it
// is worth asking.
constexpr float kLabelShare = 0.75F;
constexpr float kHopeless = -0.8F;

// Says nothing of danger, though the calm write it more often.
bool is_courtesy(std::string_view word) {
  constexpr std::array<std::string_view, 16> kCourtesies = {
      "hi",     "hello", "hey", "thanks", "thank",  "thankyou", "thx",   "ty",
      "please", "pls",   "plz", "hola",   "buenas", "gracias",  "porfa", "saludos"};
  return std::find(kCourtesies.begin(), kCourtesies.end(), word) != kCourtesies.end();
}

std::uint64_t hash_of_all(std::span<const LikenessText> texts) {
  std::uint64_t hash = texts.size();
  for (const LikenessText& text : texts) {
    const std::uint64_t kind = text.kind ? static_cast<std::uint64_t>(*text.kind) : kLikenessKinds;
    hash = hash_of(text.text, hash + kind);
    hash = hash_of(text.label, hash);
  }
  return hash;
}

// Calls visit(key, kind, token) for every feature of a text, in the order of its tokens. A pair
// belongs to its later word.
template <typename Visit>
void for_each_feature(const Text& text, Visit visit) {
  std::vector<std::uint64_t> content;  // of the sentence, the latest last
  std::string padded;
  for (const Sentence& sentence : text.sentences) {
    content.clear();
    std::uint64_t before = 0;
    for (std::uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& token = text.tokens[i];
      if (is_courtesy(token.word)) continue;
      const std::uint64_t stem = hash_of(token.stem, 1);
      visit(stem, Kind::Word, i);
      if (before != 0) visit(before * 31 + stem, Kind::Pair, i);
      before = stem;
      if (!is_filler(token.word)) {
        const std::size_t from = content.size() > kNearWords ? content.size() - kNearWords : 0;
        for (std::size_t j = from; j < content.size(); ++j) {
          visit((content[j] ^ stem) * 0x9E3779B97F4A7C15ULL + (content[j] + stem), Kind::Near, i);
        }
        content.push_back(stem);
      }
      padded = " " + token.word + " ";
      for (std::size_t length = 3; length <= 4; ++length) {
        for (std::size_t at = 0; at + length <= padded.size(); ++at) {
          visit(hash_of(std::string_view(padded).substr(at, length), 3), Kind::Letters, i);
        }
      }
    }
  }
}

struct Stretch {
  std::uint32_t first = 0;
  std::uint32_t last = 0;  // one past
};

// Sentences, the long ones in parts that overlap by half.
std::vector<Stretch> parts_of(const Text& text) {
  std::vector<Stretch> out;
  for (const Sentence& sentence : text.sentences) {
    std::uint32_t first = sentence.first;
    while (sentence.last - first > kLongSentence) {
      out.push_back({first, first + kLongSentence});
      first += kLongSentence / 2;
    }
    if (first < sentence.last) out.push_back({first, sentence.last});
  }
  return out;
}

// From each part on as many as fit.
void add_runs(const std::vector<Stretch>& parts, std::uint32_t longest, std::vector<Stretch>& out) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Stretch run = parts[i];
    for (std::size_t j = i + 1; j < parts.size() && parts[j].last - run.first <= longest; ++j) {
      run.last = parts[j].last;
    }
    out.push_back(run);
  }
}

// A short message is read as a whole, since what makes a frightening sentence harmless often stands
// in the next; a longer one in long runs and in short ones, since danger may be told in passing.
std::vector<Stretch> stretches(const Text& text) {
  const auto size = static_cast<std::uint32_t>(text.tokens.size());
  if (size <= kStretch) return {{0, size}};
  const std::vector<Stretch> parts = parts_of(text);
  std::vector<Stretch> out;
  add_runs(parts, kStretch, out);
  add_runs(parts, kShortStretch, out);
  return out;
}

}  // namespace

class LikenessLearner {
 public:
  explicit LikenessLearner(std::span<const LikenessText> texts) : texts_(texts) {}

  Likeness learn() {
    read();
    count_words();
    choose_features();
    make_rows();
    train_kinds();
    train_labels();
    return std::move(out_);
  }

 private:
  void read() {
    read_.resize(texts_.size());
    for_each_index(texts_.size(), [&](std::size_t i) { read_[i] = read_text(texts_[i].text); });
  }

  // In how many texts each word is; a word of one text may be a slip.
  void count_words() {
    std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> seen;  // texts, the last of them
    std::uint32_t number = 0;
    for (const Text& text : read_) {
      ++number;
      for (const Token& token : text.tokens) {
        auto& [texts, last] = seen[token.word];
        if (last == number) continue;
        texts += texts_[number - 1].is_example ? 2 : 1;
        last = number;
      }
    }
    for (const auto& [word, counts] : seen) {
      if (counts.first >= 2) out_.words_.emplace_back(word, counts.first);
    }
  }

  void choose_features() {
    struct Seen {
      std::uint32_t texts = 0;
      std::uint32_t last = 0;
      Kind kind = Kind::Word;
    };
    HashTable<Seen> seen;
    std::vector<std::uint64_t> order;
    std::uint32_t number = 0;
    for (const Text& text : read_) {
      ++number;
      for_each_feature(text, [&](std::uint64_t key, Kind kind, std::uint32_t) {
        Seen& entry = seen[key];
        if (entry.last == number) return;
        if (entry.texts == 0) order.push_back(key);
        entry = {entry.texts + 1, number, kind};
      });
    }
    const auto count = static_cast<float>(read_.size());
    for (const Kind kind : {Kind::Word, Kind::Pair, Kind::Near, Kind::Letters}) {
      for (const std::uint64_t key : order) {
        const Seen& entry = seen[key];
        if (entry.kind != kind || (entry.texts < 2 && kind != Kind::Word)) continue;
        Likeness::Known& feature = out_.features_[key];
        feature.idf = std::log((1 + count) / (1 + static_cast<float>(entry.texts))) + 1;
        feature.id = features_++;
      }
      if (kind == Kind::Pair) out_.telling_ = features_;
    }
  }

  void make_rows() {
    struct Place {
      std::size_t text;
      Stretch stretch;
    };
    std::vector<Place> places;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const auto size = static_cast<std::uint32_t>(read_[i].tokens.size());
      if (size == 0) continue;
      if (texts_[i].kind) {
        if (size <= kLongestTold) places.push_back({i, {0, size}});
        continue;
      }
      for (const Stretch& stretch : stretches(read_[i])) places.push_back({i, stretch});
    }
    rows_.resize(places.size());
    text_of_row_.resize(places.size());
    for_each_index(places.size(), [&](std::size_t i) {
      const auto& [text, stretch] = places[i];
      rows_[i].features = out_.vector_of(read_[text], stretch.first, stretch.last);
      rows_[i].label = texts_[text].kind ? static_cast<std::uint32_t>(*texts_[text].kind)
                                         : static_cast<std::uint32_t>(kLikenessKinds);
      text_of_row_[i] = text;
    });
  }

  void train_kinds() {
    TrainingOptions options;
    options.features = features_;
    options.classes = kLikenessKinds;
    options.cost = kCost;
    const LinearModel model = LinearModel::train(rows_, options);
    // What says next to nothing is forgotten.
    constexpr float kTelling = 0.05F;
    HashTable<Likeness::Known> kept;
    out_.features_.for_each([&](std::uint64_t key, Likeness::Known feature) {
      float most = 0;
      for (std::uint32_t k = 0; k < kLikenessKinds; ++k) {
        feature.weights[k] = model.weight(feature.id, k);
        most = std::max(most, std::abs(feature.weights[k] * feature.idf));
      }
      if (feature.id < out_.telling_ || most >= kTelling) kept[key] = feature;
    });
    out_.features_ = std::move(kept);
    for (std::uint32_t k = 0; k < kLikenessKinds; ++k) out_.bias_[k] = model.bias(k);
  }

  void train_labels() {
    std::map<std::pair<LikenessKind, std::string>, std::uint32_t> labels;
    for (const LikenessText& text : texts_) {
      if (text.kind && !text.label.empty()) labels.emplace(std::pair(*text.kind, text.label), 0);
    }
    for (auto& [label, number] : labels) {
      number = static_cast<std::uint32_t>(out_.label_names_.size());
      out_.label_kinds_.push_back(label.first);
      out_.label_names_.push_back(label.second);
    }
    const auto none = static_cast<std::uint32_t>(labels.size());  // ordinary life
    std::vector<TrainingRow> rows;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const LikenessText& text = texts_[text_of_row_[i]];
      if (text.kind && text.label.empty()) continue;
      rows.push_back({out_.telling_of(rows_[i].features),
                      text.kind ? labels.at({*text.kind, text.label}) : none});
    }
    TrainingOptions options;
    options.features = out_.telling_;
    options.classes = none;
    options.cost = kLabelCost;
    out_.labels_ = LinearModel::train(rows, options);
  }

  std::span<const LikenessText> texts_;
  std::vector<Text> read_;
  std::vector<TrainingRow> rows_;
  std::vector<std::size_t> text_of_row_;
  std::uint32_t features_ = 0;
  Likeness out_;
};

SparseVector Likeness::vector_of(const Text& text, std::uint32_t first, std::uint32_t last) const {
  SparseVector out;
  std::vector<Kind> kinds;
  std::array<float, kKinds> squares{};
  for_each_feature(text, [&](std::uint64_t key, Kind kind, std::uint32_t token) {
    if (token < first || token >= last) return;
    const Known* known = features_.find(key);
    if (known == nullptr) return;
    out.push_back({known->id, known->idf});
    kinds.push_back(kind);
    squares[static_cast<std::size_t>(kind)] += known->idf * known->idf;
  });
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto kind = static_cast<std::size_t>(kinds[i]);
    out[i].value *= std::sqrt(kShares[kind] / squares[kind]);
  }
  sum_by_id(out);
  return out;
}

// Ids rise, and words and pairs have the smallest.
SparseVector Likeness::telling_of(SparseVector vector) const {
  const auto end = std::find_if(vector.begin(), vector.end(),
                                [this](const Feature& f) { return f.id >= telling_; });
  vector.erase(end, vector.end());
  return vector;
}

std::pair<std::size_t, float> Likeness::likeliest_label(const SparseVector& telling,
                                                        LikenessKind kind) const {
  std::vector<float> margins(labels_.classes());
  labels_.score(telling, margins);
  std::pair<std::size_t, float> best{margins.size(), std::numeric_limits<float>::lowest()};
  for (std::size_t i = 0; i < margins.size(); ++i) {
    if (label_kinds_[i] == kind && margins[i] > best.second) best = {i, margins[i]};
  }
  return best;
}

std::string Likeness::label_of(const Text& text, const Likening& found) const {
  const SparseVector telling = telling_of(vector_of(text, found.first, found.last + 1));
  const std::size_t label = likeliest_label(telling, found.kind).first;
  return label < label_names_.size() ? label_names_[label] : std::string();
}

// What the likeliest danger adds to the margin of danger at large. `told` has the known words and
// pairs of the stretch, not yet scaled.
float Likeness::with_label(std::span<const Told> told, float margin) const {
  if (margin < kHopeless) return margin - kLabelShare;
  std::array<float, kKinds> squares{};
  for (const Told& each : told) squares[each.kind] += each.idf * each.idf;
  SparseVector telling;
  telling.reserve(told.size());
  for (const Told& each : told) {
    const float scale = std::sqrt(kShares[each.kind] / squares[each.kind]);
    telling.push_back({each.id, each.idf * scale});
  }
  const float label = likeliest_label(telling, LikenessKind::Urgent).second;
  return margin + kLabelShare * std::clamp(label, -1.0F, 1.0F);
}

Likeness Likeness::learn(std::span<const LikenessText> texts) {
  Likeness likeness = LikenessLearner(texts).learn();
  likeness.spelling_ = Spelling::learn(likeness.words_, 1);
  likeness.learned_from_ = hash_of_all(texts);
  return likeness;
}

std::string Likeness::save() const {
  ByteWriter out;
  out.value(learned_from_);
  out.value(telling_);
  out.value(bias_);
  std::vector<std::uint64_t> keys;
  std::vector<Known> known;
  features_.for_each([&](std::uint64_t key, const Known& feature) {
    keys.push_back(key);
    known.push_back(feature);
  });
  out.values(keys);
  out.values(known);
  labels_.save(out);
  out.values(label_kinds_);
  for (const std::string& name : label_names_) out.text(name);
  out.value(static_cast<std::uint32_t>(words_.size()));
  for (const auto& [word, count] : words_) {
    out.text(word);
    out.value(count);
  }
  return out.take();
}

std::optional<Likeness> Likeness::load(std::string_view bytes,
                                       std::span<const LikenessText> texts) {
  ByteReader from(bytes);
  Likeness out;
  out.learned_from_ = from.value<std::uint64_t>();
  if (!from.ok() || out.learned_from_ != hash_of_all(texts)) return std::nullopt;
  out.telling_ = from.value<std::uint32_t>();
  out.bias_ = from.value<decltype(out.bias_)>();
  const auto keys = from.values<std::uint64_t>();
  const auto known = from.values<Known>();
  if (keys.size() != known.size()) return std::nullopt;
  for (std::size_t i = 0; i < keys.size(); ++i) out.features_[keys[i]] = known[i];
  std::optional<LinearModel> labels = LinearModel::load(from);
  if (!labels) return std::nullopt;
  out.labels_ = std::move(*labels);
  out.label_kinds_ = from.values<LikenessKind>();
  for (std::size_t i = 0; i < out.label_kinds_.size(); ++i) out.label_names_.push_back(from.text());
  const auto words = from.value<std::uint32_t>();
  for (std::uint32_t i = 0; i < words && from.ok(); ++i) {
    std::string word = from.text();
    out.words_.emplace_back(std::move(word), from.value<std::uint32_t>());
  }
  if (!from.ok() || !from.at_end() || out.label_kinds_.size() != out.labels_.classes()) {
    return std::nullopt;
  }
  out.spelling_ = Spelling::learn(out.words_, 1);
  return out;
}

std::vector<Likening> Likeness::find(const Text& text) const {
  if (label_names_.empty() || text.tokens.empty()) return {};
  // Sums up to each token, by kind of feature: a stretch is the difference of two.
  struct Sums {
    std::array<float, kKinds> squares{};
    std::array<std::array<float, kLikenessKinds>, kKinds> points{};
  };
  std::vector<Sums> sums(text.tokens.size() + 1);
  std::vector<Told> told;                                    // in the order of tokens
  std::vector<std::size_t> told_by(text.tokens.size() + 1);  // how many up to each token
  for_each_feature(text, [&](std::uint64_t key, Kind kind, std::uint32_t token) {
    const Known* feature = features_.find(key);
    if (feature == nullptr) return;
    if (feature->id < telling_) {
      told.push_back({feature->id, feature->idf, static_cast<std::uint8_t>(kind)});
      told_by[token + 1] = told.size();
    }
    Sums& at = sums[token + 1];
    const auto k = static_cast<std::size_t>(kind);
    at.squares[k] += feature->idf * feature->idf;
    for (std::size_t c = 0; c < kLikenessKinds; ++c) {
      at.points[k][c] += feature->idf * feature->weights[c];
    }
  });
  for (std::size_t i = 1; i < sums.size(); ++i) {
    told_by[i] = std::max(told_by[i], told_by[i - 1]);
    for (std::size_t k = 0; k < kKinds; ++k) {
      sums[i].squares[k] += sums[i - 1].squares[k];
      for (std::size_t c = 0; c < kLikenessKinds; ++c) {
        sums[i].points[k][c] += sums[i - 1].points[k][c];
      }
    }
  }
  std::array<Likening, kLikenessKinds> best;
  for (Likening& likening : best) likening.margin = std::numeric_limits<float>::lowest();
  for (const Stretch& stretch : stretches(text)) {
    std::array<float, kLikenessKinds> margin = bias_;
    for (std::size_t k = 0; k < kKinds; ++k) {
      const float square = sums[stretch.last].squares[k] - sums[stretch.first].squares[k];
      if (square <= 0.01F) continue;
      const float scale = std::sqrt(kShares[k] / square);
      for (std::size_t c = 0; c < kLikenessKinds; ++c) {
        margin[c] += scale * (sums[stretch.last].points[k][c] - sums[stretch.first].points[k][c]);
      }
    }
    constexpr auto kUrgent = static_cast<std::size_t>(LikenessKind::Urgent);
    const std::span<const Told> in_stretch(
        told.begin() + static_cast<std::ptrdiff_t>(told_by[stretch.first]),
        told.begin() + static_cast<std::ptrdiff_t>(told_by[stretch.last]));
    margin[kUrgent] = with_label(in_stretch, margin[kUrgent]);
    for (std::size_t c = 0; c < kLikenessKinds; ++c) {
      if (margin[c] <= best[c].margin) continue;
      best[c] = {static_cast<LikenessKind>(c), margin[c], stretch.first, stretch.last - 1};
    }
  }
  return {best.begin(), best.end()};
}

}  // namespace nestline::service
