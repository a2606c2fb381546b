#include "api/codec/answer_text.h"

#include <fmt/format.h>

#include "api/codec/json_text.h"

namespace nestline::api {
namespace {

constexpr std::size_t kColumns = 80;

std::string wrap(std::string_view text, std::string_view first, std::string_view rest) {
  std::string out(first);
  std::size_t column = first.size();
  bool start = true;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t end = std::min(text.find(' ', pos), text.size());
    const std::string_view word = text.substr(pos, end - pos);
    pos = end + 1;
    if (word.empty()) continue;
    if (!start && column + 1 + word.size() > kColumns) {
      out.append("\n").append(rest);
      column = rest.size();
    } else if (!start) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
    start = false;
  }
  return out + "\n";
}

std::string text_of(const Json& object, const char* name) { return object.value(name, ""); }

std::string age_text(int months) {
  if (months < 24) return fmt::format("{} months", months);
  return months % 12 == 0 ? fmt::format("{} years", months / 12)
                          : fmt::format("{} years {} months", months / 12, months % 12);
}

std::string passage_text(const Json& passage) {
  const Json& ages = passage["age_range"];
  std::string out = "\n" + wrap(text_of(passage, "title"), "## ", "   ");
  out += fmt::format("   For ages {} to {}\n", age_text(ages["from_months"].get<int>()),
                     age_text(ages["to_months"].get<int>()));
  out += wrap(text_of(passage, "summary"), "   ", "   ");
  for (const Json& part : passage["parts"]) {
    out += "\n   " + text_of(part, "heading") + "\n";
    for (const Json& block : part["blocks"]) {
      if (text_of(block, "type") == "paragraph") {
        out += wrap(text_of(block, "text"), "   ", "   ");
        continue;
      }
      for (const Json& item : block["items"])
        out += wrap(item.get<std::string>(), "   - ", "     ");
    }
  }
  std::string sources;
  for (const Json& source : passage["sources"]) {
    sources +=
        (sources.empty() ? "" : "; ") + text_of(source, "title") + ", " + text_of(source, "place");
  }
  return out + "\n" + wrap("Sources: " + sources, "   ", "   ");
}

std::string referral_text(const Json& referral) {
  std::string out = "   " + text_of(referral, "name");
  if (referral.contains("phone")) out += ": " + text_of(referral, "phone");
  if (referral.contains("text")) out += ", text " + text_of(referral, "text");
  if (!referral["countries"].empty()) {
    std::string countries;
    for (const Json& country : referral["countries"]) countries += " " + country.get<std::string>();
    out += " (" + countries.substr(1) + ")";
  }
  return out + "\n" + wrap(text_of(referral, "description"), "     ", "     ");
}

std::string list_text(const Json& answer, const char* name, const char* heading) {
  if (answer[name].empty()) return "";
  std::string out = fmt::format("\n{}\n", heading);
  for (const Json& referral : answer[name]) out += referral_text(referral);
  return out;
}

std::string names_text(const Json& answer, const char* name, const char* heading) {
  if (answer[name].empty()) return "";
  std::string out = fmt::format("\n{}\n", heading);
  for (const Json& topic : answer[name]) {
    out += fmt::format("   {} ({})\n", text_of(topic, "name"), text_of(topic, "id"));
  }
  return out;
}

std::string explanation_text(const Json& explanation) {
  std::string out = "\nWhy\n" + wrap(text_of(explanation, "decision"), "   ", "   ");
  for (const Json& rule : explanation["rules"]) {
    out += fmt::format("   rule {}: \"{}\"\n", text_of(rule, "id"), text_of(rule, "words"));
  }
  for (const Json& topic : explanation["topics"]) {
    out += fmt::format("   {} scores {:.3f}\n", text_of(topic, "id"), topic["score"].get<double>());
    for (const Json& evidence : topic["evidence"]) {
      out += fmt::format("     {:+.3f} {} {}\n", evidence["points"].get<double>(),
                         text_of(evidence, "kind"), text_of(evidence, "text"));
    }
  }
  return out;
}

}  // namespace

std::string answer_text(std::string_view answer_json) {
  const Json answer = Json::parse(answer_json, nullptr, false);
  if (answer.is_discarded() || !answer.is_object()) return "(the answer is not JSON)\n";
  std::string out = wrap(text_of(answer, "message"), "", "");
  out += list_text(answer, "contacts", "Whom to call");
  for (const Json& passage : answer["passages"]) out += passage_text(passage);
  out += names_text(answer, "choices", "Which is closest?");
  if (answer.contains("ask_back")) out += "\n" + wrap(text_of(answer["ask_back"], "text"), "", "");
  out += list_text(answer, "referrals", "Who to ask");
  out += names_text(answer, "suggestions", "Near this");
  if (answer.contains("notice")) out += "\n" + wrap(text_of(answer, "notice"), "", "");
  std::string topics;
  for (const Json& topic : answer["topics"]) {
    topics += fmt::format(" {} {:.2f}", text_of(topic, "id"), topic["confidence"].get<double>());
  }
  out += "\n" + wrap(fmt::format("[kind: {}; topics:{}]", text_of(answer, "kind"),
                                 topics.empty() ? " none" : topics),
                     "", "");
  if (answer.contains("explanation")) out += explanation_text(answer["explanation"]);
  return out;
}

}  // namespace nestline::api
