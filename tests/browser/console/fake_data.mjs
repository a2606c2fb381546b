// What the fake begins with: a few texts and counts of every shape, in our own words.
const text = (going, tries, help) => `## What may be going on\n\n${going}\n\n## What to try\n\n${tries.map((one) => `- ${one}`).join("\n")}\n\n## When to ask for help\n\n${help}\n`;
const passage = (id, title, summary, markdown) => ({ id, title, summary, audience: "parent", ages_months: [12, 42], sources: [{ id: "handout", place: "Page 2" }], review: { by: "", due: "2026-05-24" }, markdown });
const topic = (id, name, examples) => ({ id, name, group: "comfort", definition: `${name}.`, ages_months: [0, 72], related: [], needs: ["parent-support"], keywords: ["word"], phrases: ["two words"], examples, near_misses: [{ text: "is it a fever", belongs_to: "refer" }] });

export const ITEMS = [
  ["topic", "en/topics/tantrums", "Tantrums and meltdowns", topic("tantrums", "Tantrums and meltdowns", ["he screams when he gets the wrong cup", "meltdown in the shop\n\nevery single time, what can I do"])],
  ["topic", "en/topics/night-waking", "Waking at night", topic("night-waking", "Waking at night", ["she wakes at two and wants to play"])],
  ["topic", "en/topics/clinginess", "Clinginess", topic("clinginess", "Clinginess", ["he hangs on my leg"])],
  ["passage", "en/passages/tantrums/wrong-cup-meltdown", "When the wrong cup ends in a meltdown",
    passage("tantrums/wrong-cup-meltdown", "When the wrong cup ends in a meltdown", "Keep your child safe, stay near, keep your no, and wait.",
      text("It was the cup, and it was more than the cup. The feeling is bigger than your child is.", ["Check that they are safe.", "Say very little, in a low voice.", "Stay near, and wait."], "Ask your child's doctor or nurse if they often get hurt, or if you are worn out."))],
  ["passage", "en/passages/clinginess/wrapped-round-your-leg", "A toddler wrapped round your leg",
    passage("clinginess/wrapped-round-your-leg", "A toddler wrapped round your leg", "You are the safe place. It passes sooner when you let them come.",
      text("New places are big, and you are known.", ["Let them hold on for a while.", "Sit down where the others play."], "Ask if it goes on for weeks and nothing else is fun."))],
  ["referral", "en/referrals/kinds-of-help#child-health", "Your child's doctor or nurse", { id: "child-health", name: "Your child's doctor or nurse", organization: "", description: "They can look at your child.", kind: "service", needs: ["child-health"], countries: [], phone: "", text: "", website: "", hours: "", languages: [], eligibility: "", last_verified: "2025-01-01", source: "general" }],
  ["phrase", "en/phrases#ask.age", "ask.age", { id: "ask.age", text: "How old is your child?" }],
  ["golden", "en/questions/golden#wrong-cup", "wrong cup", { id: "wrong-cup", text: "he got the blue cup and fell apart", kind: "guidance", topics: ["tantrums"] }],
  ["lexicon", "en/lexicon#lo", "lo", { word: "lo", means: "little one" }],
  ["safety_rule", "en/safety/medical#choking", "choking", { id: "choking", category: "medical", reply: "urgent.choking", contacts: ["medical-emergency"], phrases: ["choking"], examples: ["she is choking"], lookalikes: ["she was choking up at the film"] }],
  ["source", "sources#handout", "Handout on early relationships", null],
];

const user = (id, name, display_name, roles, password, extra = {}) => ({ id, name, display_name, roles, password, disabled: false, second_factor: false, created_at: "2026-11-01T09:00:00Z", last_seen_at: "2026-11-24T08:12:00Z", ...extra });
export const USERS = [
  user(1, "ada", "Ada", ["author"], "a long enough password"),
  user(2, "ben", "Ben", ["reviewer"], "another long password"),
  user(3, "chris", "Chris", ["author", "reviewer", "admin"], "the third long password", { second_factor: true, code: "123456" }),
];

const days = [...Array(14)].map((_, i) => `2026-11-${String(10 + i).padStart(2, "0")}`);
export const TABLES = {
  "counts day,kind": { columns: ["day", "kind", "count"], rows: days.flatMap((day, i) => [[day, "guidance", 30 + ((i * 7) % 11)], [day, "clarify", 6 + (i % 4)], [day, "out_of_scope", 4 + ((i * 3) % 5)], [day, "urgent", i % 2]]) },
  "counts topic": { columns: ["topic", "count"], rows: [["tantrums", 160], ["night-waking", 112], ["clinginess", 71], ["", 40]] },
  "counts site,language,edition": { columns: ["site", "language", "edition", "count"], rows: [["default", "en", 1, 210], ["default", "es", 1, 31]] },
  feedback: { columns: ["topic", "helpful", "not_helpful", "unsafe", "wrong_age", "too_long"], rows: [["tantrums", 41, 10, 0, 3, 7]] },
  coverage: { columns: ["language", "topic", "0-11 months", "1 year", "2 years", "3-5 years", "practitioner"], rows: [["en", "tantrums", 0, 1, 1, 1, 1], ["en", "night-waking", 0, 0, 0, 0, 0]] },
  overlap: { columns: ["topic", "rival", "close_behind", "before"], rows: [["tantrums", "clinginess", 4, 1]] },
};
