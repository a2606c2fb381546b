// Parts of a form that are lists of small things: topics, sources, what only looks alike.
import { h } from "preact";
import { call } from "../api.js";
import { useTopics } from "../topics.js";
import { useLoad } from "../ui.js";
import { ANSWER_KINDS } from "../words.js";

interface ListProps<T> {
  id: string;
  value: T[];
  change: (value: T[]) => void;
}

const without = <T,>(list: T[], i: number): T[] => list.filter((_, at) => at !== i);
const withOne = <T,>(list: T[], i: number, one: T): T[] => list.map((old, at) => (at === i ? one : old));

export function Topics({ id, value, change }: ListProps<string>) {
  const { names, nameOf } = useTopics();
  return (
    <div>
      <ul class="chips">
        {value.map((topic, i) => (
          <li key={topic}>{nameOf(topic)} <button type="button" class="plain" aria-label={`Take ${nameOf(topic)} away`} onClick={() => change(without(value, i))}>×</button></li>
        ))}
      </ul>
      <select id={id} value="" onChange={(e) => e.currentTarget.value && change([...value, e.currentTarget.value])}>
        <option value="">Add a topic …</option>
        {names.filter((one) => !value.includes(one.id)).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
      </select>
    </div>
  );
}

export function Sources({ id, value, change }: ListProps<{ id: string; place: string }>) {
  const found = useLoad(() => call("get", "/v1/staff/items", { query: { kind: "source", limit: "200" } }), []);
  const sources = (found.data?.items ?? []).map(({ key, title }) => ({ id: key.split(/[#/]/).pop()!, title }));
  return (
    <div>
      {value.map((one, i) => (
        <div class="row pair" key={i}>
          <select aria-label={`Source ${i + 1}`} value={one.id} onChange={(e) => change(withOne(value, i, { ...one, id: e.currentTarget.value }))}>
            {!sources.some((source) => source.id === one.id) && <option value={one.id}>{one.id || "Choose …"}</option>}
            {sources.map((source) => <option key={source.id} value={source.id}>{source.title}</option>)}
          </select>
          <input aria-label={`Where in source ${i + 1}`} placeholder="Where in it" value={one.place} onInput={(e) => change(withOne(value, i, { ...one, place: e.currentTarget.value }))} />
          <button type="button" class="secondary outline small" aria-label={`Take source ${i + 1} away`} onClick={() => change(without(value, i))}>×</button>
        </div>
      ))}
      <button type="button" id={id} class="secondary outline small" onClick={() => change([...value, { id: "", place: "" }])}>Add a source</button>
    </div>
  );
}

export function NearMisses({ id, value, change }: ListProps<{ text: string; belongs_to: string }>) {
  const { names } = useTopics();
  const others = ["out_of_scope", "refer", "urgent", "no_diagnosis"];
  return (
    <div>
      {value.map((one, i) => (
        <div class="row pair" key={i}>
          <input aria-label={`Question ${i + 1} that looks like it`} value={one.text} onInput={(e) => change(withOne(value, i, { ...one, text: e.currentTarget.value }))} />
          <select aria-label={`Question ${i + 1} belongs to`} value={one.belongs_to} onChange={(e) => change(withOne(value, i, { ...one, belongs_to: e.currentTarget.value }))}>
            {others.map((kind) => <option key={kind} value={kind}>{ANSWER_KINDS[kind]}</option>)}
            {names.map((topic) => <option key={topic.id} value={topic.id}>{topic.name}</option>)}
          </select>
          <button type="button" class="secondary outline small" aria-label={`Take question ${i + 1} away`} onClick={() => change(without(value, i))}>×</button>
        </div>
      ))}
      <button type="button" id={id} class="secondary outline small" onClick={() => change([...value, { text: "", belongs_to: "out_of_scope" }])}>Add one</button>
    </div>
  );
}
