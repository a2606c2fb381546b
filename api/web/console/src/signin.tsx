// Signing in: the first time as a page, later as a dialog over what is being done, so that nothing is lost.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { ApiError, find } from "./api.js";
import { hasExpired, session, signedIn } from "./session.js";
import { useStore } from "./store.js";
import { Dialog, Field, useAction } from "./ui.js";

function wordsFor(error: ApiError): string {
  if (error.status === 0) return "There is no connection. Try again in a moment.";
  if (error.status === 429) return `Too many attempts. Wait ${error.retryAfter || 60} seconds, then try again.`;
  if (error.status === 401 || error.status === 422) return "The name, the password or the code is not right.";
  return error.message;
}

/** `name` is fixed where the same person has to come back. */
function SignInForm({ name: fixed }: { name?: string | undefined }) {
  const [name, setName] = useState(fixed ?? "");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const [start, isBusy, error] = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    void start(async () => {
      try {
        const body = { name: name.trim(), password, ...(needsCode ? { code: code.replace(/\s/g, "") } : {}) };
        signedIn((await find("post", "/v1/staff/session", { body }, true)).data);
      } catch (caught) {
        if (!(caught instanceof ApiError) || caught.kind !== "second_factor" || needsCode) throw caught;
        setNeedsCode(true);
      }
    });
  };
  return (
    <form onSubmit={submit}>
      <Field id="name" label="Your name here">
        <input id="name" autocomplete="username" autocapitalize="none" spellcheck={false} required maxLength={40}
          value={name} readOnly={fixed !== undefined} onInput={(e) => setName(e.currentTarget.value)} />
      </Field>
      <Field id="password" label="Password">
        <input id="password" type="password" autocomplete="current-password" required maxLength={256}
          value={password} onInput={(e) => setPassword(e.currentTarget.value)} />
      </Field>
      {needsCode && (
        <Field id="code" label="Code from your phone" hint="Six digits, from the app that you set up for this.">
          <input id="code" inputMode="numeric" autocomplete="one-time-code" required maxLength={10} autofocus
            value={code} onInput={(e) => setCode(e.currentTarget.value)} />
        </Field>
      )}
      {error && <p class="notice bad" role="alert">{wordsFor(error)}</p>}
      <button type="submit" aria-busy={isBusy}>Sign in</button>
    </form>
  );
}

/** Where a proxy of the house has found out who it is, the server takes its word; elsewhere it refuses. */
function HouseSignIn() {
  const [start, isBusy, error] = useAction();
  const go = () => start(async () => signedIn((await find("post", "/v1/staff/session", { body: {} }, true)).data));
  return (
    <details>
      <summary>Your house signs you in?</summary>
      <p><button type="button" class="secondary" aria-busy={isBusy} onClick={() => void go()}>Go on without a password</button></p>
      {error && <p class="notice bad" role="alert">{error.status === 0 ? wordsFor(error) : "Nestline does not know you by your house's sign-in. Use your name and password."}</p>}
    </details>
  );
}

export function SignInPage() {
  return (
    <main class="container narrow" id="main">
      <h1>Nestline console</h1>
      <p class="intro">For the people who write and check what parents read.</p>
      <SignInForm />
      <HouseSignIn />
      <p><small>You have no name and password yet? Ask the person who looks after Nestline in your house.</small></p>
    </main>
  );
}

export function SignInAgain() {
  const isNeeded = useStore(hasExpired);
  const who = useStore(session)?.user;
  if (!isNeeded || !who) return null;
  return (
    <Dialog title="Sign in again">
      <Fragment>
        <p>You have been away for a while, {who.display_name}. What you wrote is still here: sign in, and you can go on.</p>
        <SignInForm name={who.name} />
        <p><small>Are you somebody else? <a href="#/" onClick={() => location.reload()}>Start afresh</a>: what is not saved will be lost.</small></p>
      </Fragment>
    </Dialog>
  );
}
