#include "service/language/context.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string_view>
#include <utility>

namespace nestline::service {
namespace {

constexpr int kMaxMonths = 96;

enum class Unit { None, Days, Weeks, Months, Years };

Unit unit_of(std::string_view word) {
  static constexpr std::pair<std::string_view, Unit> kUnits[] = {
      {"day", Unit::Days},      {"days", Unit::Days},    {"week", Unit::Weeks},
      {"weeks", Unit::Weeks},   {"wk", Unit::Weeks},     {"wks", Unit::Weeks},
      {"w", Unit::Weeks},       {"month", Unit::Months}, {"months", Unit::Months},
      {"mo", Unit::Months},     {"mos", Unit::Months},   {"mth", Unit::Months},
      {"mths", Unit::Months},   {"mnth", Unit::Months},  {"mnths", Unit::Months},
      {"mon", Unit::Months},    {"m", Unit::Months},     {"year", Unit::Years},
      {"years", Unit::Years},   {"yr", Unit::Years},     {"yrs", Unit::Years},
      {"y", Unit::Years},       {"yo", Unit::Years},     {"yro", Unit::Years},
      {"yrold", Unit::Years},   {"moold", Unit::Months}, {"monthold", Unit::Months},
      {"yearold", Unit::Years}, {"wo", Unit::Weeks},     {"dias", Unit::Days},
      {"semanas", Unit::Weeks}, {"semana", Unit::Weeks}, {"meses", Unit::Months},
      {"mes", Unit::Months},    {"ano", Unit::Years},    {"anos", Unit::Years},
      {"anito", Unit::Years},   {"anitos", Unit::Years}, {"weekold", Unit::Weeks}};
  for (const auto& [name, unit] : kUnits) {
    if (name == word) return unit;
  }
  return Unit::None;
}

std::optional<double> number_of(std::string_view word) {
  static constexpr std::pair<std::string_view, double> kNumbers[] = {
      {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},
      {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},      {"ten", 10},
      {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14}, {"fifteen", 15},
      {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"un", 1},        {"dos", 2},
      {"tres", 3},     {"cuatro", 4},     {"cinco", 5},     {"seis", 6},      {"siete", 7},
      {"ocho", 8},     {"nueve", 9},      {"diez", 10},     {"once", 11},     {"doce", 12}};
  if (!word.empty() && word[0] >= '0' && word[0] <= '9') {
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error == std::errc() && end == word.data() + word.size()) return value;
    return std::nullopt;
  }
  for (const auto& [name, value] : kNumbers) {
    if (name == word) return value;
  }
  return std::nullopt;
}

double months_in(double value, Unit unit) {
  switch (unit) {
    case Unit::Days:
      return value / 30.4;
    case Unit::Weeks:
      return value / 4.35;
    case Unit::Months:
      return value;
    case Unit::Years:
      return value * 12;
    case Unit::None:
      break;
  }
  return -1;
}

// Words that name an age without a number, with the age we take for it.
std::optional<int> word_age(std::string_view word) {
  static constexpr std::pair<std::string_view, int> kWords[] = {
      {"newborn", 0},         {"newborns", 0},       {"nb", 0},
      {"infant", 5},          {"toddler", 24},       {"toddlers", 24},
      {"preschooler", 45},    {"preschoolers", 45},  {"threenager", 40},
      {"kindergartener", 66}, {"kindergartner", 66}, {"recien", 0}};
  for (const auto& [name, months] : kWords) {
    if (name == word) return months;
  }
  return std::nullopt;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "for 3 weeks", "3 months ago", "in 2 months", "after 6 months of this": a time, not an age.
bool is_duration(const Text& text, std::size_t number, std::size_t unit) {
  static constexpr std::string_view kBefore[] = {"for",   "past",   "last",    "in",    "next",
                                                 "every", "within", "after",   "over",  "another",
                                                 "since", "hace",   "durante", "first", "took"};
  static constexpr std::string_view kAfter[] = {
      "ago",   "later", "now",  "straight", "pregnant", "postpartum", "pp",
      "apart", "of",    "away", "left",     "into",     "in"};
  const auto& tokens = text.tokens;
  const std::string_view after =
      unit + 1 < tokens.size() ? std::string_view(tokens[unit + 1].word) : "";
  if (after == "old" || after == "olds") return false;
  if (is_one_of(after, kAfter)) return true;
  return number > 0 && is_one_of(tokens[number - 1].word, kBefore);
}

// "she is 2", "just turned three", "my 3 (nearly 4) yo": a bare number after one of these is years.
bool follows_age_verb(const Text& text, std::size_t number) {
  static constexpr std::string_view kVerbs[] = {"turned", "turning", "aged", "age"};
  static constexpr std::string_view kIs[] = {"is", "shes", "hes", "tiene"};
  static constexpr std::string_view kWho[] = {"she",  "he",  "lo",      "son", "daughter",
                                              "ds",   "dd",  "child",   "kid", "who",
                                              "girl", "boy", "toddler", "it",  "they"};
  const auto& tokens = text.tokens;
  if (number == 0) return false;
  std::size_t before = number - 1;
  static constexpr std::string_view kHedges[] = {"only",  "just", "nearly", "almost",
                                                 "about", "now",  "around"};
  while (before > 0 && is_one_of(tokens[before].word, kHedges)) --before;
  if (is_one_of(tokens[before].word, kVerbs)) return true;
  if (!is_one_of(tokens[before].word, kIs)) return false;
  return tokens[before].word != "is" || (before > 0 && is_one_of(tokens[before - 1].word, kWho));
}

std::optional<AgeMention> age_at(const Text& text, std::size_t i) {
  const auto& tokens = text.tokens;
  const auto at = static_cast<std::uint32_t>(i);
  if (const std::optional<int> months = word_age(tokens[i].word))
    return AgeMention{*months, false, at};
  const std::optional<double> number = number_of(tokens[i].word);
  if (!number) return std::nullopt;
  double value = *number;
  std::size_t next = i + 1;
  // "2 and a half year old", "2 1 / 2 years"
  if (next + 2 < tokens.size() && tokens[next].word == "and" && tokens[next + 1].word == "a" &&
      tokens[next + 2].word == "half") {
    value += 0.5;
    next += 3;
  } else if (next + 1 < tokens.size() && tokens[next].word == "1" && tokens[next + 1].word == "2") {
    value += 0.5;
    next += 2;
  }
  const Unit unit = next < tokens.size() ? unit_of(tokens[next].word) : Unit::None;
  if (unit == Unit::None) {
    if (!follows_age_verb(text, i) || value > 8) return std::nullopt;
    return AgeMention{static_cast<int>(value * 12), true, at};
  }
  if (is_duration(text, i, next)) return std::nullopt;
  double months = months_in(value, unit);
  // "2 years and 3 months": the months belong to the years
  if (unit == Unit::Years && next + 2 < tokens.size()) {
    const std::size_t more = tokens[next + 1].word == "and" ? next + 2 : next + 1;
    const std::optional<double> extra = number_of(tokens[more].word);
    if (extra && more + 1 < tokens.size() && unit_of(tokens[more + 1].word) == Unit::Months) {
      months += *extra;
    }
  }
  if (months < 0 || months > kMaxMonths) return std::nullopt;
  return AgeMention{static_cast<int>(months), true, at};
}

bool asks(const Text& text, std::uint32_t token) {
  for (const Sentence& sentence : text.sentences) {
    if (sentence.first <= token && token < sentence.last)
      return sentence.title || sentence.question;
  }
  return false;
}

}  // namespace

std::vector<AgeMention> find_ages(const Text& text) {
  std::vector<AgeMention> out;
  for (std::size_t i = 0; i < text.tokens.size(); ++i) {
    if (const std::optional<AgeMention> age = age_at(text, i)) out.push_back(*age);
  }
  return out;
}

std::optional<int> child_age_months(const Text& text) {
  const std::vector<AgeMention> ages = find_ages(text);
  const auto exact_and_asked = [&](const AgeMention& age) {
    return age.exact && asks(text, age.token);
  };
  const auto exact = [](const AgeMention& age) { return age.exact; };
  auto found = std::find_if(ages.begin(), ages.end(), exact_and_asked);
  if (found == ages.end()) found = std::find_if(ages.begin(), ages.end(), exact);
  if (found == ages.end()) found = ages.begin();
  if (found == ages.end()) return std::nullopt;
  return found->months;
}

}  // namespace nestline::service
