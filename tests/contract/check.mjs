// Holds what the service really said against what the contract promises:
//   node check.mjs CONTRACT EXCHANGES ROUTES
// CONTRACT is api/openapi.json; EXCHANGES (a JSON line each) and ROUTES were written by tests/api.
// Checked: every response against its schema; every request that was taken or refused against the request's schema; that each
// documented status was met; that the table of routes and the contract agree. Exit 1 with one line a fault.
import { readFileSync } from "node:fs";

let Ajv, addFormats;
try {
  ({ default: Ajv } = await import("ajv/dist/2020.js"));
  ({ default: addFormats } = await import("ajv-formats"));
} catch {
  console.error("ajv is not installed: run `npm ci` in tests/contract (scripts/test does it)");
  process.exit(1);
}

// Routes that are not in the contract, and why.
const PAGE = "a page for people; programs have no use for it";
const FILE = "a file of the widget or the console, fetched by its own scripts";
const ROUTES_BESIDE = new Map([
  ["GET /", PAGE],
  ["GET /ask", PAGE],
  ["POST /ask", PAGE],
  ["GET /help-now", PAGE],
  ["GET /embed", PAGE],
  ["GET /widget.js", FILE],
  ["GET /assets/{file}", FILE],
  ["GET /console", PAGE],
  ["GET /console/{file}", FILE],
]);

// Documented answers that the tests of the API do not bring about, and why.
const NOT_EXERCISED = new Map([
  ["POST /v1/staff/import 413", "made by the core, as for every other body; 32 MiB are not sent to see it again"],
  [
    "POST /v1/conversations/{conversation_id}/messages 503",
    "made by the core when no worker is free, as for POST /v1/ask, where it is exercised",
  ],
]);

// Answers that any route may give and no route lists: refusals of the HTTP core and accidents. They are problems.
const ANYWHERE = new Map([
  [400, "the head, path or query of the request is malformed"],
  [404, "no such path"],
  [405, "no such method here"],
  [500, "an accident inside"],
]);

// A request may be refused though it fits its schema: a schema cannot say these things, or JSON.parse does not see them.
const STRICTER = [
  [/a name is given twice/, () => true],
  [/is nested too deeply/, () => true],
  [/is not valid JSON/, (body) => /\\u[dD][89a-fA-F]/.test(body)], // half of a surrogate pair
  [/is not valid JSON/, (body) => /1e999/.test(body)], // beyond a double
  [/^\/question must not be empty/, (body) => JSON.parse(body).question.trim() === ""],
  [/^\/reasons/, (body) => JSON.parse(body).helpful === true],
  [/Idempotency-Key/, () => true], // of a header, which is not recorded
  [/^\/text /, () => true], // of an item: TOML and Markdown
  [/^\/pinned_edition there is no such edition/, () => true],
  [/^\/new_password (is one that everybody tries first|must not hold the user's name)/, () => true],
  [/^\/password is not right/, () => true],
  [/^\/code is not the code of this moment/, () => true],
];

const faults = [];
const fail = (what) => faults.push(what);

const [contractFile, exchangesFile, routesFile] = process.argv.slice(2);
if (!routesFile) {
  console.error("usage: node check.mjs CONTRACT EXCHANGES ROUTES");
  process.exit(2);
}
const contract = JSON.parse(readFileSync(contractFile, "utf8"));
const exchanges = readFileSync(exchangesFile, "utf8").trim().split("\n").map((line) => JSON.parse(line));
const routes = JSON.parse(readFileSync(routesFile, "utf8"));

// Schemas, each known by its place in the contract.
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: true });
addFormats(ajv);
const movedRefs = (schema) =>
  JSON.parse(JSON.stringify(schema), (key, value) =>
    key === "$ref" ? value.replace("#/components/schemas/", "schema:") : value,
  );
for (const [name, schema] of Object.entries(contract.components.schemas)) {
  ajv.addSchema({ $id: `schema:${name}`, ...movedRefs(schema) });
}
const compiled = new Map();
function errorsOf(schema, value) {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(movedRefs(schema));
    compiled.set(schema, validate);
  }
  return validate(value) ? "" : ajv.errorsText(validate.errors, { dataVar: "" });
}
const problem = { $ref: "#/components/schemas/Problem" };

function parsed(text) {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const mediaType = (contentType) => contentType.split(";")[0].trim().toLowerCase();
const operationOf = (exchange) => contract.paths[exchange.route]?.[exchange.method.toLowerCase()];

// Every documented answer.
const documented = new Map();
const operations = new Set();
for (const [path, item] of Object.entries(contract.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    operations.add(`${method.toUpperCase()} ${path}`);
    for (const status of Object.keys(operation.responses)) {
      documented.set(`${method.toUpperCase()} ${path} ${status}`, 0);
    }
  }
}

function checkBody(name, exchange, content) {
  const { content_type: contentType, body } = exchange.response;
  if (!content) {
    if (body !== "" || contentType !== "") fail(`${name}: must have no body`);
    return;
  }
  const type = mediaType(contentType);
  if (!content[type]) {
    fail(`${name}: content type ${contentType}, documented: ${Object.keys(content).join(", ")}`);
    return;
  }
  if (!type.endsWith("json")) return;
  const json = parsed(body);
  const errors = json ? errorsOf(content[type].schema, json.value) : "is not JSON";
  if (errors) fail(`${name}: ${errors}`);
}

function checkResponse(exchange) {
  const name = `${exchange.method} ${exchange.path} ${exchange.status}`;
  const response = operationOf(exchange)?.responses[exchange.status];
  if (response) {
    const key = `${exchange.method} ${exchange.route} ${exchange.status}`;
    documented.set(key, documented.get(key) + 1);
    checkBody(name, exchange, response.content);
    return;
  }
  if (exchange.status < 400) {
    const known = ROUTES_BESIDE.has(`${exchange.method} ${exchange.route}`) || exchange.method === "OPTIONS";
    if (!known) fail(`${name}: not documented`);
    return;
  }
  // A form that is wrong gets its page again, with what is wrong in it.
  const isPage = ROUTES_BESIDE.get(`${exchange.method} ${exchange.route}`) === PAGE;
  if (isPage && exchange.response.content_type.startsWith("text/html")) return;
  if (!ANYWHERE.has(exchange.status)) fail(`${name}: not documented`);
  checkBody(name, exchange, { "application/problem+json": { schema: problem } });
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not UTF-8: no schema takes the percent signs
  }
}

function parametersOf(exchange, operation) {
  const [path, query] = exchange.path.split("?");
  const values = [...new URLSearchParams(query ?? "")].map(([name, value]) => ({ name, value, in: "query" }));
  const template = exchange.route.split("/");
  path.split("/").forEach((value, i) => {
    const name = /^\{(.+)\}$/.exec(template[i] ?? "")?.[1];
    if (name) values.push({ name, value: decoded(value), in: "path" });
  });
  return values.map((given) => {
    const known = (operation.parameters ?? []).find((one) => one.name === given.name && one.in === given.in);
    if (given.value.includes("\uFFFD")) return { ...given, errors: "is not UTF-8" };
    return { ...given, errors: known ? errorsOf(known.schema, given.value) : "" }; // unknown ones are ignored
  });
}

// Why the request does not fit what the contract asks for; "" when it does.
function faultOfRequest(exchange, operation) {
  const parameters = parametersOf(exchange, operation).filter((one) => one.errors);
  if (parameters.length > 0) return `${parameters[0].name}: ${parameters[0].errors}`;
  const asked = operation.requestBody;
  const { content_type: contentType, body } = exchange.request;
  if (!asked) return "";
  if (body === null) return "is not UTF-8";
  if (body === "" && !asked.required) return "";
  if (mediaType(contentType) !== "application/json") return "is not application/json";
  if (Buffer.byteLength(body) > 64 * 1024) return "is larger than 64 KiB";
  const json = parsed(body);
  if (!json) return "is not JSON";
  return errorsOf(asked.content["application/json"].schema, json.value);
}

const counts = { taken: 0, refused: 0, stricter: 0 };
function checkRequest(exchange) {
  const operation = operationOf(exchange);
  // 404, 403, 429 and 5xx say nothing about the form of the request.
  const refused = [400, 413, 415, 422].includes(exchange.status);
  if (!operation || (!refused && exchange.status >= 300)) return;
  const fault = faultOfRequest(exchange, operation);
  const name = `${exchange.method} ${exchange.path} ${JSON.stringify(exchange.request.body).slice(0, 120)}`;
  if (!refused) {
    counts.taken += 1;
    if (fault) fail(`${name}: taken with ${exchange.status}, though the contract says: ${fault}`);
    return;
  }
  counts.refused += 1;
  if (fault) return;
  const detail = parsed(exchange.response.body)?.value.detail ?? "";
  counts.stricter += 1;
  if (!STRICTER.some(([said, holds]) => said.test(detail) && holds(exchange.request.body))) {
    fail(`${name}: refused with ${exchange.status} (${detail}), though it fits the contract`);
  }
}

function checkRoutes() {
  const served = new Set(routes.map((route) => `${route.method} ${route.path}`));
  for (const route of served) {
    if (!operations.has(route) && !ROUTES_BESIDE.has(route)) fail(`${route} is served and not documented`);
  }
  for (const route of operations) {
    if (!served.has(route)) fail(`${route} is documented and not served`);
  }
  for (const route of ROUTES_BESIDE.keys()) {
    if (!served.has(route) || operations.has(route)) fail(`${route} needs no exception any more`);
  }
}

function checkCoverage() {
  for (const [answer, count] of documented) {
    if (count === 0 && !NOT_EXERCISED.has(answer)) fail(`${answer} is documented and no test met it`);
    if (count > 0 && NOT_EXERCISED.has(answer)) fail(`${answer} needs no exception any more`);
  }
  for (const answer of NOT_EXERCISED.keys()) {
    if (!documented.has(answer)) fail(`${answer} has an exception and is not documented`);
  }
}

// The examples that the contract shows must fit it.
function checkExamples(schema, place) {
  if (schema === null || typeof schema !== "object") return;
  if (Array.isArray(schema.examples)) {
    for (const example of schema.examples) {
      const errors = errorsOf(schema, example);
      if (errors) fail(`${place}: the example ${JSON.stringify(example)} does not fit: ${errors}`);
    }
  }
  for (const [key, value] of Object.entries(schema)) checkExamples(value, `${place}/${key}`);
}

// A check that finds nothing in spoilt answers would be no check.
function checkTheCheck() {
  const answer = exchanges.find((one) => one.route === "/v1/ask" && one.status === 200);
  const spoilt = [
    (body) => delete body.kind,
    (body) => (body.kind = "diagnosis"),
    (body) => (body.secret = 1),
    (body) => (body.passages = {}),
    (body) => (body.answer_id = "short"),
  ];
  const schema = contract.paths["/v1/ask"].post.responses[200].content["application/json"].schema;
  for (const spoil of spoilt) {
    const body = JSON.parse(answer.response.body);
    spoil(body);
    if (!errorsOf(schema, body)) fail(`the check takes a spoilt answer: ${spoil}`);
  }
}

for (const exchange of exchanges) {
  checkResponse(exchange);
  checkRequest(exchange);
}
checkRoutes();
checkCoverage();
checkExamples(contract.components.schemas, "schemas");
checkTheCheck();

const met = [...documented.values()].filter((count) => count > 0).length;
console.log(
  `${exchanges.length} exchanges; ${met} of ${documented.size} documented answers met; requests: ${counts.taken} taken, ` +
    `${counts.refused} refused, of these ${counts.stricter} for what a schema cannot say`,
);
for (const fault of [...new Set(faults)]) console.error(fault);
if (faults.length > 0) {
  console.error(`${faults.length} faults`);
  process.exit(1);
}
