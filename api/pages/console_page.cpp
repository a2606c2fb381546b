#include "api/pages/pages.h"
#include "api/web_files.h"

namespace nestline::api {
namespace {

constexpr std::string_view kTitle = "Nestline console";

Html message(std::string_view text) {
  return element("main", {{"class", "container"}},
                 element("h1", kTitle) + element("p", {{"id", "without"}}, text));
}

}  // namespace

HttpResponse console_page() {
  const WebFile* script = web_file_named("console");
  const WebFile* style = web_file_named("console_style");
  const WebFile* icon = web_file_named("console_icon");
  if (script == nullptr || style == nullptr || icon == nullptr) {
    const Html body = message("This Nestline was built without its console (NESTLINE_WEB=OFF).");
    return html_response(404, document("en", page_head(kTitle), body), {});
  }
  const Html head =
      void_element("meta", {{"charset", "utf-8"}}) +
      void_element("meta",
                   {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) +
      void_element("meta", {{"name", "color-scheme"}, {"content", "light dark"}}) +
      void_element("meta", {{"name", "robots"}, {"content", "noindex"}}) +
      element("title", kTitle) + void_element("link", {{"rel", "icon"}, {"href", icon->path}}) +
      void_element("link", {{"rel", "stylesheet"}, {"href", style->path}}) +
      module_script(script->path, script->integrity);
  // Replaced by the console as soon as it runs.
  const Html body = element(
      "div", {{"id", "console"}},
      message("The console is being loaded. It needs JavaScript, and a browser not older than "
              "2023."));
  return html_response(200, document("en", head, body), {.script = true});
}

}  // namespace nestline::api
