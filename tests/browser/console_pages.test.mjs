// Every page of the console at the sizes and in the looks that people have: axe finds nothing, nothing is cut off, the
// policy refuses nothing, and there is a picture to look at.
import assert from "node:assert/strict";
import test from "node:test";
import { axe, newPage, overflowing, shot } from "./harness.mjs";
import { press, signIn, startConsole, visit } from "./console/staff.mjs";

const server = await startConsole();

const PAGES = {
  home: "", texts: "texts", filtered: "texts?kind=passage&search=cup", text: "text/4", rule: "text/10", history: "text/4?show=history",
  new: "new", "new-passage": "new/passage", review: "review", try: "try", publish: "publish", insight: "insight", sites: "sites", site: "sites/default",
  "new-site": "sites/new", keys: "keys", staff: "staff", person: "staff/1", "new-person": "staff/new", log: "log", me: "me", nowhere: "nowhere",
};
const SIZES = { 360: { width: 360, height: 740 }, 1280: { width: 1280, height: 860 }, "200-percent": { width: 640, height: 430 } };

async function look(tab, name) {
  await shot(tab, `console-${name}`);
  assert.deepEqual(await axe(tab), []);
  assert.deepEqual(await overflowing(tab), []);
}

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    if (size === "200-percent" && colorScheme === "dark") continue;
    test(`every page, ${colorScheme}, ${size}`, async (t) => {
      const options = { colorScheme, viewport };
      const before = await newPage(options);
      await before.goto(`${server.url}/console`);
      await before.locator("#password").waitFor();
      await t.test("sign in", () => look(before, `sign-in-${colorScheme}-${size}`));
      await before.context().close();

      const tab = await signIn(server.url, "chris", { ...options, tour: true });
      await t.test("tour", () => look(tab, `tour-${colorScheme}-${size}`));
      await press(tab, "Skip");
      for (const [name, path] of Object.entries(PAGES)) {
        await t.test(name, async () => {
          await visit(tab, server.url, path);
          await look(tab, `${name}-${colorScheme}-${size}`);
        });
      }
      await t.test("why an answer is given", async () => {
        await visit(tab, server.url, "try");
        await tab.locator("#question").fill("my 2 year old screams when I leave her at nursery");
        await press(tab, "Ask");
        await tab.locator("#why").waitFor();
        assert.ok((await tab.locator("mark").count()) > 0, "the words that counted are marked");
        await look(tab, `why-${colorScheme}-${size}`);
        await tab.locator("#question").fill("my baby is not breathing");
        await press(tab, "Ask");
        await tab.getByText("Safety rules that were found").waitFor();
        await look(tab, `why-urgent-${colorScheme}-${size}`);
      });
      assert.deepEqual(tab.errors, []);
      assert.deepEqual(tab.refused, []);
      await tab.context().close();
    });
  }
}

test("a golden question comes from the try-out", async () => {
  const tab = await signIn(server.url, "chris");
  await visit(tab, server.url, "try");
  await tab.locator("#question").fill("she wakes at two and wants to play");
  await press(tab, "Ask");
  await tab.locator("#why").waitFor();
  await press(tab, "Keep it as a test question");
  await tab.locator("#f-text").waitFor();
  assert.equal(await tab.locator("#f-text").inputValue(), "she wakes at two and wants to play");
  assert.ok(!tab.url().includes("wakes"), "no question stands in an address");
  await tab.locator("#f-topics").selectOption("night-waking");
  await press(tab, "Save as a draft");
  await tab.getByText("Saved").first().waitFor();
  assert.equal(server.state.items.at(-1).kind, "golden");
  assert.deepEqual(server.state.revisions.at(-1).body.topics, ["night-waking"]);
  await tab.context().close();
});

test("the page and its files: the policy, no other origin, no page around it", async () => {
  const page = await fetch(`${server.url}/console`);
  const policy = page.headers.get("content-security-policy");
  assert.equal(policy.includes("unsafe"), false);
  for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"]) {
    assert.ok(policy.includes(part), `${part} in ${policy}`);
  }
  assert.equal(page.headers.get("cache-control"), "no-store");
  const html = await page.text();
  assert.equal(/ style=|<style|<script(?![^>]+src=)/.test(html), false, "nothing stands in the page itself");
  const types = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml" };
  const files = [...html.matchAll(/(?:src|href)="(\/console\/[^"]+)"/g)].map((found) => found[1]);
  assert.equal(files.length, 3);
  for (const file of files) {
    const answer = await fetch(server.url + file);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), types[file.split(".").pop()]);
    assert.equal(answer.headers.get("access-control-allow-origin"), null);
    assert.equal(answer.headers.get("cross-origin-resource-policy"), "same-origin");
    assert.match(answer.headers.get("cache-control"), /immutable/);
  }
  assert.equal((await fetch(`${server.url}/console/nothing-there.js`)).status, 404);
});
