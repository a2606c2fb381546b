// What a web page may know of its site. Pure function.
#pragma once

#include <string>

#include "service/sites/site.h"

namespace nestline::api {

std::string site_json(const service::Site& site);

}  // namespace nestline::api
