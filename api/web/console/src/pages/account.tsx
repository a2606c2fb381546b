// One's own account: the password, and the second factor.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { call, find } from "../api.js";
import { session } from "../session.js";
import { useStore } from "../store.js";
import { Field, Page, Trouble, say, useAction } from "../ui.js";
import { ROLES } from "../words.js";

interface PasswordProps {
  id: string;
  label: string;
  value: string;
  change: (value: string) => void;
  isNew?: boolean;
}

const Password = ({ id, label, value, change, isNew }: PasswordProps) => (
  <Field id={id} label={label} hint={isNew ? "At least 12 characters: three or four words that nobody would put together." : undefined}>
    <input id={id} type="password" required minLength={isNew ? 12 : 1} maxLength={256} autocomplete={isNew ? "new-password" : "current-password"} value={value} onInput={(e) => change(e.currentTarget.value)} />
  </Field>
);

export function Account() {
  const { user, single_sign_on } = useStore(session)!;
  return (
    <Page title={user.display_name} intro={`You sign in as ${user.name}. You are somebody who ${user.roles.map((role) => ROLES[role]).join(", ")}${user.site ? `, for ${user.site}` : ""}.`}>
      {single_sign_on ? <p>Your house signs you in: passwords are changed there.</p> : <Fragment><ChangePassword /><SecondFactor /></Fragment>}
    </Page>
  );
}

function ChangePassword() {
  const [old, setOld] = useState("");
  const [next, setNext] = useState("");
  const [start, isBusy, error] = useAction();
  const save = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      // Not `call`: a wrong password is a 401 too, and is no reason to ask for a new sign-in.
      session.set((await find("post", "/v1/staff/session/password", { body: { password: old, new_password: next } }, true)).data);
      setOld("");
      setNext("");
      say("Your password is changed. You are signed out everywhere else.");
    });
  };
  return (
    <section aria-labelledby="password-title">
      <h2 id="password-title">Password</h2>
      <form onSubmit={save} class="narrow">
        <Password id="old" label="Password now" value={old} change={setOld} />
        <Password id="next" label="New password" value={next} change={setNext} isNew />
        {error && (error.status === 401 ? <p class="notice bad" role="alert">The password is not right.</p> : <Trouble error={error} />)}
        <button type="submit" aria-busy={isBusy}>Change it</button>
      </form>
    </section>
  );
}

function SecondFactor() {
  const now = useStore(session)!;
  const [password, setPassword] = useState("");
  const [secret, setSecret] = useState<{ secret: string; uri: string }>();
  const [code, setCode] = useState("");
  const [start, isBusy, error] = useAction();
  const begin = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      setSecret((await find("post", "/v1/staff/session/second-factor", { body: { password } }, true)).data);
      setPassword("");
    });
  };
  const confirm = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      await call("post", "/v1/staff/session/second-factor/confirm", { body: { code: code.replace(/\s/g, "") } });
      session.set({ ...now, user: { ...now.user, second_factor: true } });
      setSecret(undefined);
      say("From now on you also need the code from your phone.");
    });
  };
  return (
    <section aria-labelledby="factor-title">
      <h2 id="factor-title">Code from your phone</h2>
      {now.user.second_factor ? <p>Switched on. If you lose the phone, the person who looks after staff can switch it off.</p> : secret ? (
        <form onSubmit={confirm} class="narrow">
          <p>Type this key into the app, or <a href={secret.uri}>open it on this device</a>:</p>
          <pre class="text" tabIndex={0}>{secret.secret.replace(/(.{4})/g, "$1 ").trim()}</pre>
          <Field id="first-code" label="The code that the app shows now"><input id="first-code" inputMode="numeric" autocomplete="one-time-code" required maxLength={10} value={code} onInput={(e) => setCode(e.currentTarget.value)} /></Field>
          {error && <Trouble error={error} />}
          <button type="submit" aria-busy={isBusy}>Switch it on</button>
        </form>
      ) : (
        <form onSubmit={begin} class="narrow">
          <p>With it a stolen password is not enough. You need an app that shows six-digit codes.</p>
          <Password id="factor-password" label="Your password" value={password} change={setPassword} />
          {error && (error.status === 401 ? <p class="notice bad" role="alert">The password is not right.</p> : <Trouble error={error} />)}
          <button type="submit" class="secondary" aria-busy={isBusy}>Set it up</button>
        </form>
      )}
    </section>
  );
}
