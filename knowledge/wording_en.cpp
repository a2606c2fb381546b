// English words that parent text must not have. Each row is a pattern (how to write one:
// word_pattern.h) and the kind of harm; `kAllowed` lists the forms in which a refused word may
// stand. After a change run the tests: tests/knowledge/wording_test.cpp has sentences that must be
// refused and sentences that must pass.

#include "knowledge/wording_lists.h"

namespace nestline::knowledge {
namespace {

using enum WordingKind;

const WordSets& sets() {
  static const WordSets all{
      {"child",
       {"child", "baby", "son", "daughter", "toddler", "newborn", "infant", "preschooler", "kid",
        "boy", "girl", "grandson", "granddaughter", "grandchild", "little one", "little boy",
        "little girl"}},
      // One particular person.
      {"subject",
       {"he",
        "she",
        "your child",
        "your baby",
        "your son",
        "your daughter",
        "your toddler",
        "your newborn",
        "your infant",
        "your preschooler",
        "your kid",
        "your boy",
        "your girl",
        "your grandson",
        "your granddaughter",
        "your grandchild",
        "your little one",
        "your little boy",
        "your little girl",
        "this child",
        "this baby",
        "this boy",
        "this girl",
        "this toddler"}},
      {"hedge",
       {"probably", "likely", "most likely", "very likely", "possibly", "perhaps", "clearly",
        "obviously", "certainly", "definitely", "almost certainly", "may", "might", "could", "must",
        "may well", "seems to", "appears to"}},
      {"degree",
       {"mild", "severe", "moderate", "some", "slight", "a touch of", "a form of", "a kind of"}},
      {"condition",
       {"autis*",
        "asperger*",
        "on the spectrum",
        "adhd",
        "attention deficit",
        "oppositional defiant",
        "conduct disorder",
        "reactive attachment",
        "attachment disorder*",
        "sensory processing",
        "developmental delay",
        "developmentally delayed",
        "developmental disability",
        "global delay",
        "speech delay",
        "language delay",
        "motor delay",
        "delayed development",
        "intellectual disab*",
        "learning disab*",
        "learning difficult*",
        "dyslexi*",
        "dyspraxi*",
        "cerebral palsy",
        "down syndrome",
        "down's syndrome",
        "fetal alcohol",
        "tourette*",
        "ocd",
        "obsessive compulsive",
        "ptsd",
        "post traumatic stress",
        "bipolar",
        "schizophren*",
        "psychosis",
        "psychotic",
        "personality disorder",
        "selective mutism",
        "epilep*",
        "failure to thrive",
        "pathological*",
        "disorder*",
        "syndrome*",
        "abnormal*",
        "psychopath*",
        "retard*"}},
      {"adult-condition",
       {"postnatal depression", "postpartum depression", "perinatal depression", "depression",
        "depressed", "clinically depressed", "postnatal anxiety", "postpartum anxiety",
        "anxiety disorder", "ptsd", "psychosis", "postpartum psychosis", "trauma", "an addiction"}},
      {"label",
       {"naughty",
        "spoilt",
        "spoiled",
        "manipulative",
        "needy",
        "clingy",
        "lazy",
        "selfish",
        "stubborn",
        "bad",
        "wicked",
        "bratty",
        "demanding",
        "difficult",
        "defiant",
        "disobedient",
        "disturbed",
        "damaged",
        "attention seeking",
        "problem",
        "antisocial",
        "weak",
        "wimpy",
        "babyish"}},
      {"medicine",
       {"paracetamol",   "acetaminophen",  "tylenol",         "calpol",         "panadol",
        "ibuprofen",     "nurofen",        "motrin",          "advil",          "aspirin",
        "melatonin",     "benadryl",       "diphenhydramine", "promethazine",   "phenergan",
        "piriton",       "chlorphenamine", "cetirizine",      "antihistamine*", "gripe water",
        "infacol",       "simethicone",    "bonjela",         "calgel",         "orajel",
        "teething gel*", "benzocaine",     "movicol",         "miralax",        "laxido",
        "lactulose",     "omeprazole",     "gaviscon",        "ritalin",        "methylphenidate",
        "adderall",      "guanfacine",     "clonidine",       "sertraline",     "zoloft",
        "fluoxetine",    "prozac",         "citalopram",      "ssri*",          "antidepressant*",
        "diazepam",      "valium",         "xanax",           "amoxicillin",    "penicillin",
        "steroid*",      "domperidone",    "cbd oil"}},
      {"no",
       {"not", "no", "never", "nor", "neither", "nobody", "none", "cannot", "can't", "don't",
        "doesn't", "isn't", "aren't", "won't", "didn't", "without", "instead of", "rather than",
        "unable to"}},
      {"cannot-tell",
       {"cannot tell", "can't tell", "cannot say", "can't say", "cannot know", "can't know",
        "cannot judge", "can't judge", "nobody can tell", "nobody can say", "no one can tell",
        "no one can say", "does not tell", "do not tell", "does not say", "unable to tell",
        "unable to say", "not able to tell", "not able to say"}},
      {"if",
       {"if", "when", "whether", "once", "after", "until", "unless", "while", "because", "before",
        "since"}},
  };
  return all;
}

constexpr WordingRow kRefused[] = {
    // What this child or this parent is or has.
    {Claim, "<subject> has a|an|severe|mild|developed|symptoms"},
    {Claim, "<subject> <hedge>? suffer|suffers|suffered|suffering"},
    {Claim, "<subject> is <hedge>? suffering"},
    {Claim, "<subject> <hedge>? have|has|is|be|being|had <hedge>? a|an|the? <degree>? <condition>"},
    {Claim,
     "<subject> is|was "
     "probably|likely|clearly|obviously|certainly|definitely|possibly|undoubtedly"},
    {Claim, "<subject> is|was most|very|almost likely|probably|certainly"},
    {Claim,
     "<subject> probably|likely|clearly|obviously|certainly|definitely is|has|was|needs|suffers"},
    {Claim,
     "<subject> <hedge>? is|seems|sounds|looks|be "
     "normal|abnormal|healthy|delayed|traumatised|traumatized|depressed|gifted"},
    {Claim,
     "<subject> is|seems|sounds|looks|be perfectly|quite|completely|totally "
     "normal|healthy|typical"},
    {Claim, "<subject> is behind in|for|on|with|developmentally|other"},
    {Claim, "<subject> is|seems|sounds|looks|be|feels <hedge>? insecure*|avoidant*"},
    {Claim,
     "<subject> <hedge>? is|seems|sounds|looks|be|has <hedge>? not|so|too|very? "
     "securely|insecurely|well|poorly|badly|strongly|anxiously|avoidantly attached"},
    {Claim, "<subject> has|have|shows|show a|an? .. attachment"},
    {Claim,
     "your child's|baby's|son's|daughter's|toddler's attachment is|seems|sounds|looks|style"},
    {Claim, "something|nothing|anything|what is? .. wrong with your <child>"},
    {Claim, "something|nothing|anything is? .. wrong with him|her"},
    {Claim, "what's wrong with your <child>"},
    {Claim, "you <hedge>? have|are|suffer|had <hedge>? from? a|the? <degree>? <adult-condition>"},
    {Claim,
     "you|your are a bad|unfit|neglectful|abusive|toxic|damaged "
     "mother|father|parent|mum|mom|dad|carer"},
    {Claim,
     "this|that|it is|sounds|looks|seems|could|may|might|must like|be|to? <hedge>? a|an|be? "
     "<degree>? <condition>"},

    // Diagnosis.
    {Diagnosis, "diagnos*"},
    {Diagnosis, "misdiagnos*"},

    // Conditions by name.
    {Condition, "<condition>"},

    // Chances.
    {Chance,
     "# %|percent|per cent? .. chance|chances|likelihood|probability|risk|likely|certain|sure"},
    {Chance, "chance|chances|likelihood|probability|risk|odds .. # %|percent|per"},
    {Chance, "# in # chance|chances|risk"},
    {Chance, "<subject> ... # %|percent|per"},
    {Chance, "# %|percent|per cent? .. <subject>"},
    {Chance, "chances|odds are"},
    {Chance,
     "high|higher|low|lower|strong|good|small|great chance|chances|risk|likelihood|probability "
     "that? .. <subject>"},
    {Chance, "probability"},

    // Medicines and doses.
    {Medicine, "<medicine>"},
    {Medicine, "# mg|mcg|milligram*|microgram*|iu|mls|millilitre*|milliliter*"},
    {Medicine, "give|take|gave .. # ml|drops|tablets|teaspoon*|sachet*|puffs|doses"},
    {Medicine, "dosage*"},
    {Medicine, "# dose|doses"},
    {Medicine, "dose|doses of # "},
    {Medicine, "usual|right|correct|maximum|recommended|next dose"},

    // Signs.
    {Signs, "sign|signs of|that"},
    {Signs, "signs your|he|she|to"},
    {Signs, "warning|danger|telltale|classic|early|tell sign|signs|tale"},
    {Signs, "red flag|flags"},
    {Signs, "symptom*"},

    // Attachment as a classification. "Secure" and "insecure" may be explained; a child or parent
    // is never called so.
    {Attachment, "avoidant*"},
    {Attachment,
     "ambivalent|ambivalently|resistant|resistantly|anxious|anxiously attachment*|attached"},
    {Attachment, "anxious resistant|ambivalent|avoidant"},
    {Attachment,
     "disorganised|disorganized "
     "attachment*|attached|pattern*|style*|child|baby|parent|mother|father"},
    {Attachment, "insecure|resistant|ambivalent <child>|mother|father|parent|mum|mom|dad"},
    {Attachment, "attachment issue*|problem*"},
    {Attachment, "insecurely attached <child>|mother|father|parent"},

    // Labels.
    {Label, "naughty"},
    {Label, "naughtiness"},
    {Label, "spoilt"},
    {Label, "spoiled <child>|brat|rotten"},
    {Label, "is|are|be|being|was so|too|very? spoiled"},
    {Label, "manipulat*"},
    {Label, "<label> <child>"},
    {Label,
     "<subject> is|was a|an? so|too|very|just? "
     "naughty|manipulative|needy|lazy|selfish|stubborn|bad|wicked|demanding|difficult|defiant|"
     "antisocial|weak"},
    {Label, "<subject> is a clingy"},
    {Label, "brat*"},
    {Label, "crybaby"},
    {Label, "cry baby"},
    {Label, "attention seek*"},
    {Label, "little monster|tyrant|devil|terror|dictator|madam"},
    {Label, "drama queen"},
};

constexpr WordingRow kAllowed[] = {
    // Speaking of a case is not telling that it is so; a condition named in the case is refused all
    // the same.
    {Claim, "<if> <subject> has a|an|developed"},
    {Claim, "<subject> has a right|chance|turn|say"},
    {Claim, "<if> <subject> is|was|seems very|quite? healthy|well"},
    {Claim, "<if> <subject> suffers"},
    {Claim,
     "<if> .. <subject> is|was|seems probably|likely|clearly|obviously|certainly|definitely"},
    {Claim, "<if> you <hedge>? have|are|had had? <adult-condition>"},
    {Claim, "<if> you think|fear|feel that? you <hedge>? have|are|had <adult-condition>"},
    {Claim, "<if> something|anything is|seems|feels? .. wrong with your <child>"},
    {Claim, "<cannot-tell> ..."},
    {Condition, "<cannot-tell> .. whether|if|what|that ..."},

    // The refusal itself.
    {Diagnosis, "<no> .. diagnos*"},
    {Diagnosis, "only ... can|could|may make|give|offer|reach a? diagnos*"},
    {Diagnosis, "already have|has|had a? diagnos*"},
    {Diagnosis, "<cannot-tell> ... diagnos*"},

    {Medicine, "never|not|don't .. <medicine>"},

    {Signs, "<no> a|any|the? bad|good|sure|clear|real? sign|signs of|that"},

    // Taking a label back.
    {Label,
     "<no> .. naughty|naughtiness|spoilt|spoiled|manipulat*|brat*|crybaby|lazy|bad|needy|weak "
     "<child>?"},
    {Label, "<no> .. attention seek*"},
};

}  // namespace

WordingLists english_wording() { return {"en", sets(), kRefused, kAllowed}; }

}  // namespace nestline::knowledge
