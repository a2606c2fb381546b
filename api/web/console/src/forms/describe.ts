// What each kind of text has to fill in. `forms/form.tsx` draws it, `diff.tsx` compares it, `merge.tsx` puts two writers'
// work together: all by these lists.
import { ANSWER_KINDS, ages, type Kind } from "../words.js";

export type Values = Record<string, unknown>;

export interface FieldOf {
  key: string;
  label: string;
  hint?: string;
  type: "text" | "area" | "lines" | "ages" | "choice" | "date" | "topic" | "topics" | "sources" | "near" | "review" | "months";
  options?: Record<string, string>;
  rows?: number;
  limit?: number; // characters
  isNewOnly?: boolean; // fixed as soon as it has been made
  isLast?: boolean; // in the part that is folded away
}

const id: FieldOf = {
  key: "id", label: "Short name", type: "text", isNewOnly: true, limit: 100,
  hint: "Small letters, digits and hyphens. It stays for good; parents do not see it.",
};

const PASSAGE: FieldOf[] = [
  { key: "title", label: "Title", type: "text", limit: 120 },
  { key: "summary", label: "In one or two sentences", type: "area", rows: 2, limit: 140, hint: "What a parent reads first. At most 140 characters." },
  {
    key: "markdown", label: "The text", type: "area", rows: 22,
    hint: "Keep the three headings (lines that begin with ##). Leave an empty line between paragraphs; begin each point of a list with a hyphen. No bold, no links.",
  },
  { key: "ages_months", label: "For children of", type: "ages" },
  { key: "audience", label: "For whom", type: "choice", options: { parent: "Parents", practitioner: "Professionals", both: "Both" } },
  { key: "sources", label: "Sources", type: "sources" },
  { key: "review", label: "Clinician's review", type: "review" },
];

const TOPIC: FieldOf[] = [
  { ...id, isNewOnly: true },
  { key: "name", label: "Name", type: "text", limit: 80 },
  { key: "definition", label: "What it is about", type: "area", rows: 3 },
  {
    key: "examples", label: "Questions as parents ask them", type: "lines", rows: 14,
    hint: "One question in a line, at least 15. From these, Nestline learns to know the topic. Write them yourself; never copy a real message.",
  },
  { key: "phrases", label: "Phrases that point to this topic", type: "lines", rows: 6, hint: "One in a line, two to six words." },
  { key: "keywords", label: "Single words that point to this topic", type: "lines", rows: 5, hint: "One in a line." },
  { key: "near_misses", label: "Looks like it, but is something else", type: "near" },
  { key: "ages_months", label: "For children of", type: "ages" },
  { key: "related", label: "Topics near it", type: "topics", isLast: true },
  { key: "needs", label: "Kinds of help to name beside it", type: "lines", rows: 3, isLast: true, hint: "One in a line, such as child-health." },
  { key: "group", label: "Group", type: "text", isLast: true },
];

const REFERRAL: FieldOf[] = [
  { ...id },
  { key: "name", label: "Name", type: "text" },
  { key: "organization", label: "Organisation", type: "text" },
  { key: "description", label: "What they do, for a parent", type: "area", rows: 3 },
  { key: "kind", label: "What it is", type: "choice", options: { emergency: "Emergency number", crisis: "Crisis line", support: "Support line", service: "Service" } },
  { key: "phone", label: "Telephone, as dialled", type: "text" },
  { key: "text", label: "Number to text", type: "text" },
  { key: "website", label: "Website", type: "text", hint: "Begins with https://" },
  { key: "hours", label: "When they answer", type: "text" },
  { key: "eligibility", label: "Who may come", type: "text" },
  { key: "countries", label: "Countries", type: "lines", rows: 2, hint: "Two letters, one in a line. Empty: anywhere." },
  { key: "languages", label: "Languages", type: "lines", rows: 2, hint: "As in en or es, one in a line." },
  { key: "needs", label: "Kinds of help", type: "lines", rows: 2, hint: "One in a line, such as child-health." },
  { key: "last_verified", label: "Last checked on", type: "date", hint: "The day somebody called or looked." },
  { key: "source", label: "Where it was found", type: "text", isLast: true },
];

const RULE: FieldOf[] = [
  { ...id },
  { key: "examples", label: "Must be caught", type: "lines", rows: 12, hint: "One message in a line, at least 12." },
  { key: "lookalikes", label: "Must not be caught", type: "lines", rows: 8, hint: "One message in a line, at least 8." },
  { key: "phrases", label: "Patterns", type: "lines", rows: 10, hint: "The pattern language is described in docs/safety.md." },
  { key: "unless", label: "Not where this is said", type: "lines", rows: 4, isLast: true },
  { key: "requires", label: "Only where this is said too", type: "lines", rows: 4, isLast: true },
  { key: "requires_within", label: "How close", type: "choice", options: { "": "Not set", near: "Near by", message: "Anywhere in the message" }, isLast: true },
  { key: "contacts", label: "Kinds of help to show", type: "lines", rows: 3 },
  { key: "reply", label: "Fixed sentence to show", type: "text" },
  { key: "category", label: "Category", type: "text", isLast: true },
  { key: "tier", label: "Tier", type: "text", isLast: true },
  { key: "situation", label: "Situation", type: "text", isLast: true },
  { key: "ignore", label: "Does not count when told as", type: "lines", rows: 2, hint: "what-if or past.", isLast: true },
  { key: "min_age_months", label: "From this age in months", type: "months", isLast: true },
  { key: "max_age_months", label: "Up to this age in months", type: "months", isLast: true },
];

export const FORMS: Partial<Record<Kind, FieldOf[]>> = {
  passage: PASSAGE,
  topic: TOPIC,
  referral: REFERRAL,
  safety_rule: RULE,
  phrase: [{ ...id, hint: "As the program knows the sentence." }, { key: "text", label: "What parents read", type: "area", rows: 4 }],
  lexicon: [
    { key: "word", label: "What parents write", type: "text", isNewOnly: true },
    { key: "means", label: "What it means", type: "text" },
  ],
  golden: [
    { ...id },
    { key: "text", label: "The question", type: "area", rows: 4 },
    { key: "kind", label: "The answer it must get", type: "choice", options: ANSWER_KINDS },
    { key: "topics", label: "About", type: "topics" },
    { key: "age_months", label: "The child's age in months", type: "months" },
  ],
};

/** What the form of a kind begins with. Kinds that are not listed are edited as they stand in files. */
export function emptyOf(kind: Kind, today: Date): Values {
  const due = new Date(today);
  due.setFullYear(due.getFullYear() + 1);
  const date = (at: Date) => at.toISOString().slice(0, 10);
  const bodies: Partial<Record<Kind, Values>> = {
    passage: {
      id: "", title: "", summary: "", audience: "parent", ages_months: [0, 72], sources: [], review: { by: "", due: date(due) },
      markdown: "## What may be going on\n\n\n\n## What to try\n\n- \n\n## When to ask for help\n\n\n",
    },
    topic: { id: "", name: "", group: "routines", definition: "", ages_months: [0, 72], related: [], needs: ["parent-support"], keywords: [], phrases: [], examples: [], near_misses: [] },
    referral: { id: "", name: "", organization: "", description: "", kind: "service", needs: [], countries: [], phone: "", text: "", website: "", hours: "", languages: [], eligibility: "", last_verified: date(today), source: "general" },
    safety_rule: { id: "", category: "medical", reply: "", contacts: [], phrases: [], examples: [], lookalikes: [] },
    phrase: { id: "", text: "" },
    lexicon: { word: "", means: "" },
    golden: { id: "", text: "", kind: "guidance", topics: [] },
  };
  return bodies[kind] ?? {};
}

/** Kinds that the console can begin a new one of. */
export const NEW_KINDS: Kind[] = ["passage", "topic", "referral", "golden", "lexicon"];

/** A value as lines of text, to show and to compare. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((one) => (typeof one === "object" && one ? Object.values(one).join(": ") : String(one))).join("\n");
  if (typeof value === "object") return Object.entries(value).filter(([, v]) => v).map(([name, v]) => `${name}: ${String(v)}`).join("\n");
  return String(value);
}

export function fieldText(field: FieldOf, value: unknown): string {
  if (field.type === "ages" && Array.isArray(value)) return ages(value as number[]);
  if (field.options) return field.options[String(value ?? "")] ?? String(value ?? "");
  return asText(value);
}

/** What the form calls a field: "examples[3]" is in "Questions as parents ask them". */
export function labelOf(name: string): string {
  const key = name.split(/[.[]/)[0];
  const field = Object.values(FORMS).flat().find((one) => one?.key === key);
  return field?.label ?? name.replaceAll("_", " ");
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
