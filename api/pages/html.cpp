#include "api/pages/html.h"

#include <algorithm>

#include "api/http/text.h"

namespace nestline::api {

struct HtmlWriter {
  static Html raw(std::string bytes) {
    Html out;
    out.bytes_ = std::move(bytes);
    return out;
  }
};

namespace {

bool is_address(std::string_view name) {
  return name == "href" || name == "src" || name == "action" || name == "formaction";
}

std::string opening(HtmlName tag, const HtmlAttributes& attributes) {
  std::string out = "<" + std::string(tag.view());
  for (const HtmlAttribute& attribute : attributes) {
    const std::string value =
        is_address(attribute.name.view()) ? safe_address(attribute.value) : attribute.value;
    out += " " + std::string(attribute.name.view()) + "=\"" + escape_html(value) + "\"";
  }
  return out + ">";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string safe_address(std::string_view address) {
  constexpr std::string_view kSchemes[] = {"https://", "http://", "tel:", "sms:"};
  const bool has_scheme =
      std::any_of(std::begin(kSchemes), std::end(kSchemes), [&](std::string_view scheme) {
        return equal_ignoring_case(address.substr(0, scheme.size()), scheme);
      });
  // A path of ours; "//host" and "/\host" would lead elsewhere.
  const bool is_path = address.starts_with('/') && !address.starts_with("//") &&
                       address.find('\\') == std::string_view::npos;
  const bool is_here = address.starts_with('#') || address.starts_with('?');
  const bool ok = (has_scheme || is_path || is_here) && !has_control_character(address);
  return ok ? std::string(address) : "#";
}

Html::Html(std::string_view text) : bytes_(escape_html(text)) {}

Html element(HtmlName tag, const HtmlAttributes& attributes, const Html& inside) {
  return HtmlWriter::raw(opening(tag, attributes) + inside.bytes() + "</" +
                         std::string(tag.view()) + ">");
}

Html element(HtmlName tag, const HtmlAttributes& attributes, std::string_view text) {
  return element(tag, attributes, Html(text));
}

Html element(HtmlName tag, std::string_view text) { return element(tag, {}, Html(text)); }

Html element(HtmlName tag, const Html& inside) { return element(tag, {}, inside); }

Html void_element(HtmlName tag, const HtmlAttributes& attributes) {
  return HtmlWriter::raw(opening(tag, attributes));
}

Html module_script(std::string_view path, std::string_view integrity) {
  std::string attributes = " src=\"" + escape_html(safe_address(path)) + "\"";
  if (!integrity.empty()) {
    attributes += " integrity=\"" + escape_html(integrity) + "\" crossorigin=\"anonymous\"";
  }
  return HtmlWriter::raw("<script type=\"module\"" + attributes + "></script>");
}

std::string document(std::string_view language, const Html& head, const Html& body) {
  return "<!doctype html>\n<html lang=\"" + escape_html(language) + "\">\n<head>" + head.bytes() +
         "</head>\n<body>" + body.bytes() + "</body>\n</html>\n";
}

}  // namespace nestline::api
