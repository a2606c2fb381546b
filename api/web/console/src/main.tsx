// The staff console: who is signed in, which page, and the frame around it.
import "@picocss/pico/css/pico.min.css";
import "uplot/dist/uPlot.min.css";
import "./console.css";
import { h, render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError, find } from "./api.js";
import { session, signedIn } from "./session.js";
import { Shell } from "./shell.js";
import { SignInPage } from "./signin.js";
import { useStore } from "./store.js";
import { Trouble } from "./ui.js";

function Console() {
  const now = useStore(session);
  const [state, setState] = useState<"asking" | "known" | ApiError>("asking");
  const ask = () =>
    find("get", "/v1/staff/session", {}, true).then(
      ({ data }) => (signedIn(data), setState("known")),
      (error: unknown) => setState(error instanceof ApiError && error.status !== 401 ? error : "known"),
    );
  useEffect(() => void ask(), []);
  if (now) return <Shell />;
  if (state === "asking") return <main class="container" id="main"><h1 class="unseen">Nestline console</h1><p aria-busy="true">Loading …</p></main>;
  if (state instanceof ApiError) {
    return <main class="container" id="main"><h1>Nestline console</h1><Trouble error={state} retry={() => void ask()} /></main>;
  }
  return <SignInPage />;
}

const place = document.getElementById("console")!;
place.replaceChildren();
render(<Console />, place);
