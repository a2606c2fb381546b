// The form of one text, from its description. Every change gives whole new values.
import { h, Fragment } from "preact";
import { useTopics } from "../topics.js";
import { Field } from "../ui.js";
import { ages } from "../words.js";
import type { FieldOf, Values } from "./describe.js";
import { NearMisses, Sources, Topics } from "./lists.js";

interface ControlProps {
  field: FieldOf;
  value: unknown;
  isNew: boolean;
  change: (value: unknown) => void;
  faults: string[];
}

// One in a line; a new line inside of one is shown as a sign, so that long questions keep their paragraphs.
const NEW_LINE = "⏎";
const asLines = (value: unknown): string => (Array.isArray(value) ? value.map((one: string) => one.replaceAll("\n", NEW_LINE)).join("\n") : "");
const fromLines = (text: string): string[] => text.split("\n").map((line) => line.replaceAll(NEW_LINE, "\n"));
const toNumber = (text: string): number | undefined => (text === "" ? undefined : Math.max(0, Math.min(96, Math.round(Number(text)) || 0)));

function Ages({ id, value, change }: { id: string; value: number[]; change: (value: number[]) => void }) {
  const [from = 0, to = 96] = value;
  return (
    <div class="row ages">
      <input id={id} type="number" min={0} max={96} value={from} aria-label="From, in months" onInput={(e) => change([toNumber(e.currentTarget.value) ?? 0, to])} />
      <span>to</span>
      <input type="number" min={0} max={96} value={to} aria-label="To, in months" onInput={(e) => change([from, toNumber(e.currentTarget.value) ?? 96])} />
      <span>months: {ages(value)}</span>
    </div>
  );
}

function Control({ field, value, isNew, change, faults }: ControlProps) {
  const { names } = useTopics();
  const id = `f-${field.key}`;
  const text = String(value ?? "");
  const about = { id, "aria-invalid": faults.length > 0 ? ("true" as const) : undefined, "aria-describedby": field.hint ? `${id}-hint` : undefined };
  const onText = (e: { currentTarget: { value: string } }) => change(e.currentTarget.value);
  switch (field.type) {
    case "area":
      return <textarea {...about} rows={field.rows ?? 4} value={text} onInput={onText} spellcheck lang="en" />;
    case "lines":
      return <textarea {...about} rows={field.rows ?? 4} value={asLines(value)} onInput={(e) => change(fromLines(e.currentTarget.value))} spellcheck />;
    case "ages":
      return <Ages id={id} value={(value as number[] | undefined) ?? [0, 72]} change={change} />;
    case "choice":
      return <select {...about} value={text} onChange={onText}>{Object.entries(field.options ?? {}).map(([key, name]) => <option key={key} value={key}>{name}</option>)}</select>;
    case "topic":
      return <select {...about} value={text} onChange={onText}>{names.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select>;
    case "topics":
      return <Topics id={id} value={(value as string[] | undefined) ?? []} change={change} />;
    case "sources":
      return <Sources id={id} value={(value as { id: string; place: string }[] | undefined) ?? []} change={change} />;
    case "near":
      return <NearMisses id={id} value={(value as { text: string; belongs_to: string }[] | undefined) ?? []} change={change} />;
    case "months":
      return <input {...about} type="number" min={0} max={96} value={text} onInput={(e) => change(toNumber(e.currentTarget.value))} />;
    case "review": {
      const review = (value as { by?: string; on?: string; due?: string } | undefined) ?? {};
      return (
        <Fragment>
          <input id={id} type="date" value={review.due ?? ""} aria-label="To be read again by" onInput={(e) => change({ ...review, due: e.currentTarget.value })} />
          <small>To be read again by this day. {review.by ? `Read by ${review.by}${review.on ? ` on ${review.on}` : ""}.` : "No clinician has read it yet."}</small>
        </Fragment>
      );
    }
    case "date":
      return <input {...about} type="date" value={text} onInput={onText} />;
    default:
      return <input {...about} type="text" value={text} readOnly={field.isNewOnly === true && !isNew} onInput={onText} />;
  }
}

interface FormProps {
  fields: FieldOf[];
  values: Values;
  isNew: boolean;
  faults: { field: string; message: string }[];
  change: (values: Values) => void;
}

export function Form({ fields, values, isNew, faults, change }: FormProps) {
  const one = (field: FieldOf) => {
    const own = faults.filter((fault) => fault.field.split(/[.[]/)[0] === field.key).map((fault) => fault.message);
    const length = field.limit && typeof values[field.key] === "string" ? [...String(values[field.key])].length : 0;
    const isOver = field.limit !== undefined && length > field.limit;
    return (
      <Field key={field.key} id={`f-${field.key}`} label={field.label} hint={field.hint} error={isOver ? `${length} of at most ${field.limit} characters.` : own[0]}>
        <Control field={field} value={values[field.key]} isNew={isNew} faults={own} change={(value) => change({ ...values, [field.key]: value })} />
      </Field>
    );
  };
  const folded = fields.filter((field) => field.isLast);
  return (
    <Fragment>
      {fields.filter((field) => !field.isLast).map(one)}
      {folded.length > 0 && <details><summary>More, seldom needed</summary>{folded.map(one)}</details>}
    </Fragment>
  );
}

/** What is sent: without the empty lines that a text box leaves. */
export function cleaned(fields: FieldOf[], values: Values): Values {
  const out: Values = { ...values };
  for (const { key, type } of fields) {
    const value = out[key];
    if (type === "lines" && Array.isArray(value)) out[key] = value.map((line: string) => line.trim()).filter(Boolean);
    if (value === "" && (key === "requires_within" || key === "tier" || key === "situation")) delete out[key];
    if (value === undefined) delete out[key];
  }
  return out;
}
