// The pages of the server itself: without scripts for parents, the demonstration, the API with "try it".
import assert from "node:assert/strict";
import test from "node:test";
import { QUESTIONS, atEnd, axe, newPage, overflowing, shot, startNestline } from "./harness.mjs";

const nestline = await startNestline();
atEnd(nestline.stop);

const fine = async (tab, name) => {
  await shot(tab, name);
  assert.deepEqual(await axe(tab), []);
  assert.deepEqual(await overflowing(tab), []);
};

test("asking without scripts: question, country, follow-up, choice", async () => {
  // axe needs scripts in the page; the pages have none of their own, which their policy enforces.
  for (const options of [{ viewport: { width: 320, height: 640 } }, { colorScheme: "dark" }, { forcedColors: "active" }]) {
    const tab = await newPage(options);
    const look = Object.values(options)[0]?.width ?? Object.values(options)[0];
    await tab.goto(`${nestline.url}/ask?country=GB`);
    await fine(tab, `page-ask-${look}`);
    await tab.locator("textarea").fill(`${QUESTIONS.guidance} <img src=x onerror=globalThis.pwned=1>`);
    await tab.getByRole("button", { name: "Ask", exact: true }).click();
    assert.equal(await tab.locator(".answer .card h2").first().isVisible(), true);
    assert.ok((await tab.locator("blockquote").innerText()).includes("<img src=x onerror"));
    await fine(tab, `page-answer-${look}`);
    await tab.locator("textarea").fill("what about at bedtime?");
    await tab.getByRole("button", { name: "Ask", exact: true }).click();
    assert.equal(await tab.locator(".answer").isVisible(), true);
    await tab.locator("textarea").fill("my baby is not breathing");
    await tab.getByRole("button", { name: "Ask", exact: true }).click();
    assert.equal(await tab.locator(".urgent .call.big").getAttribute("href"), "tel:999");
    await fine(tab, `page-urgent-${look}`);
    assert.equal(await tab.evaluate(() => globalThis.pwned), undefined);
    assert.deepEqual(await tab.context().cookies(), []);
    await tab.context().close();
  }
});

test("with scripts switched off all of it works", async () => {
  const tab = await newPage({ javaScriptEnabled: false });
  await tab.goto(`${nestline.url}/ask`);
  await tab.locator("textarea").fill(QUESTIONS.clarify);
  await tab.getByRole("button", { name: "Ask", exact: true }).click();
  await tab.locator(".answer .choices button").first().click();
  assert.equal(await tab.locator(".answer .card").first().isVisible(), true);
  await tab.goto(`${nestline.url}/ask`);
  await tab.getByRole("button", { name: "Tantrums and meltdowns" }).click();
  await tab.getByRole("button", { name: "2 years" }).click();
  assert.equal(await tab.locator(".answer .card").first().isVisible(), true);
  await tab.goto(`${nestline.url}/ask`);
  await tab.locator("textarea").fill("i want to die");
  await tab.getByRole("button", { name: "Ask", exact: true }).click();
  await tab.locator(".urgent select").selectOption("US");
  await tab.getByRole("button", { name: "Show" }).click();
  assert.equal(await tab.locator(".urgent .call.big").getAttribute("href"), "tel:911");
  assert.equal(await tab.locator('.urgent .call[href="tel:988"]').count(), 1);
  await tab.goto(`${nestline.url}/help-now`);
  await tab.locator("select").selectOption("MX");
  await tab.getByRole("button", { name: "Show" }).click();
  assert.equal(await tab.locator(".urgent .call.big").getAttribute("href"), "tel:911");
  await tab.getByRole("link", { name: "Español" }).click();
  assert.equal(await tab.locator("html").getAttribute("lang"), "es");
  assert.equal(await tab.locator("select").inputValue(), "MX");
  await tab.context().close();
});

test("a form that is wrong keeps what was typed", async () => {
  const tab = await newPage();
  await tab.goto(`${nestline.url}/ask?lang=es`);
  const long = "palabra ".repeat(600).trim();
  await tab.locator("textarea").fill(long);
  const [response] = await Promise.all([tab.waitForNavigation(), tab.getByRole("button", { name: "Preguntar" }).click()]);
  assert.equal(response.status(), 422);
  assert.match(await tab.locator("#error").innerText(), /4000/);
  assert.equal(await tab.locator("textarea").inputValue(), long);
  await fine(tab, "page-error");
  await tab.context().close();
});

for (const [name, path] of Object.entries({
  "help-now": "/help-now",
  "help-now-gb": "/help-now?country=GB",
  "help-now-es": "/help-now?country=ES&lang=es",
  "help-now-elsewhere": "/help-now?country=BR",
  demo: "/",
  docs: "/docs",
  embed: "/embed",
})) {
  test(`${path} at two sizes, light and dark`, async () => {
    for (const width of [360, 1280]) {
      for (const colorScheme of ["light", "dark"]) {
        const tab = await newPage({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
        const violations = [];
        await tab.exposeFunction("report", (text) => violations.push(text));
        await tab.addInitScript(() => {
          document.addEventListener("securitypolicyviolation", (event) => globalThis.report(event.violatedDirective));
        });
        await tab.goto(nestline.url + path);
        if (name === "embed") await tab.locator(".welcome .chip").first().waitFor();
        if (name === "docs") await tab.locator("details", { hasText: "/v1/ask" }).first().locator("summary").click();
        await fine(tab, `page-${name}-${colorScheme}-${width}`);
        assert.deepEqual(violations, []);
        assert.deepEqual(tab.errors, []);
        await tab.context().close();
      }
    }
  });
}

test("the API can be tried where it is described", async () => {
  const tab = await newPage();
  await tab.goto(`${nestline.url}/docs`);
  const route = tab.locator("details", { has: tab.locator("code", { hasText: /^\/v1\/ask$/ }) });
  await route.locator("summary").click();
  const form = route.locator("form.try");
  assert.equal(JSON.parse(await form.locator("textarea").inputValue()).question.length > 10, true);
  await form.getByRole("button", { name: "Send" }).click();
  await form.locator("pre").waitFor();
  assert.match(await form.getByRole("status").innerText(), /^200 /);
  assert.equal(JSON.parse(await form.locator("pre").innerText()).kind, "guidance");
  await form.locator("textarea").fill('{"question": 1}');
  await form.getByRole("button", { name: "Send" }).click();
  await form.getByText(/^422 /).waitFor();
  await tab.context().close();
});

test("the snippets on the demonstration page are true", async () => {
  const tab = await newPage();
  await tab.goto(nestline.url);
  const [snippet, pinned] = await tab.locator("pre").allInnerTexts();
  assert.match(snippet, new RegExp(`src="${nestline.url}/widget.js"`));
  assert.match(pinned, /integrity="sha384-[\w+/]{64}"/);
  // A blank page with nothing but what was copied.
  await tab.context().route("**/blank", (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>x</title>${pinned}\n<nestline-chat></nestline-chat>` }),
  );
  await tab.goto(`${nestline.url}/blank`);
  await tab.locator(".launcher").click();
  await tab.locator(".welcome .chip").first().waitFor();
  await tab.context().close();
});
