// Questions that found no good answer, grouped; and from one of them to an example or a new text.
import { h, Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../api.js";
import { go, setQuery, useRoute } from "../router.js";
import { hasRole, session } from "../session.js";
import { useStore } from "../store.js";
import { useTopics } from "../topics.js";
import { Badge, Dialog, Field, Load, Page, Table, Trouble, say, useAction, useLoad } from "../ui.js";
import { ANSWER_KINDS, GROUP_STATES, count, day, slug } from "../words.js";

type State = Schemas["StaffGroup"]["state"];
const STATES = Object.keys(GROUP_STATES) as State[];

export const Missed = ({ parts }: { parts: string[] }) => (parts[0] ? <Group id={Number(parts[0])} /> : <Groups />);

function Groups() {
  const { query } = useRoute();
  const state = (query.get("state") ?? "new") as State;
  const found = useLoad(() => call("get", "/v1/staff/queue", { query: { state } }), [state]);
  return (
    <Page title="Missed questions" intro="What parents asked and found no good answer to, the like ones together. Names and numbers were taken out before anything was kept.">
      <Field id="state" label="Show">
        <select id="state" value={state} onChange={(e) => setQuery({ state: e.currentTarget.value })}>{STATES.map((one) => <option key={one} value={one}>{GROUP_STATES[one]}</option>)}</select>
      </Field>
      <Load from={found}>
        {({ groups }) =>
          groups.length === 0 ? <p>Nothing here. Questions are only kept for sites that have switched that on.</p> : (
            <Table caption="Missed questions" head={["Question", "How often", "Last asked", "Answer it got", "Site"]}>
              {groups.map((group) => (
                <tr key={group.id}>
                  <th scope="row"><a href={`#/missed/${group.id}`}>{group.text}</a></th>
                  <td>{group.count}</td>
                  <td>{day(group.last_day)}</td>
                  <td>{group.kinds.map((kind) => ANSWER_KINDS[kind] ?? kind).join(", ")}</td>
                  <td>{group.site}</td>
                </tr>
              ))}
            </Table>
          )
        }
      </Load>
    </Page>
  );
}

function Group({ id }: { id: number }) {
  const now = useStore(session);
  const { nameOf } = useTopics();
  const found = useLoad(() => call("get", "/v1/staff/queue/{group_id}", { path: { group_id: id } }), [id]);
  const [dialog, setDialog] = useState<"example" | "draft" | null>(null);
  const [start, isBusy, error] = useAction();
  const setState = (state: State) =>
    void start(async () => {
      await call("put", "/v1/staff/queue/{group_id}", { path: { group_id: id }, body: { state } });
      say(`Marked as “${GROUP_STATES[state].toLowerCase()}”.`);
      found.reload();
    });
  if (!found.data) return <Page title="Missed question"><Load from={found}>{() => null}</Load></Page>;
  const { group, questions, now: brief, answered_now } = found.data;
  return (
    <Page title={`“${group.text}”`}>
      <p>
        <Badge>{GROUP_STATES[group.state]}</Badge> Asked {count(group.count, "time")}, {day(group.first_day)} to {day(group.last_day)}, on {group.site}.{" "}
        {group.item_id && <a href={`#/text/${group.item_id}`}>What was made from it</a>}
      </p>
      <p class={`notice ${answered_now ? "good" : "warn"}`}>
        {answered_now ? "It is answered now: " : "It is still not answered: "}
        {ANSWER_KINDS[brief.kind] ?? brief.kind}{brief.topics.length > 0 && `, about ${brief.topics.slice(0, 3).map(nameOf).join(", ")}`}.
      </p>
      {error && <Trouble error={error} />}
      {hasRole(now, "author", "admin") && (
        <div class="row">
          <button type="button" onClick={() => setDialog("example")}>Make it an example of a topic</button>
          <button type="button" class="secondary" onClick={() => setDialog("draft")}>Start a new text for it</button>
        </div>
      )}
      <div class="row">
        {STATES.filter((state) => state !== group.state).map((state) => <button key={state} type="button" class="secondary outline small" disabled={isBusy} onClick={() => setState(state)}>{state === "new" ? "Mark as new again" : `Mark as ${GROUP_STATES[state].toLowerCase()}`}</button>)}
      </div>
      <h2>How it was asked</h2>
      <Table caption="How it was asked" head={["Question", "Day", "Answer it got", "Child's age"]}>
        {questions.map((one, i) => <tr key={i}><th scope="row">{one.text}</th><td>{day(one.day)}</td><td>{ANSWER_KINDS[one.kind] ?? one.kind}</td><td>{one.age_band || "not known"}</td></tr>)}
      </Table>
      {dialog === "example" && <ExampleDialog group={group} likely={brief.topics[0] ?? ""} close={() => setDialog(null)} />}
      {dialog === "draft" && <DraftDialog group={group} likely={brief.topics[0] ?? ""} close={() => setDialog(null)} />}
    </Page>
  );
}

interface MakeProps {
  group: Schemas["StaffGroup"];
  likely: string; // topic
  close: () => void;
}

function TopicField({ value, change }: { value: string; change: (topic: string) => void }) {
  const { names } = useTopics();
  useEffect(() => {
    if (names.length > 0 && value && !names.some((one) => one.id === value)) change("");
  }, [names]);
  return (
    <Field id="make-topic" label="Topic">
      <select id="make-topic" required value={value} onChange={(e) => change(e.currentTarget.value)}>
        <option value="">Choose …</option>
        {names.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
      </select>
    </Field>
  );
}

function ExampleDialog({ group, likely, close }: MakeProps) {
  const [topic, setTopic] = useState(likely);
  const [text, setText] = useState(group.text);
  const [start, isBusy, error] = useAction();
  const make = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      const revision = await call("post", "/v1/staff/queue/{group_id}/example", { path: { group_id: group.id }, body: { topic, text } });
      say("Added to the topic's examples, as a draft.");
      go(`edit/${revision.id}`);
    });
  };
  return (
    <Dialog title="Make it an example of a topic" close={close}>
      <form onSubmit={make}>
        <TopicField value={topic} change={setTopic} />
        <Field id="make-text" label="As it shall stand" hint="Say it in your own words, so that nobody can be known by it."><textarea id="make-text" rows={4} required maxLength={4000} value={text} onInput={(e) => setText(e.currentTarget.value)} /></Field>
        {error && <Trouble error={error} />}
        <footer class="row"><button type="button" class="secondary outline" onClick={close}>Cancel</button><button type="submit" aria-busy={isBusy}>Add it as a draft</button></footer>
      </form>
    </Dialog>
  );
}

function DraftDialog({ group, likely, close }: MakeProps) {
  const [topic, setTopic] = useState(likely);
  const [title, setTitle] = useState("");
  const [start, isBusy, error] = useAction();
  const make = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      const revision = await call("post", "/v1/staff/queue/{group_id}/draft", { path: { group_id: group.id }, body: { topic, slug: slug(title), title } });
      say("A new draft.");
      go(`edit/${revision.id}`);
    });
  };
  return (
    <Dialog title="Start a new text for it" close={close}>
      <form onSubmit={make}>
        <Fragment>
          <TopicField value={topic} change={setTopic} />
          <Field id="make-title" label="Title" hint="As a parent would look for it."><input id="make-title" required maxLength={200} value={title} onInput={(e) => setTitle(e.currentTarget.value)} /></Field>
        </Fragment>
        {error && <Trouble error={error} />}
        <footer class="row"><button type="button" class="secondary outline" onClick={close}>Cancel</button><button type="submit" aria-busy={isBusy} disabled={slug(title) === ""}>Begin</button></footer>
      </form>
    </Dialog>
  );
}
