// Looks at every page of the consoles with axe-core.
//   node console-pages.mjs AXE.js LINK-OF-THE-HOST LINK-OF-THE-AUTHORITY     links that make the first administrator

import { readFileSync } from "node:fs";
import { Browser, DEADLINE_MS } from "./browser.mjs";

const [source, ...links] = process.argv.slice(2);
const axe = readFileSync(source, "utf8");
const PASSWORD = "a password of mine";
/** Pages that the others lead to are found by their links; these have none. */
const MORE = ["/api", "/nothing", "/password?token=00"];
const SCHEMES = { light: {}, dark: { runOnly: ["color-contrast"] } }, LANGUAGES = ["en", "ja"];

let looked = 0;
const broken = [];

/** What is wrong with the page that is open. In the dark only contrast can be another. */
async function look(browser, address) {
  await browser.run(axe);
  for (const [scheme, rules] of Object.entries(SCHEMES)) {
    await browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    const found = await browser.run(`const { violations } = await axe.run(document, { resultTypes: ["violations"], ...args[0] });
      return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)) }));`, rules);
    looked += 1;
    found.forEach(violation => broken.push({ address, scheme, ...violation }));
  }
}

/** The addresses of the console that the open page leads to, without the language. */
function addresses(browser) {
  return browser.run(`return [...document.querySelectorAll("a[href]")].map(link => new URL(link.href))
    .filter(url => url.origin === location.origin).map(url => { url.searchParams.delete("lang"); url.hash = ""; return url.pathname + url.search; })`);
}

async function open(browser, origin, address, language) {
  const url = new URL(address, origin);
  url.searchParams.set("lang", language);
  await browser.open(url.href);
}

/** Fills a form of the page that is open, and sends it. */
async function send(browser, fields, button) {
  for (const [selector, text] of Object.entries(fields)) await browser.type(selector, text);
  await press(browser, button);
}

/** Presses a button, and waits for the page that answers. */
async function press(browser, button) {
  await browser.run("document.documentElement.dataset.pressed = 1");
  await browser.click(button);
  for (const ends = Date.now() + DEADLINE_MS; Date.now() < ends;) {
    try {
      if (await browser.run("return !document.documentElement.dataset.pressed && document.readyState === 'complete'")) return;
    } catch {
      // The page went while it was asked.
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error(`no page answers ${button}`);
}

/** What the lists show, so that there is one of each thing. */
async function fill(browser, origin, isHost) {
  await open(browser, origin, "/accounts", "en");
  await send(browser, { "#name": "kim" }, "form .buttons button, form.filter button");
  await open(browser, origin, "/tokens", "en");
  await send(browser, { "#name": "check" }, "form.filter button");
  await open(browser, origin, "/webhooks", "en");
  await send(browser, { "#name": "pager", "#url": "http://127.0.0.1:9/" }, "form.filter button");
  await look(browser, `${origin} with a secret`);
  await press(browser, "button[value=test]");
  if (!isHost) return;
  await open(browser, origin, "/jobs/new", "en");
  await send(browser, { "#machines": "nobody" }, "fieldset button");
  await look(browser, `${origin} with a refusal`);
}

for (const [number, link] of links.entries()) {
  const browser = await Browser.start({});
  try {
    const origin = new URL(link).origin;
    for (const language of LANGUAGES) {
      await open(browser, origin, new URL(link).pathname + new URL(link).search, language);
      await look(browser, `setup ${language}`);
      await open(browser, origin, "/sign-in", language);
      await look(browser, `sign-in ${language}`);
    }
    await open(browser, origin, new URL(link).pathname + new URL(link).search, "en");
    await send(browser, { "#name": "admin", "#password": PASSWORD, "#again": PASSWORD }, "form.fields button");
    await fill(browser, origin, number === 0);
    const seen = new Set(MORE), kinds = new Set(), waiting = ["/", ...MORE];
    while (waiting.length) {
      const address = waiting.shift();
      // One page of each kind: paths, not what is asked of them.
      const kind = address.split("?")[0];
      if (kinds.has(kind) || /\.(csv|jsonl|json|css)$/.test(kind)) continue;
      kinds.add(kind);
      for (const language of LANGUAGES) {
        await open(browser, origin, address, language);
        await look(browser, `${origin}${address} ${language}`);
      }
      for (const next of await addresses(browser)) {
        if (!seen.has(next)) seen.add(next) && waiting.push(next);
      }
    }
    console.log(`check-console: ${origin}: ${[...kinds].sort().join(" ")}`);
  } finally {
    await browser.end();
  }
}
for (const violation of broken) console.error(JSON.stringify(violation));
if (broken.length) {
  console.error(`check-console: ${broken.length} rules are broken`);
  process.exit(1);
}
console.log(`check-console: axe-core found nothing on ${looked} pages`);
