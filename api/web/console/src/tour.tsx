// Three steps for the first visit. Only that it was seen is remembered, in the browser; nothing of any text.
import { h, Fragment } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "./ui.js";

const KEY = "nestline-tour-seen";

export function wasSeen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, "1");
  } catch {
    // shown again next time
  }
}

const STEPS: [string, string[]][] = [
  ["See what parents get", [
    "“Try out” answers a question as a parent would get it, and shows why. Nothing of it is counted or kept.",
    "Is it not answered well? Make it an example of its topic, or write a new text.",
  ]],
  ["Write, and let a colleague read it", [
    "Parents see nothing of what you write until it is published. While you write, the page shows what is hard to read, and how it will look on a phone.",
    "Nobody approves their own text: ask for a review, and a colleague finds it under “Review”.",
  ]],
  ["See what changes, then publish", [
    "“Publish” shows every answer that would change, old beside new, and refuses where a safety example is no longer caught.",
    "You can go back to any earlier edition with one click.",
  ]],
];

export function Tour({ close }: { close: () => void }) {
  const [step, setStep] = useState(0);
  const [title, texts] = STEPS[step]!;
  const end = () => (remember(), close());
  const isLast = step === STEPS.length - 1;
  return (
    <Dialog title={title} close={end} key={step}>
      <Fragment>
        <p><small>Step {step + 1} of {STEPS.length}</small></p>
        {texts.map((text) => <p key={text}>{text}</p>)}
        <footer class="row">
          {!isLast && <button type="button" class="secondary outline" onClick={end}>Skip</button>}
          {step > 0 && <button type="button" class="secondary" onClick={() => setStep(step - 1)}>Back</button>}
          <button type="button" autofocus onClick={() => (isLast ? end() : setStep(step + 1))}>{isLast ? "Begin" : "Next"}</button>
        </footer>
      </Fragment>
    </Dialog>
  );
}
