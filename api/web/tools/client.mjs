// Builds the JavaScript client and packs it as npm would publish it: node tools/client.mjs [FOLDER]
// Prints the tarball's path.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import "./contract.mjs";

const here = new URL("..", import.meta.url).pathname;
const client = join(here, "client");
const folder = resolve(process.argv[2] ?? join(client, "dist"));

rmSync(join(client, "dist"), { recursive: true, force: true });
execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "-p", join(client, "tsconfig.json")], {
  stdio: "inherit",
});
mkdirSync(folder, { recursive: true });
const packed = execFileSync("npm", ["pack", "--json", "--silent", "--pack-destination", folder], { cwd: client, encoding: "utf8" });
console.log(join(folder, JSON.parse(packed)[0].filename));
