#include "tests/support/sample_snapshot.h"

namespace nestline::test {
namespace {

using knowledge::SafetyCategory;
using knowledge::SafetyRule;
using knowledge::SafetyRuleFile;

SafetyRule rule(const std::string& id, SafetyCategory category, const std::string& reply,
                std::vector<std::string> contacts, std::vector<std::string> phrases) {
  SafetyRule out;
  out.id = id;
  out.category = category;
  out.tier = knowledge::usual_tier(category);
  out.reply = reply;
  out.contacts = std::move(contacts);
  out.phrases = std::move(phrases);
  return out;
}

SafetyRule breathing() {
  SafetyRule out =
      rule("breathing", SafetyCategory::MedicalEmergency, "urgent.breathing", {"medical-emergency"},
           {"(=not|=isnt|=stopped) *1 breathing", "=blue lips", "(=cant|=cannot) breathe"});
  out.examples = {"my baby is not breathing",
                  "he isnt breathing help",
                  "she stopped breathing",
                  "not breathing and i am alone",
                  "she has blue lips",
                  "blue lips and very sleepy",
                  "he cant breathe",
                  "she cannot breathe properly",
                  "help my son is not really breathing",
                  "stopped breathing for a moment just now",
                  "his blue lips scare me",
                  "our newborn cant breathe through his mouth"};
  out.lookalikes = {"he is breathing calmly now",
                    "we read about breathing exercises",
                    "her lips are dry",
                    "blue shoes or red shoes",
                    "i can breathe again after the test",
                    "breathing space for parents",
                    "his lips are pink",
                    "she stopped eating her carrots"};
  return out;
}

SafetyRule crisis() {
  SafetyRule out = rule("crisis", SafetyCategory::Crisis, "urgent.crisis", {"suicide-crisis"},
                        {"=want to =die", "kill myself", "end my life", "suicidal"});
  out.examples = {"i want to die",
                  "some days i just want to die",
                  "i will kill myself",
                  "i keep thinking how to kill myself",
                  "i want to end my life",
                  "i am going to end my life tonight",
                  "feeling suicidal since the birth",
                  "i am suicidal and nobody knows",
                  "my wife says she is suicidal",
                  "i cannot do this, i want to die",
                  "killing myself is all i think of",
                  "he said he wants to end his life, no, i want to end my life"};
  out.lookalikes = {"i died of laughter",           "my phone died again",
                    "this nap thing is killing me", "my life with twins",
                    "the end of the day is hard",   "dying to know what you think",
                    "he wants to dye his hair",     "the plants in our kitchen died"};
  return out;
}

SafetyRule harm() {
  SafetyRule out =
      rule("about-to-shake", SafetyCategory::HarmToChild, "urgent.harm", {"child-abuse"},
           {"(=shake|=shook|=shaking) (=him|=her|=the baby|=my baby)",
            "going to hurt (=him|=her|=my baby)"});
  out.examples = {"i am going to shake him",
                  "i shook her",
                  "i nearly shook my baby tonight",
                  "i want to shake the baby",
                  "shaking her seemed the only way",
                  "i am going to hurt him",
                  "i am going to hurt my baby",
                  "my husband shook him",
                  "if she does not stop i will shake her",
                  "i am so angry i could shake my baby",
                  "someone was shaking the baby",
                  "i think i am going to hurt her"};
  out.lookalikes = {"he shook the rattle",
                    "a milk shake for breakfast",
                    "she shakes her head at peas",
                    "shake hands and say hello",
                    "my hands are shaking",
                    "it hurts when i sit",
                    "he hurt his knee",
                    "how to shake a bottle of formula"};
  return out;
}

SafetyRule autism() {
  SafetyRule out =
      rule("is-it-autism", SafetyCategory::Diagnosis, "no-diagnosis.child",
           {"development-check", "child-health"},
           {"(=is|=could|=might|=does) *3 (autistic|autism)", "(=signs|=sign) of (autism|adhd)"});
  out.examples = {"is my son autistic",           "is he autistic",
                  "could this be autism",         "might she be autistic",
                  "does my daughter have autism", "is it autism",
                  "are these signs of autism",    "what are the signs of adhd",
                  "signs of autism at two",       "could he be autistic, he has tantrums",
                  "is she autistic or just shy",  "sign of autism or not"};
  out.lookalikes = {"my nephew has autism and we want to visit",
                    "a book about autism for grandparents",
                    "our autistic daughter has tantrums at bedtime",
                    "how do i explain autism to his sister",
                    "she was diagnosed with adhd last year",
                    "tantrums in autistic children",
                    "an autism friendly playground",
                    "signs of tiredness in a baby"};
  return out;
}

SafetyRule rash() {
  SafetyRule out = rule("rash", SafetyCategory::Health, "refer.rash", {"child-health"},
                        {"red rash", "rash on (=his|=her|=the)", "itchy skin"});
  out.examples = {"she has a red rash",
                  "red rash all over",
                  "a rash on his back",
                  "there is a rash on her tummy",
                  "rash on the neck of my baby",
                  "itchy skin at night",
                  "my son has itchy skin",
                  "what cream for a red rash",
                  "red rashes since yesterday",
                  "is the red rash from milk",
                  "the rash on her face came back",
                  "itchy skin after bathing"};
  out.lookalikes = {"a rash decision",          "red shoes",
                    "an itchy jumper",          "soft skin of a baby",
                    "skin to skin after birth", "do not be rash with me",
                    "red wine stain",           "she scratched the table"};
  return out;
}

SafetyRule spanish_crisis() {
  SafetyRule out = rule("crisis", SafetyCategory::Crisis, "urgent.crisis", {"suicide-crisis"},
                        {"quiero morir{,me}", "suicid{arme,io}", "quitarme la vida"});
  out.examples = {"quiero morir",
                  "quiero morirme",
                  "ya no puedo, quiero morir",
                  "a veces quiero morirme",
                  "pienso en suicidarme",
                  "tengo ideas de suicidio",
                  "voy a suicidarme",
                  "quiero quitarme la vida",
                  "pienso en quitarme la vida",
                  "hoy quiero morir",
                  "suicidio es lo que pienso",
                  "no duermo y quiero morirme"};
  out.lookalikes = {"mi hijo no quiere dormir", "quiero dormir",    "me muero de risa",
                    "la vida con gemelos",      "quiero comer",     "quitarle el pañal",
                    "la vida es bonita",        "quiero un consejo"};
  return out;
}

}  // namespace

std::vector<SafetyRuleFile> sample_rules(const std::string& language) {
  SafetyRuleFile file;
  file.language = language;
  if (language == "es") {
    file.file = "es/safety/rules.toml";
    file.rules = {spanish_crisis()};
    return {file};
  }
  file.file = "en/safety/rules.toml";
  file.classes = {{"negator", {"=no", "=not", "=never", "=without", "=isnt"}, 0},
                  {"break", {"=but", "=and", "=now"}, 0},
                  {"common", {"=i", "=the", "=a", "=is", "=he", "=she", "=my", "=and"}, 0}};
  file.rules = {breathing(), crisis(), harm(), autism(), rash()};
  return {file};
}

}  // namespace nestline::test
