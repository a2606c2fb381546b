// Keys by which a clinic's own server asks. A key is shown once, when it is made.
import { h } from "preact";
import { useState } from "preact/hooks";
import { call, type Schemas } from "../api.js";
import { Badge, Dialog, Field, Load, Page, Table, Trouble, say, useAction, useLoad } from "../ui.js";
import { day } from "../words.js";

type Key = Schemas["StaffKey"];
type Scope = "ask" | "practitioner" | "insight" | "staff";

const SCOPES: Record<Scope, string> = {
  ask: "ask questions",
  practitioner: "read what is for professionals",
  insight: "read the counts",
  staff: "do what staff do",
};

export function Keys() {
  const found = useLoad(() => call("get", "/v1/staff/keys"), []);
  const [dialog, setDialog] = useState<{ what: "new" } | { what: "end"; key: Key } | null>(null);
  const close = () => (setDialog(null), found.reload());
  return (
    <Page title="Keys" intro="For programs of a clinic that ask Nestline themselves. A page for parents needs none.">
      <p><button type="button" onClick={() => setDialog({ what: "new" })}>Make a key</button></p>
      <Load from={found}>
        {({ keys }) => keys.length === 0 ? <p>There is no key.</p> : (
          <Table caption="Keys" head={["For", "Site", "May", "Made", "Ends", "What can be done"]}>
            {keys.map((key) => (
              <tr key={key.id}>
                <th scope="row">{key.name || key.id}</th>
                <td>{key.site}</td>
                <td>{key.scopes.map((scope) => SCOPES[scope as Scope] ?? scope).join(", ")}</td>
                <td>{day(key.created_at)}</td>
                <td>{key.revoked_at ? <Badge kind="bad">Ended {day(key.revoked_at)}</Badge> : key.expires_at ? day(key.expires_at) : "Never"}</td>
                <td>{!key.revoked_at && <button type="button" class="secondary outline small" aria-label={`End the key ${key.name || key.id}`} onClick={() => setDialog({ what: "end", key })}>End</button>}</td>
              </tr>
            ))}
          </Table>
        )}
      </Load>
      {dialog?.what === "new" && <NewKey close={close} />}
      {dialog?.what === "end" && <EndKey of={dialog.key} close={close} />}
    </Page>
  );
}

function NewKey({ close }: { close: () => void }) {
  const sites = useLoad(() => call("get", "/v1/staff/sites"), []).data?.sites ?? [];
  const [site, setSite] = useState("");
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["ask"]);
  const [days, setDays] = useState("365");
  const [made, setMade] = useState<Key>();
  const [start, isBusy, error] = useAction();
  if (made) {
    return (
      <Dialog title="The new key" close={close}>
        <p>Copy it now: it is never shown again.</p>
        <pre class="text" tabIndex={0}>{made.secret}</pre>
        <button type="button" onClick={close}>I have copied it</button>
      </Dialog>
    );
  }
  const make = (event: Event) => {
    event.preventDefault();
    void start(async () => setMade(await call("post", "/v1/staff/keys", { body: { site, name, scopes, days: Number(days) } })));
  };
  return (
    <Dialog title="Make a key" close={close}>
      <form onSubmit={make}>
        <Field id="key-name" label="What it is for"><input id="key-name" required maxLength={100} value={name} onInput={(e) => setName(e.currentTarget.value)} /></Field>
        <Field id="key-site" label="Site">
          <select id="key-site" required value={site} onChange={(e) => setSite(e.currentTarget.value)}>
            <option value="">Choose …</option>
            {sites.map((one) => <option key={one.id} value={one.id}>{one.name || one.id}</option>)}
          </select>
        </Field>
        <fieldset>
          <legend>It may</legend>
          {(Object.keys(SCOPES) as Scope[]).map((scope) => (
            <label key={scope}><input type="checkbox" checked={scopes.includes(scope)} onChange={(e) => setScopes(e.currentTarget.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))} /> {SCOPES[scope]}</label>
          ))}
        </fieldset>
        <Field id="key-days" label="Ends after so many days" hint="0: never."><input id="key-days" type="number" min={0} max={36500} value={days} onInput={(e) => setDays(e.currentTarget.value)} /></Field>
        {error && <Trouble error={error} />}
        <footer class="row"><button type="button" class="secondary outline" onClick={close}>Cancel</button><button type="submit" disabled={scopes.length === 0} aria-busy={isBusy}>Make it</button></footer>
      </form>
    </Dialog>
  );
}

function EndKey({ of, close }: { of: Key; close: () => void }) {
  const [start, isBusy, error] = useAction();
  const end = () =>
    start(async () => {
      await call("delete", "/v1/staff/keys/{key_id}", { path: { key_id: of.id } });
      say("The key no longer works.");
      close();
    });
  return (
    <Dialog title={`End the key “${of.name || of.id}”?`} close={close}>
      <p>What uses it gets no answers from now on. It cannot be brought back.</p>
      {error && <Trouble error={error} />}
      <footer class="row"><button type="button" class="secondary outline" onClick={close}>Keep it</button><button type="button" aria-busy={isBusy} onClick={() => void end()}>End it</button></footer>
    </Dialog>
  );
}
