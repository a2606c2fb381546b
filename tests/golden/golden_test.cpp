#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <algorithm>

#include "knowledge/content_files.h"
#include "service/answering/answer_question.h"

using namespace nestline;

namespace {

std::shared_ptr<const service::Snapshot> load() {
  const auto files = knowledge::read_folder(NESTLINE_CONTENT_DIR);
  REQUIRE(files.ok());
  std::vector<knowledge::Fault> faults;
  knowledge::Content content = knowledge::read_content(*files, faults);
  std::shared_ptr<const service::Snapshot> snapshot =
      service::Snapshot::build(std::move(content), {}, faults);
  for (const knowledge::Fault& fault : faults) {
    if (!fault.warning) FAIL_CHECK(fault.file << ": " << fault.field << ": " << fault.message);
  }
  REQUIRE(snapshot != nullptr);
  return snapshot;
}

}  // namespace

TEST_CASE("every golden question gets its kind and one of its topics first") {
  const std::shared_ptr<const service::Snapshot> snapshot = load();
  int questions = 0;
  for (const knowledge::LanguageContent& language : snapshot->content().languages) {
    for (const knowledge::GoldenQuestion& golden : language.golden) {
      ++questions;
      CAPTURE(golden.id);
      CAPTURE(golden.text);
      service::AskRequest request;
      request.question = golden.text;
      request.child_age_months = golden.age_months;
      request.locale = language.language;
      const auto question = service::parse_question(request);
      REQUIRE(question.ok());
      const service::Answer answer = service::answer_question(*snapshot, *question);
      CHECK(std::string(service::name_of(answer.kind)) == golden.kind);
      if (golden.topics.empty() || answer.kind != service::AnswerKind::Guidance) continue;
      REQUIRE_FALSE(answer.topics.empty());
      const std::string first = answer.topics.front().id.value;
      CAPTURE(first);
      CHECK(std::find(golden.topics.begin(), golden.topics.end(), knowledge::TopicId{first}) !=
            golden.topics.end());
    }
  }
  CHECK(questions >= 200);
}
