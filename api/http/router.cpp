#include "api/http/router.h"

#include "api/http/text.h"

#include <algorithm>
#include <set>

namespace nestline::api {

namespace {

constexpr char kNameInShape = '\x7F';  // above every literal character, so that names sort last

std::string join(const std::set<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : ", ") + name;
  return joined;
}

}  // namespace

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path.starts_with('/')) path.remove_prefix(1);
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/')) {
    segments.push_back(path.substr(0, slash));
    path.remove_prefix(slash + 1);
  }
  segments.push_back(path);
  return segments;
}

Result<Router::Entry> Router::read_template(Route route) {
  const auto refuse = [&](const char* why) {
    return Error{ErrorCode::InvalidInput, std::string(why) + ": " + route.method + " " + route.path,
                 "routes"};
  };
  if (!is_token(route.method)) return refuse("route without a method");
  if (!route.path.starts_with('/')) return refuse("route must start with /");
  if (!route.handler) return refuse("route without a handler");
  std::vector<Segment> segments;
  std::string shape;
  for (const std::string_view text : split_path(route.path)) {
    const bool is_name = text.starts_with('{') && text.ends_with('}') && text.size() > 2;
    if (!is_name && text.find_first_of("{}") != std::string_view::npos)
      return refuse("malformed template");
    segments.push_back({std::string(is_name ? text.substr(1, text.size() - 2) : text), is_name});
    shape += '/';
    shape += is_name ? std::string(1, kNameInShape) : std::string(text);
  }
  return Entry{std::move(route), std::move(segments), std::move(shape)};
}

Result<Router> Router::build(std::vector<Route> routes) {
  Router router;
  std::set<std::pair<std::string, std::string>> seen;
  for (Route& route : routes) {
    Result<Entry> entry = read_template(std::move(route));
    if (!entry) return entry.error();
    if (!seen.emplace(entry->route.method, entry->shape).second) {
      return Error{ErrorCode::InvalidInput,
                   "two routes for " + entry->route.method + " " + entry->route.path, "routes"};
    }
    std::vector<Entry>& group = router.by_length_[entry->segments.size()];
    group.push_back(std::move(entry).value());
  }
  for (auto& [length, group] : router.by_length_) {
    std::stable_sort(group.begin(), group.end(),
                     [](const Entry& a, const Entry& b) { return a.shape < b.shape; });
  }
  return router;
}

RouteMatch Router::find(std::string_view method, const std::vector<std::string>& segments) const {
  const auto group = by_length_.find(segments.size());
  if (group == by_length_.end()) return {};
  const auto fits = [&](const Segment& wanted, const std::string& given) {
    return wanted.is_name ? !given.empty() : wanted.text == given;
  };
  const Entry* best = nullptr;
  std::set<std::string> methods;
  for (const Entry& entry : group->second) {
    if (!std::equal(entry.segments.begin(), entry.segments.end(), segments.begin(), fits)) continue;
    methods.insert(entry.route.method);
    const bool is_exact = entry.route.method == method;
    const bool is_head_of_get = method == "HEAD" && entry.route.method == "GET";
    const bool replaces = best == nullptr || (is_exact && best->shape == entry.shape);
    if ((is_exact || is_head_of_get) && replaces) best = &entry;
  }
  RouteMatch match;
  if (methods.empty()) return match;
  if (methods.contains("GET")) methods.insert("HEAD");
  methods.insert("OPTIONS");
  match.allowed = join(methods);
  if (best == nullptr) return match;
  match.route = &best->route;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (best->segments[i].is_name)
      match.path_parameters.push_back({best->segments[i].text, segments[i]});
  }
  return match;
}

}  // namespace nestline::api
