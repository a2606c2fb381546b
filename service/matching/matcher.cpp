#include "service/matching/matcher.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "service/matching/attention.h"
#include "service/matching/feature_space.h"
#include "service/matching/linear_model.h"
#include "service/matching/parallel.h"
#include "service/matching/phrase_index.h"
#include "service/matching/spelling.h"
#include "service/matching/synonyms.h"

namespace nestline::service {
namespace {

constexpr std::array<std::string_view, 2> kBackgrounds = {"out_of_scope", "refer"};

// How much curated text counts beside an example question.
constexpr float kPassageImportance = 0.3F;  // title and summary
constexpr float kPartImportance = 0.5F;     // a part of a parents' passage
constexpr float kNameImportance = 0.5F;

// "Advice please", "what should I do about my son?": asks, and does not say what about.
bool asks_without_saying_what(std::string_view word) {
  static constexpr std::array<std::string_view, 38> kWords = {
      "advice", "advise",  "any",   "anybody", "anyone", "are",    "about",   "am",
      "can",    "could",   "do",    "does",    "hello",  "help",   "helps",   "hi",
      "how",    "ideas",   "issue", "need",    "on",     "please", "problem", "question",
      "should", "someone", "thank", "thanks",  "this",   "tips",   "to",      "urgent",
      "what",   "whats",   "with",  "worried", "would",  "you"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

std::uint32_t label_of(const knowledge::LanguageContent& content, std::string_view name) {
  for (std::uint32_t i = 0; i < content.topics.size(); ++i) {
    if (content.topics[i].id.value == name) return i;
  }
  for (std::uint32_t i = 0; i < kBackgrounds.size(); ++i) {
    if (kBackgrounds[i] == name) return static_cast<std::uint32_t>(content.topics.size()) + i;
  }
  return static_cast<std::uint32_t>(content.topics.size() + kBackgrounds.size());  // none of ours
}

struct TrainingText {
  std::string text;
  std::uint32_t label;
  float importance;
};

std::string text_of(const knowledge::Part& part) {
  std::string out;
  for (const knowledge::Block& block : part.blocks) {
    for (const std::string& line : block.lines) out += line + " ";
  }
  return out;
}

std::vector<TrainingText> training_texts(const knowledge::LanguageContent& content,
                                         std::span<const bool> left_out) {
  std::vector<TrainingText> out;
  const std::vector<LabelledExample> examples = labelled_examples(content);
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (i < left_out.size() && left_out[i]) continue;
    out.push_back({examples[i].text, examples[i].label, 1.0F});
  }
  for (std::uint32_t i = 0; i < content.topics.size(); ++i) {
    const knowledge::Topic& topic = content.topics[i];
    out.push_back({topic.name + ". " + topic.definition, i, kNameImportance});
  }
  for (const knowledge::Passage& passage : content.passages) {
    const std::uint32_t label = label_of(content, passage.topic().value);
    if (label >= content.topics.size()) continue;
    out.push_back({passage.title + ". " + passage.summary, label, kPassageImportance});
    if (passage.audience == knowledge::Audience::Practitioner) continue;
    for (const knowledge::Part& part : passage.parts) {
      if (part.id == "help") continue;  // says whom to ask, much the same in every topic
      out.push_back({text_of(part), label, kPartImportance});
    }
  }
  return out;
}

// A text as the matcher sees it: abbreviations opened, spelling mended.
Text prepare(const Text& text, const Synonyms& synonyms, const Spelling& spelling) {
  Text out = synonyms.expand(text);
  for (Token& token : out.tokens) {
    if (std::optional<std::string> meant = spelling.repair(token.word)) {
      token.stem = stem(*meant);
      token.word = std::move(*meant);
    }
  }
  return out;
}

// Many phrases of one topic add less and less.
float saturate(float sum) { return 1.0F - std::exp(-sum); }

constexpr float kPhraseUnit = 0.7F;
constexpr float kKeywordUnit = 0.4F;

}  // namespace

struct Matcher::Parts {
  Synonyms synonyms;
  Spelling spelling;
  FeatureSpace space;
  LinearModel model;
  PhraseIndex phrases;
  float phrase_weight = 0;
  float temperature = 0;
  std::uint32_t topics = 0;

  struct Scores {
    std::vector<float> linear;
    std::vector<float> phrase;
  };

  [[nodiscard]] std::vector<float> phrase_scores(const Text& text,
                                                 std::span<const float> weights) const {
    std::vector<float> sums(topics + kBackgrounds.size(), 0.0F);
    std::map<std::pair<std::uint32_t, std::uint32_t>, float> best;  // one hit a label and place
    for (const PhraseHit& hit : phrases.find(text)) {
      const float unit =
          hit.words > 1 ? kPhraseUnit * std::sqrt(static_cast<float>(hit.words) / 2) : kKeywordUnit;
      float& value = best[{hit.label, hit.first}];
      value = std::max(value, unit * weights[hit.first]);
    }
    for (const auto& [place, value] : best) sums[place.first] += value;
    for (float& sum : sums) sum = saturate(sum);
    return sums;
  }

  [[nodiscard]] Scores scores(const Text& text) const {
    const std::vector<float> weights = token_weights(text);
    Scores out;
    out.linear.resize(model.classes());
    model.score(space.vector_of(text, weights), out.linear);
    out.phrase = phrase_scores(text, weights);
    return out;
  }
};

std::vector<LabelledExample> labelled_examples(const knowledge::LanguageContent& content) {
  std::vector<LabelledExample> out;
  const auto none = static_cast<std::uint32_t>(content.topics.size() + kBackgrounds.size());
  for (std::uint32_t i = 0; i < content.topics.size(); ++i) {
    for (const std::string& example : content.topics[i].examples) out.push_back({example, i});
    for (const knowledge::NearMiss& miss : content.topics[i].near_misses) {
      const std::uint32_t label = label_of(content, miss.belongs_to);
      if (label < none) out.push_back({miss.text, label});
    }
  }
  for (const knowledge::Background& background : content.backgrounds) {
    const std::uint32_t label = label_of(content, background.kind);
    for (const std::string& example : background.examples) out.push_back({example, label});
  }
  return out;
}

Matcher::Matcher(const knowledge::LanguageContent& content) : Matcher(content, {}) {}

Matcher::Matcher(const knowledge::LanguageContent& content, std::span<const bool> left_out) {
  const std::vector<TrainingText> training = training_texts(content, left_out);
  Synonyms synonyms(content.lexicon);
  std::vector<Text> texts(training.size());
  for_each_index(texts.size(),
                 [&](std::size_t i) { texts[i] = synonyms.expand(read_text(training[i].text)); });
  PhraseIndex phrases;
  for (std::uint32_t i = 0; i < content.topics.size(); ++i) {
    for (const std::string& keyword : content.topics[i].keywords) {
      phrases.add(synonyms.expand(read_text(keyword)), i);
    }
    for (const std::string& phrase : content.topics[i].phrases) {
      phrases.add(synonyms.expand(read_text(phrase)), i);
    }
  }
  Spelling spelling = Spelling::learn(texts);
  FeatureSpace space = FeatureSpace::learn(texts);
  std::vector<TrainingRow> rows(texts.size());
  for_each_index(rows.size(), [&](std::size_t i) {
    rows[i] = {space.vector_of(texts[i], token_weights(texts[i])), training[i].label,
               training[i].importance};
  });
  TrainingOptions options;
  options.features = static_cast<std::uint32_t>(space.size());
  options.classes = static_cast<std::uint32_t>(content.topics.size() + kBackgrounds.size());
  LinearModel model = LinearModel::train(rows, options);
  const auto settings = content.matching.value_or(knowledge::MatchingSettings{});
  parts_ = std::make_unique<const Parts>(
      Parts{std::move(synonyms), std::move(spelling), std::move(space), std::move(model),
            std::move(phrases), static_cast<float>(settings.phrase_weight) / 1000,
            static_cast<float>(settings.temperature) / 1000,
            static_cast<std::uint32_t>(content.topics.size())});
}

Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

TopicMatch Matcher::match(const Text& question) const {
  const Text text = prepare(question, parts_->synonyms, parts_->spelling);
  const Parts::Scores scores = parts_->scores(text);
  const std::size_t classes = scores.linear.size();
  std::vector<float> total(classes);
  for (std::size_t c = 0; c < classes; ++c) {
    total[c] = scores.linear[c] + parts_->phrase_weight * scores.phrase[c];
  }
  const float top = *std::max_element(total.begin(), total.end());
  std::vector<float> confidence(classes);
  float sum = 0;
  for (std::size_t c = 0; c < classes; ++c) {
    confidence[c] = std::exp(parts_->temperature * (total[c] - top));
    sum += confidence[c];
  }
  TopicMatch match;
  for (std::uint32_t t = 0; t < parts_->topics; ++t) {
    match.topics.push_back({t, total[t], confidence[t] / sum, scores.phrase[t]});
  }
  std::stable_sort(match.topics.begin(), match.topics.end(),
                   [](const TopicScore& a, const TopicScore& b) { return a.score > b.score; });
  match.out_of_scope = confidence[parts_->topics] / sum;
  match.refer = confidence[parts_->topics + 1] / sum;
  for (const Token& token : text.tokens) {
    if (!parts_->space.knows_word(token.stem)) continue;
    const bool filler = is_filler(token.word) || asks_without_saying_what(token.word);
    ++(filler ? match.known_fillers : match.known_words);
  }
  return match;
}

std::vector<Evidence> Matcher::explain(const Text& question, std::uint32_t topic) const {
  const Parts& parts = *parts_;
  const Text text = prepare(question, parts.synonyms, parts.spelling);
  const std::vector<float> weights = token_weights(text);
  const SparseVector vector = parts.space.vector_of(text, weights);
  std::map<std::uint32_t, float> left;
  for (const Feature& f : vector) left[f.id] = f.value * parts.model.weight(f.id, topic);

  std::vector<Evidence> out;
  // A feature that several words share is told with the first of them.
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    float points = 0;
    for (const std::uint32_t id : parts.space.features_of_token(text, i)) {
      const auto found = left.find(id);
      if (found == left.end()) continue;
      points += found->second;
      left.erase(found);
    }
    if (points != 0) out.push_back({"word", text.tokens[i].word, points});
  }
  const std::vector<float> phrase_scores = parts.phrase_scores(text, weights);
  std::string found;
  for (const PhraseHit& hit : parts.phrases.find(text)) {
    if (hit.label != topic) continue;
    std::string words;
    for (std::uint32_t i = hit.first; i < hit.last; ++i) {
      words += (words.empty() ? "" : " ") + text.tokens[i].word;
    }
    found += (found.empty() ? "\"" : ", \"") + words + "\"";
  }
  if (!found.empty()) {
    out.push_back({"phrase", found, parts.phrase_weight * phrase_scores[topic]});
  }
  out.push_back({"start", "", parts.model.bias(topic)});
  std::stable_sort(out.begin(), out.end(), [](const Evidence& a, const Evidence& b) {
    return std::abs(a.points) > std::abs(b.points);
  });
  return out;
}

}  // namespace nestline::service
