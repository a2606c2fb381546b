// Ids of answers (and of conversations): 128 random bits as 32 hexadecimal digits. Random and
// nothing else: an id says nothing about the question, and nobody can guess another parent's. Safe
// from any thread.
#pragma once

#include <string>
#include <string_view>

namespace nestline::service {

std::string new_answer_id();

// Whether it has the form of one: 32 digits 0-9a-f.
bool is_answer_id(std::string_view text);

}  // namespace nestline::service
