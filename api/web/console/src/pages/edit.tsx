// Writing: the form, what Nestline says about the text, and saving that never loses anything.
import { h } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { ApiError, call, find, type Found, type Schemas } from "../api.js";
import { FORMS, isSame, type FieldOf, type Values } from "../forms/describe.js";
import { Form, cleaned } from "../forms/form.js";
import { MergeView } from "../merge.js";
import { go } from "../router.js";
import { connection } from "../session.js";
import { Side, fileOf, useCheck, type CheckRequest } from "../side.js";
import { useStore } from "../store.js";
import { Badge, Dialog, Field, Load, Page, Trouble, say, useAction, useLoad } from "../ui.js";
import { unsaved } from "../unsaved.js";
import { KINDS, STATES, languageName, time } from "../words.js";

type Revision = Schemas["StaffRevision"];

interface Work {
  base: Values; // as the server has it under `etag`
  values: Values;
  etag: string;
}

const RETRY = 4000; // milliseconds between two attempts to save while there is no connection

const TEXT_ONLY: FieldOf[] = [{ key: "text", label: "The text, as files have it", type: "area", rows: 30 }];

const valuesOf = (revision: Revision): Values => (revision.body ? (revision.body as Values) : { text: revision.text });

/** The part of a save that the kind needs: its form, or its text. */
export function contentOf(hasForm: boolean, fields: FieldOf[], values: Values): { body?: NonNullable<CheckRequest["body"]>; text?: string } {
  if (!hasForm) return { text: String(values["text"] ?? "") };
  return { body: cleaned(fields, values) as unknown as NonNullable<CheckRequest["body"]> };
}

export function EditPage({ parts }: { parts: string[] }) {
  const id = Number(parts[0]);
  const loaded = useLoad(async () => {
    const revision = await find("get", "/v1/staff/revisions/{revision_id}", { path: { revision_id: id } });
    const { item } = await call("get", "/v1/staff/items/{item_id}", { path: { item_id: revision.data.item_id } });
    return { revision, item };
  }, [id]);
  if (!loaded.data) return <Page title="Write"><Load from={loaded}>{() => null}</Load></Page>;
  return <Editor {...loaded.data} key={id} />;
}

function Editor({ revision: first, item }: { revision: Found<Revision>; item: Schemas["StaffItemSummary"] }) {
  const key = `revision:${first.data.id}`;
  const [revision, setRevision] = useState(first.data);
  const [work, setWork] = useState<Work>(() => unsaved.get<Work>(key) ?? { base: valuesOf(first.data), values: valuesOf(first.data), etag: first.etag });
  const [merge, setMerge] = useState<{ theirs: Found<Revision> } | null>(null);
  const [dialog, setDialog] = useState<"submit" | "discard" | null>(null);
  const [start, isBusy, error] = useAction();
  const isLost = useStore(connection) === "lost";
  const [isOwed, setOwed] = useState(false); // a save that found no connection
  const hasForm = revision.body !== null;
  const fields = (hasForm && FORMS[item.kind]) || TEXT_ONLY;
  const isDirty = !isSame(work.values, work.base);
  const mayEdit = revision.may.includes("edit");

  const request = useMemo<CheckRequest>(() => ({ kind: item.kind, language: item.language, ...fileOf(item), ...contentOf(hasForm, fields, work.values) }), [work.values]);
  const { found, isReading } = useCheck(request);

  const change = (next: Work) => {
    setWork(next);
    if (isSame(next.values, next.base)) unsaved.delete(key);
    else unsaved.set(key, next);
  };
  const saved = ({ data, etag }: Found<Revision>) => {
    setRevision(data);
    setOwed(false);
    change({ base: valuesOf(data), values: valuesOf(data), etag });
  };
  const save = async (from: Work = work): Promise<Found<Revision> | null> => {
    try {
      const answer = await find("put", "/v1/staff/revisions/{revision_id}", { path: { revision_id: revision.id }, body: contentOf(hasForm, fields, from.values), etag: from.etag });
      saved(answer);
      say("Saved.");
      return answer;
    } catch (caught) {
      setOwed(caught instanceof ApiError && caught.status === 0);
      if (!(caught instanceof ApiError) || caught.status !== 412) throw caught;
      setMerge({ theirs: await find("get", "/v1/staff/revisions/{revision_id}", { path: { revision_id: revision.id } }) });
      return null;
    }
  };
  // Saved without being asked as soon as the connection is back.
  useEffect(() => {
    if (!isOwed || !isDirty) return;
    const timer = setInterval(() => void start(() => save()), isLost ? RETRY : 0);
    return () => clearInterval(timer);
  }, [isOwed, isLost, isDirty, work]);
  const onKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
    event.preventDefault();
    if (isDirty) void start(() => save());
  };
  const submit = (comment: string) =>
    start(async () => {
      const now = isDirty ? await save() : { etag: work.etag };
      if (!now) return setDialog(null);
      await find("post", "/v1/staff/revisions/{revision_id}/submit", { path: { revision_id: revision.id }, body: comment ? { comment } : {}, etag: now.etag });
      unsaved.delete(key);
      say("A colleague can review it now.");
      go(`text/${item.id}`);
    });
  const discard = () =>
    start(async () => {
      await find("delete", "/v1/staff/revisions/{revision_id}", { path: { revision_id: revision.id }, etag: work.etag });
      unsaved.delete(key);
      say("Thrown away. What is live stays as it is.");
      go(item.live_revision === undefined ? "texts" : `text/${item.id}`);
    });
  const title = String(work.values["title"] ?? work.values["name"] ?? item.title) || "Without a title";
  return (
    <Page title={title}>
      <p>
        <Badge>{KINDS[item.kind]}</Badge> <Badge>{languageName(item.language)}</Badge> <Badge kind={revision.state}>{STATES[revision.state]}</Badge>{" "}
        <a href={`#/text/${item.id}`}>Its page</a>
      </p>
      {revision.state === "changes_asked" && <LastComment revision={revision} />}
      {!mayEdit && <p class="notice">This version cannot be changed now. <a href={`#/review/${revision.id}`}>See it under Review</a>.</p>}
      <div class="editor" onKeyDown={onKey}>
        <form onSubmit={(event) => (event.preventDefault(), isDirty && void start(() => save()))}>
          <fieldset class="bare" disabled={!mayEdit}>
            <Form fields={fields} values={work.values} isNew={item.live_revision === undefined && revision.number === 1} faults={found?.faults ?? []}
              change={(values) => change({ ...work, values })} />
          </fieldset>
          {error && error.status !== 0 && <Trouble error={error} />}
          <div class="savebar">
            <span role="status">
              {isDirty ? (isOwed ? "Kept in this window; it will be saved when the connection is back." : "Not saved yet.") : `Saved ${time(revision.changed_at)}.`}
            </span>
            <div class="row">
              {revision.may.includes("discard") && <button type="button" class="secondary outline" onClick={() => setDialog("discard")}>Throw away</button>}
              <button type="submit" class="secondary" disabled={!isDirty || !mayEdit} aria-busy={isBusy}>Save</button>
              {revision.may.includes("submit") && <button type="button" onClick={() => setDialog("submit")}>Ask for a review</button>}
            </div>
          </div>
        </form>
        <Side found={found} isReading={isReading} />
      </div>
      {merge && (
        <MergeView
          fields={fields}
          merge={{ base: work.base, mine: work.values, theirs: valuesOf(merge.theirs.data), by: lastWriter(merge.theirs.data) }}
          close={() => setMerge(null)}
          done={(values) => {
            setRevision(merge.theirs.data);
            change({ base: valuesOf(merge.theirs.data), values, etag: merge.theirs.etag });
            setMerge(null);
            say("Put together. Look it over, then save.");
          }}
        />
      )}
      {dialog === "submit" && <SubmitDialog errors={(found?.faults ?? []).filter((fault) => fault.severity === "error").length} isBusy={isBusy} error={error} close={() => setDialog(null)} submit={submit} />}
      {dialog === "discard" && (
        <Dialog title="Throw this version away?" close={() => setDialog(null)}>
          <p>What is live stays as it is. This version cannot be brought back.</p>
          {error && <Trouble error={error} />}
          <footer class="row">
            <button type="button" class="secondary outline" onClick={() => setDialog(null)}>Keep it</button>
            <button type="button" aria-busy={isBusy} onClick={() => void discard()}>Throw away</button>
          </footer>
        </Dialog>
      )}
    </Page>
  );
}

const lastWriter = (revision: Revision): string => revision.comments.filter((one) => one.action === "edited").pop()?.by.name ?? revision.authors[revision.authors.length - 1]?.name ?? "A colleague";

function LastComment({ revision }: { revision: Revision }) {
  const last = revision.comments.filter((one) => one.action === "changes_asked").pop();
  return last ? <p class="notice warn"><strong>{last.by.name} asks for changes:</strong> {last.text || "without a comment"}</p> : null;
}

interface SubmitProps {
  errors: number;
  isBusy: boolean;
  error: ApiError | undefined;
  close: () => void;
  submit: (comment: string) => Promise<boolean>;
}

function SubmitDialog({ errors, isBusy, error, close, submit }: SubmitProps) {
  const [comment, setComment] = useState("");
  return (
    <Dialog title="Ask for a review" close={close}>
      <form onSubmit={(event) => (event.preventDefault(), void submit(comment))}>
        <p>A colleague who did not write in it will read it. You can take it back until then.</p>
        {errors > 0 && <p class="notice warn">{errors === 1 ? "One thing" : `${errors} things`} must be put right before it can be published.</p>}
        <Field id="comment" label="A word to your colleague" hint="You may leave it empty.">
          <textarea id="comment" rows={3} maxLength={2000} value={comment} onInput={(e) => setComment(e.currentTarget.value)} />
        </Field>
        {error && <Trouble error={error} />}
        <footer class="row">
          <button type="button" class="secondary outline" onClick={close}>Not yet</button>
          <button type="submit" aria-busy={isBusy}>Ask for a review</button>
        </footer>
      </form>
    </Dialog>
  );
}
