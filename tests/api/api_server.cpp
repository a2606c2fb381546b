#include "tests/api/api_server.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "api/admin/admin_desk.h"
#include "api/http/text.h"
#include "api/routes.h"
#include "service/curation/edition_store.h"
#include "tests/support/sample_snapshot.h"

namespace nestline::test {
namespace {

// One line in one write, so that tests that run side by side do not mix theirs.
void append_line(const std::string& line) {
  const char* folder = std::getenv("NESTLINE_RECORDING");
  if (folder == nullptr) return;
  const std::string file = std::string(folder) + "/exchanges.jsonl";
  const api::UniqueFd out(open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  const std::string bytes = line + "\n";
  if (!out || write(out.get(), bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) {
    throw std::runtime_error("cannot write " + file);
  }
}

std::string without_query(const std::string& path) { return path.substr(0, path.find('?')); }

// What every problem looks like (RFC 9457), whoever made it.
void check_problem(const Reply& reply) {
  CHECK(reply.header("content-type") == "application/problem+json");
  CHECK(reply.header("cache-control") == "no-store");
  const Json problem = reply.json();
  REQUIRE(problem.is_object());
  CHECK(problem.value("status", 0) == reply.status);
  CHECK(problem.value("type", "").starts_with("urn:nestline:problem:"));
  CHECK_FALSE(problem.value("title", "").empty());
  CHECK(problem.value("request_id", "") == reply.header("x-request-id"));
  for (const auto& [name, value] : problem.items()) {
    CAPTURE(name);
    CHECK(std::string("type title status detail request_id errors").find(name) !=
          std::string::npos);
  }
}

}  // namespace

std::string Reply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

Json Reply::json() const { return Json::parse(body, nullptr, false); }

std::string Reply::problem() const {
  const Json problem = json();
  const std::string type = problem.is_object() ? problem.value("type", "") : "";
  return type.substr(type.rfind(':') + 1);
}

std::string Reply::pointer() const {
  const Json problem = json();
  if (!problem.is_object() || !problem.contains("errors")) return "";
  return problem["errors"].at(0).value("pointer", "(none)");
}

ApiServer::ApiServer(ApiSetup setup)
    : real_(open_ready(folder_.path())),
      faulty_(*real_),
      recorder_(faulty_, [this] { return clock_.utc_ms(); }),
      sites_(faulty_, [this] { return clock_.utc_ms(); }) {
  if (const Status read = sites_.reload(); !read) throw std::runtime_error(read.error().message);
  app_ = std::make_unique<api::App>(
      std::make_shared<const api::Rendered>(sample_snapshot(setup.reviewed)), recorder_, sites_,
      [this] { return clock_.steady(); });
  const Status begun = service::begin_with(
      *real_, sample_content(),
      {"operator", "", sample_checksum(), service::Origin::BuiltIn, clock_.utc_ms()});
  if (!begun) throw std::runtime_error(begun.error().message);
  office_ = std::make_unique<api::StaffOffice>(
      *app_, faulty_, [this] { return clock_.utc_ms(); },
      api::OfficeOptions{setup.sso_header,
                         [](const std::string& peer) { return peer == "127.0.0.1"; }},
      [this] { return clock_.steady(); });
  app_->set_office(*office_);
  std::vector<api::Route> routes = api::routes(*app_);
  auto router = api::Router::build(routes);
  if (!router) throw std::runtime_error(router.error().message);
  router_ = std::make_unique<api::Router>(std::move(router).value());
  if (setup.change_routes) setup.change_routes(routes);
  api::HttpHooks hooks = api::hooks(*app_);
  hooks.observe = [this, more = setup.observe](const api::AccessRecord& record) {
    {
      const std::lock_guard lock(mutex_);
      access_.push_back(record);
    }
    if (more) more(record);
  };
  server_ = std::make_unique<api::HttpServer>(setup.http, std::move(routes), std::move(hooks));
  const auto bound = server_->bind();
  if (!bound) throw std::runtime_error(bound.error().message);
  port_ = *bound;
  thread_ = std::thread([this] { static_cast<void>(server_->run()); });
}

ApiServer::~ApiServer() {
  server_->stop();
  thread_.join();
}

std::string ApiServer::command(const std::string& name,
                               const std::map<std::string, std::vector<std::string>>& options,
                               const std::string& input) {
  const api::AdminContext context{
      faulty_, [this] { return clock_.utc_ms(); }, [this] { return sites_.reload(); }, {}};
  const api::AdminReply reply = api::perform(context, {name, options, input});
  CAPTURE(reply.err);
  REQUIRE(reply.exit == 0);
  return reply.out;
}

std::vector<api::AccessRecord> ApiServer::access() {
  const std::lock_guard lock(mutex_);
  return access_;
}

std::string ApiServer::route_of(const std::string& method, const std::string& path) const {
  const std::string plain = without_query(path);
  if (plain == "/livez") return plain;
  std::vector<std::string> segments;
  for (const std::string_view segment : api::split_path(plain)) segments.emplace_back(segment);
  const api::RouteMatch match = router_->find(method, segments);
  return match.route == nullptr ? "" : match.route->path;
}

Reply ApiServer::call(const std::string& method, const std::string& path, const std::string& body,
                      const std::string& content_type, const std::string& more_headers) {
  RawClient client(port_);
  client.send(
      request_bytes(method, path, body, content_type, more_headers + "Connection: close\r\n"));
  const std::string bytes = client.read_rest();
  const std::size_t end = bytes.find("\r\n\r\n");
  REQUIRE(bytes.starts_with("HTTP/1.1 "));
  REQUIRE(end != std::string::npos);
  Reply reply;
  reply.head = bytes.substr(0, end + 2);
  reply.status = std::atoi(bytes.c_str() + 9);
  reply.body = bytes.substr(end + 4);
  for (std::size_t at = reply.head.find("\r\n") + 2; at < reply.head.size();) {
    const std::size_t line_end = reply.head.find("\r\n", at);
    const std::size_t colon = reply.head.find(": ", at);
    std::string name = reply.head.substr(at, colon - at);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    CAPTURE(name);
    CHECK_FALSE(reply.headers.contains(name));  // none of ours may stand twice
    reply.headers[name] = reply.head.substr(colon + 2, line_end - colon - 2);
    at = line_end + 2;
  }
  check_and_record(method, path, body, content_type, reply);
  return reply;
}

void ApiServer::check_and_record(const std::string& method, const std::string& path,
                                 const std::string& body, const std::string& content_type,
                                 const Reply& reply) const {
  CAPTURE(method);
  CAPTURE(path);
  CAPTURE(reply.status);
  CAPTURE(reply.body);
  CHECK(reply.header("x-request-id").size() == 24);
  CHECK(reply.header("x-content-type-options") == "nosniff");
  CHECK(reply.header("referrer-policy") == "no-referrer");
  const bool sets_session = path.starts_with("/v1/staff/session") && reply.status < 300;
  if (!sets_session) CHECK_FALSE(reply.headers.contains("set-cookie"));
  CHECK_FALSE(reply.headers.contains("server"));
  const std::string route = route_of(method, path);
  const bool has_body = method != "HEAD";
  const bool is_page = reply.header("content-type").starts_with("text/html");
  if (reply.status >= 400 && route != "/readyz" && has_body && !is_page) check_problem(reply);
  if (!has_body) return;
  const bool is_text = api::is_valid_utf8(body);
  const Json line = {
      {"method", method},
      {"path", path},
      {"route", route},
      {"request", {{"content_type", content_type}, {"body", is_text ? Json(body) : Json(nullptr)}}},
      {"status", reply.status},
      {"response",
       {{"content_type", reply.header("content-type")},
        {"body", api::is_valid_utf8(reply.body) ? reply.body : "(compressed)"}}}};
  append_line(line.dump());
}

Json ApiServer::answer_to(const std::string& question, Json more) {
  more["question"] = question;
  const Reply reply = post("/v1/ask", more.dump());
  REQUIRE(reply.status == 200);
  CHECK(reply.header("content-type") == "application/json");
  Json answer = reply.json();
  REQUIRE(answer.is_object());
  return answer;
}

std::string asking(const std::string& text) { return Json{{"question", text}}.dump(); }

std::string request_bytes(const std::string& method, const std::string& path,
                          const std::string& body, const std::string& content_type,
                          const std::string& more_headers) {
  std::string out = method + " " + path + " HTTP/1.1\r\nHost: test\r\n" + more_headers;
  if (!content_type.empty()) out += "Content-Type: " + content_type + "\r\n";
  if (!body.empty() || method == "POST" || method == "PUT") {
    out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  return out + "\r\n" + body;
}

}  // namespace nestline::test
