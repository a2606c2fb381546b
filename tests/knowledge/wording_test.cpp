#include "knowledge/wording.h"

#include <doctest/doctest.h>

#include <string>

using namespace nestline::knowledge;

namespace {

struct Refused {
  WordingKind kind;
  std::string_view text;
};

bool has_kind(std::string_view text, WordingKind kind, Readers readers = Readers::Parents) {
  for (const WordingHit& hit : find_forbidden_wording(text, "en", readers)) {
    if (hit.kind == kind) return true;
  }
  return false;
}

constexpr auto Claim = WordingKind::Claim;
constexpr auto Diagnosis = WordingKind::Diagnosis;
constexpr auto Condition = WordingKind::Condition;
constexpr auto Chance = WordingKind::Chance;
constexpr auto Medicine = WordingKind::Medicine;
constexpr auto Signs = WordingKind::Signs;
constexpr auto Attachment = WordingKind::Attachment;
constexpr auto Label = WordingKind::Label;

}  // namespace

TEST_CASE("text that judges, diagnoses or doses is refused") {
  for (const auto& [kind, text] : {
           Refused{Claim, "Your child has a problem with trust."},
           {Claim, "It seems your child has severe anxiety."},
           {Claim, "Your baby suffers from reflux."},
           {Claim, "Your daughter is suffering from stress."},
           {Claim, "Your son may have autism."},
           {Claim, "Your son is autistic."},
           {Claim, "He probably has ADHD."},
           {Claim, "He is probably anxious."},
           {Claim, "She's fine, and he is most likely tired of it."},
           {Claim, "Your little one is likely teething."},
           {Claim, "Your toddler is perfectly normal."},
           {Claim, "Your child is normal."},
           {Claim, "Your child is behind in talking."},
           {Claim, "Your baby is insecure."},
           {Claim, "Your child is securely attached."},
           {Claim, "He seems insecurely attached."},
           {Claim, "Your child has an insecure attachment."},
           {Claim, "Your baby’s attachment is secure."},
           {Claim, "There is nothing wrong with your child."},
           {Claim, "You may have postnatal depression."},
           {Claim, "It sounds like you are depressed."},
           {Claim, "You are a bad mother."},
           {Claim, "This could be autism."},
           {Claim, "That sounds like a developmental delay."},
           {Diagnosis, "We can diagnose your child."},
           {Diagnosis, "Ask about a new diagnosis."},
           {Diagnosis, "Many are misdiagnosed."},
           {Condition, "Children with autism need this too."},
           {Condition, "Some have ADHD."},
           {Condition, "It is a behaviour disorder."},
           {Condition, "Reactive attachment is rare."},
           {Condition, "That is abnormal at this age."},
           {Condition, "A child with Down’s syndrome."},
           {Chance, "There is an 80% chance that it passes."},
           {Chance, "Your child is 60 percent there."},
           {Chance, "The risk is about 5 %."},
           {Chance, "A 1 in 4 chance of it."},
           {Chance, "Chances are it is teething."},
           {Chance, "There is a high probability that she will."},
           {Medicine, "You can give paracetamol."},
           {Medicine, "Give Calpol before bed."},
           {Medicine, "About 120 mg is enough."},
           {Medicine, "Give her 5 ml twice."},
           {Medicine, "Check the dosage."},
           {Medicine, "Wait for the next dose."},
           {Signs, "These are signs of stress."},
           {Signs, "That is a sign of trouble."},
           {Signs, "Watch for warning signs."},
           {Signs, "It is a red flag."},
           {Signs, "Note the symptoms."},
           {Signs, "Signs that he trusts you."},
           {Attachment, "An avoidant child turns away."},
           {Attachment, "This is anxious attachment."},
           {Attachment, "Anxious-avoidant pairs."},
           {Attachment, "Disorganized attachment is serious."},
           {Attachment, "Resistant attachment shows in anger."},
           {Attachment, "An insecure child clings."},
           {Attachment, "Your child has attachment issues."},
           {Label, "A naughty child needs limits."},
           {Label, "She is spoilt."},
           {Label, "He is being so spoiled."},
           {Label, "Your baby is manipulating you."},
           {Label, "A clingy baby is hard work."},
           {Label, "He is lazy."},
           {Label, "Your son is very stubborn."},
           {Label, "She is only attention-seeking."},
           {Label, "A spoiled child."},
           {Label, "What a little tyrant."},
           {Label, "a difficult toddler"},
       }) {
    CAPTURE(text);
    CHECK(has_kind(text, kind));
  }
}

TEST_CASE("kind and plain text passes") {
  for (const std::string_view text : {
           "You are a secure base for your child.",
           "Secure and insecure are words from research.",
           "Children with a secure attachment tend to explore more.",
           "Insecure means that this is not working so well at the moment.",
           "You cannot spoil a baby by holding them.",
           "You might worry that you spoil her.",
           "Sign up for a class near you.",
           "Take a walk with a stroller.",
           "Give her one hundred percent of your attention.",
           "A form to sign, a stop sign, and a signal.",
           "Nestline does not diagnose.",
           "I cannot tell you whether your child has autism or another condition.",
           "We can't make a diagnosis from a message.",
           "This is not a diagnosis.",
           "Only someone who meets your child can make a diagnosis.",
           "If your child already has a diagnosis, tell them.",
           "Your child is tired and wants you.",
           "If your child has a fever, call your doctor.",
           "Once your baby has had a feed, try again.",
           "Your child is learning to wait.",
           "When your child turns clingy after an illness.",
           "He may be hungry.",
           "They are more likely to be curious.",
           "Most children do this at two.",
           "It is not a sign of bad parenting.",
           "Your baby is not manipulating you.",
           "It is not naughty, it is a feeling.",
           "If you think you have depression, tell your doctor.",
           "If you are depressed, you deserve help.",
           "Separation anxiety is common at this age.",
           "Give medicine the way the leaflet says.",
           "Say yours in a small dose.",
           "Lock away medicines and batteries.",
           "Never give aspirin to a child.",
           "Bring 2 bottles and 3 nappies.",
           "A bad day is not the end of the world.",
           "It is difficult for a child to wait.",
           "A disorganised kitchen is fine.",
           "She wants to do it by herself.",
           "Ask who your child is attached to.",
           "You are enough.",
           "",
       }) {
    CAPTURE(text);
    for (const WordingHit& hit : find_forbidden_wording(text, "en"))
      FAIL_CHECK(hit.words << ": " << hit.why);
  }
}

TEST_CASE("an allowed form does not excuse what stands beside it") {
  CHECK(has_kind("This is not a diagnosis. Your child has autism.", Condition));
  CHECK(has_kind("If your child has a fever, it is autism.", Condition));
  CHECK(has_kind("We do not diagnose, and the diagnosis we see most is colic here with us now.",
                 Diagnosis));
  CHECK(has_kind("Not now. She is spoilt.", Label));
}

TEST_CASE("text for practitioners may name conditions, never of one child") {
  for (const std::string_view text : {
           "Reactive attachment disorder is rare; a diagnosis needs a specialist.",
           "Infants classified as avoidant or disorganised show it in the Strange Situation.",
           "About 60% of low-risk samples are secure.",
           "Watch for signs of distress.",
       }) {
    CAPTURE(text);
    CHECK(find_forbidden_wording(text, "en", Readers::Practitioners).empty());
    CHECK_FALSE(find_forbidden_wording(text, "en").empty());
  }
  CHECK(has_kind("This child has reactive attachment disorder.", Claim, Readers::Practitioners));
  CHECK(has_kind("He probably has ADHD.", Claim, Readers::Practitioners));
  CHECK(has_kind("Your child is avoidant.", Claim, Readers::Practitioners));
}

TEST_CASE("a hit tells where and why") {
  const std::vector<WordingHit> hits =
      find_forbidden_wording("Hélas. Look for signs of stress.", "en-GB");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].offset == std::string_view("Hélas. Look for ").size());
  CHECK(hits[0].words == "signs of");
  CHECK(hits[0].why == "gives signs or symptoms to look for");
}

TEST_CASE("the same words are told once, hidden spellings are found") {
  CHECK(find_forbidden_wording("autism spectrum", "en").size() == 1);
  CHECK(has_kind("au\u200Btism", Condition));
  CHECK(has_kind("YOUR CHILD HAS A PROBLEM", Claim));
  CHECK(has_kind("your child\nhas", Claim) == false);  // a line is the end of a sentence
}

TEST_CASE("a language without lists is known to have none") {
  CHECK(has_wording_lists("en"));
  CHECK(has_wording_lists("es-MX"));
  CHECK_FALSE(has_wording_lists("fr"));
  CHECK(find_forbidden_wording("autisme", "fr").empty());
}
