#include "service/safety/pattern.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <utility>

#include "service/language/text.h"

namespace nestline::service {
namespace {

constexpr int kMaxDepth = 5;
constexpr std::size_t kMaxParts = 3;

// A sequence still being built; `gap` waits for the next place.
struct Draft {
  PatternVariant places;
  int gap = 0;
};

struct Failure {
  std::size_t position = 0;
  std::string message;
};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '\'' ||
         c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

std::string folded_word(std::string_view raw) {
  std::string out;
  for (const char c : fold(raw)) {
    if (c != '\'') out += c;
  }
  return out;
}

// Alternatives of one place without gaps become one place; the others stay sequences of their own.
std::vector<PatternVariant> merge_single_places(std::vector<PatternVariant> in) {
  std::vector<PatternVariant> out;
  std::vector<std::shared_ptr<const PlaceWords>> singles;
  for (PatternVariant& variant : in) {
    if (variant.size() == 1) {
      singles.push_back(std::move(variant[0].any_of));
    } else {
      out.push_back(std::move(variant));
    }
  }
  if (singles.size() == 1) out.insert(out.begin(), PatternVariant{{std::move(singles[0]), 0}});
  if (singles.size() > 1) {
    auto merged = std::make_shared<PlaceWords>();
    for (const auto& single : singles) {
      merged->words.insert(merged->words.end(), single->words.begin(), single->words.end());
      merged->numbers.insert(merged->numbers.end(), single->numbers.begin(), single->numbers.end());
    }
    out.insert(out.begin(), PatternVariant{{std::move(merged), 0}});
  }
  return out;
}

class Parser {
 public:
  Parser(std::string_view text, const WordClasses& classes) : text_(text), classes_(classes) {}

  std::vector<PatternVariant> parse() {
    std::vector<std::vector<PatternVariant>> parts{sequence(0)};
    while (!failure_ && peek() == '&') {
      ++pos_;
      parts.push_back(sequence(0));
    }
    if (!failure_ && parts.size() > kMaxParts) fail("too many parts joined by \"&\"");
    if (!failure_ && pos_ < text_.size())
      fail("a \"" + std::string(1, text_[pos_]) + "\" too many");
    return failure_ ? std::vector<PatternVariant>{} : in_any_order(std::move(parts));
  }

  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }

 private:
  void fail(std::string message) {
    if (!failure_) failure_ = Failure{pos_, std::move(message)};
  }

  [[nodiscard]] char peek() const { return pos_ < text_.size() ? text_[pos_] : '\0'; }

  void skip_spaces() {
    while (peek() == ' ') ++pos_;
  }

  std::vector<PatternVariant> in_any_order(std::vector<std::vector<PatternVariant>> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<PatternVariant> out;
    do {
      std::vector<Draft> drafts(1);
      for (const std::size_t part : order) {
        for (Draft& draft : drafts) draft.gap = draft.places.empty() ? 0 : kTogether;
        drafts = append(drafts, parts[part], false);
      }
      for (PatternVariant& variant : finished(std::move(drafts))) out.push_back(std::move(variant));
    } while (!failure_ && std::next_permutation(order.begin(), order.end()));
    return out;
  }

  // Up to the end, a "|", a "&" or a ")". Never gives an empty variant or a trailing gap.
  std::vector<PatternVariant> sequence(int depth) {
    std::vector<Draft> drafts(1);
    bool any = false;
    for (skip_spaces();
         !failure_ && peek() != '\0' && peek() != '|' && peek() != '&' && peek() != ')';
         skip_spaces()) {
      if (peek() == '*') {
        const int gap = read_gap();
        if (!any) fail("a gap must stand between two words");
        for (Draft& draft : drafts) draft.gap += gap;
        trailing_gap_ = true;
        continue;
      }
      trailing_gap_ = false;
      const std::vector<PatternVariant> units = unit(depth);
      if (failure_) return {};
      const bool optional = peek() == '?';
      if (optional) ++pos_;
      drafts = append(drafts, units, optional);
      any = true;
    }
    if (!failure_ && !any) fail("words expected");
    if (!failure_ && trailing_gap_) fail("a gap must stand between two words");
    return finished(std::move(drafts));
  }

  std::vector<PatternVariant> finished(std::vector<Draft> drafts) {
    std::vector<PatternVariant> out;
    for (Draft& draft : drafts) {
      if (failure_) return {};
      if (draft.places.empty()) {
        fail("every word is optional");
      } else if (draft.places.size() > kMaxPlaces) {
        fail("too long");
      } else {
        draft.places.front().gap = 0;
        out.push_back(std::move(draft.places));
      }
    }
    return out;
  }

  std::vector<Draft> append(const std::vector<Draft>& drafts,
                            const std::vector<PatternVariant>& units, bool optional) {
    std::vector<Draft> out;
    if (drafts.size() * (units.size() + (optional ? 1 : 0)) > kMaxVariants) {
      fail("too many combinations of alternatives");
      return out;
    }
    for (const Draft& draft : drafts) {
      for (const PatternVariant& unit : units) {
        Draft next{draft.places, 0};
        const std::size_t at = next.places.size();
        next.places.insert(next.places.end(), unit.begin(), unit.end());
        next.places[at].gap = draft.gap;
        out.push_back(std::move(next));
      }
      if (optional) out.push_back(draft);
    }
    return out;
  }

  int read_gap() {
    ++pos_;
    if (peek() < '0' || peek() > '9') return kUsualGap;
    int gap = 0;
    while (peek() >= '0' && peek() <= '9' && gap <= kWidestGap)
      gap = gap * 10 + (text_[pos_++] - '0');
    if (gap < 1 || gap > kWidestGap)
      fail("a gap is of 1 to " + std::to_string(kWidestGap) + " words");
    return gap;
  }

  std::vector<PatternVariant> unit(int depth) {
    if (peek() == '(') return group(depth);
    if (peek() == '<') return word_class();
    const bool exact = peek() == '=';
    if (exact) ++pos_;
    return word(exact);
  }

  std::vector<PatternVariant> group(int depth) {
    if (depth >= kMaxDepth) {
      fail("groups are nested too deeply");
      return {};
    }
    ++pos_;
    std::vector<PatternVariant> all;
    for (;;) {
      std::vector<PatternVariant> one = sequence(depth + 1);
      if (failure_) return {};
      std::move(one.begin(), one.end(), std::back_inserter(all));
      if (peek() != '|') break;
      ++pos_;
    }
    if (peek() != ')') {
      fail("\")\" expected");
      return {};
    }
    ++pos_;
    return merge_single_places(std::move(all));
  }

  std::vector<PatternVariant> word_class() {
    const std::size_t end = text_.find('>', pos_);
    if (end == std::string_view::npos) {
      fail("\">\" expected");
      return {};
    }
    const std::string_view name = text_.substr(pos_ + 1, end - pos_ - 1);
    const std::vector<PatternVariant>* found = classes_.find(name);
    if (found == nullptr) {
      fail("unknown class <" + std::string(name) + ">");
      return {};
    }
    pos_ = end + 1;
    return *found;
  }

  std::string_view run_of_word_bytes() {
    const std::size_t start = pos_;
    while (is_word_byte(peek())) ++pos_;
    return text_.substr(start, pos_ - start);
  }

  std::vector<PatternVariant> word(bool exact) {
    const std::string_view raw = run_of_word_bytes();
    PlaceWords place;
    if (peek() == '{') {
      endings(std::string(raw), place);
    } else if (!raw.empty() && !numbers(raw, place)) {
      place.words.push_back({folded_word(raw), exact});
    }
    if (failure_) return {};
    const bool empty_word = std::any_of(place.words.begin(), place.words.end(),
                                        [](const PatternWord& w) { return w.text.empty(); });
    if (empty_word || (place.words.empty() && place.numbers.empty())) {
      fail("a word expected");
      return {};
    }
    return {PatternVariant{{std::make_shared<const PlaceWords>(std::move(place)), 0}}};
  }

  // "{o,a,os}" after the beginning of a word; the endings may be empty, as in "dead{,ly}".
  void endings(const std::string& beginning, PlaceWords& place) {
    do {
      ++pos_;
      place.words.push_back({folded_word(beginning + std::string(run_of_word_bytes())), true});
    } while (peek() == ',');
    if (peek() != '}') {
      fail("\"}\" expected");
      return;
    }
    ++pos_;
  }

  // "38" or "38..42.9". A whole number alone is also matched as a number, so that 38 equals 38.0.
  static bool numbers(std::string_view raw, PlaceWords& place) {
    if (raw.front() < '0' || raw.front() > '9') return false;
    const std::size_t dots = raw.find("..");
    const std::string_view low = raw.substr(0, dots);
    const std::string_view high = dots == std::string_view::npos ? low : raw.substr(dots + 2);
    NumberRange range;
    const auto first = std::from_chars(low.data(), low.data() + low.size(), range.low);
    const auto last = std::from_chars(high.data(), high.data() + high.size(), range.high);
    if (first.ec != std::errc() || last.ec != std::errc()) return false;
    if (first.ptr != low.data() + low.size() || last.ptr != high.data() + high.size()) return false;
    place.numbers.push_back(range);
    return true;
  }

  std::string_view text_;
  const WordClasses& classes_;
  std::size_t pos_ = 0;
  bool trailing_gap_ = false;
  std::optional<Failure> failure_;
};

}  // namespace

const std::vector<PatternVariant>* WordClasses::find(std::string_view name) const {
  const auto found = classes_.find(name);
  return found == classes_.end() ? nullptr : &found->second;
}

Status WordClasses::add(const std::string& name, const std::vector<std::string>& entries) {
  std::vector<PatternVariant> all;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Result<std::vector<PatternVariant>> one = parse_pattern(entries[i], *this);
    if (!one.ok()) {
      return Error{ErrorCode::InvalidInput, "\"" + entries[i] + "\": " + one.error().message,
                   std::to_string(i)};
    }
    std::move(one.value().begin(), one.value().end(), std::back_inserter(all));
  }
  if (all.empty()) return Error{ErrorCode::InvalidInput, "the class is empty", ""};
  classes_[name] = merge_single_places(std::move(all));
  return ok_status();
}

Result<std::vector<PatternVariant>> parse_pattern(std::string_view pattern,
                                                  const WordClasses& classes) {
  Parser parser(pattern, classes);
  std::vector<PatternVariant> variants = parser.parse();
  if (const std::optional<Failure>& failure = parser.failure()) {
    return Error{ErrorCode::InvalidInput,
                 failure->message + " at position " + std::to_string(failure->position),
                 std::to_string(failure->position)};
  }
  return variants;
}

}  // namespace nestline::service
