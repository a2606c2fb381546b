// What the two file formats of HSDS share: how a referral keeps its original, {"json": service} or
// {"csv": [[column, text], ...]}, and how one becomes the other. Internal to the codec folder.
#pragma once

#include <string>

#include "api/codec/hsds_record.h"
#include "api/codec/json_text.h"

namespace nestline::api {

// hsds_json.cpp
HsdsRecord flat_record(const Json& service);
std::string service_json(const HsdsRecord& record);

// hsds_csv.cpp: of {"csv": ...}
HsdsRecord csv_record(const Json& original);

}  // namespace nestline::api
