#include "api/http/intake.h"

#include "api/http/problem.h"
#include "api/http/text.h"

#include <algorithm>

namespace nestline::api {

namespace {

// The decoded segments of a path. Nothing where one is not valid, hides a slash or walks the tree.
std::optional<std::vector<std::string>> decode_segments(std::string_view path) {
  std::vector<std::string> segments;
  for (const std::string_view part : split_path(path)) {
    auto decoded = percent_decode(part, Plus::IsPlus);
    if (!decoded || decoded->find_first_of("/\\") != std::string::npos || *decoded == "." ||
        *decoded == "..") {
      return std::nullopt;
    }
    segments.push_back(std::move(*decoded));
  }
  return segments;
}

std::optional<Fields> decode_query(std::string_view query) {
  Fields parameters;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = percent_decode(pair.substr(0, equals), Plus::IsSpace);
    auto value = percent_decode(equals == std::string_view::npos ? "" : pair.substr(equals + 1),
                                Plus::IsSpace);
    if (!name || !value) return std::nullopt;
    parameters.push_back({std::move(*name), std::move(*value)});
  }
  return parameters;
}

// RFC 9112 2.2: an empty line before a request is ignored.
void drop_leading_empty_lines(Inbox& inbox) {
  std::size_t empty = 0;
  while (inbox.bytes.compare(empty, 2, "\r\n") == 0) empty += 2;
  if (empty == 0) return;
  inbox.bytes.erase(0, empty);
  inbox.scanned = 0;
}

}  // namespace

Exchange Intake::refuse(HttpRequest request, Refusal refusal) {
  Exchange exchange;
  exchange.early = problem_response(
      standard_problem(refusal.status, std::move(refusal.detail), request.request_id));
  exchange.request = std::move(request);
  return exchange;
}

Exchange Intake::answer_live(HttpRequest request) {
  Exchange exchange;
  exchange.early = HttpResponse{.status = 200,
                                .content_type = "application/json",
                                .headers = {{"Cache-Control", "no-store"}},
                                .body = "{\"status\":\"ok\"}"};
  request.route = options_.live_path;
  exchange.request = std::move(request);
  return exchange;
}

Exchange Intake::answer_options(HttpRequest request, const RouteMatch& match) {
  Exchange exchange;
  exchange.allowed = match.allowed;
  if (options_handler_) {
    exchange.handler = &options_handler_;
  } else {
    exchange.early = HttpResponse{.status = 204, .content_type = "", .headers = {}, .body = ""};
  }
  exchange.request = std::move(request);
  return exchange;
}

Exchange Intake::route(HttpRequest request, std::string_view target, std::size_t body_length) {
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  auto query = decode_query(question == std::string_view::npos ? "" : target.substr(question + 1));
  const auto segments = decode_segments(request.path);
  if (!query || !segments)
    return refuse(std::move(request), {400, "the path or the query is not valid UTF-8 text"});
  request.query_parameters = std::move(*query);
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  if (is_read && !options_.live_path.empty() && request.path == options_.live_path) {
    return answer_live(std::move(request));
  }
  RouteMatch match = router_.find(request.method, *segments);
  if (match.route == nullptr) {
    const bool is_for_all = request.method == "OPTIONS" && request.path == "*";
    if (request.method == "OPTIONS" && (is_for_all || !match.allowed.empty())) {
      return answer_options(std::move(request), match);
    }
    if (match.allowed.empty()) return refuse(std::move(request), {404, ""});
    Exchange exchange = refuse(std::move(request), {405, "offered here: " + match.allowed});
    exchange.allowed = std::move(match.allowed);
    return exchange;
  }
  request.route = match.route->path;
  request.path_parameters = std::move(match.path_parameters);
  const std::size_t limit =
      match.route->max_body == 0 ? options_.body_bytes : match.route->max_body;
  if (body_length > limit) {
    return refuse(std::move(request), {413, "at most " + std::to_string(limit) + " bytes"});
  }
  Exchange exchange;
  exchange.request = std::move(request);
  exchange.handler = &match.route->handler;
  exchange.body_limit = limit;
  return exchange;
}

Exchange Intake::read_request(const std::string& peer, std::string_view bytes,
                              std::size_t& body_length, bool& waits) {
  ParsedHead parsed = parse_head(bytes, options_.head);
  HttpRequest request;
  request.request_id = ids_.next();
  request.peer_address = peer;
  request.client_address = proxies_.client_of(peer, parsed.head.headers);
  request.method = std::move(parsed.head.method);
  request.headers = std::move(parsed.head.headers);
  body_length = parsed.head.content_length;
  if (parsed.refusal) {
    Exchange exchange = refuse(std::move(request), std::move(*parsed.refusal));
    exchange.after = AfterAnswer::Close;
    return exchange;
  }
  Exchange exchange = route(std::move(request), parsed.head.target, body_length);
  if (!parsed.head.keep_alive) exchange.after = AfterAnswer::Close;
  waits = parsed.head.expects_continue;
  return exchange;
}

Intake::Step Intake::take_ready(Inbox& inbox) {
  Exchange exchange = std::move(*inbox.exchange);
  if (exchange.after == AfterAnswer::Close && exchange.early) {
    inbox = {};
  } else {
    if (!exchange.early) {
      exchange.request.body = inbox.bytes.substr(inbox.head_length, inbox.body_length);
    }
    inbox.bytes.erase(0, inbox.head_length + inbox.body_length);
    if (inbox.bytes.empty()) inbox.bytes.shrink_to_fit();
    inbox.scanned = 0;
    inbox.phase = Inbox::Phase::Idle;
    inbox.exchange.reset();
  }
  exchange.complete_at = std::chrono::steady_clock::now();
  return {std::move(exchange), false};
}

Intake::Step Intake::advance(Inbox& inbox, const std::string& peer) {
  bool waits = false;
  if (!inbox.exchange) {
    drop_leading_empty_lines(inbox);
    if (inbox.bytes.empty()) {
      inbox.phase = Inbox::Phase::Idle;
      return {};
    }
    inbox.phase = Inbox::Phase::Head;
    HeadScan scan = scan_head(inbox.bytes, inbox.scanned, options_.head);
    if (scan.refusal) return {give_up(inbox, peer, std::move(*scan.refusal)), false};
    if (scan.length == 0) return {};
    inbox.head_length = scan.length;
    inbox.exchange = read_request(peer, std::string_view(inbox.bytes).substr(0, scan.length),
                                  inbox.body_length, waits);
    inbox.phase = Inbox::Phase::Body;
  }
  const bool is_whole = inbox.bytes.size() - inbox.head_length >= inbox.body_length;
  if (inbox.exchange->early && !is_whole) inbox.exchange->after = AfterAnswer::Close;
  if (inbox.exchange->early || is_whole) return take_ready(inbox);
  return {std::nullopt, waits && inbox.bytes.size() == inbox.head_length};
}

Exchange Intake::give_up(Inbox& inbox, const std::string& peer, Refusal refusal) {
  HttpRequest request;
  if (inbox.exchange) {
    request = std::move(inbox.exchange->request);
  } else {
    request.request_id = ids_.next();
    request.peer_address = peer;
    request.client_address = peer;
    if (inbox.bytes.starts_with("HEAD ")) request.method = "HEAD";
  }
  Exchange exchange = refuse(std::move(request), std::move(refusal));
  exchange.after = AfterAnswer::Close;
  exchange.complete_at = std::chrono::steady_clock::now();
  inbox = {};
  return exchange;
}

}  // namespace nestline::api
