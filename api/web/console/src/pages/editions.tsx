// Every edition that there was, what it changed, and the way back to it.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { call, type Schemas } from "../api.js";
import { Badge, Dialog, Field, Load, Table, Trouble, say, useAction, useLoad } from "../ui.js";
import { KINDS, ORIGINS, time } from "../words.js";

type Edition = Schemas["StaffEdition"];

interface EditionsProps {
  editions: Edition[];
  mayPublish: boolean;
  rolled: (candidate: Schemas["StaffCandidate"]) => void;
  reload: () => void;
}

export function Editions({ editions, mayPublish, rolled, reload }: EditionsProps) {
  const [dialog, setDialog] = useState<{ what: "back" | "clinical" | "changes"; edition: Edition } | null>(null);
  const open = (what: "back" | "clinical" | "changes", edition: Edition) => () => setDialog({ what, edition });
  const close = () => setDialog(null);
  return (
    <section aria-labelledby="editions">
      <h2 id="editions">Editions</h2>
      <Table caption="Editions, newest first" head={["Edition", "When", "By", "Note", "Read by a clinician", "What can be done"]}>
        {editions.map((edition) => (
          <tr key={edition.number}>
            <th scope="row">{edition.number} {edition.live && <Badge kind="published">Live</Badge>}</th>
            <td>{time(edition.created_at)}</td>
            <td>{edition.by || ORIGINS[edition.origin]}{edition.rolled_back_to ? `, went back to ${edition.rolled_back_to}` : ""}</td>
            <td>{edition.note}{edition.pinned_by.length > 0 && <small> Kept by: {edition.pinned_by.join(", ")}</small>}</td>
            <td>{edition.reviews.map((one) => `${one.by}, ${one.role}`).join("; ") || "Not yet"}</td>
            <td>
              <div class="row tight">
                <button type="button" class="secondary outline small" onClick={open("changes", edition)} aria-label={`What changed in edition ${edition.number}`}>What changed</button>
                {mayPublish && !edition.live && <button type="button" class="secondary outline small" onClick={open("back", edition)} aria-label={`Go back to edition ${edition.number}`}>Go back</button>}
                {mayPublish && edition.live && <button type="button" class="secondary outline small" onClick={open("clinical", edition)}>A clinician has read it</button>}
              </div>
            </td>
          </tr>
        ))}
      </Table>
      {dialog?.what === "changes" && <ChangesDialog edition={dialog.edition} close={close} />}
      {dialog?.what === "back" && <BackDialog edition={dialog.edition} close={close} rolled={(candidate) => (close(), rolled(candidate))} />}
      {dialog?.what === "clinical" && <ClinicalDialog edition={dialog.edition} close={close} done={() => (close(), reload())} />}
    </section>
  );
}

function ChangesDialog({ edition, close }: { edition: Edition; close: () => void }) {
  const found = useLoad(() => call("get", "/v1/staff/editions/{edition}", { path: { edition: edition.number } }), [edition.number]);
  return (
    <Dialog title={`What edition ${edition.number} changed`} close={close}>
      <Load from={found}>
        {({ changes }) =>
          changes.length === 0 ? <p>Nothing against the one before it.</p> : (
            <ul>{changes.map((change) => <li key={change.item_id}><a href={`#/text/${change.item_id}?show=history`}>{change.title || change.key}</a> <small>{KINDS[change.kind]}</small></li>)}</ul>
          )
        }
      </Load>
    </Dialog>
  );
}

function BackDialog({ edition, close, rolled }: { edition: Edition; close: () => void; rolled: (candidate: Schemas["StaffCandidate"]) => void }) {
  const [note, setNote] = useState("");
  const [start, isBusy, error] = useAction();
  const back = (event: Event) => {
    event.preventDefault();
    void start(async () => rolled(await call("post", "/v1/staff/editions/{edition}/rollback", { path: { edition: edition.number }, body: note ? { note } : {} })));
  };
  return (
    <Dialog title={`Go back to edition ${edition.number}?`} close={close}>
      <form onSubmit={back}>
        <p>Parents get its texts again as soon as they are ready, in a moment. Nothing of what came later is lost.</p>
        <Field id="back-note" label="Why"><input id="back-note" maxLength={2000} value={note} onInput={(e) => setNote(e.currentTarget.value)} /></Field>
        {error && <Trouble error={error} />}
        <footer class="row">
          <button type="button" class="secondary outline" onClick={close}>Stay as it is</button>
          <button type="submit" aria-busy={isBusy}>Go back</button>
        </footer>
      </form>
    </Dialog>
  );
}

function ClinicalDialog({ edition, close, done }: { edition: Edition; close: () => void; done: () => void }) {
  const [by, setBy] = useState("");
  const [role, setRole] = useState("");
  const [start, isBusy, error] = useAction();
  const save = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      await call("post", "/v1/staff/editions/{edition}/clinical-review", { path: { edition: edition.number }, body: { by, role } });
      say("Recorded. The notice that no clinician has read it is gone.");
      done();
    });
  };
  return (
    <Dialog title={`A clinician has read edition ${edition.number}`} close={close}>
      <form onSubmit={save}>
        <Field id="edition-by" label="Who read it"><input id="edition-by" required maxLength={200} value={by} onInput={(e) => setBy(e.currentTarget.value)} /></Field>
        <Field id="edition-role" label="As what"><input id="edition-role" required maxLength={200} value={role} onInput={(e) => setRole(e.currentTarget.value)} /></Field>
        {error && <Trouble error={error} />}
        <Fragment>
          <footer class="row">
            <button type="button" class="secondary outline" onClick={close}>Cancel</button>
            <button type="submit" aria-busy={isBusy}>Record it</button>
          </footer>
        </Fragment>
      </form>
    </Dialog>
  );
}
