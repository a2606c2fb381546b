// The arguments of `nestline site`, `key` and `referrals`, as the command line shows them.
#pragma once

#include <CLI/CLI.hpp>

#include "api/commands/commands.h"

namespace nestline::api {

// What was said is in `options` after parsing; options.request.command is empty unless one of these
// commands was given. Files named are read then, too.
void add_admin_commands(CLI::App& app, AdminOptions& options);

}  // namespace nestline::api
