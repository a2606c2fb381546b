// All texts, searched and filtered. The filters are part of the address, so that a list can be kept as a bookmark.
import { h, Fragment } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call, type Schemas } from "../api.js";
import { setQuery, useRoute } from "../router.js";
import { hasRole, session } from "../session.js";
import { useStore } from "../store.js";
import { useTopics } from "../topics.js";
import { Badge, Field, Load, Page, Table, Trouble, useAction, useLoad } from "../ui.js";
import { KINDS, LANGUAGES, STATES, day, languageName, type Kind } from "../words.js";

type Summary = Schemas["StaffItemSummary"];
const FILTERS = ["kind", "language", "state", "topic", "overdue", "search"] as const;
const OPEN_STATES = ["draft", "in_review", "changes_asked", "approved", "published"] as const;

function Choice({ name, label, all, options }: { name: (typeof FILTERS)[number]; label: string; all: string; options: [string, string][] }) {
  const { query } = useRoute();
  return (
    <Field id={`filter-${name}`} label={label}>
      <select id={`filter-${name}`} value={query.get(name) ?? ""} onChange={(e) => setQuery({ [name]: e.currentTarget.value })}>
        <option value="">{all}</option>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </Field>
  );
}

function Search() {
  const { query } = useRoute();
  const [text, setText] = useState(query.get("search") ?? "");
  useEffect(() => {
    const timer = setTimeout(() => setQuery({ search: text.trim() }), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Field id="search" label="Search">
      <input id="search" type="search" value={text} maxLength={100} placeholder="Words of the title or the text" onInput={(e) => setText(e.currentTarget.value)} />
    </Field>
  );
}

export function StateOf({ item }: { item: Summary }) {
  return (
    <Fragment>
      {item.open_state && <Badge kind={item.open_state}>{STATES[item.open_state]}</Badge>} {item.live_revision !== undefined && <Badge kind="published">Live</Badge>}{" "}
      {item.overdue && <Badge kind="bad">To be read again{item.review_due ? ` since ${day(item.review_due)}` : ""}</Badge>}
    </Fragment>
  );
}

export function Items() {
  const { query } = useRoute();
  const now = useStore(session);
  const { names } = useTopics();
  const filter = Object.fromEntries(FILTERS.map((name) => [name, query.get(name)]).filter(([, value]) => value)) as Record<string, string>;
  const request = { ...filter, limit: "50" } as { kind?: Kind; limit: string };
  const found = useLoad(() => call("get", "/v1/staff/items", { query: request }), [JSON.stringify(filter)]);
  const [more, setMore] = useState<{ of: typeof found.data; items: Summary[]; next: string | undefined }>();
  const [start, isBusy, error] = useAction();
  const extra = more && more.of === found.data ? more : undefined;
  const next = extra ? extra.next : found.data?.next;
  const fetchMore = () =>
    start(async () => {
      const page = await call("get", "/v1/staff/items", { query: { ...request, after: next! } });
      setMore({ of: found.data, items: [...(extra?.items ?? []), ...page.items], next: page.next });
    });
  return (
    <Page title="Texts" intro="Everything that Nestline knows: what parents read, and what it learns from.">
      {hasRole(now, "author", "admin") && <p><a class="button" href="#/new">Write something new</a></p>}
      <form class="filters" aria-label="Search and filter" onSubmit={(event) => event.preventDefault()}>
        <Search />
        <Choice name="kind" label="Kind" all="All kinds" options={Object.entries(KINDS)} />
        <Choice name="state" label="State" all="Any state" options={OPEN_STATES.map((state) => [state, STATES[state]])} />
        <Choice name="topic" label="Topic" all="All topics" options={names.map((one) => [one.id, one.name])} />
        <Choice name="language" label="Language" all="All languages" options={Object.entries(LANGUAGES)} />
        <Choice name="overdue" label="Review" all="All" options={[["yes", "Only those to read again"]]} />
      </form>
      <Load from={found}>
        {(data) => {
          const items = [...data.items, ...(extra?.items ?? [])];
          if (items.length === 0) return <p>Nothing fits. <a href="#/texts">Show everything</a></p>;
          return (
            <Fragment>
              <Table caption="Texts" head={["Title", "Kind", "State", "Language", "Changed"]}>
                {items.map((item) => (
                  <tr key={item.id}>
                    <th scope="row"><a href={`#/text/${item.id}`}>{item.title || item.key}</a></th>
                    <td>{KINDS[item.kind]}</td>
                    <td><StateOf item={item} /></td>
                    <td>{languageName(item.language)}</td>
                    <td>{day(item.changed_at)}</td>
                  </tr>
                ))}
              </Table>
              {error && <Trouble error={error} />}
              {next && <button type="button" class="secondary" aria-busy={isBusy} onClick={() => void fetchMore()}>Show more</button>}
            </Fragment>
          );
        }}
      </Load>
    </Page>
  );
}
