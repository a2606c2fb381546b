// The names of all topics, for every place where one is chosen. Fetched once, again after a minute.
import { call } from "./api.js";
import { useLoad } from "./ui.js";

export interface TopicName {
  id: string;
  item: number; // its id as a text; the English one where there are several
  name: string;
}

const KEEP = 60_000; // milliseconds
let fetched: { at: number; names: Promise<TopicName[]> } | undefined;

async function fetchAll(): Promise<TopicName[]> {
  const names = new Map<string, TopicName>();
  let after: string | undefined;
  do {
    const page = await call("get", "/v1/staff/items", { query: { kind: "topic", limit: "200", ...(after ? { after } : {}) } });
    for (const { id: item, key, title, live_revision } of page.items) {
      const id = key.split("/").pop()!;
      if (live_revision !== undefined && !names.has(id)) names.set(id, { id, item, name: title });
    }
    after = page.next;
  } while (after);
  return [...names.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export function topicNames(): Promise<TopicName[]> {
  if (!fetched || Date.now() - fetched.at > KEEP) {
    const names = fetchAll();
    names.catch(() => (fetched = undefined));
    fetched = { at: Date.now(), names };
  }
  return fetched.names;
}

/** The names, and what a topic is called; its id until they are there. */
export function useTopics(): { names: TopicName[]; nameOf: (id: string) => string } {
  const names = useLoad(topicNames, []).data ?? [];
  return { names, nameOf: (id) => names.find((one) => one.id === id)?.name ?? id.replaceAll("-", " ") };
}
