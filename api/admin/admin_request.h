// What a command of the operator asks (`nestline site edit ...`), as the command line read it:
// names and words, not yet checked. The same request is carried out in the command's own process
// where no server runs on the data folder, and by the server where one does (AdminSocket). Values.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace nestline::api {

struct AdminRequest {
  std::string command;  // "site edit"
  // By the option's name without dashes. A flag is there with no words.
  std::map<std::string, std::vector<std::string>> options;
  std::string input;  // of a file that the command read

  [[nodiscard]] bool has(const std::string& option) const { return options.contains(option); }
  // Its last word; empty where it was not given.
  [[nodiscard]] std::string word(const std::string& option) const {
    const auto found = options.find(option);
    return found == options.end() || found->second.empty() ? "" : found->second.back();
  }
  // All of them; words that are empty are left out, so that an empty one clears a list.
  [[nodiscard]] std::vector<std::string> words(const std::string& option) const {
    std::vector<std::string> out;
    const auto found = options.find(option);
    if (found == options.end()) return out;
    for (const std::string& word : found->second) {
      if (!word.empty()) out.push_back(word);
    }
    return out;
  }
};

// What the command prints and ends with.
struct AdminReply {
  int exit = 0;
  std::string out;
  std::string err;
};

}  // namespace nestline::api
