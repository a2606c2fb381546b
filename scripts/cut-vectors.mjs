// Cuts word vectors to what the matcher needs: node cut-vectors.mjs PACKAGE.json CONTENT-FOLDER OUTPUT
//
// Kept: every word of the content folder that has a vector, and the COMMON most frequent words. The
// output, all little-endian: "NLWV", version, number of words, numbers a word (32 bits each); the
// words by rising 64-bit FNV-1a hash: all hashes; all ranks of frequency (32 bits); all scales
// (float, one a word); all numbers (signed bytes). A number is its byte times the word's scale, and
// each vector has length 1. Words are folded as the service folds them: lower case, no apostrophes.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const COMMON = 40000;
const VERSION = 1;
const [source, content, output] = process.argv.slice(2);

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

const wordsOf = (text) => text.toLowerCase().replace(/['’]/g, "").match(/\p{L}+/gu) ?? [];

function hashOf(word) {
  let hash = 1469598103934665603n;
  for (const byte of Buffer.from(word)) hash = ((hash ^ BigInt(byte)) * 1099511628211n) & 0xffffffffffffffffn;
  return hash;
}

const ours = new Set();
for (const file of filesBelow(content)) for (const word of wordsOf(readFileSync(file, "utf8"))) ours.add(word);

const all = JSON.parse(readFileSync(source, "utf8"));
const kept = new Map(); // folded word -> [rank, vector]
let rank = 0;
for (const word of all.words) {
  const folded = word.replace(/'/g, "");
  if (!/^\p{L}+$/u.test(folded) || kept.has(folded)) continue;
  if (rank < COMMON || ours.has(folded)) kept.set(folded, [rank, all.vectors[word].slice(0, all.dimensions)]);
  ++rank;
}

const rows = [...kept].map(([word, [place, vector]]) => ({ hash: hashOf(word), place, vector }));
rows.sort((a, b) => (a.hash < b.hash ? -1 : 1));
const size = all.dimensions;
const out = Buffer.alloc(16 + rows.length * (8 + 4 + 4 + size));
out.write("NLWV", 0);
out.writeUInt32LE(VERSION, 4);
out.writeUInt32LE(rows.length, 8);
out.writeUInt32LE(size, 12);
const ranks = 16 + rows.length * 8;
const scales = ranks + rows.length * 4;
const numbers = scales + rows.length * 4;
rows.forEach((row, i) => {
  const length = Math.hypot(...row.vector);
  const largest = Math.max(...row.vector.map(Math.abs)) / length;
  const scale = Math.fround(largest / 127);
  out.writeBigUInt64LE(row.hash, 16 + i * 8);
  out.writeUInt32LE(row.place, ranks + i * 4);
  out.writeFloatLE(scale, scales + i * 4);
  row.vector.forEach((x, d) => out.writeInt8(Math.round(x / length / scale), numbers + i * size + d));
});
writeFileSync(output, out);
