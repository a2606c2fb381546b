// The files that browsers get, as tools/build.mjs in api/web made them: compiled in, named by their
// content, compressed ahead of time. A build with -DNESTLINE_WEB=OFF has none. Read-only data and
// pure functions; safe from any thread.
#pragma once

#include <string_view>

#include "api/http/http_message.h"

namespace nestline::api {

struct WebBytes {
  const char* begin;
  const char* end;
  [[nodiscard]] std::string_view view() const {
    return {begin, static_cast<std::size_t>(end - begin)};
  }
};

struct WebFile {
  const char* name;  // "widget", "loader", "panel", "docs", a language, "console", "console_style"
  const char* path;  // "/assets/panel-Bx3k9a2Z.js"
  const char* hash;  // hexadecimal, of the content
  const char* integrity;
  bool immutable;  // its path changes with its content
  WebBytes plain;
  WebBytes gzip;
  WebBytes brotli;
};

bool has_web_files();

// nullptr where there is none.
const WebFile* web_file_at(std::string_view path);
const WebFile* web_file_named(std::string_view name);

// 200 in the smallest form that the client takes, or 304. Readable from any origin, but for the
// console's, which belong to no page but it.
HttpResponse web_file_response(const WebFile& file, const HttpRequest& request);

// True where If-None-Match names this tag, quotes included.
bool is_unchanged(const HttpRequest& request, std::string_view etag);

}  // namespace nestline::api
