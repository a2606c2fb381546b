#include "tests/support/sample_snapshot.h"

#include <stdexcept>

#include "knowledge/checksum.h"
#include "knowledge/content_files.h"

namespace nestline::test {

std::string sample_checksum() {
  return knowledge::checksum_of(knowledge::write_content(sample_content()));
}

std::shared_ptr<const service::Snapshot> sample_snapshot(bool reviewed) {
  const auto build = [](bool clinically_reviewed) {
    std::vector<knowledge::Fault> faults;
    auto snapshot = service::Snapshot::build(sample_content(),
                                             {1, sample_checksum(), clinically_reviewed}, faults);
    std::string told;
    for (const knowledge::Fault& fault : faults) {
      told += fault.file + " " + fault.field + " " + fault.message + "\n";
    }
    if (snapshot == nullptr || !told.empty()) throw std::runtime_error(told);
    return snapshot;
  };
  static const std::shared_ptr<const service::Snapshot> unreviewed = build(false);
  if (!reviewed) return unreviewed;
  static const std::shared_ptr<const service::Snapshot> other = build(true);
  return other;
}

service::Question question(service::AskRequest request) {
  Result<service::Question> parsed = service::parse_question(std::move(request));
  if (!parsed) throw std::runtime_error(parsed.error().field + " " + parsed.error().message);
  return std::move(parsed).value();
}

service::Question question(const std::string& text, std::optional<int> child_age_months,
                           const std::string& country) {
  service::AskRequest request;
  request.question = text;
  request.child_age_months = child_age_months;
  request.country = country;
  return question(std::move(request));
}

}  // namespace nestline::test
