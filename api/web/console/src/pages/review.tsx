// Reviews: what waits, and one of them with what it changes, how it reads, and what was said about it.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { call, find, type Schemas } from "../api.js";
import { Changes } from "../diff.js";
import { go } from "../router.js";
import { session } from "../session.js";
import { Faults, fileOf, useCheck } from "../side.js";
import { useStore } from "../store.js";
import { Badge, Field, Load, Page, Table, Trouble, say, useAction, useLoad } from "../ui.js";
import { ACTIONS, KINDS, STATES, time } from "../words.js";
import { Shown } from "./item.js";

type Revision = Schemas["StaffRevision"];

export const Review = ({ parts }: { parts: string[] }) => (parts[0] ? <OneReview id={Number(parts[0])} /> : <Reviews />);

function Reviews() {
  const found = useLoad(() => call("get", "/v1/staff/reviews"), []);
  return (
    <Page title="Review" intro="What colleagues wrote and somebody else has to read. The oldest come first.">
      <Load from={found}>
        {({ revisions }) =>
          revisions.length === 0 ? <p>Nothing waits for a review.</p> : (
            <Table caption="Texts in review" head={["Text", "Kind", "Written by", "Approvals", "Since"]}>
              {revisions.map(({ item, revision }) => (
                <tr key={revision.id}>
                  <th scope="row"><a href={`#/review/${revision.id}`}>{item.title || item.key}</a></th>
                  <td>{KINDS[item.kind]}</td>
                  <td>{revision.authors.map((one) => one.name).join(", ")}</td>
                  <td>{revision.approvals.length} of {revision.approvals_needed}</td>
                  <td>{time(revision.changed_at)}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Load>
    </Page>
  );
}

function OneReview({ id }: { id: number }) {
  const loaded = useLoad(async () => {
    const found = await find("get", "/v1/staff/revisions/{revision_id}", { path: { revision_id: id } });
    const item = await call("get", "/v1/staff/items/{item_id}", { path: { item_id: found.data.item_id } });
    return { ...found, item };
  }, [id]);
  if (!loaded.data) return <Page title="Review"><Load from={loaded}>{() => null}</Load></Page>;
  const { data: revision, etag, item: { item, live } } = loaded.data;
  const before = live && live.id !== revision.id ? live : null;
  return (
    <Page title={item.title || item.key}>
      <p>
        <Badge>{KINDS[item.kind]}</Badge> <Badge kind={revision.state}>{STATES[revision.state]}</Badge> written by {revision.authors.map((one) => one.name).join(", ")}.{" "}
        <a href={`#/text/${item.id}`}>Its page</a>
      </p>
      {revision.note && <p>“{revision.note}”</p>}
      <div class="columns">
        <section aria-labelledby="changes">
          <h2 id="changes">{before ? "What changes" : "All of it is new"}</h2>
          <Changes kind={item.kind} before={before} after={revision} />
        </section>
        {!revision.retires && (
          <section aria-labelledby="reads">
            <h2 id="reads">As it will be</h2>
            <Shown kind={item.kind} language={item.language} revision={revision} />
          </section>
        )}
      </div>
      {!revision.retires && <Lint kind={item.kind} language={item.language} text={revision.text} {...fileOf(item)} />}
      <Talk revision={revision} />
      <Decide revision={revision} etag={etag} item={item} reload={loaded.reload} />
    </Page>
  );
}

function Lint(request: { kind: Schemas["StaffItemSummary"]["kind"]; language: string; text: string; file?: string }) {
  const { found } = useCheck(request);
  return found ? <section aria-labelledby="lint"><h2 id="lint">What Nestline says</h2><Faults faults={found.faults} /></section> : null;
}

function Talk({ revision }: { revision: Revision }) {
  if (revision.comments.length === 0) return null;
  return (
    <section aria-labelledby="talk">
      <h2 id="talk">What was said</h2>
      <ul class="talk">
        {revision.comments.map((one, i) => (
          <li key={i}><strong>{one.by.name}</strong> {ACTIONS[one.action] ?? one.action}, {time(one.at)}{one.text && <p>{one.text}</p>}</li>
        ))}
      </ul>
    </section>
  );
}

interface DecideProps {
  revision: Revision;
  etag: string;
  item: Schemas["StaffItemSummary"];
  reload: () => void;
}

function Decide({ revision, etag, item, reload }: DecideProps) {
  const now = useStore(session);
  const [comment, setComment] = useState("");
  const [start, isBusy, error] = useAction();
  const may = (what: Revision["may"][number]) => revision.may.includes(what);
  const act = (path: "approve" | "ask-changes" | "submit" | "withdraw", text: string) =>
    void start(async () => {
      const options = { path: { revision_id: revision.id }, body: comment ? { comment } : {}, etag };
      if (path === "approve") await call("post", "/v1/staff/revisions/{revision_id}/approve", options);
      else if (path === "ask-changes") await call("post", "/v1/staff/revisions/{revision_id}/ask-changes", options);
      else if (path === "submit") await call("post", "/v1/staff/revisions/{revision_id}/submit", options);
      else await call("post", "/v1/staff/revisions/{revision_id}/withdraw", options);
      say(text);
      if (path === "withdraw") return go(`edit/${revision.id}`);
      setComment("");
      reload();
    });
  const isOwn = revision.authors.some((one) => one.id === now?.user.id);
  const canAct = may("approve") || may("ask_changes") || may("submit") || may("withdraw");
  return (
    <section aria-labelledby="decide">
      <h2 id="decide">{revision.state === "approved" ? "Approved" : "Your decision"}</h2>
      {revision.state === "approved" && <p>It goes live with the next edition: see <a href="#/publish">Publish</a>.</p>}
      {revision.state === "in_review" && <p><small>{revision.approvals.length} of {revision.approvals_needed} approvals{revision.approvals.length > 0 && `: ${revision.approvals.map((one) => one.by.name).join(", ")}`}.</small></p>}
      {revision.state === "in_review" && isOwn && <p class="notice">You wrote in it, so a colleague has to approve it.</p>}
      {canAct && (
        <Fragment>
          <Field id="comment" label="Your comment" hint="The writer reads it.">
            <textarea id="comment" rows={3} maxLength={2000} value={comment} onInput={(e) => setComment(e.currentTarget.value)} />
          </Field>
          {error && <Trouble error={error} retry={reload} />}
          <div class="row">
            {may("approve") && <button type="button" aria-busy={isBusy} onClick={() => act("approve", `“${item.title}” is approved.`)}>Approve</button>}
            {may("ask_changes") && <button type="button" class="secondary" onClick={() => act("ask-changes", "The writer is asked for changes.")}>Ask for changes</button>}
            {may("submit") && <button type="button" onClick={() => act("submit", "A colleague can review it now.")}>Ask for a review</button>}
            {may("withdraw") && <button type="button" class="secondary" onClick={() => act("withdraw", "Taken back.")}>Take it back</button>}
            {may("edit") && <a class="button outline" href={`#/edit/${revision.id}`}>Go on writing</a>}
          </div>
        </Fragment>
      )}
    </section>
  );
}
