// The Markdown body of a passage. Internal to the knowledge ring.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/content.h"
#include "knowledge/toml_table.h"

namespace nestline::knowledge {

// Parts in the order of the file. Markup that is not allowed is a fault and its text is dropped.
std::vector<Part> read_body(std::string_view markdown, FaultSink& sink);

// Text wrapped at kLineWidth columns; reading it gives the same parts.
std::string write_body(const std::vector<Part>& parts);

// The parts that a passage for this audience has, in order: id and heading, in the language.
struct PartName {
  std::string id;
  std::string heading;
};
const std::vector<PartName>& part_names(Audience audience, std::string_view language);

}  // namespace nestline::knowledge
