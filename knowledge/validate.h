// Whether the parts of the content fit together: ids that name something, enough examples, a
// passage for every topic, a reply and somebody to call for every rule. What can be seen in one
// file alone is told by the reader (content_files.h), what is a matter of good text by lint.h.
// Pure; safe from any thread.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

inline constexpr std::size_t kLeastTopicExamples = 15;
inline constexpr std::size_t kLeastNearMisses = 3;
inline constexpr std::size_t kLeastParentPassages = 2;
inline constexpr std::size_t kLeastPhraseWords = 2;
inline constexpr std::size_t kMostPhraseWords = 6;

// `files` are those that `content` was read from, to tell the lines; they may be none. Nothing can
// have been verified after `today`.
std::vector<Fault> validate_content(const Content& content, std::span<const ContentFile> files,
                                    Date today);

}  // namespace nestline::knowledge
