// Holds what browsers fetch against the budget: size.mjs SIZES (written by api/web/tools/build.mjs)
import { readFileSync } from "node:fs";

const LOADER = 5_000;
const WHOLE = 25_000; // loader, panel and the words of the longest language

const { loader, whole, files } = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const [name, { plain, gzip, brotli }] of Object.entries(files)) {
  console.log(`${name}: ${plain} bytes, gzip ${gzip}, brotli ${brotli}`);
}
console.log(`loader ${loader} of ${LOADER}, whole ${whole} of ${WHOLE} bytes of gzip`);
if (!(loader <= LOADER && whole <= WHOLE)) {
  console.error("the widget is over its budget");
  process.exit(1);
}
