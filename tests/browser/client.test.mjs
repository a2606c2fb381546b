// The JavaScript client as an integrator gets it: packed, installed into an empty folder, against the real server.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { atEnd, startNestline } from "./harness.mjs";

const web = process.env.NESTLINE_WEB_SOURCES ?? new URL("../../api/web", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "nestline-client-"));
atEnd(() => rmSync(folder, { recursive: true, force: true }));
const nestline = await startNestline();
atEnd(nestline.stop);

const tarball = execFileSync(process.execPath, [join(web, "tools/client.mjs"), folder], { encoding: "utf8" }).trim();
writeFileSync(join(folder, "package.json"), '{"private": true, "type": "module"}');
execFileSync("npm", ["install", "--offline", "--silent", "--no-audit", "--no-fund", tarball], { cwd: folder });
const { createClient, NestlineError } = await import(
  pathToFileURL(join(folder, "node_modules/@nestline/client/dist/index.js")).href
);

test("the package holds what it needs and nothing else", () => {
  const list = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n").sort();
  assert.deepEqual(list, [
    "package/README.md",
    "package/dist/contract.d.ts",
    "package/dist/contract.js",
    "package/dist/index.d.ts",
    "package/dist/index.js",
    "package/package.json",
  ]);
});

test("every function against the server", async () => {
  const client = createClient({ server: `${nestline.url}/` });
  const answer = await client.ask({ question: "my 2 year old screams when I leave", country: "GB" });
  assert.equal(answer.kind, "guidance");
  assert.equal((await client.passage(answer.passages[0].id)).title, answer.passages[0].title);
  assert.ok((await client.topics("en")).length > 20);
  assert.ok((await client.helplines({ country: "GB" })).some(({ phone }) => phone === "999"));
  assert.ok((await client.referrals({ need: "child-health" })).length > 0);
  const { conversation_id: id } = await client.startConversation({ country: "US" });
  assert.equal((await client.sendMessage(id, { question: "i want to die" })).kind, "urgent");
  assert.equal(await client.endConversation(id), undefined);
  // An answer is in the database a moment after it was given.
  let thanks;
  for (let i = 0; i < 50 && !thanks; ++i) {
    thanks = await client.feedback({ answer_id: answer.answer_id, helpful: true }).catch(() => undefined);
  }
  assert.match(thanks.message, /^Thank you/);
});

test("what goes wrong is a NestlineError with the service's own words", async () => {
  const client = createClient({ server: nestline.url });
  await assert.rejects(client.ask({ question: "" }), (error) => {
    assert.ok(error instanceof NestlineError);
    assert.equal(error.failure, "refused");
    assert.equal(error.status, 422);
    assert.equal(error.problem.errors[0].pointer, "/question");
    return true;
  });
  await assert.rejects(createClient({ server: "http://127.0.0.1:9" }).topics(), { failure: "offline", status: 0 });
  const never = () => new Promise((_, reject) => setTimeout(() => reject(Object.assign(new Error(), { name: "TimeoutError" })), 5));
  await assert.rejects(createClient({ server: nestline.url, fetch: never }).topics(), { failure: "timeout" });
});

test("site and key go into headers, an id is encoded", async () => {
  const calls = [];
  const client = createClient({
    server: "https://nestline.example/",
    site: "hillside",
    key: "secret",
    fetch: async (url, init) => (calls.push([url, init]), new Response("{}")),
  });
  await client.passage("a/b?c#d");
  const [url, init] = calls[0];
  assert.equal(url, "https://nestline.example/v1/passages/a/b%3Fc%23d");
  assert.equal(init.headers["X-Nestline-Site"], "hillside");
  assert.equal(init.headers.Authorization, "Bearer secret");
  assert.equal(init.credentials, "omit");
});

test("the types know the contract", () => {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: { strict: true, noEmit: true, module: "nodenext", lib: ["es2022", "dom"], types: [] }, files: ["try.ts"] }));
  const check = (code) => {
    writeFileSync(join(folder, "try.ts"), `import { createClient } from "@nestline/client";\nconst client = createClient({ server: "" });\n${code}`);
    return spawnSync(process.execPath, [join(web, "node_modules/typescript/bin/tsc"), "-p", folder], { encoding: "utf8" });
  };
  const good = check('client.ask({ question: "x", country: "GB" }).then(({ kind }) => kind === "urgent");');
  assert.equal(good.status, 0, good.stdout);
  assert.match(check('client.ask({ question: "x", county: "GB" });').stdout, /county/);
  assert.match(check('client.ask({ question: "x" }).then(({ kind }) => kind === "diagnosis");').stdout, /no overlap/);
});
