// What changed between two versions, word by word. Colour is never the only sign: what is new is underlined, what is
// gone is struck out, and screen readers hear both.
import { diffWordsWithSpace } from "diff";
import { h, Fragment } from "preact";
import type { Schemas } from "./api.js";
import { FORMS, fieldText, isSame, type Values } from "./forms/describe.js";
import type { Kind } from "./words.js";

export function Words({ before, after }: { before: string; after: string }) {
  return (
    <div class="diff">
      {diffWordsWithSpace(before, after).map((part, i) =>
        part.added ? <ins key={i}>{part.value}</ins>
        : part.removed ? <del key={i}>{part.value}</del>
        : <span key={i}>{shorten(part.value)}</span>,
      )}
    </div>
  );
}

const KEEP = 240; // characters of unchanged text to keep around a change

function shorten(text: string): string {
  if (text.length <= 2 * KEEP + 40) return text;
  return `${text.slice(0, KEEP)} [ … ] ${text.slice(-KEEP)}`;
}

type Version = Pick<Schemas["StaffRevision"], "body" | "text" | "retires">;

/** `before` is null where there was nothing. */
export function Changes({ kind, before, after }: { kind: Kind; before: Version | null; after: Version }) {
  if (after.retires) return <p class="notice bad">This takes the text away: parents will no longer see it.</p>;
  const fields = FORMS[kind];
  if (!fields || !after.body || (before && !before.body)) return <Words before={before?.text ?? ""} after={after.text} />;
  const old = (before?.body ?? {}) as Values;
  const now = after.body as Values;
  const changed = fields.filter((field) => !isSame(old[field.key], now[field.key]) && fieldText(field, old[field.key]) !== fieldText(field, now[field.key]));
  if (changed.length === 0) return <p>Nothing is different.</p>;
  return (
    <Fragment>
      {changed.map((field) => (
        <section class="change" key={field.key}>
          <h3>{field.label}</h3>
          <Words before={before ? fieldText(field, old[field.key]) : ""} after={fieldText(field, now[field.key])} />
        </section>
      ))}
    </Fragment>
  );
}
