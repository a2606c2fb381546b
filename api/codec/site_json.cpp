#include "api/codec/site_json.h"

#include "api/codec/json_object.h"

namespace nestline::api {

std::string site_json(const service::Site& site) {
  JsonObject colours;
  if (!site.colours.accent.empty()) colours.string("accent", site.colours.accent);
  if (!site.colours.background.empty()) colours.string("background", site.colours.background);
  if (!site.colours.text.empty()) colours.string("text", site.colours.text);
  JsonObject object;
  object.string("id", site.id);
  object.string("name", site.name);
  object.string("title", site.title);
  object.strings("languages", site.languages);
  object.string("country", site.country);
  object.raw("colours", colours.text());
  object.raw("help_only", site.help_only ? "true" : "false");
  return object.text();
}

}  // namespace nestline::api
