#include "api/pages/page.h"

#include <algorithm>

#include "api/http/form.h"
#include "knowledge/checksum.h"
#include "knowledge/embedded.h"

namespace nestline::knowledge {
extern const EmbeddedFile page_style_files[];
}  // namespace nestline::knowledge

namespace nestline::api {
namespace {

// A page that says nothing about the person who goes there; the widget's default is the same.
constexpr char kExit[] = "https://www.wikipedia.org/";

bool is_site_id(std::string_view text) {
  return text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_';
         });
}

bool has_language(std::string_view language) {
  const auto& known = UiStrings::builtin().languages();
  return std::find(known.begin(), known.end(), language) != known.end();
}

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

std::string query_value(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_site_id(std::string_view(&c, 1))) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

// The mark is text, so that it shows on any phone.
Html navigation(const PageContext& context, std::string_view path) {
  Html links;
  links += element("a", {{"href", address("/ask", context)}}, context.say("plain_ask"));
  links += element("a", {{"href", address("/help-now", context)}, {"class", "now"}},
                   context.say("help_link"));
  for (const std::string& language : UiStrings::builtin().languages()) {
    if (language == context.language) continue;
    links += element("a", {{"href", address(path, context, language)}, {"lang", language}},
                     language == "es" ? "Español" : "English");
  }
  return element("nav", {{"aria-label", "Nestline"}}, links);
}

}  // namespace

std::string preferred_language(const HttpRequest& request) {
  const std::string header = request.header("Accept-Language").value_or("");
  std::string_view rest = header;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    std::string_view item = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    while (item.starts_with(' ')) item.remove_prefix(1);
    const std::string_view base = item.substr(0, item.find_first_of("-;"));
    if (has_language(base)) return std::string(base);
  }
  return "en";
}

PageContext read_page_context(const Fields& fields, const HttpRequest& request) {
  PageContext context;
  const std::string language = form_value(fields, "lang");
  context.language = has_language(language) ? language : preferred_language(request);
  const std::string site = form_value(fields, "site");
  if (is_site_id(site)) context.site = site;
  const std::string country = upper(form_value(fields, "country"));
  const bool is_code =
      country.size() == 2 &&
      std::all_of(country.begin(), country.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (is_code) context.country = country;
  return context;
}

std::string address(std::string_view path, const PageContext& context, std::string_view language) {
  std::string out(path);
  out += "?lang=" + query_value(language.empty() ? context.language : language);
  if (!context.site.empty()) out += "&site=" + query_value(context.site);
  if (!context.country.empty()) out += "&country=" + query_value(context.country);
  return out;
}

Html context_fields(const PageContext& context) {
  Html out =
      void_element("input", {{"type", "hidden"}, {"name", "lang"}, {"value", context.language}});
  if (!context.site.empty()) {
    out += void_element("input", {{"type", "hidden"}, {"name", "site"}, {"value", context.site}});
  }
  return out;
}

std::string country_name(const PageContext& context, const std::string& code) {
  const std::string key = "country_" + code;
  return UiStrings::builtin().has("en", key) ? context.say(key) : code;
}

Html country_field(const std::vector<std::string>& countries, const PageContext& context,
                   std::string_view any) {
  std::vector<std::pair<std::string, std::string>> named;
  for (const std::string& code : countries) named.emplace_back(country_name(context, code), code);
  std::sort(named.begin(), named.end());
  Html options = element("option", {{"value", ""}}, any);
  for (const auto& [name, code] : named) {
    HtmlAttributes attributes{{"value", code}};
    if (code == context.country) attributes.push_back({"selected", ""});
    options += element("option", attributes, name);
  }
  return element("select", {{"name", "country"}, {"id", "country"}}, options);
}

Html page_head(std::string_view title) {
  return void_element("meta", {{"charset", "utf-8"}}) +
         void_element("meta",
                      {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
         void_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}) +
         element("title", title) +
         void_element("link", {{"rel", "stylesheet"}, {"href", page_style_path()}});
}

HttpResponse plain_page(int status, const PageContext& context, std::string_view path,
                        std::string_view title, const Html& main) {
  const Html exit =
      element("p", {{"class", "exit"}},
              element("a", {{"href", kExit}, {"rel", "noreferrer"}}, context.say("plain_exit")));
  const Html body =
      element("a", {{"class", "skip"}, {"href", "#main"}}, context.say("skip")) +
      element("header", navigation(context, path) + exit) +
      element("main", {{"id", "main"}}, element("h1", title) + main) +
      element("footer", element("p", context.say("limits")) + element("p", context.say("private")));
  return html_response(status, document(context.language, page_head(title), body), {});
}

HttpResponse html_response(int status, std::string html, const Policy& policy) {
  std::string csp =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";
  if (policy.script) csp += "; script-src 'self'; connect-src 'self'";
  csp += "; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors " +
         policy.frame_ancestors;
  return {status,
          "text/html; charset=utf-8",
          {{"Content-Security-Policy", csp},
           {"Cross-Origin-Opener-Policy", "same-origin"},
           {"Cache-Control", "no-store"}},
          std::move(html)};
}

std::string_view page_style() {
  const knowledge::EmbeddedFile& file = knowledge::page_style_files[0];
  return {file.begin, static_cast<std::size_t>(file.end - file.begin)};
}

const std::string& page_style_path() {
  static const std::string path = [] {
    const knowledge::ContentFile file{"page.css", std::string(page_style())};
    return "/assets/page-" + knowledge::checksum_of({&file, 1}).substr(0, 12) + ".css";
  }();
  return path;
}

}  // namespace nestline::api
