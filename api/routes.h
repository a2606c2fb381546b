// Every route on one screen: method, path, handler. tests/contract compares it with
// api/openapi.json.
#pragma once

#include <vector>

#include "api/app.h"
#include "api/http/http_hooks.h"
#include "api/http/router.h"

namespace nestline::api {

std::vector<Route> routes(App& app);

// The emergency answer when a handler failed or no worker is free.
HttpHooks hooks(App& app);

}  // namespace nestline::api
