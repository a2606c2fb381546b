// Any bytes as a file of referrals: what is taken comes out again and in again as the same.
#include "api/codec/hsds.h"
#include "tests/fuzz/fuzz.h"

using namespace nestline;
using fuzz::require;

namespace {

constexpr knowledge::Date kToday{std::chrono::year{2026}, std::chrono::November,
                                 std::chrono::day{24}};

using Read = api::HsdsFile (*)(std::string_view, const knowledge::Date&);
using Write = std::string (*)(const std::vector<service::SiteReferral>&);

void round_trip(std::string_view text, Read read, Write write) {
  const api::HsdsFile file = read(text, kToday);
  require(file.referrals.size() == file.rows.size(), "each has its row");
  for (const api::HsdsFault& fault : file.faults) {
    require(!fault.message.empty(), "a fault says what is wrong");
  }
  if (!file.faults.empty()) return;
  const std::string out = write(file.referrals);
  const api::HsdsFile again = read(out, kToday);
  require(again.faults.empty(), "an export can be imported");
  require(again.referrals.size() == file.referrals.size(), "with all entries");
  require(write(again.referrals) == out, "and exported as the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  round_trip(text, &api::read_hsds_csv, &api::write_hsds_csv);
  round_trip(text, &api::read_hsds_json, &api::write_hsds_json);
  return 0;
}
