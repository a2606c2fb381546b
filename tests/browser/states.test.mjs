// Every state of the widget at the sizes and in the looks that people have: axe finds nothing, nothing is cut off, and
// there is a picture to look at.
import assert from "node:assert/strict";
import test from "node:test";
import { QUESTIONS, ask, atEnd, axe, newPage, open, overflowing, page, ready, shot, startHost, startNestline, widget } from "./harness.mjs";

const nestline = await startNestline();
atEnd(nestline.stop);
const host = await startHost(nestline.url, {
  "/": { html: page(widget("")) },
  "/rtl": { html: page(widget("", 'dir="rtl"'), "", 'lang="en" dir="rtl"') },
  "/dark": { html: page(widget("", 'theme="dark"'), '<meta name="color-scheme" content="dark">') },
  "/help-only": { html: page(widget("", 'mode="inline" help-only country="GB"')) },
  "/inline": { html: page(widget("", 'mode="inline"')) },
  "/rtl-page": { html: page(widget(""), "", 'lang="en" dir="rtl"') },
  "/es": { html: page(widget("", 'lang="es"')) },
});
atEnd(host.stop);

const LOOKS = {
  light: ["/", {}],
  dark: ["/dark", { colorScheme: "dark" }],
  forced: ["/", { forcedColors: "active" }],
  rtl: ["/rtl", {}],
};
const SIZES = { 360: { width: 360, height: 740 }, 1280: { width: 1280, height: 860 } };

const again = async (tab) => {
  await tab.getByRole("button", { name: "Start again" }).click();
  await tab.locator(".turn").first().waitFor({ state: "detached" });
};

// In this order on one page; each leaves it as the next expects it.
const STATES = {
  closed: async () => {},
  open: open,
  topics: async (tab) => tab.locator(".all summary").click(),
  guidance: async (tab) => ask(tab, QUESTIONS.guidance),
  details: async (tab) => {
    for (const details of await tab.locator(".answer details").all()) {
      await details.evaluate((element) => (element.open = true));
    }
  },
  feedback: async (tab) => tab.locator(".feedback").getByRole("button", { name: "No" }).click(),
  clarify: async (tab) => (await again(tab), ask(tab, QUESTIONS.clarify)),
  "no-diagnosis": async (tab) => (await again(tab), ask(tab, QUESTIONS.no_diagnosis)),
  "out-of-scope": async (tab) => (await again(tab), ask(tab, QUESTIONS.out_of_scope)),
  urgent: async (tab) => (await again(tab), ask(tab, QUESTIONS.crisis)),
  "urgent-country": async (tab) => {
    await tab.locator(".urgent select").selectOption("GB");
    await tab.locator(".contact.prime .call").waitFor();
  },
  help: async (tab) => {
    await tab.getByRole("button", { name: "Help now" }).click();
    await tab.locator(".help .contact").first().waitFor();
  },
  "near-the-limit": async (tab) => {
    await tab.getByRole("button", { name: "Back to your questions" }).click();
    await tab.locator("#question").fill("word ".repeat(790));
  },
  "too-long": async (tab) => tab.locator("#question").fill("word ".repeat(900)),
  offline: async (tab) => {
    host.shape = ({ path }) => (path.startsWith("/v1/") ? { drop: true } : undefined);
    await tab.locator("#question").fill("she bites other children");
    await tab.locator("#question").press("Enter");
    await tab.locator(".trouble").waitFor();
    host.shape = null;
  },
};

for (const [look, [path, options]] of Object.entries(LOOKS)) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`every state, ${look}, ${size} px`, async (t) => {
      const tab = await newPage({ ...options, viewport, reducedMotion: "reduce" });
      await tab.goto(host.url + path);
      await tab.locator(".launcher").waitFor();
      for (const [state, reach] of Object.entries(STATES)) {
        await t.test(state, async () => {
          await reach(tab);
          await shot(tab, `${state}-${look}-${size}`);
          assert.deepEqual(await axe(tab), []);
          assert.deepEqual(await overflowing(tab), []);
        });
      }
      assert.deepEqual(tab.errors, []);
      await tab.context().close();
    });
  }
}

for (const [name, path] of Object.entries({ inline: "/inline", "help-only": "/help-only", spanish: "/es" })) {
  test(name, async () => {
    const tab = await newPage({ viewport: SIZES[360], reducedMotion: "reduce" });
    await tab.goto(host.url + path);
    if (name === "spanish") await open(tab);
    else await ready(tab);
    await shot(tab, `${name}-360`);
    assert.deepEqual(await axe(tab), []);
    assert.deepEqual(await overflowing(tab), []);
    if (name === "help-only") {
      assert.equal(await tab.locator("#question").count(), 0);
      await tab.locator(".chip").first().click();
      await tab.locator(".answer .passage").first().waitFor();
      assert.deepEqual(await axe(tab), []);
    }
    if (name === "spanish") {
      assert.equal(await tab.locator(".panel").getAttribute("lang"), "es");
      await ask(tab, "no quiero vivir");
      assert.equal(await tab.locator(".answer").getAttribute("lang"), "es");
      assert.match(await tab.locator(".alarm").innerText(), /ayuda/i);
    }
    await tab.context().close();
  });
}

test("English words read from the left on a page that reads from the right", async () => {
  const tab = await newPage({ reducedMotion: "reduce" });
  await tab.goto(`${host.url}/rtl-page`);
  const button = await tab.locator(".launcher").boundingBox();
  await open(tab);
  const panel = await tab.locator(".panel").boundingBox();
  assert.ok(button.x < 100 && panel.x < 100, "both at the page's own end, the left");
  assert.equal(await tab.locator(".greeting").evaluate((element) => getComputedStyle(element).direction), "ltr");
  await shot(tab, "rtl-page-1280");
  await tab.context().close();
});

test("320 px wide and 256 high, as at 400% zoom: all can be reached and read", async () => {
  const tab = await newPage({ viewport: { width: 320, height: 256 } });
  await tab.goto(host.url);
  await open(tab);
  await ask(tab, QUESTIONS.guidance);
  assert.deepEqual(await overflowing(tab), []);
  assert.deepEqual(await axe(tab), []);
  // Nothing stands still over what is read: each of these can be brought wholly into the window.
  for (const locator of [".close", ".passage h3", ".part.help", "#question", ".send", ".fine a"]) {
    const element = tab.locator(locator).first();
    await element.scrollIntoViewIfNeeded();
    const box = await element.boundingBox();
    const isOnTop = await element.evaluate((wanted, { x, y }) => {
      const hit = wanted.getRootNode().elementFromPoint(x, y);
      return hit !== null && (wanted.contains(hit) || hit.contains(wanted));
    }, { x: box.x + box.width / 2, y: Math.min(Math.max(box.y, 0) + 10, 250) });
    assert.ok(isOnTop, `${locator} is covered`);
  }
  await tab.context().close();
});
