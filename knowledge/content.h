// What we know: the values of one content folder. docs/content-format.md describes the files they
// come from; the order of items is the order of the files (by path) and of the entries inside a
// file. Immutable once read.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "knowledge/date.h"
#include "knowledge/id.h"
#include "knowledge/safety_rule.h"

namespace nestline::knowledge {

// Both ends inclusive, in months, 0 to kMaxAgeMonths.
inline constexpr int kMaxAgeMonths = 96;
struct AgeRange {
  int from = 0;
  int to = kMaxAgeMonths;
  [[nodiscard]] bool contains(int months) const { return from <= months && months <= to; }
  friend bool operator==(const AgeRange&, const AgeRange&) = default;
};

enum class Audience { Parent, Practitioner, Both };
inline constexpr std::array<std::pair<Audience, std::string_view>, 3> kAudiences{{
    {Audience::Parent, "parent"},
    {Audience::Practitioner, "practitioner"},
    {Audience::Both, "both"},
}};

// A document or body of guidance that a passage rests on.
struct Source {
  SourceId id;
  std::string title;
  std::string publisher;
  std::string date;  // as printed, may be empty
  std::string kind;  // "brief", "public-page", "registry", "general"
};

// A text that looks like one topic and belongs elsewhere.
struct NearMiss {
  std::string text;
  std::string belongs_to;  // a topic id, or an answer kind
};

struct Topic {
  TopicId id;
  std::string name;
  std::string group;
  std::string definition;
  AgeRange ages;
  std::vector<TopicId> related;
  std::vector<std::string> needs;
  std::vector<std::string> keywords;
  std::vector<std::string> phrases;
  std::vector<std::string> examples;
  std::vector<NearMiss> near_misses;
};

// A paragraph or a list, in plain text.
struct Block {
  bool list = false;
  std::vector<std::string> lines;  // the paragraph, or the items
};

// "What may be going on", "What to try", ...: which parts there are depends on the audience.
struct Part {
  std::string id;       // "going-on", "try", "help"; "background", "practice", "limits"
  std::string heading;  // as the file has it, in its language
  std::vector<Block> blocks;
};

struct SourcePlace {
  SourceId id;
  std::string place;
};

struct Review {
  std::string by;  // the clinician; empty until reviewed
  std::optional<Date> on;
  Date due{};
};

struct Passage {
  PassageId id;  // "<topic-id>/<slug>"
  std::string title;
  std::string summary;
  Audience audience = Audience::Parent;
  AgeRange ages;
  std::vector<SourcePlace> sources;
  Review review;
  std::vector<Part> parts;
  [[nodiscard]] TopicId topic() const { return TopicId{id.value.substr(0, id.value.find('/'))}; }
};

enum class ReferralKind { Emergency, Crisis, Support, Service };
inline constexpr std::array<std::pair<ReferralKind, std::string_view>, 4> kReferralKinds{{
    {ReferralKind::Emergency, "emergency"},
    {ReferralKind::Crisis, "crisis"},
    {ReferralKind::Support, "support"},
    {ReferralKind::Service, "service"},
}};

// Who to ask. Field names follow HSDS where it has one.
struct Referral {
  ReferralId id;
  std::string file;  // the file it lives in, below the language folder: "referrals/helplines-us"
  std::string name;
  std::string organization;
  std::string description;
  ReferralKind kind = ReferralKind::Service;
  std::vector<std::string> needs;
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2; empty: anywhere
  std::string phone;
  std::string text;
  std::string website;
  std::string hours;
  std::vector<std::string> languages;  // BCP 47; empty: not known
  std::string eligibility;
  Date last_verified{};
  std::string source;
};

// A fixed sentence.
struct Phrase {
  PhraseId id;
  std::string file;  // below the language folder: "phrases", "safety/replies"
  std::string text;
};

// Words that mean the same to the matcher: `word` is read as `means`.
struct LexiconEntry {
  std::string word;
  std::string means;
};

struct GoldenQuestion {
  std::string id;
  std::string text;
  std::string kind;
  std::vector<TopicId> topics;  // any of them first is right; empty where the kind has none
  std::optional<int> age_months;
};

// Examples of what is not for a topic: "out_of_scope" or "refer".
struct Background {
  std::string kind;
  std::string file;  // below the language folder: "questions/health"
  std::vector<std::string> examples;
};

// Texts from which the safety screen learns beside its rules: of one situation of danger
// ("breathing"), of "diagnosis" (asks for one), or of "ordinary" life.
inline constexpr std::string_view kDiagnosisTexts = "diagnosis";
inline constexpr std::string_view kOrdinaryTexts = "ordinary";
struct SafetyTexts {
  std::string situation;
  std::string file;  // below the language folder: "safety-texts/breathing"
  std::vector<std::string> texts;
};

// How the matcher turns scores into answers; fitted on the curators' examples by cross-validation.
// All per mille, so that the file is exact.
struct MatchingSettings {
  int phrase_weight = 900;  // what a topic's phrases and keywords can add to its score, at most
  int vector_share = 200;   // what words of like meaning count, beside 1000 for words and letters
  int temperature = 5000;   // of the softmax that turns scores into confidences
  int answer_at = 250;      // confidence from which a topic is answered
  int offer_at =
      100;  // confidence from which topics are offered as choices; below it we do not know
  int off_topic_at = 100;  // confidence of "not for us" from which we say that we have no text
  int second_at = 200;     // confidence from which a second topic is answered too
};

struct LanguageContent {
  std::string language;  // BCP 47, "en"
  std::vector<Topic> topics;
  std::vector<Passage> passages;
  std::vector<Referral> referrals;
  std::vector<SafetyRuleFile> safety;
  std::vector<SafetyTexts> safety_texts;
  std::vector<Phrase> phrases;
  std::vector<LexiconEntry> lexicon;
  std::vector<GoldenQuestion> golden;
  std::vector<Background> backgrounds;
  std::optional<MatchingSettings> matching;
};

struct Content {
  std::vector<Source> sources;
  std::vector<LanguageContent> languages;
};

// A file of a content folder, in memory.
struct ContentFile {
  std::string path;  // "en/topics/clinginess.toml"
  std::string text;
  friend bool operator==(const ContentFile&, const ContentFile&) = default;
};

}  // namespace nestline::knowledge
