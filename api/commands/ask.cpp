#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <iterator>

#include "api/codec/answer_text.h"
#include "api/codec/rendered.h"
#include "api/codec/requests.h"
#include "api/commands/commands.h"
#include "api/commands/content.h"
#include "api/http/http_client.h"
#include "service/answering/answer_question.h"
#include "service/insight/answer_id.h"

namespace nestline::api {
namespace {

std::string read_words(const std::vector<std::string>& words) {
  if (words == std::vector<std::string>{"-"}) {
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  }
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// The answer as JSON, from this process.
Result<std::string> answer_here(const AskOptions& options, service::AskRequest request) {
  const Result<service::Question> question = service::parse_question(std::move(request));
  if (!question) return question.error();
  std::shared_ptr<const service::Snapshot> snapshot = load_snapshot(options.content);
  if (snapshot == nullptr) return Error{ErrorCode::Unavailable, "the content cannot be used", ""};
  const service::Answer answer = service::answer_question(*snapshot, *question);
  return Rendered(std::move(snapshot)).answer(answer, {service::new_answer_id(), ""});
}

Result<std::string> answer_from(const std::string& url, const service::AskRequest& request) {
  const Result<HttpReply> reply = http_post(url + "/v1/ask", ask_json(request));
  if (!reply) return reply.error();
  if (reply->status != 200) {
    return Error{ErrorCode::InvalidInput,
                 fmt::format("the server said {}: {}", reply->status, reply->body), ""};
  }
  return reply->body;
}

}  // namespace

int ask_command(const AskOptions& options) {
  service::AskRequest request;
  request.question = read_words(options.question);
  request.child_age_months = options.age;
  request.locale = options.locale;
  request.country = options.country;
  request.topic = options.topic;
  request.explain = options.explain;
  if (options.audience == "practitioner") request.audience = knowledge::Audience::Practitioner;
  const Result<std::string> answer =
      options.url.empty() ? answer_here(options, request) : answer_from(options.url, request);
  if (!answer) {
    fmt::print(stderr, "nestline: {} {}\n", answer.error().field, answer.error().message);
    return 1;
  }
  fmt::print("{}\n", options.json ? *answer : answer_text(*answer));
  return 0;
}

}  // namespace nestline::api
