// A new text: first what it is, then its form. Saved for the first time, it goes on as any other draft.
import { h } from "preact";
import { useMemo, useState } from "preact/hooks";
import { call } from "../api.js";
import { FORMS, NEW_KINDS, emptyOf, isSame, type Values } from "../forms/describe.js";
import { Form } from "../forms/form.js";
import { go, useRoute } from "../router.js";
import { Side, useCheck, type CheckRequest } from "../side.js";
import { useTopics } from "../topics.js";
import { Field, Page, Trouble, say, useAction } from "../ui.js";
import { unsaved } from "../unsaved.js";
import { handedOver } from "../handover.js";
import { KINDS, LANGUAGES, slug, type Kind } from "../words.js";
import { contentOf } from "./edit.js";

const WHAT: Partial<Record<Kind, string>> = {
  passage: "What a parent reads: what may be going on, what to try, when to ask for help.",
  topic: "Something that parents ask about, with questions by which Nestline knows it.",
  referral: "A helpline or a service.",
  golden: "A question and the answer it must get, tried before every publication.",
  lexicon: "A word or a shortening that parents use.",
};

export function NewItem({ parts }: { parts: string[] }) {
  const kind = parts[0] as Kind | undefined;
  if (kind && FORMS[kind]) return <NewForm kind={kind} />;
  return (
    <Page title="Write something new">
      <ul class="cards">
        {NEW_KINDS.map((one) => <li key={one}><a class="card" href={`#/new/${one}`}><span>{KINDS[one]}</span><small>{WHAT[one]}</small></a></li>)}
      </ul>
    </Page>
  );
}

function NewForm({ kind }: { kind: Kind }) {
  const { query } = useRoute();
  const { names } = useTopics();
  const key = `new:${kind}`;
  const empty = useMemo(() => emptyOf(kind, new Date()), [kind]);
  const [language, setLanguage] = useState("en");
  const [topic, setTopic] = useState(query.get("topic") ?? "");
  const [values, setValues] = useState<Values>(() => unsaved.get<Values>(key) ?? { ...empty, ...prefilled(kind, query) });
  const [start, isBusy, error] = useAction();
  // A passage's id is its topic and its title; parents never see it.
  const all: Values = kind === "passage" ? { ...values, id: topic ? `${topic}/${slug(String(values["title"] ?? "")) || "untitled"}` : "" } : values;
  const fields = FORMS[kind]!;
  const request: CheckRequest = { kind, language, ...(kind === "referral" ? { file: "referrals/added" } : {}), ...contentOf(true, fields, all) };
  const { found, isReading } = useCheck(isSame(values, empty) ? undefined : request);
  const change = (next: Values) => {
    setValues(next);
    if (isSame(next, empty)) unsaved.delete(key);
    else unsaved.set(key, next);
  };
  const save = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      const made = await call("post", "/v1/staff/items", { body: request });
      unsaved.delete(key);
      say("Saved as a draft.");
      go(`edit/${made.id}`);
    });
  };
  return (
    <Page title={`New: ${KINDS[kind].toLowerCase()}`} intro={WHAT[kind]}>
      <div class="editor">
        <form onSubmit={save}>
          <Field id="language" label="Language">
            <select id="language" value={language} onChange={(e) => setLanguage(e.currentTarget.value)}>{Object.entries(LANGUAGES).map(([tag, name]) => <option key={tag} value={tag}>{name}</option>)}</select>
          </Field>
          {kind === "passage" && (
            <Field id="topic" label="Topic">
              <select id="topic" required value={topic} onChange={(e) => setTopic(e.currentTarget.value)}>
                <option value="">Choose …</option>
                {names.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
              </select>
            </Field>
          )}
          <Form fields={fields} values={values} isNew faults={found?.faults ?? []} change={change} />
          {error && <Trouble error={error} />}
          <div class="savebar"><span /><div class="row"><a class="button outline" href="#/texts" onClick={() => unsaved.delete(key)}>Cancel</a><button type="submit" aria-busy={isBusy}>Save as a draft</button></div></div>
        </form>
        <Side found={found} isReading={isReading} />
      </div>
    </Page>
  );
}

/** What another page hands over in the address: the try-out's question for a test question. */
function prefilled(kind: Kind, query: URLSearchParams): Values {
  if (kind !== "golden") return {};
  const text = handedOver();
  return { ...(text ? { text, id: slug(text).slice(0, 40).replace(/-+$/, "") } : {}), ...(query.get("answer") ? { kind: query.get("answer")! } : {}) };
}
