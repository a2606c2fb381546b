#include "tests/service/storage_support.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace nestline::service::test {

AnswerRecord answer_with(const std::string& id) {
  return {id, "default", "guidance", "clinginess", "en", 1};
}

std::string in_child(const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  std::fflush(nullptr);  // or the child says it again
  const pid_t child = fork();
  if (child == 0) {
    std::string outcome;
    try {
      outcome = work();
    } catch (const std::exception& fault) {
      outcome = fault.what();
    }
    outcome += '.';
    [[maybe_unused]] const ssize_t written = write(ends[1], outcome.data(), outcome.size());
    _exit(0);
  }
  close(ends[1]);
  std::string outcome;
  std::array<char, 256> part{};
  ssize_t got = 0;
  while ((got = read(ends[0], part.data(), part.size())) > 0) {
    outcome.append(part.data(), static_cast<std::size_t>(got));
  }
  close(ends[0]);
  waitpid(child, nullptr, 0);
  if (outcome.empty()) return "died";
  outcome.pop_back();
  return outcome;
}

}  // namespace nestline::service::test
