// The form of an item: its canonical text as JSON and back, for the kinds that staff edit in forms.
// The fields are those of the files (docs/content-format.md); a passage's body stays Markdown. Pure
// functions; safe from any thread. Internal to the codec folder and the staff handlers.
#pragma once

#include <string>
#include <string_view>

#include "knowledge/items.h"
#include "knowledge/result.h"

namespace nestline::api {

// "null" where the kind has no form.
std::string item_body_json(const knowledge::Item& item);

// The text that this body stands for, not yet checked beyond its types. Errors point below "/body".
// `json` is the body's own JSON object.
Result<std::string> item_body_text(knowledge::ItemKind kind, std::string_view json);

}  // namespace nestline::api
