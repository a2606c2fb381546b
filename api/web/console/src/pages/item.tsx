// One text: what is live, what is being worked on, what can be done with it, and how it came to be.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { call, find, type Schemas } from "../api.js";
import { Changes } from "../diff.js";
import { FORMS, fieldText, type Values } from "../forms/describe.js";
import { go, useRoute } from "../router.js";
import { hasRole, isForAll, session } from "../session.js";
import { Preview, useCheck } from "../side.js";
import { useStore } from "../store.js";
import { Badge, Dialog, Field, Load, Page, Trouble, say, useAction, useLoad } from "../ui.js";
import { KINDS, STATES, languageName, time, type Kind } from "../words.js";
import { History } from "./history.js";
import { StateOf } from "./items.js";

type Revision = Schemas["StaffRevision"];

/** A version as it reads: a passage on a phone, anything else field by field. */
export function Shown({ kind, language, revision }: { kind: Kind; language: string; revision: Revision }) {
  const isPassage = kind === "passage" && revision.body !== null;
  const { found } = useCheck(isPassage ? { kind, language, text: revision.text } : undefined);
  const fields = FORMS[kind];
  if (isPassage) return found?.preview ? <Preview passage={found.preview} /> : <p aria-busy="true">Loading …</p>;
  if (!fields || !revision.body) return <pre class="text" tabIndex={0}>{revision.text}</pre>;
  const values = revision.body as Values;
  return (
    <dl class="shown">
      {fields.map((field) => {
        const text = fieldText(field, values[field.key]);
        if (!text) return null;
        const lines = text.split("\n");
        return (
          <Fragment key={field.key}>
            <dt>{field.label}</dt>
            <dd>{field.type === "lines" && lines.length > 8 ? <details><summary>{lines.length} entries</summary><pre class="text">{text}</pre></details> : <pre class="text">{text}</pre>}</dd>
          </Fragment>
        );
      })}
    </dl>
  );
}

export function ItemPage({ parts }: { parts: string[] }) {
  const id = Number(parts[0]);
  const { query } = useRoute();
  const now = useStore(session);
  const loaded = useLoad(() => find("get", "/v1/staff/items/{item_id}", { path: { item_id: id } }), [id]);
  const [dialog, setDialog] = useState<"retire" | "clinical" | null>(null);
  const [start, isBusy, error] = useAction();
  if (!loaded.data) return <Page title="Text"><Load from={loaded}>{() => null}</Load></Page>;
  const { data: { item, live, open }, etag } = loaded.data;
  const mayWrite = hasRole(now, "author", "admin");
  const mayRecord = item.kind === "passage" && live && hasRole(now, "reviewer", "admin") && isForAll(now);
  const begin = (body: { retire?: boolean; restore?: number; note?: string }) =>
    start(async () => {
      const made = await call("post", "/v1/staff/items/{item_id}/revisions", { path: { item_id: id }, body, etag });
      if (body.retire) {
        say("A colleague has to approve that it is taken away: ask for a review.");
        setDialog(null);
      }
      go(body.retire ? `review/${made.id}` : `edit/${made.id}`);
    });
  return (
    <Page title={item.title || item.key}>
      <p><Badge>{KINDS[item.kind]}</Badge> <Badge>{languageName(item.language)}</Badge> <StateOf item={item} /></p>
      {item.sensitive && <p class="notice">A mistake here could keep a parent from help. It needs two approvals.</p>}
      <div class="row">
        {open ? (
          <Fragment>
            {open.may.includes("edit") && <a class="button" href={`#/edit/${open.id}`}>Go on writing</a>}
            <a class="button secondary" href={`#/review/${open.id}`}>See what changes</a>
          </Fragment>
        ) : mayWrite && <button type="button" aria-busy={isBusy} onClick={() => void begin({})}>Change this text</button>}
        {mayRecord && <button type="button" class="secondary outline" onClick={() => setDialog("clinical")}>A clinician has read it</button>}
        {mayWrite && live && !open && <button type="button" class="secondary outline" onClick={() => setDialog("retire")}>Take it away</button>}
      </div>
      {error && !dialog && <Trouble error={error} retry={loaded.reload} />}
      <nav class="tabs" aria-label="This text">
        <ul>
          <li><a href={`#/text/${id}`} aria-current={query.get("show") ? undefined : "page"}>As it is</a></li>
          <li><a href={`#/text/${id}?show=history`} aria-current={query.get("show") ? "page" : undefined}>Earlier versions</a></li>
        </ul>
      </nav>
      {query.get("show") === "history" ? <History item={item} restore={mayWrite && !open ? (revision) => void begin({ restore: revision }) : undefined} /> : (
        <div class="columns">
          {live && <section aria-labelledby="live"><h2 id="live">Live now</h2><Shown kind={item.kind} language={item.language} revision={live} /></section>}
          {open && (
            <section aria-labelledby="open">
              <h2 id="open">{STATES[open.state]}</h2>
              <p><small>Changed {time(open.changed_at)} by {open.authors.map((one) => one.name).join(", ")}.</small></p>
              {live ? <Changes kind={item.kind} before={live} after={open} /> : <Shown kind={item.kind} language={item.language} revision={open} />}
            </section>
          )}
          {!live && !open && <p>It was taken away. Under “Earlier versions” it can be brought back.</p>}
        </div>
      )}
      {dialog === "retire" && (
        <Dialog title="Take this text away?" close={() => setDialog(null)}>
          <p>Parents see it until a colleague has approved that and it is published. It can be brought back from its earlier versions.</p>
          {error && <Trouble error={error} />}
          <footer class="row">
            <button type="button" class="secondary outline" onClick={() => setDialog(null)}>Keep it</button>
            <button type="button" aria-busy={isBusy} onClick={() => void begin({ retire: true })}>Take it away</button>
          </footer>
        </Dialog>
      )}
      {dialog === "clinical" && <ClinicalReview id={id} etag={etag} close={() => setDialog(null)} done={() => (setDialog(null), loaded.reload())} />}
    </Page>
  );
}

function ClinicalReview({ id, etag, close, done }: { id: number; etag: string; close: () => void; done: () => void }) {
  const [by, setBy] = useState("");
  const [role, setRole] = useState("");
  const [months, setMonths] = useState<6 | 12 | 24>(12);
  const [start, isBusy, error] = useAction();
  const save = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      await call("post", "/v1/staff/items/{item_id}/clinical-review", { path: { item_id: id }, body: { by, role, months }, etag });
      say("Recorded. It goes live with the next edition.");
      done();
    });
  };
  return (
    <Dialog title="A clinician has read it" close={close}>
      <form onSubmit={save}>
        <Field id="by" label="Who read it"><input id="by" required maxLength={200} value={by} onInput={(e) => setBy(e.currentTarget.value)} /></Field>
        <Field id="role" label="As what" hint="Such as health visitor or paediatrician."><input id="role" required maxLength={200} value={role} onInput={(e) => setRole(e.currentTarget.value)} /></Field>
        <Field id="months" label="To be read again in">
          <select id="months" value={months} onChange={(e) => setMonths(Number(e.currentTarget.value) as 6 | 12 | 24)}>
            <option value={6}>6 months</option><option value={12}>A year</option><option value={24}>Two years</option>
          </select>
        </Field>
        {error && <Trouble error={error} />}
        <footer class="row">
          <button type="button" class="secondary outline" onClick={close}>Cancel</button>
          <button type="submit" aria-busy={isBusy}>Record it</button>
        </footer>
      </form>
    </Dialog>
  );
}
