// Builds everything that browsers get and writes it down for the compiler: node tools/build.mjs FOLDER
//   FOLDER/dist           the files, each also as .gz and .br
//   FOLDER/web_files.S    their bytes (.incbin), FOLDER/web_files.cpp their table (api/web_files.h)
//   FOLDER/sizes.json     bytes over the wire, which tests hold against the budget
// Two runs over the same sources give the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";
import { buildConsole } from "./console.mjs";
import "./contract.mjs";

const WIDGET_LIMIT = 25_000; // bytes of gzip: loader, panel and the words of one language
const LOADER_LIMIT = 5_000;

const folder = resolve(process.argv[2] ?? "dist");
const dist = join(folder, "dist");
const here = new URL("..", import.meta.url).pathname;

rmSync(dist, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({ root: here, logLevel: "warn", build: { outDir: dist, emptyOutDir: true } });

const assets = join(dist, "assets");
const sri = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
const nameOf = (file) => /^(.+)-[\w-]{8}\.js$/.exec(file)?.[1];
const files = new Map(readdirSync(assets).map((file) => [nameOf(file) ?? file, file]));

// The loader learns what belongs to it, and then gets the name of what it has become.
const languages = readdirSync(join(here, "shared/strings"))
  .filter((file) => /^[a-z]+\.json$/.test(file))
  .map((file) => file.replace(".json", ""));
const parts = {};
for (const name of ["panel", ...languages]) {
  const file = files.get(name);
  if (!file) throw new Error(`the build has no file for "${name}": ${[...files.keys()]}`);
  parts[name] = [file, sri(readFileSync(join(assets, file)))];
}
let loader = readFileSync(join(assets, files.get("loader")), "utf8").replaceAll("PARTS", "P_");
loader = `const P_=${JSON.stringify(parts)};${loader}`;
rmSync(join(assets, files.get("loader")));
const loaderFile = `loader-${createHash("sha256").update(loader).digest("base64url").slice(0, 8)}.js`;
files.set("loader", loaderFile);
writeFileSync(join(assets, loaderFile), loader);
// The same under a name that never changes, one folder higher.
const widget = loader.replaceAll(/(import\(\s*[`"'])\.\//g, "$1./assets/");
if (widget === loader) throw new Error("the loader imports nothing: its imports are no longer recognised");
writeFileSync(join(dist, "widget.js"), widget);

const rows = [
  ["widget", "widget.js", false],
  ...[...files].sort().map(([name, file]) => [name, `assets/${file}`, true]),
  ...(await buildConsole(here, dist)),
];
const sizes = {};
let assembly = "  .section .rodata\n";
let externs = "";
let table = "";
rows.forEach(([name, path, isImmutable], i) => {
  const bytes = readFileSync(join(dist, path));
  const gzip = gzipSync(bytes, { level: 9 });
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(join(dist, `${path}.gz`), gzip);
  writeFileSync(join(dist, `${path}.br`), brotli);
  sizes[name] = { plain: bytes.length, gzip: gzip.length, brotli: brotli.length };
  for (const [form, suffix] of [["plain", ""], ["gzip", ".gz"], ["brotli", ".br"]]) {
    const symbol = `web_${i}_${form}`;
    assembly += `  .global ${symbol}_begin\n  .global ${symbol}_end\n${symbol}_begin:\n  .incbin "${join(dist, path)}${suffix}"\n${symbol}_end:\n  .byte 0\n`;
    externs += `extern const char ${symbol}_begin[];\nextern const char ${symbol}_end[];\n`;
  }
  const form = (which) => `{web_${i}_${which}_begin, web_${i}_${which}_end}`;
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
  table += `    {"${name}", "/${path}", "${hash}", "${sri(bytes)}", ${isImmutable}, ${form("plain")}, ${form("gzip")}, ${form("brotli")}},\n`;
});
assembly += '  .section .note.GNU-stack,"",%progbits\n';
writeFileSync(join(folder, "web_files.S"), assembly);
writeFileSync(
  join(folder, "web_files.cpp"),
  `#include "api/web_files.h"\n\nextern "C" {\n${externs}}\n\nnamespace nestline::api {\n\n` +
    `extern const WebFile web_file_table[] = {\n${table}};\nextern const unsigned long web_file_count = ${rows.length};\n\n` +
    "}  // namespace nestline::api\n",
);

const whole = (language) => sizes.widget.gzip + sizes.panel.gzip + sizes[language].gzip;
const largest = Math.max(...languages.map(whole));
writeFileSync(join(folder, "sizes.json"), `${JSON.stringify({ loader: sizes.widget.gzip, whole: largest, files: sizes }, null, 2)}\n`);
console.log(`widget: loader ${sizes.widget.gzip}, whole ${largest} bytes of gzip (limits ${LOADER_LIMIT}, ${WIDGET_LIMIT})`);
if (sizes.widget.gzip > LOADER_LIMIT || largest > WIDGET_LIMIT) {
  console.error("the widget is over its budget");
  process.exit(1);
}
