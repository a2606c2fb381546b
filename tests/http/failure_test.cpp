// When handlers, hooks or the machine fail.
#include "tests/http/test_server.h"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <deque>

using namespace nestline;
using namespace nestline::test;

namespace {

api::HttpResponse throw_text(const api::HttpRequest&) { throw std::runtime_error("canary-secret"); }
api::HttpResponse throw_number(const api::HttpRequest&) { throw 7; }
api::HttpResponse answer_nonsense(const api::HttpRequest&) { return {99, "", {}, ""}; }

std::vector<api::Route> failing_routes() {
  return {{"GET", "/throws", throw_text, 0},
          {"GET", "/number", throw_number, 0},
          {"GET", "/nonsense", answer_nonsense, 0}};
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Lowers the number of descriptors so that only `spare` more can be opened; restores it at the end.
class FewDescriptors {
 public:
  explicit FewDescriptors(rlim_t spare) {
    getrlimit(RLIMIT_NOFILE, &before_);
    std::vector<api::UniqueFd> probes;
    for (rlim_t i = 0; i < spare; ++i) probes.emplace_back(dup(0));
    rlimit few = before_;
    few.rlim_cur = static_cast<rlim_t>(probes.back().get()) + 1;
    setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  FewDescriptors(const FewDescriptors&) = delete;
  FewDescriptors& operator=(const FewDescriptors&) = delete;

 private:
  rlimit before_{};
};

}  // namespace

TEST_CASE("a throwing handler is a 500 problem without its text, and the server goes on") {
  TestServer server({}, {}, failing_routes());
  RawClient client = server.connect();
  for (const char* path : {"/throws", "/number", "/nonsense"}) {
    CAPTURE(path);
    const Answer answer = client.request(get(path));
    CHECK(answer.status == 500);
    CHECK(answer.header("content-type") == "application/problem+json");
    CHECK(answer.body.find("urn:nestline:problem:internal") != std::string::npos);
    CHECK(answer.body.find("canary") == std::string::npos);
    for (const auto& [name, value] : answer.headers)
      CHECK(value.find("canary") == std::string::npos);
  }
  CHECK(client.request(get("/hello")).status == 200);
}

TEST_CASE("the fallback answers for a handler that failed") {
  api::HttpHooks hooks;
  hooks.fallback = [](const api::HttpRequest& request,
                      const api::Problem& problem) -> std::optional<api::HttpResponse> {
    if (request.route != "/throws") return std::nullopt;
    return api::HttpResponse{problem.status, "text/plain", {}, "call 112"};
  };
  TestServer server({}, hooks, failing_routes());
  const Answer replaced = server.connect().request(get("/throws"));
  CHECK(replaced.status == 500);
  CHECK(replaced.body == "call 112");
  CHECK(server.connect().request(get("/number")).header("content-type") ==
        "application/problem+json");
}

TEST_CASE("a throwing fallback, decoration or observer does not cost the answer") {
  api::HttpHooks hooks;
  hooks.fallback = [](const api::HttpRequest&,
                      const api::Problem&) -> std::optional<api::HttpResponse> {
    throw std::runtime_error("fallback");
  };
  hooks.decorate = [](const api::HttpRequest&, api::HttpResponse&) {
    throw std::runtime_error("decorate");
  };
  hooks.observe = [](const api::AccessRecord&) { throw std::runtime_error("observe"); };
  TestServer server({}, hooks, failing_routes());
  RawClient client = server.connect();
  CHECK(client.request(get("/hello")).body == "hello");
  CHECK(client.request(get("/throws")).status == 500);
  CHECK(client.request(get("/none")).status == 404);
  CHECK(client.request(get("/livez")).status == 200);
}

TEST_CASE("the observer hears of every answer, the core's own included") {
  std::mutex mutex;
  std::vector<api::AccessRecord> records;
  api::HttpHooks hooks;
  hooks.observe = [&](const api::AccessRecord& record) {
    const std::lock_guard lock(mutex);
    records.push_back(record);
  };
  TestServer server({}, hooks, failing_routes());
  const Answer deleted =
      server.connect().request("DELETE /thing/canary HTTP/1.1\r\nHost: t\r\n\r\n");
  server.connect().request(get("/throws"));
  server.connect().request(get("/canary"));
  server.connect().request("nonsense\r\n\r\n");
  REQUIRE(eventually([&] {
    const std::lock_guard lock(mutex);
    return records.size() == 4;
  }));
  const std::lock_guard lock(mutex);
  const auto find = [&](int status) {
    return *std::find_if(records.begin(), records.end(),
                         [&](const auto& record) { return record.status == status; });
  };
  CHECK(find(204).route == "/thing/{id}");
  CHECK(find(204).method == "DELETE");
  CHECK(find(204).request_id == deleted.header("x-request-id"));
  CHECK(find(204).bytes > 50);
  CHECK(find(204).duration.count() >= 0);
  CHECK(find(500).route == "/throws");
  CHECK(find(404).route.empty());
  CHECK(find(400).route.empty());
}

TEST_CASE("every answer is decorated, also refusals of nonsense") {
  api::HttpHooks hooks;
  hooks.decorate = [](const api::HttpRequest&, api::HttpResponse& response) {
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
  };
  TestServer server({}, hooks, failing_routes());
  for (const std::string& bytes :
       {get("/hello"), get("/none"), get("/throws"), get("/livez"), std::string("\x16\x03")}) {
    CAPTURE(bytes);
    CHECK(server.connect().request(bytes).header("x-content-type-options") == "nosniff");
  }
}

TEST_CASE(
    "with every worker busy: 503 with Retry-After beyond the queue, and /livez still answers") {
  Gate gate;
  const api::Handler blocked = [&](const api::HttpRequest&) {
    gate.wait_at();
    return api::HttpResponse{200, "text/plain", {}, "late"};
  };
  api::HttpHooks hooks;
  hooks.fallback = [](const api::HttpRequest& request,
                      const api::Problem& problem) -> std::optional<api::HttpResponse> {
    if (request.method != "POST") return std::nullopt;
    return api::HttpResponse{problem.status, "text/plain", {}, "call 112"};
  };
  api::HttpOptions options;
  options.workers = 1;
  options.queue_limit = 1;
  TestServer server(options, hooks, {{"GET", "/blocked", blocked, 0}});
  RawClient working = server.connect();
  working.send(get("/blocked"));
  REQUIRE(gate.wait_for_waiting(1));
  std::deque<RawClient> waiting;
  for (int i = 0; i < 2; ++i) {
    waiting.push_back(server.connect());
    waiting.back().send(get("/blocked"));
  }
  REQUIRE(eventually([&] { return waiting[0].is_readable({}) || waiting[1].is_readable({}); }));
  RawClient& refused = waiting[0].is_readable({}) ? waiting[0] : waiting[1];
  RawClient& queued = &refused == &waiting[0] ? waiting[1] : waiting[0];
  const Answer answer = refused.read_answer();
  CHECK(answer.status == 503);
  CHECK(answer.header("retry-after") == "1");
  CHECK(answer.header("content-type") == "application/problem+json");
  CHECK(server.connect().request(get("/livez")).status == 200);
  const Answer asked = server.connect().request(post("/echo", "help"));
  CHECK(asked.status == 503);
  CHECK(asked.body == "call 112");
  gate.open();
  CHECK(working.read_answer().body == "late");
  CHECK(queued.read_answer().body == "late");
  CHECK(server.connect().request(get("/hello")).status == 200);
}

TEST_CASE("beyond max_connections: 503, then the connection that was idle longest makes room") {
  api::HttpOptions options;
  options.max_connections = 4;
  TestServer server(options);
  std::deque<RawClient> clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(server.connect());
    REQUIRE(clients.back().request(get("/hello")).status == 200);
  }
  const Answer refused = server.connect().read_answer();
  CHECK(refused.status == 503);
  CHECK(refused.header("retry-after") == "1");
  CHECK(eventually([&] { return server.connect().request(get("/hello")).status == 200; }));
  CHECK(clients.front().is_closed_by_peer());
}

TEST_CASE("without descriptors clients are told, nothing spins, and the server recovers") {
  TestServer server;
  std::deque<RawClient> clients;
  for (int i = 0; i < 8; ++i) clients.push_back(RawClient::unconnected());
  {
    const FewDescriptors few(3);
    for (int i = 0; i < 3; ++i) {
      REQUIRE(clients[static_cast<std::size_t>(i)].connect(server.port()));
      REQUIRE(clients[static_cast<std::size_t>(i)].request(get("/hello")).status == 200);
    }
    for (std::size_t i = 3; i < 7; ++i) {
      REQUIRE(clients[i].connect(server.port()));
      CHECK(clients[i].read_answer().status == 503);
    }
    const double before = cpu_seconds();
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    CHECK(cpu_seconds() - before < 0.2);
    clients.erase(clients.begin(), clients.begin() + 3);
  }
  CHECK(eventually([&] { return server.connect().request(get("/hello")).status == 200; }));
}

TEST_CASE("without threads run() says so instead of ending the process") {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    api::HttpServer server({}, {{"GET", "/hello", say("hello"), 0}});
    const bool is_bound = server.bind().ok();
    if (getuid() == 0 && setuid(65534) != 0) _exit(3);  // root has no limit of processes
    const rlimit none{0, 0};
    setrlimit(RLIMIT_NPROC, &none);
    const Status status = server.run();
    _exit(is_bound && !status.ok() && status.error().code == ErrorCode::Unavailable ? 0 : 1);
  }
  int result = 0;
  REQUIRE(waitpid(child, &result, 0) == child);
  REQUIRE(WIFEXITED(result));
  CHECK(WEXITSTATUS(result) == 0);
}

TEST_CASE("a second server on the same port is refused") {
  TestServer first;
  api::HttpOptions options;
  options.port = first.port();
  api::HttpServer second(options, {{"GET", "/hello", say("second"), 0}});
  const auto bound = second.bind();
  REQUIRE_FALSE(bound.ok());
  CHECK(bound.error().code == ErrorCode::Unavailable);
  CHECK(first.connect().request(get("/hello")).body == "hello");
}

TEST_CASE("options and routes that make no sense are refused by bind()") {
  std::vector<api::HttpOptions> wrong(6);
  wrong[0].workers = 0;
  wrong[1].queue_limit = 0;
  wrong[2].max_connections = 0;
  wrong[3].body_bytes = 0;
  wrong[4].trusted_proxies = {"everybody"};
  wrong[5].host = "256.0.0.1";
  for (const api::HttpOptions& options : wrong) {
    api::HttpServer server(options, {{"GET", "/hello", say("hello"), 0}});
    const auto bound = server.bind();
    REQUIRE_FALSE(bound.ok());
    CHECK(bound.error().code == ErrorCode::InvalidInput);
    CHECK_FALSE(bound.error().field.empty());
    CHECK_FALSE(server.run().ok());
  }
  CHECK_FALSE(api::HttpServer({}, {{"GET", "hello", say("hello"), 0}}).bind().ok());
}
