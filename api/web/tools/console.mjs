// Builds the staff console into FOLDER/console and tells its files as rows of the table in tools/build.mjs.
//
// The console's policy allows pictures of this server only, and none written into the style sheet (`data:`), so the icons
// that Pico.css carries that way become files.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const hashed = (bytes) => createHash("sha256").update(bytes).digest("base64url").slice(0, 8);

function iconsToFiles(css, folder) {
  const names = new Map();
  return css.replaceAll(/url\((["']?)data:image\/svg\+xml,(.*?)\1\)/g, (_, quote, text) => {
    const svg = decodeURIComponent(text);
    if (!names.has(svg)) {
      names.set(svg, `icon-${hashed(svg)}.svg`);
      writeFileSync(join(folder, names.get(svg)), svg);
    }
    return `url(./${names.get(svg)})`;
  });
}

/** [name, path below `dist`, whether its name changes with its content] of every file, the entry, the style sheet and the icon by fixed names. */
export async function buildConsole(web, dist) {
  const folder = join(dist, "console");
  const root = join(web, "console");
  await build({ root, configFile: join(root, "vite.config.ts"), logLevel: "warn", build: { outDir: folder, emptyOutDir: true } });

  const sheets = readdirSync(folder).filter((file) => file.endsWith(".css"));
  if (sheets.length !== 1) throw new Error(`the console has one style sheet, not ${sheets.length}`);
  const css = iconsToFiles(readFileSync(join(folder, sheets[0]), "utf8"), folder);
  if (css.includes("data:")) throw new Error("the console's style sheet still carries data: addresses");
  rmSync(join(folder, sheets[0]));
  const sheet = `style-${hashed(css)}.css`;
  writeFileSync(join(folder, sheet), css);

  const picture = readFileSync(join(root, "src/icon.svg"));
  const icon = `icon-${hashed(picture)}.svg`;
  writeFileSync(join(folder, icon), picture);

  return readdirSync(folder)
    .sort()
    .map((file) => {
      const name = file === sheet ? "console_style" : file === icon ? "console_icon" : /^console-[\w-]{8}\.js$/.test(file) ? "console" : file;
      return [name, `console/${file}`, true];
    });
}
