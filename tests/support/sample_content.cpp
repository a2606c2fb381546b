#include "knowledge/required_phrases.h"
#include "tests/support/sample_snapshot.h"

namespace nestline::test {
namespace {

using namespace nestline::knowledge;

constexpr Date kVerified{std::chrono::year{2026}, std::chrono::October, std::chrono::day{1}};
constexpr Date kDue{std::chrono::year{2099}, std::chrono::May, std::chrono::day{24}};

Topic crying() {
  Topic topic;
  topic.id = {"crying-and-soothing"};
  topic.name = "Crying and soothing";
  topic.group = "comfort";
  topic.definition = "A baby or child who cries, fusses or cannot be soothed.";
  topic.ages = {0, 72};
  topic.related = {{"night-waking"}};
  topic.needs = {"child-health", "parent-support"};
  topic.keywords = {"colic", "soothe"};
  topic.phrases = {"wont stop crying", "cries all evening"};
  topic.examples = {"my baby wont stop crying",
                    "she cries all evening and nothing helps",
                    "how do i soothe a crying newborn",
                    "is it colic, he screams and cries every evening",
                    "baby crying for hours what can i do",
                    "why does my baby cry so much",
                    "he only stops crying when i carry him around",
                    "how to calm a crying baby",
                    "my toddler cries over everything",
                    "crying whenever i put him down",
                    "she is crying and i cannot soothe her",
                    "inconsolable crying in the evening",
                    "does he cry because of colic",
                    "what helps when a baby cries and cries",
                    "our baby cries the whole afternoon"};
  topic.near_misses = {{"she cries at night every time she wakes up", "night-waking"},
                       {"he is crying because of a fever", "refer"},
                       {"the film made me cry, which one next", "out_of_scope"}};
  return topic;
}

Topic night_waking() {
  Topic topic;
  topic.id = {"night-waking"};
  topic.name = "Waking at night";
  topic.group = "routines";
  topic.definition = "A baby or child who wakes often at night.";
  topic.ages = {0, 72};
  topic.related = {{"crying-and-soothing"}, {"tantrums"}};
  topic.needs = {"parent-support"};
  topic.keywords = {"overnight"};
  topic.phrases = {"wakes at night", "sleep through the night", "wakes every hour"};
  topic.examples = {"my baby wakes every two hours at night",
                    "when will she sleep through the night",
                    "he wakes up all night long",
                    "waking five times a night and i am so tired",
                    "why does my toddler wake at night again",
                    "night waking at one year",
                    "she wakes every hour overnight",
                    "sleep regression, up all night",
                    "how to get a baby back to sleep at night",
                    "he wakes at night and wants milk",
                    "up every hour of the night",
                    "my son wakes at 3 in the night and stays awake",
                    "broken nights with a toddler who wakes",
                    "do all babies wake at night",
                    "she slept well and now she wakes at night"};
  topic.near_misses = {{"big tantrum when it is time for bed", "tantrums"},
                       {"where can i buy a night light", "out_of_scope"},
                       {"cries in the evening until nine", "crying-and-soothing"}};
  return topic;
}

Topic tantrums() {
  Topic topic;
  topic.id = {"tantrums"};
  topic.name = "Tantrums";
  topic.group = "exploration";
  topic.definition = "Outbursts and meltdowns of a toddler or small child.";
  topic.ages = {12, 72};
  topic.related = {{"crying-and-soothing"}};
  topic.needs = {"parent-support"};
  topic.keywords = {"tantrum", "meltdown"};
  topic.phrases = {"throws himself on the floor", "temper outburst"};
  topic.examples = {"my toddler has a tantrum every morning",
                    "tantrums in the supermarket what do i do",
                    "how to handle a meltdown",
                    "he throws himself on the floor when i say no",
                    "she has huge meltdowns over her shoes",
                    "terrible twos, tantrum after tantrum",
                    "how long should a tantrum last",
                    "do i ignore tantrums or hug him",
                    "meltdown whenever we leave the playground",
                    "temper outburst at every no",
                    "my daughter kicks and screams in a tantrum",
                    "public meltdowns with a three year old",
                    "tantrum over the wrong cup",
                    "how can i stay calm in his tantrums",
                    "why so many tantrums at two"};
  topic.near_misses = {{"my baby of six weeks cries so hard", "crying-and-soothing"},
                       {"she wakes at night and is angry", "night-waking"},
                       {"my boss throws fits in meetings", "out_of_scope"}};
  return topic;
}

Topic practice() {
  Topic topic;
  topic.id = {"practitioner-guidelines"};
  topic.name = "Guidelines for practitioners";
  topic.group = "practice";
  topic.definition = "How practitioners work with families on a home visit.";
  topic.ages = {0, 72};
  topic.needs = {"parent-support"};
  topic.keywords = {"practitioner"};
  topic.phrases = {"home visit", "the families i work with"};
  topic.examples = {"how do i begin a first home visit",
                    "what should a practitioner say on a home visit",
                    "i am a nurse, how do i open a home visit with the family",
                    "how do i build trust with the families i work with",
                    "home visit with a mother who does not want me there",
                    "as a practitioner, how do i write up a home visit",
                    "supervision for home visit practitioners",
                    "guidelines for practitioners in home visiting",
                    "how often should a practitioner visit",
                    "the families i work with do not trust services",
                    "observation during a home visit",
                    "what to bring to a home visit as a practitioner",
                    "how do practitioners talk with families about parenting",
                    "planning the next home visit with a family",
                    "closing a case after the last home visit"};
  topic.near_misses = {{"the health visitor says my baby cries too much", "crying-and-soothing"},
                       {"can i visit a home for sale", "out_of_scope"},
                       {"my client has a fever", "refer"}};
  return topic;
}

Passage passage(const std::string& id, const std::string& title, AgeRange ages,
                const std::string& advice) {
  Passage out;
  out.id = {id};
  out.title = title;
  out.summary = "You are not alone with this, and small steps help.";
  out.ages = ages;
  out.sources = {{{"brief"}, "Section 2"}};
  out.review.due = kDue;
  out.parts = {
      {"going-on", "What may be going on", {{false, {"Many children do this for a while."}}}},
      {"try", "What to try", {{true, {advice, "Rest when you can."}}}},
      {"help", "When to ask for help", {{false, {"Talk to your doctor if you worry."}}}}};
  return out;
}

Passage practitioner_passage(const std::string& id, const std::string& title,
                             const std::string& practice) {
  Passage out = passage(id, title, {0, 72}, "");
  out.audience = Audience::Practitioner;
  out.parts = {{"background", "Background", {{false, {"Families differ in what they ask for."}}}},
               {"practice", "In practice", {{true, {practice, "Write down what was agreed."}}}},
               {"limits", "Limits of the evidence", {{false, {"The studies are few and small."}}}}};
  return out;
}

std::vector<Passage> passages() {
  std::vector<Passage> out = {
      passage("crying-and-soothing/evening-crying", "When a new baby cries in the evening", {0, 4},
              "Hold your baby and sway."),
      passage("crying-and-soothing/crying-later-on", "When an older child cries a lot", {12, 48},
              "Sit beside your child and wait."),
      practitioner_passage("crying-and-soothing/for-practitioners",
                           "For practitioners: crying in the first months",
                           "Ask when the crying is hardest to bear."),
      passage("night-waking/the-first-year", "Waking at night in the first year", {0, 11},
              "Keep the room dark when your baby wakes at night."),
      passage("night-waking/after-the-first-year", "Waking at night after the first year", {12, 60},
              "Say the same few words each time your child wakes at night."),
      passage("tantrums/when-it-boils-over", "When a tantrum boils over", {12, 60},
              "Stay near in a tantrum and say little."),
      passage("tantrums/after-the-storm", "After the storm", {12, 60},
              "Tell the story of the tantrum in a few words."),
      practitioner_passage("practitioner-guidelines/the-first-home-visit", "The first home visit",
                           "Begin a home visit with what the family hopes for."),
  };
  out[6].audience = Audience::Both;
  return out;
}

struct Help {
  std::string id;
  ReferralKind kind;
  std::string need;
  std::vector<std::string> countries;
  std::string phone;
};

Referral referral(const Help& help) {
  const bool service = help.kind == ReferralKind::Service;
  Referral out;
  out.id = {help.id};
  out.file = service ? "referrals/kinds-of-help" : "referrals/helplines";
  out.name = "Help of the kind " + help.need;
  out.description = "They listen and tell you what comes next.";
  out.kind = help.kind;
  out.needs = {help.need};
  out.countries = help.countries;
  out.phone = help.phone;
  out.last_verified = kVerified;
  out.source = "example.org";
  return out;
}

std::vector<Referral> referrals() {
  using enum ReferralKind;
  const std::vector<Help> all = {
      {"anywhere-directory", Crisis, "suicide-crisis", {}, ""},
      {"gb-999", Emergency, "medical-emergency", {"GB"}, "999"},
      {"gb-crisis", Crisis, "suicide-crisis", {"GB"}, "0800 000 001"},
      {"gb-child-line", Support, "child-abuse", {"GB"}, "0800 000 002"},
      {"us-911", Emergency, "medical-emergency", {"US"}, "911"},
      {"us-crisis", Crisis, "suicide-crisis", {"US"}, "800-000-0001"},
      {"us-child-line", Support, "child-abuse", {"US"}, "800-000-0002"},
      {"family-doctor", Service, "child-health", {}, ""},
      {"gb-health-visitor", Service, "child-health", {"GB"}, ""},
      {"parent-group", Service, "parent-support", {}, ""},
      {"child-development-team", Service, "development-check", {}, ""},
  };
  std::vector<Referral> out;
  for (const Help& help : all) out.push_back(referral(help));
  return out;
}

std::vector<Phrase> english_phrases() {
  std::vector<Phrase> out;
  for (const std::string& id : required_phrases()) {
    out.push_back({{id}, "phrases", "English sentence for " + id + "."});
  }
  for (const char* id :
       {"urgent.breathing", "urgent.crisis", "urgent.harm", "no-diagnosis.child", "refer.rash"}) {
    out.push_back({{id}, "safety/replies", "English reply for " + std::string(id) + "."});
  }
  return out;
}

std::vector<Phrase> spanish_phrases() {
  std::vector<Phrase> out;
  for (const std::string& id : required_phrases()) {
    out.push_back({{id}, "phrases", "Frase en español para " + id + "."});
  }
  out.push_back({{"urgent.crisis"}, "safety/replies", "Respuesta en español: urgent.crisis."});
  return out;
}

std::vector<Background> backgrounds() {
  return {{"out_of_scope",
           "questions/out_of_scope",
           {"how do i sell my car", "best pizza in town", "what is the capital of france",
            "write me a poem about the sea", "fix my laptop screen", "who won the football match",
            "cheap flights to rome", "how do i file my taxes", "recipe for a chocolate cake",
            "which phone should i buy", "the weather tomorrow", "translate this letter for me",
            "stock prices today", "how to paint a fence", "my car needs new tires"}},
          {"refer",
           "questions/health",
           {"when is the next vaccine due", "side effects of the vaccine",
            "fever of 38 since this morning", "how much paracetamol for a fever",
            "is this cough an infection", "ear infection again, antibiotics or wait",
            "constipation in a baby, what medicine", "his stool is green",
            "vaccine and a cold on the same day", "she has a fever and a cough",
            "dose of vitamin d for a baby", "does he need antibiotics for a cough"}}};
}

}  // namespace

Content sample_content() {
  LanguageContent english;
  english.language = "en";
  english.topics = {crying(), night_waking(), practice(), tantrums()};
  english.passages = passages();
  english.referrals = referrals();
  english.safety = sample_rules("en");
  english.phrases = english_phrases();
  english.lexicon = {{"lo", "baby"}, {"ds", "son"}};
  english.golden = {{"g1", "my baby wont stop crying", "guidance", {{"crying-and-soothing"}}, 3}};
  english.backgrounds = backgrounds();
  english.matching =
      MatchingSettings{.phrase_weight = 900, .temperature = 3000, .off_topic_at = 400};

  LanguageContent spanish;
  spanish.language = "es";
  spanish.safety = sample_rules("es");
  spanish.phrases = spanish_phrases();

  Content content;
  content.sources = {{{"brief"}, "The brief", "A publisher", "2026", "brief"}};
  content.languages = {std::move(english), std::move(spanish)};
  return content;
}

}  // namespace nestline::test
