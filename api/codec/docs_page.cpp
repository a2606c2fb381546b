#include <fmt/format.h>

#include <algorithm>

#include "api/codec/json_text.h"
#include "api/codec/operations_json.h"
#include "api/pages/html.h"

namespace nestline::api {
namespace {

std::string escape(std::string_view text) { return escape_html(text); }

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
  return "<div class=\"wide\" tabindex=\"0\" role=\"group\" "
         "aria-label=\"Fields\"><table><tr><th>field</th><th>type</th><th>meaning</th></tr>\n" +
         rows + "</table></div>\n";
}

// A body to begin with: every required field, with the contract's own example where it has one.
std::string example_body(const Json& operation, const Json& schemas) {
  if (!operation.contains("requestBody")) return "";
  const Json& schema = operation["requestBody"]["content"]["application/json"]["schema"];
  const std::string ref = schema.value("$ref", "");
  const Json& named = ref.empty() ? schema : schemas[ref.substr(ref.rfind('/') + 1)];
  Json body = Json::object();
  for (const Json& name : named.value("required", Json::array())) {
    const Json& property = named["properties"][name.get<std::string>()];
    if (property.contains("examples")) {
      body[name.get<std::string>()] = property["examples"][0];
    } else if (property.value("type", "") == "boolean") {
      body[name.get<std::string>()] = true;
    } else {
      body[name.get<std::string>()] = "";
    }
  }
  return body.dump(2);
}

std::string field_html(std::string_view id, std::string_view label, std::string_view field) {
  return fmt::format("<label for=\"{}\">{}</label>{}\n", id, escape(label), field);
}

// A form that the page's script shows and sends; without it it stays hidden.
std::string try_html(const std::string& path, const std::string& method, const Json& operation,
                     const Json& schemas) {
  const std::string name = escape(operation.value("operationId", method + path));
  std::string out =
      fmt::format("<form class=\"try\" hidden data-method=\"{}\" data-path=\"{}\"><b>Try it</b>\n",
                  escape(method), escape(path));
  const auto input = [&](const std::string& field, std::string_view label, std::string_view more) {
    const std::string id = name + "-" + field;
    out += field_html(
        id, label,
        fmt::format("<input id=\"{}\" name=\"{}\" autocomplete=\"off\" {}>", id, field, more));
  };
  for (const Json& parameter : operation.value("parameters", Json::array())) {
    input(text_of(parameter, "name"), parameter.value("name", ""),
          fmt::format("data-in=\"{}\"", text_of(parameter, "in")));
  }
  input("site", "X-Nestline-Site (public site id, may be empty)", "");
  input("key", "API key (may be empty)", "type=\"password\"");
  const std::string body = example_body(operation, schemas);
  if (!body.empty()) {
    out +=
        field_html(name + "-body", "Body (JSON)",
                   fmt::format("<textarea id=\"{}-body\" name=\"body\" rows=\"{}\" "
                               "spellcheck=\"false\">{}</textarea>",
                               name, std::count(body.begin(), body.end(), '\n') + 2, escape(body)));
  }
  return out + fmt::format(
                   "<p><button class=\"send\">Send</button> <span role=\"status\"></span></p>"
                   "<pre hidden tabindex=\"0\" aria-label=\"Answer to {}\"></pre></form>\n",
                   name);
}

std::string operation_html(const std::string& path, const std::string& method,
                           const Json& operation, const Json& schemas) {
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
  return out + "</ul>\n" + try_html(path, method, operation, schemas) + "</details>\n";
}

struct PageFiles {
  std::string_view style;
  std::string_view script;
};

std::string page(std::string_view body, const PageFiles& files) {
  const std::string script = files.script.empty() ? "" : module_script(files.script, "").bytes();
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
      "<title>Nestline API</title><link rel=\"stylesheet\" href=\"{}\">{}</head>\n"
      "<body class=\"docs\"><main>{}</main></body></html>\n",
      escape(files.style), script, body);
}

}  // namespace

std::string docs_page(std::string_view contract, std::string_view style, std::string_view script) {
  const PageFiles files{style, script};
  const Json json = Json::parse(contract, nullptr, false);
  if (json.is_discarded()) return page("<p>The contract cannot be read.</p>", files);
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
      body += operation_html(path, verb, operation, json["components"]["schemas"]);
    }
  }
  body += "<h2>Schemas</h2>\n";
  for (const auto& [name, schema] : json["components"]["schemas"].items()) {
    body += fmt::format("<h3 id=\"schema-{}\">{}</h3>\n<p>{}</p>\n{}", escape(name), escape(name),
                        text_of(schema, "description"), schema_table(schema));
  }
  return page(body, files);
}

}  // namespace nestline::api
