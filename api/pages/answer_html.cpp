#include "api/pages/answer_html.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace nestline::api {
namespace {

using knowledge::Passage;
using knowledge::Referral;
using service::Answer;
using service::AnswerKind;
using service::Snapshot;

std::string age_text(int months, const PageContext& context) {
  if (months == 0) return context.say("age_birth");
  if (months == 12) return context.say("age_year");
  if (months < 24) return context.say("age_months", {{"n", std::to_string(months)}});
  const bool half = months % 12 >= 3 && months % 12 < 9;
  const int years = (months + 3) / 12;
  return context.say("age_years",
                     {{"n", std::to_string(half ? months / 12 : years) + (half ? "½" : "")}});
}

Html block_html(const knowledge::Block& block) {
  if (!block.list) return element("p", block.lines.empty() ? "" : block.lines.front());
  Html items;
  for (const std::string& line : block.lines) items += element("li", line);
  return element("ul", items);
}

Html sources_html(const Snapshot& snapshot, const Passage& passage, const PageContext& context) {
  Html items;
  for (const knowledge::SourcePlace& cited : passage.sources) {
    const knowledge::Source* source = snapshot.source(cited.id);
    if (source == nullptr) continue;
    std::string text = source->title;
    if (!source->publisher.empty() && source->publisher != source->title) {
      text += ", " + source->publisher;
    }
    if (!source->date.empty()) text += ", " + source->date;
    items += element("li", text + ", " + cited.place);
  }
  const std::string reviewed =
      passage.review.on
          ? context.say("reviewed", {{"by", passage.review.by},
                                     {"date", knowledge::date_text(*passage.review.on)}})
          : context.say("not_reviewed");
  return element(
      "details",
      element("summary", context.say("sources")) + element("ul", items) +
          element("p", reviewed + ". " +
                           context.say("review_due",
                                       {{"date", knowledge::date_text(passage.review.due)}})));
}

Html passage_html(const Snapshot& snapshot, const Passage& passage, const PageContext& context) {
  Html inside = element("h2", passage.title) +
                element("p", {{"class", "summary"}}, passage.summary) +
                element("p", {{"class", "quiet"}}, age_range_text(passage.ages, context));
  for (const knowledge::Part& part : passage.parts) {
    Html blocks = element("h3", part.heading);
    for (const knowledge::Block& block : part.blocks) blocks += block_html(block);
    inside += element("section", {{"class", "part " + part.id}}, blocks);
  }
  inside += sources_html(snapshot, passage, context);
  return element("section", {{"class", "card"}}, inside);
}

// A button that asks the same question again with one thing added.
Html again_form(const AskedPage& asked, const PageContext& context, const Html& buttons) {
  Html fields = context_fields(context);
  const auto hidden = [&](HtmlAttribute name, const std::string& value) {
    if (!value.empty()) {
      fields += void_element("input", {{"type", "hidden"}, name, {"value", value}});
    }
  };
  hidden({"name", "country"}, context.country);
  hidden({"name", "question"}, asked.question);
  hidden({"name", "conversation"}, asked.conversation_id);
  return element("form", {{"method", "post"}, {"action", "/ask"}, {"class", "choices"}},
                 fields + buttons);
}

Html topic_buttons(const Snapshot& snapshot, const std::vector<knowledge::TopicId>& ids) {
  Html out;
  for (const knowledge::TopicId& id : ids) {
    const knowledge::Topic* topic = snapshot.topic(id);
    if (topic == nullptr) continue;
    out += element("button", {{"name", "topic"}, {"value", id.value}}, topic->name);
  }
  return out;
}

Html age_buttons(const PageContext& context) {
  Html out;
  const auto button = [&](int months, const std::string& label) {
    out += element("button", {{"name", "age"}, {"value", std::to_string(months)}}, label);
  };
  button(3, context.say("age_under", {{"n", "6"}}));
  button(9, context.say("age_range_months", {{"from", "6"}, {"to", "12"}}));
  button(15, context.say("age_year"));
  button(30, context.say("age_years", {{"n", "2"}}));
  button(42, context.say("age_years", {{"n", "3"}}));
  button(60, context.say("age_years", {{"n", "4–5"}}));
  return out;
}

// Contacts of an urgent reply: from the edition alone.
Html contacts_html(const Snapshot& snapshot, const std::vector<knowledge::ReferralId>& ids,
                   const PageContext& context, bool first_is_prime) {
  Html items;
  bool prime = first_is_prime;
  for (const knowledge::ReferralId& id : ids) {
    const Referral* referral = snapshot.referral(id);
    if (referral == nullptr) continue;
    items += referral_html(*referral, context, prime);
    prime = false;
  }
  return items.empty() ? Html() : element("ul", {{"class", "contacts"}}, items);
}

// An own entry stands before a shared one of the same id.
Html referrals_html(const Snapshot& snapshot, const service::Tailoring& tailoring,
                    const std::vector<knowledge::ReferralId>& ids, const PageContext& context) {
  Html items;
  for (const knowledge::ReferralId& id : ids) {
    const service::OwnReferral* own = tailoring.own(id);
    const Referral* referral = own != nullptr ? &own->referral.base : snapshot.referral(id);
    if (referral != nullptr) items += referral_html(*referral, context, false);
  }
  return items.empty() ? Html() : element("ul", {{"class", "contacts"}}, items);
}

}  // namespace

std::string age_range_text(const knowledge::AgeRange& ages, const PageContext& context) {
  if (ages.from == 0 && ages.to >= 72) {
    return context.say("age_all", {{"to", age_text(ages.to, context)}});
  }
  return context.say("for_ages",
                     {{"range", context.say("age_to", {{"from", age_text(ages.from, context)},
                                                       {"to", age_text(ages.to, context)}})}});
}

std::vector<std::string> countries_of(const std::vector<Referral>& referrals) {
  std::set<std::string> out;
  for (const Referral& referral : referrals) {
    out.insert(referral.countries.begin(), referral.countries.end());
  }
  return {out.begin(), out.end()};
}

Html referral_html(const Referral& referral, const PageContext& context, bool prime) {
  const auto digits = [](const std::string& number) {
    std::string out;
    for (const char c : number) {
      if ((c >= '0' && c <= '9') || c == '+') out += c;
    }
    return out;
  };
  Html name = element("b", referral.name);
  if (context.country.empty() && referral.countries.size() == 1) {
    name += Html(" (" + country_name(context, referral.countries.front()) + ")");
  }
  Html ways;
  if (!referral.phone.empty()) {
    ways += element(
        "a", {{"class", prime ? "call big" : "call"}, {"href", "tel:" + digits(referral.phone)}},
        context.say("call", {{"number", referral.phone}}));
  }
  if (!referral.text.empty()) {
    ways += element("a", {{"class", "call plain"}, {"href", "sms:" + digits(referral.text)}},
                    context.say("text_to", {{"number", referral.text}}));
  }
  if (!referral.website.empty()) {
    const bool has_scheme = referral.website.starts_with("http");
    ways += element("a",
                    {{"href", (has_scheme ? "" : "https://") + referral.website},
                     {"rel", "noopener noreferrer"}},
                    context.say("website", {{"site", referral.website}}));
  }
  std::string small;
  if (!referral.hours.empty()) small += context.say("hours", {{"hours", referral.hours}}) + " · ";
  small += context.say("verified", {{"date", knowledge::date_text(referral.last_verified)}});
  const Html reach = ways.empty() ? Html() : element("p", {{"class", "ways"}}, ways);
  const Html what = element("p", referral.description);
  const Html inside = element("p", name) + (prime ? reach + what : what + reach) +
                      element("p", {{"class", "quiet"}}, small);
  return element("li", inside);
}

Html answer_html(const Snapshot& snapshot, const service::Tailoring& tailoring,
                 const Answer& answer, const AskedPage& asked, const PageContext& context) {
  const bool urgent = answer.kind == AnswerKind::Urgent;
  Html out;
  if (urgent) out += element("h2", context.say("urgent_title"));
  if (urgent && context.country.empty()) {
    out += again_form(
        asked, context,
        element("p", element("label", {{"for", "country"}}, context.say("urgent_country"))) +
            country_field(countries_of(snapshot.answering("en").content().referrals), context,
                          context.say("choose")) +
            element("button", context.say("plain_show")));
  }
  // Whom to call comes before what to read.
  std::vector<knowledge::ReferralId> contacts = answer.contacts;
  if (!contacts.empty()) {
    out += contacts_html(snapshot, {contacts.front()}, context, true);
    contacts.erase(contacts.begin());
  }
  out += element("p", {{"class", "lead"}}, snapshot.sentences(answer.message, answer.language));
  out += contacts_html(snapshot, contacts, context, false);
  if (!answer.choices.empty()) {
    out += again_form(asked, context, topic_buttons(snapshot, answer.choices));
  }
  for (const knowledge::PassageId& id : answer.passages) {
    const Passage* passage = snapshot.passage(id);
    if (passage != nullptr) out += passage_html(snapshot, *passage, context);
  }
  if (answer.ask_back) {
    const knowledge::Phrase* phrase = snapshot.phrase(*answer.ask_back, answer.language);
    out += element("p", phrase == nullptr ? "" : phrase->text) +
           again_form(asked, context, age_buttons(context));
  }
  if (!answer.referrals.empty()) {
    out += element("h2", context.say("who")) +
           referrals_html(snapshot, tailoring, answer.referrals, context);
  }
  if (!answer.suggestions.empty()) {
    out += element("h2", context.say("related")) +
           again_form({"", asked.conversation_id}, context,
                      topic_buttons(snapshot, answer.suggestions));
  }
  if (!snapshot.edition().clinically_reviewed) {
    const knowledge::Phrase* notice = snapshot.phrase({"notice.unreviewed"}, answer.language);
    if (notice != nullptr) out += element("p", {{"class", "notice"}}, notice->text);
  }
  return element("div", {{"class", urgent ? "answer urgent" : "answer"}, {"lang", answer.language}},
                 out);
}

}  // namespace nestline::api
