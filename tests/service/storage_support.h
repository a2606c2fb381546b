// What the storage tests share besides tests/support: an answer to record, and a child process for
// tests that kill, limit or drop privileges.
#pragma once

#include <functional>
#include <string>

#include "service/insight/answer_log.h"
#include "tests/support/database.h"
#include "tests/support/temp_folder.h"

namespace nestline::service::test {

using nestline::test::ask;
using nestline::test::FaultyDatabase;
using nestline::test::open_ready;
using nestline::test::TempFolder;

// An answer as the pipeline would record it.
AnswerRecord answer_with(const std::string& id);

// Runs `work` in a forked child and returns what it returned; "died" when it did not get so far.
std::string in_child(const std::function<std::string()>& work);

}  // namespace nestline::service::test
