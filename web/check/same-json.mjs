// Whether the program in the page says the same as the command, byte for byte, on every fixture of the rules: in Node.
//   node same-json.mjs PAGE.html MUSTER FIXTURES

import { readFileSync } from "node:fs";
import { webcrypto } from "node:crypto";
import { runInThisContext } from "node:vm";
import { fixtures, fromCommand, assert } from "./fixtures.mjs";

const [page, muster, folder] = process.argv.slice(2);
const html = readFileSync(page, "utf8");
const block = id => new RegExp(`<script [^>]*id="${id}"(?: data-size="(\\d+)" data-crc="(\\d+)")?>([^]*?)</script>`).exec(html);
globalThis.crypto ??= webcrypto;
// The worker's own code, with what it only has in a browser.
globalThis.FileReaderSync = undefined;
runInThisContext(`${block("worker").pop()}; globalThis.doctor = { Lzma, base128, crc32, diagnose };`);
const { Lzma, base128, crc32, diagnose } = globalThis.doctor;

function unpacked(id) {
  const [, size, crc, packed] = block(id);
  const bytes = Lzma.decode(base128(packed), Number(size));
  assert(crc32(bytes) === Number(crc), `another CRC 32 of ${id}`);
  return Buffer.from(bytes);
}

const program = unpacked("program");
for (const place of ["/root/", "/home/", "/work/"]) {
  const at = [html, program.toString("latin1"), unpacked("third-party").toString()].map(text => text.indexOf(place));
  assert(at.every(at => at < 0), `the page names a path of the machine that made it: ${place} at ${at}`);
}
const module = new WebAssembly.Module(program);
// A file in memory that is cut as a Blob is.
const blob = bytes => ({ size: bytes.length, slice: (from, to) => bytes.subarray(from, to) });

let compared = 0;
for (const fixture of fixtures(folder)) {
  const files = fixture.files.map(({ name }) => ({ name }));
  const blobs = fixture.files.map(({ bytes }) => blob(bytes));
  const { diagnosed } = diagnose(module, { files, json: true }, blobs, slice => slice, () => {});
  for (const lang of ["en", "ja"]) {
    assert(diagnosed[lang].json === fromCommand(muster, fixture, lang), `${fixture.path}: not the same in ${lang}`);
    compared += 1;
  }
}
assert(compared > 800, `only ${compared} documents were compared`);
console.log(`check-web: Node: ${compared} documents are the command's, byte for byte`);
