// What parents ask and what becomes of it: charts, each with its table, and files to take away.
import { h, Fragment, type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { addressOf, call, type Schemas } from "../api.js";
import { Bars, Lines } from "../chart.js";
import { useTopics } from "../topics.js";
import { Field, Load, Page, Table, useLoad, type Loaded } from "../ui.js";
import { ANSWER_KINDS, REASONS, day, languageName } from "../words.js";

type Data = Schemas["StaffTable"];
type Report = "counts" | "feedback" | "coverage" | "overlap";

const HEADS: Record<string, string> = {
  day: "Day", kind: "Answer", topic: "Topic", site: "Site", language: "Language", edition: "Edition", age_band: "Child's age", count: "Answers",
  helpful: "Helped", not_helpful: "Did not help", rival: "Gets in the way", close_behind: "Close behind it", before: "Taken for it", practitioner: "For professionals",
};
const head = (column: string): string => HEADS[column] ?? REASONS[column] ?? (column.charAt(0).toUpperCase() + column.slice(1)).replaceAll("_", " ");

function DataTable({ title, table, name, isOpen }: { title: string; table: Data; name: (column: string, value: string | number) => string; isOpen: boolean }) {
  return (
    <details open={isOpen}>
      <summary>{title}: as a table</summary>
      <Table caption={`${title}: the numbers`} head={table.columns.map(head)}>
        {table.rows.map((row, i) => <tr key={i}>{row.map((cell, at) => <td key={at} class={typeof cell === "number" ? "number" : ""}>{name(table.columns[at] ?? "", cell)}</td>)}</tr>)}
      </Table>
    </details>
  );
}

interface PartProps {
  title: string;
  intro?: string;
  from: Loaded<Data>;
  report: Report;
  filter: Record<string, string>;
  name: (column: string, value: string | number) => string;
  chart?: (table: Data) => ComponentChildren;
}

function Part({ title, intro, from, report, filter, name, chart }: PartProps) {
  const id = `part-${title.replace(/\W+/g, "-")}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {intro && <p>{intro}</p>}
      <Load from={from}>
        {(table) => (table.rows.length === 0 ? <p>Nothing yet.</p> : (
          <Fragment>
            {chart?.(table)}
            <DataTable title={title} table={table} name={name} isOpen={!chart} />
            <p><small>
              <a href={addressOf("/v1/staff/insight/export", {}, { ...filter, report, format: "csv" })} download={`${report}.csv`}>For a spreadsheet (CSV)</a>{" · "}
              <a href={addressOf("/v1/staff/insight/export", {}, { ...filter, report, format: "json" })} download={`${report}.json`}>For programs (JSON)</a>
            </small></p>
          </Fragment>
        ))}
      </Load>
    </section>
  );
}

/** Numbers of the last column, summed by the value of `column`, the largest first. */
function sums(table: Data, column: string, most: number): [string, number][] {
  const at = table.columns.indexOf(column);
  const last = table.columns.length - 1;
  const out = new Map<string, number>();
  for (const row of table.rows) {
    const key = String(row[at < 0 ? 0 : at] ?? "");
    out.set(key, (out.get(key) ?? 0) + (Number(row[last]) || 0));
  }
  return [...out].sort((a, b) => b[1] - a[1]).slice(0, most);
}

/** The sum of each column that is a reason. */
function reasons(table: Data): [string, number][] {
  const sum = (at: number) => table.rows.reduce((all, row) => all + (Number(row[at]) || 0), 0);
  return table.columns.flatMap((column, at): [string, number][] => (column in REASONS ? [[REASONS[column]!, sum(at)]] : []));
}

const date = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

export function Insight() {
  const { nameOf } = useTopics();
  const [from, setFrom] = useState(date(29));
  const [to, setTo] = useState(date(0));
  const [site, setSite] = useState("");
  const filter: Record<string, string> = { from, to, ...(site ? { site } : {}) };
  const query = filter as { from: string; to: string; site?: string };
  const keys = [from, to, site];
  const perDay = useLoad(() => call("get", "/v1/staff/insight/counts", { query: { ...query, by: "day,kind" } }), keys);
  const perTopic = useLoad(() => call("get", "/v1/staff/insight/counts", { query: { ...query, by: "topic" } }), keys);
  const perSite = useLoad(() => call("get", "/v1/staff/insight/counts", { query: { ...query, by: "site,language,edition" } }), keys);
  const feedback = useLoad(() => call("get", "/v1/staff/insight/feedback", { query }), keys);
  const coverage = useLoad(() => call("get", "/v1/staff/insight/coverage"), []);
  const overlap = useLoad(() => call("get", "/v1/staff/insight/overlap"), []);
  const name = (column: string, value: string | number): string => {
    if (column === "kind") return ANSWER_KINDS[String(value)] ?? String(value);
    if (column === "language") return languageName(String(value));
    if (column === "day") return day(String(value));
    if (/topic|rival/.test(column) && value) return nameOf(String(value));
    return typeof value === "number" ? value.toLocaleString("en-GB", { maximumFractionDigits: 2 }) : value;
  };
  const common = { filter, name };
  return (
    <Page title="Insight" intro="Counts only: no question is kept unless a site has switched that on.">
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <Field id="from" label="From"><input id="from" type="date" value={from} max={to} onChange={(e) => e.currentTarget.value && setFrom(e.currentTarget.value)} /></Field>
        <Field id="to" label="To"><input id="to" type="date" value={to} min={from} onChange={(e) => e.currentTarget.value && setTo(e.currentTarget.value)} /></Field>
        <Field id="site" label="Site" hint="Empty: all."><input id="site" value={site} maxLength={40} onChange={(e) => setSite(e.currentTarget.value.trim())} /></Field>
      </form>
      <Part {...common} title="Answers by day" from={perDay} report="counts"
        chart={(table) => <Lines title="Answers by day" table={table} name={(kind) => ANSWER_KINDS[kind] ?? kind} />} />
      <Part {...common} title="What is asked about" from={perTopic} report="counts"
        chart={(table) => <Bars title="Answers by topic" bars={sums(table, "topic", 12).map(([topic, n]) => [topic ? nameOf(topic) : "No topic", n])} />} />
      <Part {...common} title="What parents say" intro="Only when they press “Did this help?”." from={feedback} report="feedback"
        chart={(table) => <Bars title="Answers that did not help, by reason" bars={reasons(table)} />} />
      <Part {...common} title="Where, and in which language" from={perSite} report="counts" />
      <Part {...common} title="Texts by topic and age" from={coverage} report="coverage" />
      <Part {...common} title="Topics that get in each other's way" intro="How many examples of the first are taken for the other, or nearly. Make their examples clearer, or join them." from={overlap} report="overlap" />
    </Page>
  );
}
