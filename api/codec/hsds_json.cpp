#include <algorithm>
#include <array>

#include "api/codec/hsds_files.h"
#include "api/codec/json_object.h"
#include "service/sites/secrets.h"

namespace nestline::api {
namespace {

constexpr std::string_view kNeeds = "nestline-needs";  // the taxonomy of our kinds of help
constexpr std::array kObjects = {"organization", "phones",        "schedules",
                                 "languages",    "service_areas", "service_at_locations",
                                 "attributes"};

// A member as one cell: what has no text of its own as JSON. Depth was checked when it was parsed.
std::string cell_of(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string member(const Json& object, const char* name) {
  if (!object.is_object()) return "";
  const auto found = object.find(name);
  return found == object.end() ? "" : cell_of(*found);
}

// The items of a list that are objects.
std::vector<const Json*> items(const Json& object, const char* name) {
  std::vector<const Json*> out;
  if (!object.is_object()) return out;
  const auto found = object.find(name);
  if (found == object.end() || !found->is_array()) return out;
  for (const Json& item : *found) {
    if (item.is_object()) out.push_back(&item);
  }
  return out;
}

std::string list_of(const Json& service, const char* list, const char* name) {
  std::vector<std::string> out;
  for (const Json* item : items(service, list)) {
    const std::string text = member(*item, name);
    if (!text.empty()) out.push_back(text);
  }
  return join_list(out);
}

void flatten_phones(const Json& service, HsdsRecord& record) {
  std::string voice;
  std::string sms;
  for (const Json* phone : items(service, "phones")) {
    const std::string type = member(*phone, "type");
    std::string& to = type == "sms" || type == "text" ? sms : voice;
    if (to.empty()) to = member(*phone, "number");
  }
  record.set("phone.number", voice);
  record.set("phone_sms.number", sms);
}

void flatten_address(const Json& service, HsdsRecord& record) {
  for (const Json* place : items(service, "service_at_locations")) {
    const auto location = place->find("location");
    if (location == place->end()) continue;
    for (const Json* address : items(*location, "addresses")) {
      for (const char* part : {"address_1", "address_2", "city", "region", "state_province",
                               "postal_code", "country"}) {
        const std::string text = member(*address, part);
        if (!text.empty()) record.set(std::string("address.") + part, text);
      }
      return;
    }
  }
}

std::string needs_of(const Json& service) {
  std::vector<std::string> out;
  for (const Json* attribute : items(service, "attributes")) {
    const auto term = attribute->find("taxonomy_term");
    if (term == attribute->end() || member(*term, "taxonomy") != kNeeds) continue;
    out.push_back(member(*term, "code"));
  }
  return join_list(out);
}

// A UUID (version 8) made of what it stands for, so that an export is the same each time.
std::string uuid_of(const std::string& what) {
  std::string hex = service::digest(what).substr(0, 32);
  hex[12] = '8';
  hex[16] = 'a';
  for (const std::size_t at : {std::size_t{8}, std::size_t{13}, std::size_t{18}, std::size_t{23}}) {
    hex.insert(at, 1, '-');
  }
  return hex;
}

JsonObject object_with_id(const std::string& what) {
  JsonObject object;
  object.string("id", uuid_of(what));
  return object;
}

std::string phones_json(const HsdsRecord& record, const std::string& id) {
  JsonArray out;
  for (const auto& [column, type] :
       {std::pair{"phone.number", "voice"}, {"phone_sms.number", "sms"}}) {
    const std::string number = record.get(column);
    if (number.empty()) continue;
    JsonObject phone = object_with_id(id + "/" + column);
    phone.string("number", number);
    phone.string("type", type);
    out.raw(phone.text());
  }
  return out.text();
}

std::string named_list_json(const HsdsRecord& record, const std::string& id, const char* column,
                            const char* name) {
  JsonArray out;
  for (const std::string& item : split_list(record.get(column))) {
    JsonObject object = object_with_id(id + "/" + column + "/" + item);
    object.string(name, item);
    out.raw(object.text());
  }
  return out.text();
}

std::string places_json(const HsdsRecord& record, const std::string& id) {
  JsonArray addresses;
  const std::vector<std::string> countries = split_list(record.get("address.country"));
  JsonObject address = object_with_id(id + "/address");
  bool any = false;
  for (const char* part :
       {"address_1", "address_2", "city", "region", "state_province", "postal_code"}) {
    const std::string text = record.get(std::string("address.") + part);
    any = any || !text.empty();
    const bool required =
        std::string_view(part) != "address_2" && std::string_view(part) != "region";
    if (required || !text.empty()) address.string(part, text);
  }
  if (!any && countries.empty()) return "[]";
  address.string("country", join_list(countries));
  address.string("address_type", "physical");
  addresses.raw(address.text());
  JsonObject location = object_with_id(id + "/location");
  location.string("location_type", "physical");
  location.raw("addresses", addresses.text());
  JsonObject place = object_with_id(id + "/service_at_location");
  place.raw("location", location.text());
  JsonArray out;
  out.raw(place.text());
  return out.text();
}

std::string needs_json(const HsdsRecord& record, const std::string& id) {
  JsonArray out;
  for (const std::string& need : split_list(record.get("need"))) {
    JsonObject term = object_with_id("need/" + need);
    term.string("code", need);
    term.string("name", need);
    term.string("description", "A kind of help that Nestline refers to.");
    term.string("taxonomy", kNeeds);
    JsonObject attribute = object_with_id(id + "/need/" + need);
    attribute.string("link_entity", "service");
    attribute.raw("taxonomy_term", term.text());
    out.raw(attribute.text());
  }
  return out.text();
}

// A page of services. A list or a single service is put into one, so that what is inside stands as
// deep as it will in the original that is kept.
Result<Json> parse_page(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '[') {
    return parse_object("{\"contents\":" + std::string(text) + "}");
  }
  Result<Json> json = parse_object(text);
  if (!json || json->contains("contents") || !json->contains("id")) return json;
  return parse_object("{\"contents\":[" + std::string(text) + "]}");
}

bool is_spread(const std::string& column) {  // over an object of its own
  return column == "need" || column.find('.') != std::string::npos;
}

}  // namespace

HsdsRecord flat_record(const Json& service) {
  HsdsRecord record;
  for (const auto& [name, value] : service.items()) {
    const bool is_object = std::find(kObjects.begin(), kObjects.end(), name) != kObjects.end();
    if (!is_object) record.set(name, cell_of(value));
  }
  const auto organization = service.find("organization");
  record.set("organization.name",
             organization == service.end() ? "" : member(*organization, "name"));
  flatten_phones(service, record);
  const std::vector<const Json*> schedules = items(service, "schedules");
  record.set("schedule.description",
             schedules.empty() ? "" : member(*schedules.front(), "description"));
  record.set("language.code", list_of(service, "languages", "code"));
  record.set("service_area.name", list_of(service, "service_areas", "name"));
  flatten_address(service, record);
  record.set("need", needs_of(service));
  return record;
}

std::string service_json(const HsdsRecord& record) {
  const std::string id = record.get("id");
  JsonObject out;
  for (const auto& [column, text] : record.cells()) {
    if (is_spread(column) || text.empty()) continue;
    const bool is_number = column == "minimum_age" || column == "maximum_age";  // checked on import
    if (is_number) {
      out.raw(column, text);
    } else {
      out.string(column, text);
    }
  }
  JsonObject organization = object_with_id("organization/" + record.get("organization.name"));
  organization.string("name", record.get("organization.name"));
  organization.string("description", record.get("organization.name"));
  out.raw("organization", organization.text());
  out.raw("phones", phones_json(record, id));
  const std::string hours = record.get("schedule.description");
  JsonArray schedules;
  if (!hours.empty()) {
    JsonObject schedule = object_with_id(id + "/schedule");
    schedule.string("description", hours);
    schedules.raw(schedule.text());
  }
  out.raw("schedules", schedules.text());
  out.raw("languages", named_list_json(record, id, "language.code", "code"));
  out.raw("service_areas", named_list_json(record, id, "service_area.name", "name"));
  out.raw("service_at_locations", places_json(record, id));
  out.raw("attributes", needs_json(record, id));
  return out.text();
}

HsdsFile read_hsds_json(std::string_view text, const knowledge::Date& today) {
  HsdsFile file;
  const Result<Json> json = parse_page(text);
  if (!json) {
    file.faults.push_back({0, "", "the file " + json.error().message});
    return file;
  }
  const auto contents = json->find("contents");
  if (contents == json->end() || !contents->is_array()) {
    file.faults.push_back({0, "contents", "is missing: a list of services"});
    return file;
  }
  for (std::size_t i = 0; i < contents->size(); ++i) {
    const Json& service = (*contents)[i];
    if (!service.is_object()) {
      file.faults.push_back({i + 1, "", "must be a service, an object"});
      continue;
    }
    JsonObject original;
    original.raw("json", service.dump());
    add_referral(flat_record(service), i + 1, original.text(), today, file);
  }
  return file;
}

std::string write_hsds_json(const std::vector<service::SiteReferral>& referrals) {
  JsonArray contents;
  for (const service::SiteReferral& referral : referrals) {
    const Result<Json> original = parse_object(referral.original);
    if (!original) continue;
    const auto json = original->find("json");
    contents.raw(json != original->end() ? json->dump() : service_json(csv_record(*original)));
  }
  const std::string number = std::to_string(referrals.size());
  JsonObject page;
  page.raw("total_items", number);
  page.raw("total_pages", "1");
  page.raw("page_number", "1");
  page.raw("size", number);
  page.raw("first_page", "true");
  page.raw("last_page", "true");
  page.raw("empty", referrals.empty() ? "true" : "false");
  page.raw("contents", contents.text());
  return page.text() + "\n";
}

}  // namespace nestline::api
