// What the widget and the console are made of, and the style sheet of our pages.
#include "api/handlers/handlers.h"
#include "api/pages/page.h"
#include "api/respond.h"
#include "api/web_files.h"

namespace nestline::api {

namespace {

HttpResponse file_or_404(const std::string& path, const HttpRequest& request) {
  const WebFile* file = web_file_at(path);
  if (file == nullptr) return fail({ErrorCode::NotFound, "there is no such file", ""}, request);
  return web_file_response(*file, request);
}

}  // namespace

HttpResponse widget_script(App&, const HttpRequest& request) {
  const WebFile* file = web_file_named("widget");
  if (file == nullptr) {
    return fail({ErrorCode::NotFound, "this server was built without the widget", ""}, request);
  }
  return web_file_response(*file, request);
}

HttpResponse web_asset(App&, const HttpRequest& request) {
  const std::string path = "/assets/" + request.path_parameter("file").value_or("");
  if (path == page_style_path()) {
    return {200,
            "text/css; charset=utf-8",
            {{"Cache-Control", "public, max-age=31536000, immutable"}},
            std::string(page_style())};
  }
  return file_or_404(path, request);
}

HttpResponse console_asset(App&, const HttpRequest& request) {
  return file_or_404("/console/" + request.path_parameter("file").value_or(""), request);
}

}  // namespace nestline::api
