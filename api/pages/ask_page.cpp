#include <algorithm>

#include "api/pages/pages.h"

namespace nestline::api {
namespace {

using service::Snapshot;

Html age_field(const PageContext& context) {
  Html options = element("option", {{"value", ""}}, context.say("plain_age_any"));
  const auto option = [&](int months, const std::string& label) {
    options += element("option", {{"value", std::to_string(months)}}, label);
  };
  option(3, context.say("age_under", {{"n", "6"}}));
  option(9, context.say("age_range_months", {{"from", "6"}, {"to", "12"}}));
  option(15, context.say("age_year"));
  for (int years = 2; years <= 6; ++years) {
    option(years * 12 + 6, context.say("age_years", {{"n", std::to_string(years)}}));
  }
  return element("select", {{"name", "age"}, {"id", "age"}}, options);
}

Html labelled(const char* id, const std::string& label, const Html& field) {
  return element("p", element("label", {{"for", id}}, label) + field);
}

Html question_form(const Snapshot& snapshot, const AskPage& page, const PageContext& context) {
  HtmlAttributes box{{"name", "question"}, {"id", "question"}, {"rows", "5"}, {"dir", "auto"}};
  Html error;
  if (!page.error.empty()) {
    error = element("p", {{"class", "error"}, {"id", "error"}}, page.error);
    box.push_back({"aria-describedby", "error"});
    box.push_back({"aria-invalid", "true"});
  }
  Html fields = context_fields(context);
  if (page.answer != nullptr) {
    fields += void_element(
        "input", {{"type", "hidden"}, {"name", "conversation"}, {"value", page.conversation_id}});
  }
  fields += error +
            labelled("question",
                     page.answer == nullptr ? context.say("question") : context.say("plain_follow"),
                     element("textarea", box, page.error.empty() ? "" : page.question));
  fields += labelled("age", context.say("plain_age"), age_field(context));
  const auto countries = countries_of(snapshot.answering("en").content().referrals);
  fields += labelled("country", context.say("plain_country"),
                     country_field(countries, context, context.say("other_country")));
  fields += element("p", element("button", {{"class", "send"}}, context.say("plain_ask")));
  return element("form", {{"method", "post"}, {"action", "/ask"}, {"class", "card"}}, fields);
}

Html topics_form(const Snapshot& snapshot, const service::Tailoring& tailoring,
                 const PageContext& context) {
  constexpr const char* kGroups[] = {"comfort", "exploration", "routines",
                                     "parents", "family",      "attachment"};
  Html out;
  for (const char* group : kGroups) {
    Html buttons;
    for (const knowledge::Topic& topic : snapshot.answering(context.language).content().topics) {
      if (topic.group != group || !tailoring.shows(topic.id)) continue;
      buttons += element("button", {{"name", "topic"}, {"value", topic.id.value}}, topic.name);
    }
    if (buttons.empty()) continue;
    out += element("h3", context.say(std::string("group_") + group)) +
           element("div", {{"class", "choices"}}, buttons);
  }
  Html fields = context_fields(context);
  if (!context.country.empty()) {
    fields += void_element("input",
                           {{"type", "hidden"}, {"name", "country"}, {"value", context.country}});
  }
  return element("h2", context.say("plain_topics")) +
         element("form", {{"method", "post"}, {"action", "/ask"}}, fields + out);
}

}  // namespace

HttpResponse ask_page(const Snapshot& snapshot, const service::SiteEntry& site, const AskPage& page,
                      const PageContext& context) {
  Html main;
  if (page.answer == nullptr) {
    const knowledge::Phrase* limits = snapshot.phrase({"greeting.limits"}, context.language);
    main += element("p", {{"class", "lead"}},
                    limits == nullptr ? context.say("plain_lead") : limits->text);
    const bool answered_here =
        snapshot.answering(context.language).content().language == context.language;
    if (!answered_here) main += element("p", {{"class", "notice"}}, context.say("no_language"));
    if (site.site.help_only) {
      main +=
          element("p", element("a", {{"class", "call"}, {"href", address("/help-now", context)}},
                               context.say("help_link")));
    } else {
      main += question_form(snapshot, page, context);
    }
    main += topics_form(snapshot, site.tailoring, context);
  } else {
    main +=
        element("blockquote", {{"dir", "auto"}}, page.question) +
        answer_html(snapshot, site.tailoring, *page.answer, {page.question, page.conversation_id},
                    context) +
        (site.site.help_only ? Html() : question_form(snapshot, page, context)) +
        element("p", element("a", {{"href", address("/ask", context)}}, context.say("plain_new")));
  }
  return plain_page(page.status, context, "/ask",
                    site.site.title.empty() ? context.say("title") : site.site.title, main);
}

}  // namespace nestline::api
