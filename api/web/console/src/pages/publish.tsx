// Publishing: what is approved, what would change for parents, what stands in the way; and the way back.
import { h, Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../api.js";
import { hasRole, isForAll, session } from "../session.js";
import { useStore } from "../store.js";
import { Field, Load, Page, Trouble, say, useAction, useLoad } from "../ui.js";
import { KINDS, count } from "../words.js";
import { CandidateView, Progress } from "./candidate.js";
import { Editions } from "./editions.js";

type Candidate = Schemas["StaffCandidate"];
const POLL = 400; // milliseconds

/** Looks at a candidate until it has ended. */
export function useCandidate(first: Candidate | undefined): Candidate | undefined {
  const [now, setNow] = useState(first);
  useEffect(() => setNow(first), [first]);
  useEffect(() => {
    if (now?.state !== "running") return;
    const timer = setTimeout(() => {
      call("get", "/v1/staff/candidates/{candidate_id}", { path: { candidate_id: now.id } }).then(setNow, () => setNow({ ...now }));
    }, POLL);
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}

export function Publish() {
  const now = useStore(session);
  const waiting = useLoad(() => call("get", "/v1/staff/items", { query: { state: "approved", limit: "200" } }), []);
  const editions = useLoad(() => call("get", "/v1/staff/editions"), []);
  const [made, setMade] = useState<Candidate>();
  const [note, setNote] = useState("");
  const [start, isBusy, error] = useAction();
  const candidate = useCandidate(made);
  const mayPublish = hasRole(now, "reviewer", "admin") && isForAll(now);
  useEffect(() => {
    if (candidate?.state !== "published") return;
    waiting.reload();
    editions.reload();
    if (candidate.rolls_back_to) say(`The content of edition ${candidate.rolls_back_to} is live again.`);
  }, [candidate?.state]);
  const prepare = () => start(async () => setMade(await call("post", "/v1/staff/candidates", { body: {} })));
  const publish = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      const edition = await call("post", "/v1/staff/candidates/{candidate_id}/publish", { path: { candidate_id: candidate!.id }, body: note ? { note } : {} });
      setMade({ ...candidate!, state: "published", edition: edition.number });
      setNote("");
      say(`Edition ${edition.number} is live.`);
    });
  };
  return (
    <Page title="Publish" intro="First see what changes for parents. Nothing is live before you say so.">
      <section aria-labelledby="waiting">
        <h2 id="waiting">Approved, waiting to go live</h2>
        <Load from={waiting}>
          {({ items }) =>
            items.length === 0 ? <p>Nothing waits: all that is approved is live.</p> : (
              <ul>{items.map((item) => <li key={item.id}><a href={`#/text/${item.id}`}>{item.title || item.key}</a> <small>{KINDS[item.kind]}</small></li>)}</ul>
            )
          }
        </Load>
        {mayPublish ? (
          <button type="button" aria-busy={isBusy && !candidate} disabled={candidate?.state === "running"} onClick={() => void prepare()}>See what would change</button>
        ) : <p><small>A colleague who reviews and publishes can put it live.</small></p>}
      </section>
      {error && <Trouble error={error} />}
      {candidate && (
        <section aria-labelledby="next">
          <h2 id="next">{candidate.rolls_back_to ? `Going back to edition ${candidate.rolls_back_to}` : "The next edition"}</h2>
          {candidate.state === "running" ? <Progress candidate={candidate} /> : <CandidateView candidate={candidate} />}
          {candidate.state === "ready" && mayPublish && !candidate.rolls_back_to && (
            <form onSubmit={publish}>
              <Field id="note" label="What is new, for colleagues" hint="You may leave it empty."><input id="note" maxLength={2000} value={note} onInput={(e) => setNote(e.currentTarget.value)} /></Field>
              <button type="submit" aria-busy={isBusy}>Publish {count(candidate.changes.length, "change")} now</button>
            </form>
          )}
        </section>
      )}
      <Load from={editions}>{(data) => <Fragment><Editions editions={data.editions} mayPublish={mayPublish} rolled={setMade} reload={editions.reload} /></Fragment>}</Load>
    </Page>
  );
}
