#include "api/codec/operations_json.h"

#include "api/codec/json_object.h"

namespace nestline::api {

std::string readiness_json(const Readiness& readiness) {
  JsonObject object;
  object.string("status", readiness.status);
  object.raw("edition", std::to_string(readiness.edition));
  object.strings("reasons", readiness.reasons);
  return object.text();
}

}  // namespace nestline::api
