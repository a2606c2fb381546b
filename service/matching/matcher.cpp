#include "service/matching/matcher.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "service/matching/attention.h"
#include "service/matching/feature_space.h"
#include "service/matching/features.h"
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
constexpr float kPhraseImportance = 0.2F;  // a keyword or phrase read as a text

// A message of more sentences is scored sentence by sentence: a story's other topics then do not
// drown the sentence that asks. The best sentence for a topic counts this much more.
constexpr std::size_t kShortMessage = 2;
constexpr float kWholeShare = 1.0F / 3;
constexpr float kBestShare = 0.1F;

// "Advice please", "what should I do about my son?": asks, and does not say what about.
bool asks_without_saying_what(std::string_view word) {
  static constexpr std::array<std::string_view, 41> kWords = {
      "advice", "advise", "any",     "anybody", "anyone",  "are",      "about",  "am",      "can",
      "could",  "do",     "does",    "hello",   "help",    "helps",    "hi",     "how",     "ideas",
      "issue",  "need",   "on",      "please",  "problem", "question", "should", "someone", "thank",
      "thanks", "this",   "tips",    "to",      "urgent",  "too",      "very",   "much",    "what",
      "whats",  "with",   "worried", "would",   "you"};
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
    for (const std::string& keyword : topic.keywords) {
      out.push_back({keyword, i, kPhraseImportance});
    }
    for (const std::string& phrase : topic.phrases) out.push_back({phrase, i, kPhraseImportance});
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

knowledge::MatchingSettings settings_of(const knowledge::LanguageContent& content) {
  return content.matching.value_or(knowledge::MatchingSettings{});
}

std::uint64_t hash_of_all(std::span<const TrainingText> texts,
                          const knowledge::MatchingSettings& settings) {
  std::uint64_t hash = WordVectors::builtin().size();
  hash = hash * 31 + static_cast<std::uint64_t>(settings.vector_share);
  for (const TrainingText& text : texts) hash = hash_of(text.text, hash * 31 + text.label);
  return hash;
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

// A feature whose weight is smaller for every class is forgotten after training.
constexpr float kTelling = 0.08F;

// What phrases and keywords take from the backgrounds, at most.
constexpr float kPhraseAgainst = 0.6F;

constexpr float kPhraseUnit = 0.7F;
constexpr float kKeywordUnit = 0.4F;

}  // namespace

struct Matcher::Parts {
  std::uint64_t learned_from = 0;  // hash of the training texts and the settings of training
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

  // A message as the linear model reads it: a short one whole, a longer one sentence by sentence,
  // and last as a whole.
  struct Stretch {
    SparseVector features;
    float share = 1;  // of the mean; over a message they sum to 1
  };
  [[nodiscard]] std::vector<Stretch> stretches(const Text& text,
                                               std::span<const float> weights) const {
    std::vector<Stretch> out;
    if (text.sentences.size() <= kShortMessage) {
      out.push_back({space.vector_of(text, weights), 1.0F});
      return out;
    }
    float total = 0;
    for (const Sentence& sentence : text.sentences) {
      if (sentence.last == sentence.first) continue;
      out.push_back({space.vector_of(text, sentence), weights[sentence.first]});
      total += weights[sentence.first];
    }
    for (Stretch& stretch : out) stretch.share *= (1 - kWholeShare) / total;
    out.push_back({space.vector_of(text, weights), kWholeShare});
    return out;
  }

  // The stretch that speaks most for a topic; the first among equals.
  [[nodiscard]] const Stretch& best_for(const std::vector<Stretch>& of, std::uint32_t topic) const {
    const auto points = [&](const Stretch& stretch) {
      float sum = 0;
      for (const Feature& f : stretch.features) sum += f.value * model.weight(f.id, topic);
      return sum;
    };
    return *std::max_element(of.begin(), of.end(), [&](const Stretch& a, const Stretch& b) {
      return points(a) < points(b);
    });
  }

  // Margins of the linear model: the mean over the stretches, and for topics some of the best.
  [[nodiscard]] std::vector<float> linear_scores(const Text& text,
                                                 std::span<const float> weights) const {
    std::vector<float> mean(model.classes());
    const std::vector<Stretch> parts = stretches(text, weights);
    if (parts.size() == 1) {
      model.score(parts.front().features, mean);
      return mean;
    }
    std::vector<float> best(mean.size(), std::numeric_limits<float>::lowest());
    std::vector<float> one(mean.size());
    for (const Stretch& part : parts) {
      model.score(part.features, one);
      for (std::size_t c = 0; c < one.size(); ++c) {
        mean[c] += part.share * one[c];
        best[c] = std::max(best[c], one[c]);
      }
    }
    // Told against the topic with the best sentence of all, so that many sentences alone make no
    // message one of ours.
    const float most = *std::max_element(best.begin(), best.begin() + topics);
    for (std::size_t c = 0; c < topics; ++c) mean[c] += kBestShare * (best[c] - most);
    return mean;
  }

  [[nodiscard]] Scores scores(const Text& text) const {
    const std::vector<float> weights = token_weights(text);
    Scores out;
    out.linear = linear_scores(text, weights);
    out.phrase = phrase_scores(text, weights);
    return out;
  }
};

Matcher::Parts Matcher::parts_of_content(const knowledge::LanguageContent& content) {
  const knowledge::MatchingSettings settings = settings_of(content);
  Parts parts;
  parts.synonyms = Synonyms(content.lexicon);
  for (std::uint32_t i = 0; i < content.topics.size(); ++i) {
    for (const std::string& keyword : content.topics[i].keywords) {
      parts.phrases.add(parts.synonyms.expand(read_text(keyword)), i);
    }
    for (const std::string& phrase : content.topics[i].phrases) {
      parts.phrases.add(parts.synonyms.expand(read_text(phrase)), i);
    }
  }
  parts.phrase_weight = static_cast<float>(settings.phrase_weight) / 1000;
  parts.temperature = static_cast<float>(settings.temperature) / 1000;
  parts.topics = static_cast<std::uint32_t>(content.topics.size());
  return parts;
}

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
  const knowledge::MatchingSettings settings = settings_of(content);
  Parts parts = parts_of_content(content);
  parts.learned_from = hash_of_all(training, settings);
  std::vector<Text> texts(training.size());
  for_each_index(texts.size(), [&](std::size_t i) {
    texts[i] = parts.synonyms.expand(read_text(training[i].text));
  });
  parts.spelling = Spelling::learn(texts);
  parts.space = FeatureSpace::learn(texts, WordVectors::builtin(),
                                    static_cast<float>(settings.vector_share) / 1000);
  std::vector<TrainingRow> rows(texts.size());
  for_each_index(rows.size(), [&](std::size_t i) {
    rows[i] = {parts.space.vector_of(texts[i], token_weights(texts[i])), training[i].label,
               training[i].importance};
  });
  TrainingOptions options;
  options.features = static_cast<std::uint32_t>(parts.space.size());
  options.classes = parts.topics + static_cast<std::uint32_t>(kBackgrounds.size());
  parts.model = LinearModel::train(rows, options);
  forget_what_says_nothing(parts);
  parts_ = std::make_unique<const Parts>(std::move(parts));
}

// Words stay, so that the matcher can tell which it has met.
void Matcher::forget_what_says_nothing(Parts& parts) {
  std::vector<std::uint32_t> kept;
  for (std::uint32_t id = 0; id < parts.space.size(); ++id) {
    if (id >= parts.space.first_of_vectors() || parts.space.is_word(id) ||
        parts.model.largest_weight(id) >= kTelling) {
      kept.push_back(id);
    }
  }
  parts.model = parts.model.with_features(kept);
  parts.space.keep(kept);
}

Matcher::Matcher(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}

std::string Matcher::save() const {
  ByteWriter out;
  out.value(parts_->learned_from);
  parts_->spelling.save(out);
  parts_->space.save(out);
  parts_->model.save(out);
  return out.take();
}

std::optional<Matcher> Matcher::load(std::string_view bytes,
                                     const knowledge::LanguageContent& content) {
  ByteReader from(bytes);
  const auto learned_from = from.value<std::uint64_t>();
  if (!from.ok() ||
      learned_from != hash_of_all(training_texts(content, {}), settings_of(content))) {
    return std::nullopt;
  }
  std::optional<Spelling> spelling = Spelling::load(from);
  if (!spelling) return std::nullopt;
  std::optional<FeatureSpace> space = FeatureSpace::load(from, WordVectors::builtin());
  if (!space) return std::nullopt;
  std::optional<LinearModel> model = LinearModel::load(from);
  if (!model || !from.at_end() || model->features() != space->size()) return std::nullopt;
  Parts parts = parts_of_content(content);
  if (model->classes() != parts.topics + kBackgrounds.size()) return std::nullopt;
  parts.learned_from = learned_from;
  parts.spelling = std::move(*spelling);
  parts.space = std::move(*space);
  parts.model = std::move(*model);
  return Matcher(std::make_unique<const Parts>(std::move(parts)));
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
  // Curators' words make a message one of ours, whichever topic they are of.
  const float most =
      *std::max_element(scores.phrase.begin(), scores.phrase.begin() + parts_->topics);
  for (std::size_t c = parts_->topics; c < classes; ++c) total[c] -= kPhraseAgainst * most;
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
  std::map<std::uint32_t, float> left;
  float start = parts.model.bias(topic);
  const auto add = [&](const SparseVector& features, float share) {
    for (const Feature& f : features) {
      left[f.id] += share * f.value * parts.model.weight(f.id, topic);
    }
  };
  const std::vector<Parts::Stretch> stretches = parts.stretches(text, weights);
  for (const Parts::Stretch& stretch : stretches) add(stretch.features, stretch.share);
  if (stretches.size() > 1) {
    const std::vector<float> with_best = parts.linear_scores(text, weights);
    add(parts.best_for(stretches, topic).features, kBestShare);
    float sum = 0;
    for (const auto& [id, points] : left) sum += points;
    start = with_best[topic] - sum;
  }

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
  float meaning = 0;
  for (const auto& [id, points] : left) meaning += points;
  if (meaning != 0) out.push_back({"meaning", "", meaning});
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
  out.push_back({"start", "", start});
  std::stable_sort(out.begin(), out.end(), [](const Evidence& a, const Evidence& b) {
    return std::abs(a.points) > std::abs(b.points);
  });
  return out;
}

}  // namespace nestline::service
