// The texts that the second reader of the safety screen learns from. Pure; safe from any thread.
#pragma once

#include <vector>

#include "knowledge/content.h"
#include "service/safety/likeness.h"

namespace nestline::service {

// Of all languages: the safety texts, the examples and look-alikes of the rules, and as ordinary
// life the examples of topics and backgrounds. Labels are "<language>/<situation>" for danger and
// "<language>/<reply>" for pleas for a diagnosis. Empty where the content has no safety texts: then
// the rules are alone.
std::vector<LikenessText> likeness_texts(const knowledge::Content& content);

}  // namespace nestline::service
