// Beside a text that is being written: what is wrong with it, how hard it is to read, and how a parent will see it.
import { h, Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "./api.js";
import { labelOf } from "./forms/describe.js";
import { Badge } from "./ui.js";
import { ages } from "./words.js";

export type Check = Awaited<ReturnType<typeof check>>;
export type CheckRequest = Parameters<typeof check>[0];

const check = (body: {
  kind: Schemas["StaffItemSummary"]["kind"];
  language: string;
  file?: string;
  body?: Schemas["StaffPassageBody"];
  text?: string;
}) => call("post", "/v1/staff/check", { body });

/** The file of an item whose kind has several, as a check wants it: "referrals/helplines-us" of "en/referrals/helplines-us#us-988". */
export const fileOf = ({ kind, key, language }: Schemas["StaffItemSummary"]): { file?: string } =>
  kind === "topic" || kind === "passage" || kind === "source" || kind === "matching" ? {} : { file: key.split("#")[0]!.slice(language.length + 1) };

const WAIT = 500; // milliseconds without a key before the text is read

/** Reads the text again whenever somebody has stopped writing. Undefined before the first time and without a connection. */
export function useCheck(request: CheckRequest | undefined): { found: Check | undefined; isReading: boolean } {
  const [found, setFound] = useState<Check>();
  const [isReading, setReading] = useState(false);
  const wanted = JSON.stringify(request);
  useEffect(() => {
    if (!request) return;
    let isCurrent = true;
    const timer = setTimeout(() => {
      setReading(true);
      check(request).then(setIf((answer) => setFound(answer)), () => undefined).finally(() => isCurrent && setReading(false));
    }, found ? WAIT : 0);
    const setIf = (use: (answer: Check) => void) => (answer: Check) => isCurrent && use(answer);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted]);
  return { found, isReading };
}

function Grade({ grade }: { grade: NonNullable<Check["grade"]> }) {
  const level = grade.flesch_kincaid;
  const verdict =
    level > grade.refused_above ? ["bad", "Too hard for parents. Use shorter words and sentences."]
    : level > grade.warn_above ? ["warn", "Rather hard. Can a sentence be cut in two?"]
    : ["good", "Easy to read."];
  return (
    <p class="grade">
      <Badge kind={verdict[0]!}>Reading grade {level.toFixed(1)}</Badge> {verdict[1]} <small>{grade.words} words; aim for {grade.warn_above} or less.</small>
    </p>
  );
}

export function Faults({ faults }: { faults: Schemas["StaffFault"][] }) {
  if (faults.length === 0) return <p><Badge kind="good">No faults found</Badge></p>;
  return (
    <ul class="faults">
      {faults.map((fault, i) => (
        <li key={i}>
          <Badge kind={fault.severity === "error" ? "bad" : "warn"}>{fault.severity === "error" ? "Must be put right" : "Think again"}</Badge>{" "}
          {fault.message}
          {fault.field && <small> ({labelOf(fault.field)}{fault.line > 0 ? `, line ${fault.line}` : ""})</small>}
        </li>
      ))}
    </ul>
  );
}

/** A passage as parents see it, at the width of a phone. */
export function Preview({ passage }: { passage: Schemas["Passage"] }) {
  return (
    <article class="phone" aria-label="As a parent sees it">
      <h3>{passage.title || "Without a title"}</h3>
      <p><strong>{passage.summary}</strong></p>
      {passage.parts.map((part) => (
        <section key={part.id}>
          <h4>{part.heading}</h4>
          {part.blocks.map((block, i) => (block.type === "list" ? <ul key={i}>{block.items.map((one, at) => <li key={at}>{one}</li>)}</ul> : <p key={i}>{block.text}</p>))}
        </section>
      ))}
      <p><small>For children of {ages([passage.age_range.from_months, passage.age_range.to_months])}. {passage.sources.length > 0 && `From: ${passage.sources.map((source) => source.title).join("; ")}.`}</small></p>
    </article>
  );
}

export function Side({ found, isReading }: { found: Check | undefined; isReading: boolean }) {
  return (
    <aside class="side" aria-label="What Nestline says about this text">
      <h2>While you write {isReading && <small aria-hidden="true">reading …</small>}</h2>
      {!found ? <p><small>The text is read as soon as there is something to read.</small></p> : (
        <Fragment>
          {found.grade && <Grade grade={found.grade} />}
          <Faults faults={found.faults} />
          {found.preview && <Fragment><h2>On a parent's phone</h2><Preview passage={found.preview} /></Fragment>}
        </Fragment>
      )}
    </aside>
  );
}
