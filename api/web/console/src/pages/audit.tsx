// The log: who did what. Each entry carries a mark of the one before it, so that a change afterwards shows.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { call, type Schemas } from "../api.js";
import { Load, Page, Table, Trouble, useAction, useLoad } from "../ui.js";
import { time } from "../words.js";

type Entry = Schemas["StaffAuditEntry"];

export function Audit() {
  const first = useLoad(() => call("get", "/v1/staff/audit", { query: { limit: "50" } }), []);
  const [more, setMore] = useState<{ items: Entry[]; next: string | undefined }>();
  const [result, setResult] = useState<{ whole: boolean; entries: number; broken_at?: number; head: string }>();
  const [start, isBusy, error] = useAction();
  const next = more ? more.next : first.data?.next;
  const fetchMore = () =>
    start(async () => {
      const page = await call("get", "/v1/staff/audit", { query: { limit: "50", after: next! } });
      setMore({ items: [...(more?.items ?? []), ...page.items], next: page.next });
    });
  const verify = () => start(async () => setResult(await call("get", "/v1/staff/audit/verify")));
  return (
    <Page title="Log" intro="Who did what, the latest first. Nothing can be changed or taken out here.">
      <p><button type="button" class="secondary" aria-busy={isBusy} onClick={() => void verify()}>Check that nothing was changed afterwards</button></p>
      {result && (
        <div class={`notice ${result.whole ? "good" : "bad"}`} role="status">
          <p>{result.whole ? `All ${result.entries.toLocaleString("en-GB")} entries fit together.` : `Entry ${result.broken_at ?? ""} does not fit to the one before it: somebody has changed the log.`}</p>
          {result.whole && <p><small>Write this down elsewhere, to compare later: <code>{result.head}</code></small></p>}
        </div>
      )}
      {error && <Trouble error={error} />}
      <Load from={first}>
        {({ items }) => (
          <Fragment>
            <Table caption="Log" head={["Number", "When", "Who", "What", "On what", "More"]}>
              {[...items, ...(more?.items ?? [])].map((entry) => (
                <tr key={entry.sequence}><td class="number">{entry.sequence}</td><td>{time(entry.at)}</td><td>{entry.actor}</td><td>{entry.action.replaceAll("_", " ")}</td><td>{entry.object}</td><td>{entry.detail}</td></tr>
              ))}
            </Table>
            {next && <button type="button" class="secondary" aria-busy={isBusy} onClick={() => void fetchMore()}>Show more</button>}
          </Fragment>
        )}
      </Load>
    </Page>
  );
}
