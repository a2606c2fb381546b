// Nothing that somebody wrote is lost: no connection, an ended session, a second editor, a page that is left. And what
// people need who use the keyboard.
import assert from "node:assert/strict";
import test from "node:test";
import { axe, shot } from "./harness.mjs";
import { enter, follow, press, signIn, startConsole, told, visit } from "./console/staff.mjs";

const server = await startConsole();

/** Opens a draft of the text and says its id. */
async function beginDraft(tab, item) {
  await visit(tab, server.url, `text/${item}`);
  await press(tab, "Change this text");
  await tab.locator("#f-title").waitFor();
  return Number(tab.url().split("/").pop());
}

const revision = (id) => server.state.revisions.find((one) => one.id === id);

test("a text outlives a lost connection, and is saved when it is back", async () => {
  const tab = await signIn(server.url, "ada");
  const id = await beginDraft(tab, 4);
  server.shape = () => "drop";
  await tab.locator("#f-title").fill("Written in the tunnel");
  await press(tab, "Save");
  await tab.locator(".lost").waitFor();
  await tab.getByText("Kept in this window").waitFor();
  assert.deepEqual(await axe(tab), []);
  await shot(tab, "console-lost-1280");
  server.shape = null;
  await tab.getByText(/^Saved /).waitFor();
  assert.equal(revision(id).body.title, "Written in the tunnel");
  await tab.locator(".lost").waitFor({ state: "detached" });
  await tab.context().close();
});

test("a text outlives an ended session: sign in over it, and the save goes on", async () => {
  const tab = await signIn(server.url, "ada");
  await visit(tab, server.url, "text/4");
  await follow(tab, "Go on writing");
  await tab.locator("#f-summary").fill("Written while the session ended.");
  server.sessions.clear();
  await press(tab, "Save");
  await tab.getByRole("dialog", { name: "Sign in again" }).waitFor();
  await tab.keyboard.press("Escape");
  assert.equal(await tab.getByRole("dialog", { name: "Sign in again" }).count(), 1, "it cannot be sent away");
  assert.deepEqual(await axe(tab), []);
  await shot(tab, "console-again-1280");
  await enter(tab, "ada", "not the password");
  await tab.getByText("is not right").waitFor();
  await enter(tab, "ada");
  await told(tab, "Saved.");
  assert.equal(server.state.revisions.at(-1).body.summary, "Written while the session ended.");
  assert.equal(await tab.locator("dialog").count(), 0);
  await tab.context().close();
});

test("a page that is left and opened again still has what was not saved; the browser asks before it closes", async () => {
  const tab = await signIn(server.url, "ada");
  await visit(tab, server.url, "text/4");
  await follow(tab, "Go on writing");
  await tab.locator("#f-title").fill("Half a thought");
  await follow(tab, "Home");
  await tab.locator(".cards").waitFor();
  await tab.goBack();
  await tab.locator("#f-title").waitFor();
  assert.equal(await tab.locator("#f-title").inputValue(), "Half a thought");
  let asked = "";
  tab.on("dialog", async (dialog) => {
    asked = dialog.type();
    await dialog.accept();
  });
  await tab.close({ runBeforeUnload: true });
  for (let i = 0; i < 50 && !asked; i += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(asked, "beforeunload");
});

test("two editors: the second puts both together, nothing is overwritten", async () => {
  const ada = await signIn(server.url, "ada");
  const chris = await signIn(server.url, "chris");
  const id = await beginDraft(ada, 5);
  await visit(chris, server.url, `edit/${id}`);
  await ada.locator("#f-title").fill("Ada's title");
  await ada.locator("#f-summary").fill("Ada's summary.");
  await press(ada, "Save");
  await told(ada, "Saved.");

  await chris.locator("#f-title").fill("Chris's title");
  await chris.locator("#f-markdown").fill("## What may be going on\n\nChris's words.\n\n## What to try\n\n- Wait.\n\n## When to ask for help\n\nAsk.\n");
  await press(chris, "Save");
  await chris.getByRole("dialog", { name: "Somebody else changed this text too" }).waitFor();
  assert.equal(await chris.locator("dialog fieldset").count(), 1, "only the title was changed by both");
  assert.equal(await chris.getByRole("button", { name: "Put both together" }).isDisabled(), true);
  assert.deepEqual(await axe(chris), []);
  await shot(chris, "console-merge-1280");
  await chris.getByLabel("Keep what I wrote").check();
  await press(chris, "Put both together");
  assert.equal(await chris.locator("#f-summary").inputValue(), "Ada's summary.");
  assert.equal(revision(id).body.title, "Ada's title", "nothing is saved before that");
  await press(chris, "Save");
  await told(chris, "Saved.");
  const { body } = revision(id);
  assert.deepEqual([body.title, body.summary, body.markdown.includes("Chris's words.")], ["Chris's title", "Ada's summary.", true]);
  await ada.context().close();
  await chris.context().close();
});

test("the text is read while it is written: faults by name, the grade, and the parent's view", async () => {
  const tab = await signIn(server.url, "ada");
  await visit(tab, server.url, "text/5");
  await follow(tab, "Go on writing");
  await tab.locator(".phone h3").waitFor();
  await tab.getByText("Reading grade 5.2").waitFor();
  await tab.locator("#f-markdown").fill("## What may be going on\n\nIt may be a disorder.\n\n## What to try\n\n- <b>Wait</b> <script>alert(1)</script>\n\n## When to ask for help\n\nAsk.\n");
  await tab.locator(".faults", { hasText: "say what a parent sees instead" }).waitFor();
  assert.equal(await tab.locator("#f-markdown").getAttribute("aria-invalid"), "true");
  assert.equal(await tab.locator(".phone li").innerText(), "<b>Wait</b> <script>alert(1)</script>", "markup is shown, never followed");
  assert.equal((await tab.locator(".phone").boundingBox()).width, 360);
  assert.deepEqual(await axe(tab), []);
  await shot(tab, "console-editor-1280");
  await tab.setViewportSize({ width: 360, height: 740 });
  assert.deepEqual(await axe(tab), []);
  await shot(tab, "console-editor-360");
  await tab.context().close();
});

test("with the keyboard alone: past the menu, into a dialog, and back to where one was", async () => {
  const tab = await signIn(server.url, "ben");
  await tab.reload();
  await tab.locator(".cards").waitFor();
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.textContent), "Skip to the page");
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "main");
  assert.equal(await tab.locator("dialog").count(), 0, "the tour comes once");

  const button = tab.getByRole("button", { name: "Show me around" });
  await button.focus();
  await tab.keyboard.press("Enter");
  await tab.getByRole("dialog").waitFor();
  assert.equal(await tab.evaluate(() => document.querySelector("dialog").contains(document.activeElement)), true);
  await tab.keyboard.press("Enter");
  await tab.getByText("Step 2 of 3").waitFor();
  await tab.keyboard.press("Escape");
  await tab.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await button.evaluate((element) => element === document.activeElement), true);

  await tab.locator("#nav a", { hasText: "Texts" }).press("Enter");
  await tab.locator("#search").waitFor();
  assert.equal(await tab.evaluate(() => document.activeElement.tagName), "H1", "a new page is read from its heading");
  assert.match(await tab.title(), /^Texts/);
  await tab.context().close();
});

test("people see what their role may do, and a wrong password says no more than that", async () => {
  const tab = await signIn(server.url, "ada");
  const links = await tab.locator("#nav a").allInnerTexts();
  for (const hidden of ["Sites", "Keys", "Staff", "Log"]) assert.equal(links.includes(hidden), false, hidden);
  await visit(tab, server.url, "publish");
  assert.equal(await tab.getByRole("button", { name: "See what would change" }).count(), 0);
  await press(tab, "Sign out");
  await tab.locator("#password").waitFor();
  await enter(tab, "ada", "wrong");
  const wrong = await tab.locator("[role=alert]").innerText();
  await tab.reload();
  await tab.locator("#password").waitFor();
  await enter(tab, "nobody", "wrong");
  assert.equal(await tab.locator("[role=alert]").innerText(), wrong);
  assert.deepEqual(tab.errors, []);
  await tab.context().close();
});
