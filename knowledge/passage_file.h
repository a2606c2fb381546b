// A passage's file: TOML front matter between +++ lines, then Markdown of which only level-2
// headings (one for each part, in a fixed order), paragraphs and bullet lists of plain text are
// allowed. Pure functions; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/fault.h"

namespace nestline::knowledge {

// `file` is the path inside the content folder, "en/passages/<topic>/<slug>.md". Faults are
// appended; a passage comes back whenever its front matter could be read at all.
std::optional<Passage> read_passage(std::string_view text, const std::string& file,
                                    std::vector<Fault>& faults);

std::string write_passage(const Passage& passage);

}  // namespace nestline::knowledge
