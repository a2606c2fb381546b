// Earlier versions of a text, each against the one before it.
import { h } from "preact";
import { call, type Schemas } from "../api.js";
import { Changes } from "../diff.js";
import { Badge, Load, useLoad } from "../ui.js";
import { STATES, time } from "../words.js";

interface HistoryProps {
  item: Schemas["StaffItemSummary"];
  restore: ((revision: number) => void) | undefined;
}

export function History({ item, restore }: HistoryProps) {
  const found = useLoad(() => call("get", "/v1/staff/items/{item_id}/revisions", { path: { item_id: item.id } }), [item.id]);
  return (
    <Load from={found}>
      {({ revisions }) => (
        <ol class="history" reversed>
          {revisions.map((revision, i) => (
            <li key={revision.id}>
              <details open={i === 0}>
                <summary>
                  Version {revision.number}, {time(revision.changed_at)}, by {revision.authors.map((one) => one.name).join(", ") || "the program"}{" "}
                  <Badge kind={revision.state}>{revision.edition ? `${STATES[revision.state]}, edition ${revision.edition}` : STATES[revision.state]}</Badge>
                </summary>
                {revision.note && <p>“{revision.note}”</p>}
                {revision.approvals.length > 0 && <p><small>Approved by {revision.approvals.map((one) => one.by.name).join(" and ")}.</small></p>}
                {revisions[i + 1] ? <Changes kind={item.kind} before={revisions[i + 1]!} after={revision} /> : <p>This is the first version.</p>}
                {restore && i > 0 && <button type="button" class="secondary outline small" onClick={() => restore(revision.id)}>Begin a draft from this version</button>}
              </details>
            </li>
          ))}
        </ol>
      )}
    </Load>
  );
}
