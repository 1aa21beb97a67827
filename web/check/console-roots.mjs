// Looks at the page of the root keys with axe-core at each step of a change, as the authority's commands make it.
//   node console-roots.mjs AXE.js CONSOLE-OF-THE-AUTHORITY MUSTER STATE PASSPHRASE-FILE     a console with the account of console-pages.mjs

import { execFileSync } from "node:child_process";

import { axeOf } from "./axe.mjs";
import { Browser } from "./browser.mjs";
import { must, shows } from "./shows.mjs";

const [source, origin, muster, state, passphrase] = process.argv.slice(2);
const axe = axeOf(source);
const PASSWORD = "a password of mine";
const PACK = ["pack", "--out", "next-pack.jws", "--force"];
/** What is done, and what the page says then. */
const STEPS = [
  [["root", "add"], "sign a pack that names it"],
  [PACK, "Some hosts do not have the pack"],
  [["root", "switch", "--force"], "sign a pack with it"],
  [PACK, "Some have a license by an older key"],
  [["root", "drop", "--force"], "sign a pack without it"],
  [PACK, "No change of the root key is under way"],
];

const browser = await Browser.start({});
try {
  await browser.open(`${origin}/sign-in?lang=en`);
  await browser.type("#name", "admin");
  await browser.type("#password", PASSWORD);
  await browser.click("form.fields button");
  await shows(browser, "document.querySelector('nav')", "signed in");
  for (const [words, said] of STEPS) {
    execFileSync(muster, ["--state", state, "authority", ...words, "--passphrase-file", passphrase]);
    for (const language of ["ja", "en"]) {
      await browser.open(`${origin}/roots?lang=${language}`);
      const broken = await axe(browser);
      must(!broken.length, `root keys ${language} after ${words.join(" ")}: ${JSON.stringify(broken)}`);
    }
    await shows(browser, `document.body.innerText.includes(${JSON.stringify(said)})`, `after ${words.join(" ")}: ${said}`);
  }
} finally {
  await browser.end();
}
console.log(`check-console: axe-core found nothing on the page of the root keys at ${STEPS.length} steps of a change`);
