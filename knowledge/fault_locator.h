// Where in the files a fault lies that was found in the values: the path of each kind of item and,
// where the offending text can be found again, its line. Used by the checks that run after reading.
// Keeps pointers into the files given. Internal to the knowledge ring; safe to use from any thread
// once built.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

std::string topic_path(std::string_view language, const Topic& topic);
std::string passage_path(std::string_view language, const Passage& passage);
// Of items that name their file: referrals, phrases, backgrounds.
std::string file_path(std::string_view language, std::string_view file);
std::string golden_path(std::string_view language);

class FaultLocator {
 public:
  // The files must outlive this.
  explicit FaultLocator(std::span<const ContentFile> files);

  // 1-based line of `path` on which `words` begin, however they are wrapped or quoted; 0 when they
  // are not there.
  [[nodiscard]] int line_of(const std::string& path, std::string_view words) const;

 private:
  std::unordered_map<std::string, std::string_view> texts_;
};

// Gathers faults; `near` is text to find the line by, the first that is found counts.
class FaultList {
 public:
  explicit FaultList(const FaultLocator& locator) : locator_(locator) {}

  void error(const std::string& file, std::string field, std::string message,
             std::string_view near = {});
  void warning(const std::string& file, std::string field, std::string message,
               std::string_view near = {});

  std::vector<Fault> take() { return std::move(faults_); }

 private:
  const FaultLocator& locator_;
  std::vector<Fault> faults_;
};

}  // namespace nestline::knowledge
