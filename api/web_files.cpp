#include "api/web_files.h"

#include <algorithm>
#include <string>

#include "api/http/text.h"

namespace nestline::api {

extern const WebFile web_file_table[];
extern const unsigned long web_file_count;

namespace {

template <typename Wanted>
const WebFile* find(Wanted wanted) {
  const WebFile* end = web_file_table + web_file_count;
  const WebFile* found = std::find_if(web_file_table, end, wanted);
  return found == end ? nullptr : found;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The items of a comma-separated header, without the blanks around them.
template <typename Use>
void each_item(std::string_view list, Use use) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    use(trim(list.substr(0, comma)));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
}

// "gzip", "gzip;q=0.8"; a coding with q=0 is refused.
bool accepts(const HttpRequest& request, std::string_view coding) {
  bool out = false;
  const std::string header = request.header("Accept-Encoding").value_or("");
  each_item(header, [&](std::string_view item) {
    const std::size_t semicolon = item.find(';');
    if (!equal_ignoring_case(trim(item.substr(0, semicolon)), coding)) return;
    const std::string_view weight =
        semicolon == std::string_view::npos ? "q=1" : trim(item.substr(semicolon + 1));
    out = weight.find_first_of("123456789") != std::string_view::npos;
  });
  return out;
}

std::string_view type_of(std::string_view path) {
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  if (path.ends_with(".svg")) return "image/svg+xml";
  return "text/javascript; charset=utf-8";
}

}  // namespace

bool has_web_files() { return web_file_count > 0; }

const WebFile* web_file_at(std::string_view path) {
  return find([&](const WebFile& file) { return path == file.path; });
}

const WebFile* web_file_named(std::string_view name) {
  return find([&](const WebFile& file) { return name == file.name; });
}

bool is_unchanged(const HttpRequest& request, std::string_view etag) {
  bool out = false;
  const std::string header = request.header("If-None-Match").value_or("");
  each_item(header, [&](std::string_view item) {
    if (item.starts_with("W/")) item.remove_prefix(2);
    out = out || item == etag || item == "*";
  });
  return out;
}

HttpResponse web_file_response(const WebFile& file, const HttpRequest& request) {
  const bool brotli = accepts(request, "br");
  const bool gzip = !brotli && accepts(request, "gzip");
  const char* suffix = brotli ? "-br" : gzip ? "-gz" : "";
  const std::string etag = "\"" + std::string(file.hash) + suffix + "\"";
  const bool own = std::string_view(file.path).starts_with("/console/");
  HttpResponse response{200, std::string(type_of(file.path)), {}, ""};
  response.headers = {
      {"Cache-Control", file.immutable ? "public, max-age=31536000, immutable"
                                       : "public, max-age=300, must-revalidate"},
      {"ETag", etag},
      {"Vary", "Accept-Encoding"},
      {"Cross-Origin-Resource-Policy", own ? "same-origin" : "cross-origin"},
  };
  if (!own) response.headers.push_back({"Access-Control-Allow-Origin", "*"});
  if (is_unchanged(request, etag)) {
    response.status = 304;
    response.content_type.clear();
    return response;
  }
  if (brotli) response.headers.push_back({"Content-Encoding", "br"});
  if (gzip) response.headers.push_back({"Content-Encoding", "gzip"});
  response.body = (brotli ? file.brotli : gzip ? file.gzip : file.plain).view();
  return response;
}

}  // namespace nestline::api
