// A question that was tried becomes an example of a topic: added to the draft that is open, or to a new one.
import { h } from "preact";
import { useState } from "preact/hooks";
import { ApiError, call, find, type Schemas } from "../api.js";
import { go } from "../router.js";
import { topicNames, useTopics } from "../topics.js";
import { Dialog, Field, Trouble, say, useAction } from "../ui.js";

type TopicBody = Schemas["StaffTopicBody"];

/** Gives the draft's id. */
async function addExample(topic: string, text: string): Promise<number> {
  const item = (await topicNames()).find((one) => one.id === topic)?.item;
  if (!item) throw new ApiError(404, { detail: "There is no such topic any more." }, 0);
  const { data, etag } = await find("get", "/v1/staff/items/{item_id}", { path: { item_id: item } });
  const withExample = (body: TopicBody): TopicBody => ({ ...body, examples: [...body.examples, text] });
  if (!data.open) {
    const body = withExample(data.live!.body as TopicBody);
    return (await call("post", "/v1/staff/items/{item_id}/revisions", { path: { item_id: item }, body: { body }, etag })).id;
  }
  if (!data.open.may.includes("edit")) throw new ApiError(409, { detail: "A colleague's version of this topic waits for its review. Add the example when that is done." }, 0);
  const open = await find("get", "/v1/staff/revisions/{revision_id}", { path: { revision_id: data.open.id } });
  const body = withExample(open.data.body as TopicBody);
  return (await call("put", "/v1/staff/revisions/{revision_id}", { path: { revision_id: data.open.id }, body: { body }, etag: open.etag })).id;
}

export function ExampleDialog({ question, likely, close }: { question: string; likely: string; close: () => void }) {
  const { names } = useTopics();
  const [chosen, setTopic] = useState(likely);
  const topic = names.some((one) => one.id === chosen) ? chosen : "";
  const [text, setText] = useState(question);
  const [start, isBusy, error] = useAction();
  const make = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      const draft = await addExample(topic, text.trim());
      say("Added to the topic's examples, as a draft.");
      go(`edit/${draft}`);
    });
  };
  return (
    <Dialog title="Make it an example of a topic" close={close}>
      <form onSubmit={make}>
        <Field id="make-topic" label="Topic">
          <select id="make-topic" required value={topic} onChange={(e) => setTopic(e.currentTarget.value)}>
            <option value="">Choose …</option>
            {names.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </select>
        </Field>
        <Field id="make-text" label="As it shall stand" hint="Say it in your own words, so that nobody can be known by it.">
          <textarea id="make-text" rows={4} required maxLength={4000} value={text} onInput={(e) => setText(e.currentTarget.value)} />
        </Field>
        {error && <Trouble error={error} />}
        <footer class="row">
          <button type="button" class="secondary outline" onClick={close}>Cancel</button>
          <button type="submit" aria-busy={isBusy}>Add it as a draft</button>
        </footer>
      </form>
    </Dialog>
  );
}
