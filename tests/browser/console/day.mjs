// The editor's day in steps: somebody writes, a colleague approves, both see what changes, and it is live. Two people, two
// browser contexts.
import assert from "node:assert/strict";
import { axe, shot } from "../harness.mjs";
import { follow, press, signIn, told } from "./staff.mjs";

export const QUESTION = "the bear plate is in the wash and now there are tears";

/** Counts what a person presses, for the figures. */
const countClicks = (tab) =>
  tab.evaluate(() => {
    globalThis.clicks = 0;
    addEventListener("click", (event) => event.isTrusted && (globalThis.clicks += 1), true);
  });

async function tryOut(tab) {
  await follow(tab, "Try out");
  await tab.locator("#question").fill(QUESTION);
  await press(tab, "Ask");
  await tab.locator("#why").waitFor();
}

/** Ada tries what a parent told her, and makes it an example of a topic. */
export async function writeExample(ada) {
  await tryOut(ada);
  assert.deepEqual(await axe(ada), []);
  await press(ada, "Make it an example of a topic");
  await ada.locator("#make-topic").selectOption("tantrums");
  assert.equal(await ada.locator("#make-text").inputValue(), QUESTION);
  await press(ada, "Add it as a draft");
  await ada.locator("#f-examples").waitFor();
  const lines = (await ada.locator("#f-examples").inputValue()).split("\n");
  assert.equal(lines.at(-1), QUESTION);
  assert.ok(lines.some((line) => line.includes("⏎⏎")), "a question of several paragraphs stays one line");
}

/** Ada finds a text and makes it better. */
export async function improvePassage(ada, title, better) {
  await follow(ada, "Texts");
  await ada.locator("#search").fill(title);
  await follow(ada, title);
  await press(ada, "Change this text");
  await ada.locator("#f-title").fill(better);
  await ada.locator(".phone h3", { hasText: better }).waitFor();
  await ada.locator(".grade").waitFor();
}

/** She saves with the keyboard, asks for a review, and cannot approve it herself. */
export async function askForReview(ada, field) {
  await ada.getByText("Not saved yet.").waitFor();
  await ada.locator(field).press("Control+s");
  await told(ada, "Saved.");
  await press(ada, "Ask for a review");
  await ada.locator("#comment").fill("A parent asked at the desk.");
  await ada.locator("dialog").getByRole("button", { name: "Ask for a review" }).click();
  await told(ada, "A colleague can review it now.");
  await follow(ada, "See what changes");
  await ada.getByText("You wrote in it, so a colleague has to approve it.").waitFor();
  assert.equal(await ada.getByRole("button", { name: "Approve" }).count(), 0);
}

/** Ben reads what changes, word by word, and approves. */
export async function review(ben, title, inserted, name) {
  await follow(ben, "Review");
  await follow(ben, title);
  await ben.locator("ins", { hasText: inserted }).first().waitFor();
  await ben.getByText("A parent asked at the desk.").waitFor();
  assert.deepEqual(await axe(ben), []);
  await shot(ben, `console-${name}-review-1280`);
  await press(ben, "Approve");
  await told(ben, "is approved");
}

/** He sees what would change for parents, and publishes. */
export async function publish(ben, name) {
  await follow(ben, "Publish");
  await press(ben, "See what would change");
  await ben.locator("progress").waitFor();
  await ben.getByText("1 text would change").waitFor({ timeout: 120_000 });
  assert.deepEqual(await axe(ben), []);
  await shot(ben, `console-${name}-candidate-1280`);
  await ben.locator("#note").fill("From the desk");
  await ben.getByRole("button", { name: /^Publish 1 change/ }).click();
  await told(ben, "Edition 2 is live.");
}

/** `write` leaves Ada in the editor and gives the field that she wrote in, the text's title, and a word that is new. */
export async function editorsDay(url, name, write) {
  const began = performance.now();
  const ada = await signIn(url, "ada");
  const ben = await signIn(url, "ben");
  await countClicks(ada);
  await countClicks(ben);
  const { field, title, inserted } = await write(ada);
  await askForReview(ada, field);
  await review(ben, title, inserted, name);
  await publish(ben, name);
  const clicks = (await ada.evaluate(() => globalThis.clicks)) + (await ben.evaluate(() => globalThis.clicks));
  console.log(`the editor's day (${name}): ${clicks} clicks by two people, ${((performance.now() - began) / 1000).toFixed(1)} s by a machine`);
  await follow(ada, "Publish");
  await ada.getByRole("row", { name: /2 Live/ }).waitFor();
  for (const tab of [ada, ben]) {
    assert.deepEqual(tab.errors, []);
    assert.deepEqual(tab.refused, []);
  }
  return { ada, ben };
}
