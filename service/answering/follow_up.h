// Matching a message in the light of the one before it: "what about at bedtime?" and "she is 2"
// keep the topic. Pure functions.
#pragma once

#include "service/answering/setting.h"
#include "service/matching/matcher.h"

namespace nestline::service {

// True for a short message that leans on the one before: it opens with "what about", "and", "but"
// ..., or tells little more than an age.
bool is_follow_up(const Text& text);

// The match of the question; a topic the asker chose, or the earlier topic of a follow-up, comes
// first.
TopicMatch match_with_earlier(const Setting& setting);

}  // namespace nestline::service
