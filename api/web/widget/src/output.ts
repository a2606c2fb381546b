// Taking an answer along: to the clipboard as plain text, or to paper.
import type { Answer } from "../../client/src/index.js";
import type { Say } from "../../shared/src/strings.js";
import { answerText } from "./format.js";
import printCss from "./print.css?inline";

export async function copyAnswer(answer: Answer, say: Say, tell: (text: string) => void): Promise<void> {
  try {
    await navigator.clipboard.writeText(answerText(answer, say));
    tell(say("copied"));
  } catch {
    tell(say("copy_failed")); // a frame without the permission, or an insecure page
  }
}

/** Prints the card that the button stands in, alone: in a frame of its own, so that the page is left as it is. */
export function printAnswer(button: Element): void {
  const card = button.closest(".answer");
  if (!card) return;
  const frame = document.createElement("iframe");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.position = "fixed";
  frame.style.inlineSize = frame.style.blockSize = "0";
  frame.style.border = "0";
  document.body.append(frame);
  const page = frame.contentWindow as (Window & typeof globalThis) | null;
  if (!page) return frame.remove();
  const sheet = new page.CSSStyleSheet();
  sheet.replaceSync(printCss);
  page.document.adoptedStyleSheets = [sheet];
  page.document.documentElement.lang = card.getAttribute("lang") ?? "";
  page.document.title = card.querySelector("h3:not(.sr)")?.textContent ?? document.title;
  const copy = page.document.importNode(card, true);
  for (const details of copy.querySelectorAll("details")) details.open = true;
  page.document.body.append(copy);
  page.addEventListener("afterprint", () => frame.remove());
  page.focus();
  page.print();
}
