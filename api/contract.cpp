#include "api/contract.h"

#include "knowledge/embedded.h"

namespace nestline::knowledge {
extern const EmbeddedFile contract_files[];
}  // namespace nestline::knowledge

namespace nestline::api {

std::string_view contract_json() {
  const knowledge::EmbeddedFile& file = knowledge::contract_files[0];
  return {file.begin, static_cast<std::size_t>(file.end - file.begin)};
}

}  // namespace nestline::api
