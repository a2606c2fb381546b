// A site: one customer who embeds the service, and what that customer may set. `default` is served
// to whoever names no site. A value; checked by check_site before it is stored.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/id.h"
#include "knowledge/result.h"

namespace nestline::service {

inline constexpr std::string_view kDefaultSite = "default";
inline constexpr int kMostPerMinute = 1'000'000;
inline constexpr int kMostStaleDays = 36'500;

// Requests a minute; 0: no limit. An urgent answer is given beyond any of them.
struct RateLimits {
  int per_client = 0;  // of one address (IPv6: one /64) without a key
  int per_site = 0;    // of all callers together
};

// "#rrggbb"; empty: the widget's own.
struct Colours {
  std::string accent;
  std::string background;
  std::string text;
};

// What becomes of the site's own referrals that nobody has verified for long.
enum class StaleReferrals { Hide, Flag };

struct Site {
  std::string id;                      // public, no secret: 2 to 40 of a-z 0-9 -
  std::string name;                    // of the customer
  std::string title;                   // of the widget; empty: the widget's own
  std::vector<std::string> origins;    // that may embed it, compared exactly
  std::string country;                 // ISO 3166-1 alpha-2, upper case; empty: not known
  std::vector<std::string> languages;  // BCP 47, the first where a question's is none of them
  Colours colours;
  bool help_only = false;                      // no question box: topics, whom to call
  bool keeps_questions = false;                // redacted text for the curators; off by default
  std::vector<knowledge::TopicId> topics_off;  // never answered, offered or listed here
  int pinned_edition = 0;                      // 0: the latest
  RateLimits limits;
  int stale_after_days = 365;  // 0: own referrals never grow stale
  StaleReferrals stale = StaleReferrals::Hide;
  std::int64_t created_at_ms = 0;
};

// InvalidInput; the field is the name of the option that sets it ("origin", "country").
Status check_site(const Site& site);

// How far two colours are apart, 1 to 21 (WCAG 2.2). Both "#rrggbb".
double contrast(std::string_view a, std::string_view b);

// The locale to answer in: the one asked for where the site has its language, else the site's
// first.
std::string locale_for(const Site& site, const std::string& asked);

}  // namespace nestline::service
