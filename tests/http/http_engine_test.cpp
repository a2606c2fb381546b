#include "api/http/http_engine.h"

#include <doctest/doctest.h>

using namespace nestline::api;

namespace {

HttpEngine::Respond respond_with(HttpResponse response, AfterAnswer after = AfterAnswer::Keep) {
  return [response, after](const std::string&) { return HttpEngine::Output{response, after}; };
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the engine passes the body through and writes the whole answer") {
  HttpEngine engine;
  std::string body(60'000, 'x');
  body[7] = '\0';
  std::string seen;
  const std::string bytes = engine.exchange({"POST", body, 65'536}, [&](std::string given) {
    seen = std::move(given);
    return HttpEngine::Output{{201, "text/plain", {{"X-A", "b"}}, "done"}, AfterAnswer::Keep};
  });
  CHECK(seen == body);
  CHECK(bytes.starts_with("HTTP/1.1 201 Created\r\n"));
  CHECK(holds(bytes, "\r\nX-A: b\r\n"));
  CHECK(holds(bytes, "\r\nContent-Length: 4\r\n"));
  CHECK(bytes.ends_with("\r\n\r\ndone"));
}

TEST_CASE("the engine closes only when told to, also for errors") {
  HttpEngine engine;
  const std::string kept =
      engine.exchange({"GET", "", 1}, respond_with({404, "text/plain", {}, "no"}));
  CHECK_FALSE(holds(kept, "Connection"));
  CHECK_FALSE(holds(kept, "Keep-Alive"));
  const std::string closed =
      engine.exchange({"GET", "", 1}, respond_with({200, "", {}, ""}, AfterAnswer::Close));
  CHECK(holds(closed, "\r\nConnection: close\r\n"));
}

TEST_CASE("the engine drops headers that would split or contradict the answer") {
  HttpEngine engine;
  const std::string bytes =
      engine.exchange({"GET", "", 1}, respond_with({200,
                                                    "text/plain",
                                                    {{"X-Bad", "a\r\nX-Evil: 1"},
                                                     {"X Bad", "a"},
                                                     {"content-length", "99"},
                                                     {"Transfer-Encoding", "chunked"},
                                                     {"X-Good", "1"}},
                                                    "four"}));
  CHECK_FALSE(holds(bytes, "Evil"));
  CHECK_FALSE(holds(bytes, "X Bad"));
  CHECK_FALSE(holds(bytes, "99"));
  CHECK_FALSE(holds(bytes, "chunked"));
  CHECK(holds(bytes, "\r\nX-Good: 1\r\n"));
  CHECK(holds(bytes, "\r\nContent-Length: 4\r\n"));
}

TEST_CASE("the engine sends no body for HEAD and no length for 204") {
  HttpEngine engine;
  const std::string head =
      engine.exchange({"HEAD", "", 1}, respond_with({200, "text/plain", {}, "four"}));
  CHECK(holds(head, "\r\nContent-Length: 4\r\n"));
  CHECK(head.ends_with("\r\n\r\n"));
  const std::string empty = engine.exchange({"DELETE", "", 1}, respond_with({204, "", {}, ""}));
  CHECK_FALSE(holds(empty, "Content-Length"));
}

TEST_CASE(
    "a body that the engine did not expect becomes a problem without any text of the library") {
  HttpEngine engine;
  bool was_asked = false;
  const std::string bytes =
      engine.exchange({"POST", "longer than the limit", 5}, [&](const std::string&) {
        was_asked = true;
        return HttpEngine::Output{};
      });
  CHECK_FALSE(was_asked);
  CHECK(bytes.starts_with("HTTP/1.1 500 "));
  CHECK(holds(bytes, "application/problem+json"));
  CHECK(holds(bytes, "urn:nestline:problem:internal"));
  CHECK(holds(bytes, "\r\nConnection: close\r\n"));
}
