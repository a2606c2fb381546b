#include "service/sites/site.h"

#include <algorithm>
#include <cmath>

namespace nestline::service {
namespace {

constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::size_t kMostBytes = 200;
constexpr std::size_t kMostOrigins = 50;
constexpr std::size_t kMostLanguages = 20;
constexpr std::size_t kMostTopics = 200;
constexpr double kEnoughContrast = 4.5;

bool made_of(std::string_view text, std::initializer_list<std::string_view> sets) {
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return std::any_of(sets.begin(), sets.end(),
                       [c](std::string_view set) { return set.find(c) != std::string_view::npos; });
  });
}

Status refuse(const char* field, std::string why) {
  return Error{ErrorCode::InvalidInput, std::move(why), field};
}

bool is_site_id(std::string_view id) {
  return id.size() >= 2 && id.size() <= 40 && id.front() != '-' && id.back() != '-' &&
         made_of(id, {kLower, kDigits, "-"});
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 && port.front() != '0' && made_of(port, {kDigits});
}

// As a browser writes it: scheme, host, and a port only where it is not the scheme's own.
bool is_origin(std::string_view origin) {
  std::string_view own_port = "443";
  if (origin.starts_with("https://")) {
    origin.remove_prefix(8);
  } else if (origin.starts_with("http://")) {
    origin.remove_prefix(7);
    own_port = "80";
  } else {
    return false;
  }
  const std::size_t bracket = origin.starts_with('[') ? origin.find(']') : 0;
  if (bracket == std::string_view::npos) return false;
  const std::size_t colon = origin.find(':', bracket);
  const std::string_view host = origin.substr(0, colon);
  if (colon != std::string_view::npos) {
    const std::string_view port = origin.substr(colon + 1);
    if (!is_port(port) || port == own_port) return false;
  }
  if (host.starts_with('[')) {
    return host.size() > 4 && made_of(host.substr(1, host.size() - 2), {kHex, ":"});
  }
  return !host.empty() && host.size() <= 253 && host.front() != '.' && host.back() != '.' &&
         made_of(host, {kLower, kDigits, ".-_"});
}

bool is_language(std::string_view tag) {
  const std::string_view base = tag.substr(0, tag.find('-'));
  return base.size() >= 2 && base.size() <= 3 && made_of(base, {kLower}) && tag.size() <= 35 &&
         tag.back() != '-' && made_of(tag, {kLower, kUpper, kDigits, "-"});
}

bool is_colour(std::string_view colour) {
  return colour.size() == 7 && colour.front() == '#' && made_of(colour.substr(1), {kHex});
}

double channel(std::string_view colour, std::size_t at) {
  const double value = static_cast<double>(kHex.find(colour[at]) * 16 + kHex.find(colour[at + 1]));
  const double share = value / 255;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

double luminance(std::string_view colour) {
  return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
}

Status check_colours(const Colours& colours) {
  for (const auto& [field, colour] : {std::pair{"accent", &colours.accent},
                                      {"background", &colours.background},
                                      {"text-colour", &colours.text}}) {
    if (!colour->empty() && !is_colour(*colour)) {
      return refuse(field, "must be like #1a73e8, in lower case");
    }
  }
  if (colours.background.empty() != colours.text.empty()) {
    return refuse("text-colour", "set the text colour and the background together");
  }
  if (!colours.text.empty() && contrast(colours.text, colours.background) < kEnoughContrast) {
    return refuse("text-colour", "has too little contrast with the background (at least 4.5 to 1)");
  }
  return ok_status();
}

Status check_lists(const Site& site) {
  if (site.origins.size() > kMostOrigins) return refuse("origin", "has more than 50 entries");
  for (const std::string& origin : site.origins) {
    if (is_origin(origin)) continue;
    return refuse("origin",
                  "must be like https://www.example.org: lower case, no path, no slash at the end, "
                  "a port only where it is not 443 (http: 80)");
  }
  if (site.languages.size() > kMostLanguages) return refuse("language", "has more than 20 entries");
  for (const std::string& language : site.languages) {
    if (!is_language(language)) return refuse("language", "must be a tag such as en or es-MX");
  }
  if (site.topics_off.size() > kMostTopics) return refuse("topic-off", "has more than 200 entries");
  for (const knowledge::TopicId& topic : site.topics_off) {
    const bool is_id = !topic.value.empty() && topic.value.size() <= 64 &&
                       made_of(topic.value, {kLower, kDigits, "-"});
    if (!is_id) return refuse("topic-off", "must be the id of a topic");
  }
  return ok_status();
}

Status check_numbers(const Site& site) {
  const auto is_rate = [](int rate) { return rate >= 0 && rate <= kMostPerMinute; };
  if (!is_rate(site.limits.per_client)) return refuse("client-limit", "must be 0 to 1000000");
  if (!is_rate(site.limits.per_site)) return refuse("site-limit", "must be 0 to 1000000");
  if (site.pinned_edition < 0) return refuse("edition", "must be a number, or latest");
  if (site.stale_after_days < 0 || site.stale_after_days > kMostStaleDays) {
    return refuse("stale-after", "must be 0 to 36500 days");
  }
  return ok_status();
}

std::string_view base_of(std::string_view locale) {
  return locale.substr(0, locale.find_first_of("-_"));
}

}  // namespace

Status check_site(const Site& site) {
  if (!is_site_id(site.id)) {
    return refuse("id", "must have 2 to 40 of a-z, 0-9 and - (not at an end)");
  }
  if (site.name.empty() || site.name.size() > kMostBytes) {
    return refuse("name", "must have 1 to 200 bytes");
  }
  if (site.title.size() > kMostBytes) return refuse("title", "must have at most 200 bytes");
  const bool is_country = site.country.size() == 2 && made_of(site.country, {kUpper});
  if (!site.country.empty() && !is_country) {
    return refuse("country", "must be a two-letter code such as GB");
  }
  if (Status lists = check_lists(site); !lists) return lists;
  if (Status numbers = check_numbers(site); !numbers) return numbers;
  return check_colours(site.colours);
}

double contrast(std::string_view a, std::string_view b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

std::string locale_for(const Site& site, const std::string& asked) {
  if (site.languages.empty()) return asked;
  const bool has =
      std::any_of(site.languages.begin(), site.languages.end(),
                  [&](const std::string& language) { return base_of(language) == base_of(asked); });
  return has ? asked : site.languages.front();
}

}  // namespace nestline::service
