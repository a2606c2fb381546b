// What our pages without script share: language, frame, style sheet, headers. Pure functions; safe
// from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/codec/ui_strings.h"
#include "api/http/http_message.h"
#include "api/pages/html.h"

namespace nestline::api {

// Where a parent is, as the address or a form says it: kept from page to page, as nothing else
// remembers it.
struct PageContext {
  std::string language;  // of the interface's words; one that we have
  std::string site;      // public id; empty: the default site
  std::string country;   // ISO 3166-1 alpha-2, upper case; empty: not known

  [[nodiscard]] const std::string& say(std::string_view key) const {
    return UiStrings::builtin().text(language, key);
  }
  [[nodiscard]] std::string say(std::string_view key, UiStrings::Values values) const {
    return UiStrings::builtin().filled(language, key, values);
  }
};

// From the fields "lang", "site" and "country" of a query or a form. Anything malformed is as if it
// had not been said.
PageContext read_page_context(const Fields& fields, const HttpRequest& request);

// The first language of Accept-Language that we have; English where there is none.
std::string preferred_language(const HttpRequest& request);

// A path of ours with the context as its query. `language` replaces the context's.
std::string address(std::string_view path, const PageContext& context,
                    std::string_view language = "");

// Hidden fields that carry the context through a form.
Html context_fields(const PageContext& context);

// A drop-down of countries by name, the known one chosen. `any` is the text of the empty choice.
Html country_field(const std::vector<std::string>& countries, const PageContext& context,
                   std::string_view any);

// A name in the context's language; the code where we have no name.
std::string country_name(const PageContext& context, const std::string& code);

// The page in its frame: heading, navigation, the way out. `path` is where its language links lead.
HttpResponse plain_page(int status, const PageContext& context, std::string_view path,
                        std::string_view title, const Html& main);

// Any page of ours: headers and the policy that lets it do no more than it needs.
struct Policy {
  bool script = false;  // our own scripts, and requests to this server
  std::string frame_ancestors = "'none'";
};
HttpResponse html_response(int status, std::string html, const Policy& policy);

// <head> with title, style sheet and viewport.
Html page_head(std::string_view title);

// The style sheet of the pages: its address, which holds a hash of it, and its text.
const std::string& page_style_path();
std::string_view page_style();

}  // namespace nestline::api
