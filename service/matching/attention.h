// How much each word of a message counts. In a long post the title, the asking sentences and the
// last sentence say what the parent wants; the story around them names many topics in passing. Pure
// functions; safe from any thread.
#pragma once

#include <vector>

#include "service/language/text.h"

namespace nestline::service {

// A sentence that asks: ends with a question mark or holds a request ("any advice", "how do I",
// "please help").
bool is_asking(const Text& text, const Sentence& sentence);

// The weight of what is told, neither asked nor title nor last.
inline constexpr float kStoryWeight = 1.0F;

// One weight a token; 1 everywhere in a message of one or two sentences.
std::vector<float> token_weights(const Text& text);

}  // namespace nestline::service
