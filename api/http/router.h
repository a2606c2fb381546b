// Finds the handler of a method and a path in the table of routes. A template is literal segments
// and {named} ones
// ("/v1/passages/{topic}/{slug}"); a literal beats a name at the first place where two templates
// differ. No regular expressions: a long path overflows the stack of std::regex. Immutable once
// built; safe to use from any thread.
#pragma once

#include "api/http/http_message.h"
#include "knowledge/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace nestline::api {

struct Route {
  std::string method;
  std::string path;
  Handler handler;
  std::size_t max_body = 0;  // 0: the server's limit
};

struct RouteMatch {
  const Route* route =
      nullptr;  // null where nothing fits; then `allowed` tells 404 (empty) from 405
  Fields path_parameters;
  std::string allowed;  // the path's methods, as the Allow header lists them; empty where the path
                        // is unknown
};

class Router {
 public:
  // InvalidInput for a malformed template, a missing handler or two routes of the same method and
  // shape.
  static Result<Router> build(std::vector<Route> routes);

  // `segments` are decoded: "/v1/topics" is {"v1", "topics"}, "/" is {""}. GET's route serves HEAD.
  [[nodiscard]] RouteMatch find(std::string_view method,
                                const std::vector<std::string>& segments) const;

 private:
  struct Segment {
    std::string text;
    bool is_name = false;
  };
  struct Entry {
    Route route;
    std::vector<Segment> segments;
    std::string shape;  // the template with every name replaced, so that literals sort first
  };

  static Result<Entry> read_template(Route route);

  std::map<std::size_t, std::vector<Entry>>
      by_length_;  // by number of segments, most literal first
};

// "/v1/topics/" is {"v1", "topics", ""}. Nothing is decoded.
std::vector<std::string_view> split_path(std::string_view path);

}  // namespace nestline::api
