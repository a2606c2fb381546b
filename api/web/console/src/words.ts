// What things are called on the screen: words of people who write for parents, not of software.
import type { Schemas } from "./api.js";

export type Kind = Schemas["StaffItemSummary"]["kind"];
export type State = Schemas["StaffRevision"]["state"];

export const KINDS: Record<Kind, string> = {
  passage: "Advice text",
  topic: "Topic",
  referral: "Place to get help",
  phrase: "Fixed sentence",
  golden: "Test question",
  lexicon: "Word and its meaning",
  safety_rule: "Safety rule",
  safety_words: "Safety word list",
  safety_texts: "Safety practice texts",
  background: "Questions not for us",
  source: "Source",
  matching: "Matching settings",
};

export const STATES: Record<State, string> = {
  draft: "Draft",
  in_review: "Waiting for review",
  changes_asked: "Changes asked for",
  approved: "Approved, not live yet",
  published: "Live",
  retired: "Taken away",
};

export const ANSWER_KINDS: Record<string, string> = {
  guidance: "Advice",
  clarify: "Asks what is meant",
  urgent: "Urgent help first",
  no_diagnosis: "No diagnosis, who can assess",
  refer: "Who to ask",
  out_of_scope: "Not for us",
};

export const REASONS: Record<string, string> = {
  unsafe: "Not safe",
  wrong_age: "Wrong age",
  not_my_question: "Not what was asked",
  too_long: "Too long",
  hard_to_understand: "Hard to understand",
  other: "Something else",
};

export const ROLES: Record<Schemas["StaffUser"]["roles"][number], string> = {
  author: "writes",
  reviewer: "reviews and publishes",
  admin: "looks after sites and staff",
};

export const ACTIONS: Record<string, string> = {
  submitted: "asked for a review",
  withdrawn: "took it back",
  approved: "approved it",
  changes_asked: "asked for changes",
  edited: "changed the text",
};

export const STEPS: Record<Schemas["StaffCandidate"]["step"], string> = {
  reading: "Putting the texts together",
  checking: "Reading every text for faults",
  building: "Getting ready to answer",
  safety: "Trying the safety examples",
  golden: "Trying the test questions",
  replaying: "Comparing answers with today's",
  publishing: "Going live",
  done: "Done",
};

export const BLOCKS: Record<Schemas["StaffCandidate"]["blocks"][number]["reason"], string> = {
  fault: "A fault in a text",
  safety_example: "A safety example is no longer caught",
  golden: "A test question gets the wrong answer",
  content: "Something is missing",
  approval: "An approval is missing",
};

export const ORIGINS: Record<Schemas["StaffEdition"]["origin"], string> = {
  built_in: "came with the program",
  published: "published",
  rolled_back: "gone back to",
  imported: "read from files",
};

export const LANGUAGES: Record<string, string> = { en: "English", es: "Spanish" };

export const languageName = (tag: string): string => LANGUAGES[tag] ?? (tag || "All languages");

const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

const shown = (format: Intl.DateTimeFormat, text: string): string => {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : format.format(at);
};
export const day = (text: string): string => shown(dayFormat, text);
export const time = (text: string): string => shown(timeFormat, text);

export const count = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

export function ages([from = 0, to = 96]: readonly number[]): string {
  const one = (months: number) => (months < 24 ? `${months} months` : `${Math.floor(months / 12)} years${months % 12 ? ` ${months % 12} months` : ""}`);
  return `${one(from)} to ${one(to)}`;
}

/** "when-it-boils-over" of "When it boils over!". */
export const slug = (title: string): string =>
  title
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9\s-]/g, "")
    .trim()
    .replace(/[\s-]+/g, "-")
    .slice(0, 60)
    .replace(/-+$/, "");
