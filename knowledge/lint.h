// Whether the content is fit for a parent's eyes: forbidden wording, reading grade, length of
// summaries, sources, reviews that are due, contacts not verified for long, phrases that two topics
// claim or that say nothing, examples told twice, and files not written the one canonical way.
// Pure; safe from any thread.
//
// Reading grade (English parent passages, readability.h): an error above 9 by either measure; a
// warning above 7 by Flesch-Kincaid and above 8 by SMOG, which runs higher on the same text (9.6
// against 6.5 on 148 health leaflets).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

inline constexpr std::size_t kMostSummaryCharacters = 140;
inline constexpr double kWarnGrade = 7;
inline constexpr double kWarnSmog = 8;
inline constexpr double kMostGrade = 9;
inline constexpr std::chrono::days kContactsStaleAfter{180};

// `files` are those that `content` was read from.
std::vector<Fault> lint_content(const Content& content, std::span<const ContentFile> files,
                                Date today);

}  // namespace nestline::knowledge
