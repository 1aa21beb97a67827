// The fixtures of the rules, and what the command says of them.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export function assert(holds, message) {
  if (!holds) throw new Error(message);
}

/** Every folder of evidence, with its files in the order of the command. */
export function fixtures(folder) {
  const below = path => readdirSync(path, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => join(path, name));
  return below(folder).flatMap(below).sort().map(fixture);
}

/** A folder of evidence. */
export function fixture(path) {
  return { path, files: files(path) };
}

function files(folder, inside = "") {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
  return entries.flatMap(entry => {
    const path = join(folder, entry.name), name = inside + entry.name;
    return entry.isDirectory() ? files(path, `${name}/`) : [{ name, path, bytes: readFileSync(path) }];
  });
}

/** What the command prints of a fixture as JSON, without the time: the page has no clock. */
export function fromCommand(muster, { path }, lang, options = []) {
  const document = run(muster, ["--lang", lang, "doctor", "--json", ...options, path]);
  assert(/^  "time": .*\n/m.test(document), `muster doctor ${path} gives no time`);
  return document.replace(/^  "time": .*\n/m, "");
}

/** What a command prints: the doctor's exit codes say what it found. */
export function run(muster, words) {
  const { stdout, stderr, status } = spawnSync(muster, words, { maxBuffer: 2 ** 30 });
  assert([0, 1, 3].includes(status), `muster ${words.join(" ")} ends with ${status}: ${stderr}`);
  return stdout.toString();
}
