// House rules: what becomes of texts that nobody has read again, and how long questions are kept.
import { h } from "preact";
import { useState } from "preact/hooks";
import { find, type Schemas } from "../api.js";
import { Field, Load, Page, Trouble, say, useAction, useLoad } from "../ui.js";

export function Policy() {
  const found = useLoad(() => find("get", "/v1/staff/policy"), []);
  return (
    <Page title="House rules" intro="They hold for all sites.">
      <Load from={found}>{({ data, etag }) => <PolicyForm policy={data} etag={etag} />}</Load>
    </Page>
  );
}

const FIELDS: [keyof Schemas["StaffPolicy"], string, string][] = [
  ["label_after_days", "Say that a text is overdue, so many days after it should have been read again", "0: never."],
  ["withhold_after_days", "Stop showing it, so many days after", "0: never."],
  ["keep_questions_days", "Keep missed questions for so many days", "1 to 365. Then they are deleted. Only sites that keep questions have any."],
];

function PolicyForm({ policy, etag }: { policy: Schemas["StaffPolicy"]; etag: string }) {
  const [now, setNow] = useState(policy);
  const [tag, setTag] = useState(etag);
  const [start, isBusy, error] = useAction();
  const save = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      setTag((await find("put", "/v1/staff/policy", { body: now, etag: tag })).etag);
      say("Saved.");
    });
  };
  return (
    <form onSubmit={save} class="narrow">
      {FIELDS.map(([key, label, hint]) => (
        <Field key={key} id={key} label={label} hint={hint}>
          <input id={key} type="number" min={key === "keep_questions_days" ? 1 : 0} max={key === "keep_questions_days" ? 365 : 3650} required value={now[key]} onInput={(e) => setNow({ ...now, [key]: Number(e.currentTarget.value) })} />
        </Field>
      ))}
      {error && <Trouble error={error} />}
      <button type="submit" aria-busy={isBusy}>Save</button>
    </form>
  );
}
