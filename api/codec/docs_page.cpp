#include <fmt/format.h>

#include "api/codec/json_text.h"
#include "api/codec/operations_json.h"

namespace nestline::api {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--line:#8886;--soft:#8882}
body{font:16px/1.55 system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:1.5rem}
h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}
code,pre{font:.9em ui-monospace,monospace}
pre{background:var(--soft);padding:.8rem;border-radius:.4rem;overflow:auto}
details{border:1px solid var(--line);border-radius:.5rem;margin:.6rem 0;padding:.4rem .8rem}
summary{cursor:pointer;padding:.3rem 0}
.method{display:inline-block;min-width:4.2rem;font-weight:700}
table{border-collapse:collapse;width:100%}
.wide{overflow-x:auto}
td,th{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
)";

std::string escape(std::string_view text) {
  std::string out;
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
      default:
        out += c;
    }
  }
  return out;
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? escape(found->get<std::string>()) : "";
}

// What a schema says in a few words: "string", "list of Passage", "one of guidance, clarify".
std::string type_of(const Json& schema) {
  if (schema.contains("$ref")) {
    const std::string ref = schema["$ref"].get<std::string>();
    const std::string name = escape(ref.substr(ref.rfind('/') + 1));
    return fmt::format("<a href=\"#schema-{}\">{}</a>", name, name);
  }
  if (schema.contains("enum")) {
    std::string values;
    for (const Json& value : schema["enum"]) {
      values += (values.empty() ? "" : ", ") + escape(value.get<std::string>());
    }
    return "one of " + values;
  }
  if (schema.contains("const")) return "always " + escape(schema["const"].get<std::string>());
  if (schema.value("type", "") == "array") return "list of " + type_of(schema["items"]);
  if (schema.contains("oneOf")) {
    std::string types;
    for (const Json& one : schema["oneOf"]) types += (types.empty() ? "" : " or ") + type_of(one);
    return types;
  }
  if (schema.contains("properties")) {
    std::string names;
    for (const auto& [name, value] : schema["properties"].items()) {
      names += (names.empty() ? "" : ", ") + escape(name);
    }
    return "object (" + names + ")";
  }
  return escape(schema.value("type", "anything"));
}

std::string schema_table(const Json& schema) {
  if (!schema.contains("properties")) return "<p>" + type_of(schema) + "</p>";
  const Json required = schema.value("required", Json::array());
  std::string rows;
  for (const auto& [name, property] : schema["properties"].items()) {
    const bool must = std::find(required.begin(), required.end(), Json(name)) != required.end();
    rows +=
        fmt::format("<tr><td><code>{}</code>{}</td><td>{}</td><td>{}</td></tr>\n", escape(name),
                    must ? "" : " (optional)", type_of(property), text_of(property, "description"));
  }
  return "<div class=\"wide\"><table><tr><th>field</th><th>type</th><th>meaning</th></tr>\n" +
         rows + "</table></div>\n";
}

std::string operation_html(const std::string& path, const std::string& method,
                           const Json& operation) {
  std::string out = fmt::format(
      "<details><summary><span class=\"method\">{}</span> <code>{}</code> "
      "{}</summary>\n<p>{}</p>\n",
      escape(method), escape(path), text_of(operation, "summary"),
      text_of(operation, "description"));
  for (const Json& parameter : operation.value("parameters", Json::array())) {
    out += fmt::format("<p><code>{}</code> ({}): {}</p>\n", text_of(parameter, "name"),
                       text_of(parameter, "in"), text_of(parameter, "description"));
  }
  if (operation.contains("requestBody")) {
    out +=
        "<p>Body: " + type_of(operation["requestBody"]["content"]["application/json"]["schema"]) +
        "</p>\n";
  }
  out += "<ul>\n";
  for (const auto& [status, response] : operation["responses"].items()) {
    out += fmt::format("<li>{}: {}", escape(status), text_of(response, "description"));
    const Json contents = response.value("content", Json::object());  // must outlive items()
    for (const auto& [media, content] : contents.items()) {
      out += fmt::format(" ({}, {})", escape(media), type_of(content["schema"]));
    }
    out += "</li>\n";
  }
  return out + "</ul></details>\n";
}

std::string page(std::string_view title, std::string_view body) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<title>{}</title><style>{}</style></head>\n<body><main>{}</main></body></html>\n",
      title, kStyle, body);
}

}  // namespace

std::string docs_page(std::string_view contract) {
  const Json json = Json::parse(contract, nullptr, false);
  if (json.is_discarded()) return page("Nestline API", "<p>The contract cannot be read.</p>");
  std::string body =
      "<h1>Nestline API</h1>\n<p>" + text_of(json["info"], "summary") +
      "</p>\n<p>The machine-readable contract is <a "
      "href=\"/openapi.json\">/openapi.json</a>. A first question:</p>\n"
      "<pre>curl -s http://127.0.0.1:8080/v1/ask -H 'Content-Type: application/json' "
      "\\\n  -d '{\"question\": \"my 2 year old screams when I leave\"}'</pre>\n"
      "<h2>Routes</h2>\n";
  for (const auto& [path, operations] : json["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      std::string verb = method;
      for (char& c : verb) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      body += operation_html(path, verb, operation);
    }
  }
  body += "<h2>Schemas</h2>\n";
  for (const auto& [name, schema] : json["components"]["schemas"].items()) {
    body += fmt::format("<h3 id=\"schema-{}\">{}</h3>\n<p>{}</p>\n{}", escape(name), escape(name),
                        text_of(schema, "description"), schema_table(schema));
  }
  return page("Nestline API", body);
}

std::string home_page(std::string_view greeting, std::string_view limits) {
  return page("Nestline",
              fmt::format("<h1>Nestline</h1>\n<p>{}</p>\n<p>{}</p>\n<p>For integrators: <a "
                          "href=\"/docs\">the API</a>.</p>",
                          escape(greeting), escape(limits)));
}

}  // namespace nestline::api
