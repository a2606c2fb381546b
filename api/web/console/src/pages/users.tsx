// Who may sign in, and what they may do.
import { h } from "preact";
import { useState } from "preact/hooks";
import { call, find, type Schemas } from "../api.js";
import { go } from "../router.js";
import { Badge, Field, Load, Page, Table, Trouble, say, useAction, useLoad } from "../ui.js";
import { ROLES, time } from "../words.js";

type User = Schemas["StaffUser"];
type Role = User["roles"][number];

export const Users = ({ parts }: { parts: string[] }) => (parts[0] === "new" ? <UserForm /> : parts[0] ? <OneUser id={Number(parts[0])} /> : <AllUsers />);

function AllUsers() {
  const found = useLoad(() => call("get", "/v1/staff/users"), []);
  return (
    <Page title="Staff" intro="The people who can sign in here.">
      <p><a class="button" href="#/staff/new">Add a person</a></p>
      <Load from={found}>
        {({ users }) => (
          <Table caption="Staff" head={["Name", "Signs in as", "May", "Site", "Second factor", "Last here"]}>
            {users.map((user) => (
              <tr key={user.id}>
                <th scope="row"><a href={`#/staff/${user.id}`}>{user.display_name}</a> {user.disabled && <Badge kind="bad">Shut out</Badge>}</th>
                <td>{user.name}</td>
                <td>{user.roles.map((role) => ROLES[role]).join(", ")}</td>
                <td>{user.site ?? "All"}</td>
                <td>{user.second_factor ? "Yes" : "No"}</td>
                <td>{user.last_seen_at ? time(user.last_seen_at) : "Never"}</td>
              </tr>
            ))}
          </Table>
        )}
      </Load>
    </Page>
  );
}

function OneUser({ id }: { id: number }) {
  const found = useLoad(() => find("get", "/v1/staff/users/{user_id}", { path: { user_id: id } }), [id]);
  if (!found.data) return <Page title="Person"><Load from={found}>{() => null}</Load></Page>;
  return <UserForm user={found.data.data} etag={found.data.etag} />;
}

function UserForm({ user, etag = "" }: { user?: User; etag?: string }) {
  const [name, setName] = useState(user?.name ?? "");
  const [shown, setShown] = useState(user?.display_name ?? "");
  const [roles, setRoles] = useState<Role[]>(user?.roles ?? ["author"]);
  const [site, setSite] = useState(user?.site ?? "");
  const [password, setPassword] = useState("");
  const [disabled, setDisabled] = useState(user?.disabled ?? false);
  const [removes, setRemoves] = useState(false);
  const [start, isBusy, error] = useAction();
  const sites = useLoad(() => call("get", "/v1/staff/sites"), []).data?.sites ?? [];
  const save = (event: Event) => {
    event.preventDefault();
    const common = { display_name: shown, roles, ...(site ? { site } : {}) };
    void start(async () => {
      if (user) {
        const body = { ...common, disabled, ...(password ? { password } : {}), ...(removes ? { remove_second_factor: true } : {}) };
        await call("put", "/v1/staff/users/{user_id}", { path: { user_id: user.id }, body, etag });
      } else {
        await call("post", "/v1/staff/users", { body: { ...common, name, password } });
      }
      say(user ? "Saved." : "Added. Give the password to them in person; they can change it under their name.");
      go("staff");
    });
  };
  return (
    <Page title={user ? user.display_name : "Add a person"}>
      <form onSubmit={save} class="narrow">
        <Field id="shown" label="Name, as colleagues see it"><input id="shown" required maxLength={100} value={shown} onInput={(e) => setShown(e.currentTarget.value)} /></Field>
        <Field id="user-name" label="Signs in as" hint="Small letters, digits, dots and hyphens."><input id="user-name" required readOnly={user !== undefined} pattern="[a-z0-9.\-]{2,40}" autocapitalize="none" autocomplete="off" value={name} onInput={(e) => setName(e.currentTarget.value)} /></Field>
        <fieldset>
          <legend>This person</legend>
          {(Object.keys(ROLES) as Role[]).map((role) => (
            <label key={role}><input type="checkbox" checked={roles.includes(role)} onChange={(e) => setRoles(e.currentTarget.checked ? [...roles, role] : roles.filter((one) => one !== role))} /> {ROLES[role]}</label>
          ))}
        </fieldset>
        <Field id="user-site" label="Only for the site" hint="Somebody for one site can write for it, but not review or publish.">
          <select id="user-site" value={site} onChange={(e) => setSite(e.currentTarget.value)}>
            <option value="">All sites</option>
            {sites.map((one) => <option key={one.id} value={one.id}>{one.name || one.id}</option>)}
          </select>
        </Field>
        <Field id="user-password" label={user ? "A new password" : "First password"} hint={user ? "Leave it empty to keep the old one. A new one signs the person out." : "At least 12 characters."}>
          <input id="user-password" type="password" autocomplete="new-password" minLength={12} maxLength={256} required={!user} value={password} onInput={(e) => setPassword(e.currentTarget.value)} />
        </Field>
        {user?.second_factor && <label><input type="checkbox" checked={removes} onChange={(e) => setRemoves(e.currentTarget.checked)} /> The phone was lost: sign in without its code again</label>}
        {user && <label><input type="checkbox" checked={disabled} onChange={(e) => setDisabled(e.currentTarget.checked)} /> Shut out: may not sign in any more</label>}
        {error && <Trouble error={error} />}
        <button type="submit" disabled={roles.length === 0} aria-busy={isBusy}>{user ? "Save" : "Add"}</button>
      </form>
    </Page>
  );
}
