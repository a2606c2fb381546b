// Types from api/openapi.json, for the client and the widget: node tools/contract.mjs
// The file is generated, so that it cannot differ from the contract, and is not in Git.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const contract = new URL("../../openapi.json", import.meta.url);
const target = new URL("../client/src/contract.ts", import.meta.url);
const text = `// Generated from api/openapi.json by tools/contract.mjs.\n${astToString(await openapiTS(contract))}`;

let before = "";
try {
  before = readFileSync(target, "utf8");
} catch {
  // the first time
}
if (text !== before) writeFileSync(target, text);
