// How long each stage of a question takes, with the content that is built in, for a short and a
// long message. Compare figures of one run only.

#include <benchmark/benchmark.h>

#include <cstdio>

#include "api/codec/rendered.h"
#include "knowledge/content_files.h"
#include "knowledge/embedded.h"
#include "service/answering/answer_question.h"
#include "service/safety/screen.h"

namespace {

using namespace nestline;

// About 60 and 600 characters, written for this purpose.
constexpr std::string_view kShort = "my 2 year old screams every time I leave her at nursery";
constexpr std::string_view kLong =
    "Goodbyes are killing us\n\nMy daughter turned two in March and started at a small nursery "
    "three "
    "mornings a week because I went back to work. The first fortnight was fine. Now she begins to "
    "cry in the car, holds on to my coat, and the staff have to lift her off me. They say she "
    "settles after ten minutes and plays in the sand, but she is cross with me when I pick her up "
    "and wants to be carried all evening. My mother says I should slip out while she is busy. My "
    "partner thinks we began too early. She sleeps and eats as usual. How do I say goodbye "
    "without all this, and will it pass?";

std::shared_ptr<const service::Snapshot> load() {
  const std::vector<knowledge::ContentFile> files = knowledge::builtin_content();
  std::vector<knowledge::Fault> faults;
  knowledge::Content content = knowledge::read_content(files, faults);
  return service::Snapshot::build(std::move(content), {}, faults);
}

const std::shared_ptr<const service::Snapshot>& snapshot() {
  static const std::shared_ptr<const service::Snapshot> kSnapshot = load();
  return kSnapshot;
}

const api::Rendered& rendered() {
  static const api::Rendered kRendered(snapshot());
  return kRendered;
}

std::string message(const benchmark::State& state) {
  return std::string(state.range(0) == 0 ? kShort : kLong);
}

service::Question question(const benchmark::State& state) {
  service::AskRequest request;
  request.question = message(state);
  request.country = "GB";
  return service::parse_question(request).value();
}

void read(benchmark::State& state) {
  const std::string text = message(state);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(service::read_text(text));
}

void screen(benchmark::State& state) {
  const service::Text text = service::read_text(message(state));
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(service::screen(snapshot()->rules(), text));
  }
}

void match(benchmark::State& state) {
  const service::Text text = service::read_text(message(state));
  const service::Matcher& matcher = snapshot()->answering("en").matcher();
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(matcher.match(text));
}

void answer(benchmark::State& state) {
  const service::Question asked = question(state);
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(service::answer_question(*snapshot(), asked));
  }
}

void render(benchmark::State& state) {
  const service::Answer answer = service::answer_question(*snapshot(), question(state));
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(rendered().answer(answer, {"0123456789abcdef0123456789abcdef", ""}));
  }
}

BENCHMARK(read)->ArgName("long")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(screen)->ArgName("long")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(match)->ArgName("long")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(answer)->ArgName("long")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(render)->ArgName("long")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (snapshot() == nullptr) {
    std::fputs("the built-in content cannot be used\n", stderr);
    return 1;
  }
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
