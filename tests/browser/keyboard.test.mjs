// Without a mouse, and without eyes: order and keeping of focus, names and roles, what is said aloud.
import assert from "node:assert/strict";
import test from "node:test";
import { QUESTIONS, ask, atEnd, newPage, open, page, ready, startHost, startNestline, widget } from "./harness.mjs";

const nestline = await startNestline();
atEnd(nestline.stop);
const host = await startHost(nestline.url, {
  "/": { html: page(`<a href="#before">before</a>${widget("")}<a href="#after">after</a>`) },
  "/inline": { html: page(widget("", 'mode="inline"')) },
});
atEnd(host.stop);

/** The element that has the focus, looked for in shadow roots, as "tag#id.class text". */
const focused = (tab) =>
  tab.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const name = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""}.${element.className} ${name}`;
  });

const tabTo = async (tab, wanted, key = "Tab") => {
  for (let i = 0; i < 60; ++i) {
    await tab.keyboard.press(key);
    if (wanted.test(await focused(tab))) return;
  }
  assert.fail(`${key} does not come to ${wanted}; it is at ${await focused(tab)}`);
};

test("from the page to an answer and back by keyboard alone", async () => {
  const tab = await newPage();
  await tab.goto(host.url);
  await tabTo(tab, /launcher/);
  await tab.keyboard.press("Enter");
  await ready(tab);
  assert.match(await focused(tab), /textarea#question/, "with a mouse or keyboard one can write at once");

  await tab.keyboard.type("my 2 year old");
  await tab.keyboard.press("Shift+Enter");
  await tab.keyboard.type("screams when I leave her at nursery");
  assert.equal(await tab.locator("#question").inputValue(), "my 2 year old\nscreams when I leave her at nursery");
  await tab.keyboard.press("Enter");
  await tab.locator(".passage h3").first().waitFor();
  assert.match(await focused(tab), /textarea#question/, "the answer must not take the focus");

  // Backwards through the answer: everything in it can be reached, in the order of reading.
  await tabTo(tab, /Print/, "Shift+Tab");
  await tabTo(tab, /Why this answer/, "Shift+Tab");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.locator(".why").evaluate((element) => element.open), true);
  assert.match(await tab.locator(".why").innerText(), /Your words fit this best: /);
  assert.match(await tab.locator(".why").innerText(), /written and approved by people/);
  await tabTo(tab, /button.*No$/, "Shift+Tab");
  await tab.keyboard.press("Enter");
  await tabTo(tab, /input/);
  await tab.keyboard.press("Space");
  await tabTo(tab, /button.*Send/);
  await tab.keyboard.press("Enter");
  await tab.locator(".feedback.done").waitFor();
  assert.match(await focused(tab), /feedback done/, "the focus is not lost with the button");

  await tab.keyboard.press("Escape");
  assert.match(await focused(tab), /launcher/, "Escape closes and gives the focus back");
  assert.equal(await tab.locator(".panel").isVisible(), false);
  await tab.keyboard.press("Enter");
  assert.equal(await tab.locator(".answer").count(), 1, "what was said is still there");
  await tab.context().close();
});

test("no trap: Tab leaves the panel for the page", async () => {
  const tab = await newPage();
  await tab.goto(host.url);
  await open(tab);
  await tabTo(tab, /^a\. after/);
  await tabTo(tab, /^a\. before/, "Shift+Tab");
  await tab.context().close();
});

test("help and back by keyboard; Escape first leaves the help, then closes", async () => {
  const tab = await newPage();
  await tab.goto(host.url);
  await open(tab);
  await tabTo(tab, /help-now/, "Shift+Tab");
  await tab.keyboard.press("Enter");
  await tab.locator(".help select").waitFor();
  assert.match(await focused(tab), /h3#help-title/);
  await tab.keyboard.press("Escape");
  assert.match(await focused(tab), /help-now/);
  await tab.keyboard.press("Escape");
  assert.match(await focused(tab), /launcher/);
  await tab.context().close();
});

test("what was typed is kept when the panel is closed, and Escape in the page does nothing to it", async () => {
  const tab = await newPage();
  await tab.goto(`${host.url}/inline`);
  await ready(tab);
  await tab.locator("#question").fill("half a thought");
  await tab.keyboard.press("Escape");
  assert.equal(await tab.locator("#question").inputValue(), "half a thought");
  await tab.goto(host.url);
  await open(tab);
  await tab.locator("#question").fill("half a thought");
  await tab.keyboard.press("Escape");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.locator("#question").inputValue(), "half a thought");
  await tab.context().close();
});

test("on a phone the screen keyboard does not come up by itself", async () => {
  const tab = await newPage({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await tab.goto(host.url);
  await open(tab);
  assert.match(await focused(tab), /div\.panel/);
  await tab.context().close();
});

test("what a screen reader finds", async () => {
  const tab = await newPage();
  await tab.goto(host.url);
  assert.match(await tab.locator("nestline-chat").ariaSnapshot(), /- button "Ask about your child"/);
  await open(tab);
  const opened = await tab.locator("nestline-chat").ariaSnapshot();
  for (const part of [
    /- dialog "Ask about your child"/,
    /- heading "Ask about your child" \[level=2\]/,
    /- button "Close"/,
    /- button "Help now"/,
    /- link "Leave quickly"/,
    /- log "Your questions and answers"/,
    /- textbox "Your question"/,
    /- button "Send"/,
    /- status/,
  ]) {
    assert.match(opened, part);
  }
  assert.equal(await tab.getByRole("status").count(), 1, "one region that speaks");
  const live = await tab.locator("[aria-live]:not([aria-live=off])").count();
  assert.equal(live, 1, "and no other that does");

  await ask(tab, QUESTIONS.guidance);
  const answered = await tab.locator("[role=log]").ariaSnapshot();
  assert.match(answered, /article "You asked: my 2 year old screams/);
  assert.match(answered, /- heading "What to try" \[level=4\]/);
  assert.match(answered, /- heading "When to ask for help" \[level=4\]/);
  assert.match(answered, /- button "Print"/);
  const said = await tab.getByRole("status").innerText();
  assert.match(said, /The answer is ready\./);
  assert.ok(said.length < 500, "short, the answer itself is read in the log");
  assert.equal(await tab.locator(".answer").getAttribute("lang"), "en");

  await ask(tab, QUESTIONS.urgent);
  assert.match(await tab.getByRole("status").innerText(), /^Please get help now\./);
  const urgent = await tab.locator(".answer.urgent").ariaSnapshot();
  assert.match(urgent, /- heading "Please get help now" \[level=3\]/);
  assert.match(urgent, /- combobox "Which country are you in\?"/);
  await tab.locator(".urgent select").selectOption("GB");
  assert.match(await tab.locator(".answer.urgent").ariaSnapshot(), /link "Call 999":\s*- \/url: tel:999/);
  await tab.context().close();
});

test("the limit is told near it, and once", async () => {
  const tab = await newPage();
  await tab.goto(host.url);
  await open(tab);
  await tab.locator("#question").fill("a".repeat(3590));
  assert.equal(await tab.locator("#room").innerText(), "");
  await tab.locator("#question").fill("a".repeat(3650));
  assert.equal(await tab.locator("#room").innerText(), "350 characters left");
  assert.equal(await tab.getByRole("status").innerText(), "350 characters left");
  await tab.locator("#question").pressSequentially("bbb");
  assert.equal(await tab.locator("#room").innerText(), "347 characters left");
  assert.equal(await tab.getByRole("status").innerText(), "350 characters left", "not at every letter");
  await tab.locator("#question").fill(`${"😀".repeat(4000)}x`);
  assert.match(await tab.locator("#room").innerText(), /^1 characters too many/);
  assert.equal(await tab.locator("#question").getAttribute("aria-invalid"), "true");
  await tab.locator("#question").press("Enter");
  assert.equal(await tab.locator(".turn").count(), 0, "too long is not sent, and not cut");
  await tab.locator("#question").fill("😀".repeat(4000));
  await tab.locator("#question").press("Enter");
  await tab.locator(".answer").waitFor(); // counted as the service counts
  await tab.context().close();
});
