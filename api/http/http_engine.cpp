#include "api/http/http_engine.h"

#include "api/http/problem.h"
#include "api/http/text.h"

#include <httplib.h>

#include <algorithm>
#include <cstring>

namespace nestline::api {

namespace {

// A request in memory on one side, the answer in memory on the other. Its end is a firm end: the
// library cannot read past the request, whatever it thinks of its length.
class MemoryStream final : public httplib::Stream {
 public:
  explicit MemoryStream(std::string input) : input_(std::move(input)) {}

  bool is_readable() const override { return at_ < input_.size(); }
  bool wait_readable() const override { return is_readable(); }
  bool wait_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    const std::size_t count = std::min(size, input_.size() - at_);
    std::memcpy(to, input_.data() + at_, count);
    at_ += count;
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, size_t size) override {
    output_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return INVALID_SOCKET; }
  time_t duration() const override { return 0; }

  std::string take_output() { return std::move(output_); }

 private:
  std::string input_;
  std::size_t at_ = 0;
  std::string output_;
};

// The library matches a path with a ":name" without std::regex, which overflows the stack on long
// paths.
constexpr char kPattern[] = "/:request";

std::string checked_request(const HttpEngine::Input& input) {
  const char* method = input.method == "HEAD" ? "HEAD" : "GET";
  if (!input.body.empty()) method = "POST";
  return std::string(method) + " /request HTTP/1.1\r\nHost: nestline\r\nContent-Length: " +
         std::to_string(input.body.size()) + "\r\n\r\n" + input.body;
}

// Headers that only the core may set.
bool is_reserved(std::string_view name) {
  constexpr const char* kReserved[] = {"Connection", "Content-Length", "Content-Type", "Keep-Alive",
                                       "Transfer-Encoding"};
  return std::any_of(std::begin(kReserved), std::end(kReserved),
                     [&](const char* reserved) { return equal_ignoring_case(name, reserved); });
}

bool is_sendable(const Field& field) {
  return is_token(field.name) && !is_reserved(field.name) && !has_control_character(field.value);
}

}  // namespace

class HttpEngine::Server final : public httplib::Server {
 public:
  Server() {
    const auto serve = [this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
    };
    Get(kPattern, serve);
    Post(kPattern, serve);
    set_error_handler(
        [this](const httplib::Request&, httplib::Response& response) { fill_error(response); });
    set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, const std::exception_ptr&) {
          response.status = 500;
          response.body.clear();
        });
    set_post_routing_handler(
        [this](const httplib::Request&, httplib::Response& response) { finish(response); });
  }

  std::string exchange(const Input& input, const Respond& respond) {
    respond_ = &respond;
    answered_ = false;
    after_ = AfterAnswer::Close;
    set_payload_max_length(std::max<std::size_t>(input.body_limit, 1));
    MemoryStream stream(checked_request(input));
    bool closed = false;
    const bool written = process_request(stream, "", 0, "", 0, false, closed, nullptr);
    respond_ = nullptr;
    return written ? stream.take_output() : std::string();
  }

 private:
  void answer(const httplib::Request& request, httplib::Response& response) {
    Output output = (*respond_)(request.body);
    answered_ = true;
    after_ = output.after;
    response.status = output.response.status;
    for (const Field& field : output.response.headers) {
      if (is_sendable(field)) response.headers.emplace(field.name, field.value);
    }
    response.body = std::move(output.response.body);
    const std::string& type = output.response.content_type;
    if (!type.empty() && !has_control_character(type))
      response.headers.emplace("Content-Type", type);
  }

  // The library refused a request that Intake had accepted: a fault of ours, told without any of
  // its words.
  void fill_error(httplib::Response& response) {
    if (answered_) return;
    response.status = 500;
    HttpResponse problem = problem_response(standard_problem(500, "", ""));
    response.body = std::move(problem.body);
    response.headers.erase("Content-Type");
    response.headers.emplace("Content-Type", problem.content_type);
  }

  // The library promises "Keep-Alive: timeout=5" and closes on every status from 400; both are ours
  // to decide.
  void finish(httplib::Response& response) const {
    response.headers.erase("Connection");
    response.headers.erase("Keep-Alive");
    response.headers.erase("Accept-Ranges");
    if (response.status == 204 || response.status == 304) response.headers.erase("Content-Length");
    if (after_ == AfterAnswer::Close) response.headers.emplace("Connection", "close");
  }

  const Respond* respond_ = nullptr;
  bool answered_ = false;
  AfterAnswer after_ = AfterAnswer::Close;
};

HttpEngine::HttpEngine() : server_(std::make_unique<Server>()) {}
HttpEngine::~HttpEngine() = default;

std::string HttpEngine::exchange(const Input& input, const Respond& respond) {
  return server_->exchange(input, respond);
}

}  // namespace nestline::api
