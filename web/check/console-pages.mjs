// Looks at every page of the consoles with axe-core.
//   node console-pages.mjs AXE.js MACHINE INSTALLATION-ID IMAGE-OF-IT.png LINK-OF-THE-HOST LINK-OF-THE-AUTHORITY     links that make the first administrator

import { axeOf } from "./axe.mjs";
import { Browser, DEADLINE_MS } from "./browser.mjs";

const [source, machine, installationId, image, ...links] = process.argv.slice(2);
const axe = axeOf(source);
const PASSWORD = "a password of mine";
/** Pages that the others lead to are found by their links; these have none. */
const MORE = ["/api", "/nothing", "/password?token=00", "/link?token=00"];
const LANGUAGES = ["en", "ja"];

let looked = 0;
const broken = [];

/** What is wrong with the page that is open. */
async function look(browser, address) {
  const found = await axe(browser);
  looked += 2;
  found.forEach(violation => broken.push({ address, ...violation }));
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

/** Presses a button or a link, and waits for the page that answers. */
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

/** Makes one of each thing that lists show. No link leads to what a form answers: that is looked at here. */
async function fill(browser, origin, language, isHost) {
  const at = path => open(browser, origin, path, language);
  const answered = what => look(browser, `${origin} ${what} ${language}`);
  await at("/accounts");
  await send(browser, { "#name": `kim-${language}` }, "form.filter button");
  await answered("a new account");
  const link = await browser.text(".verdict .link");
  await at("/accounts");
  await send(browser, { "#name": "a b" }, "form.filter button");
  await answered("no account");
  await at(new URL(link).pathname + new URL(link).search);
  await answered("the link of a new account");
  await at("/tokens");
  await send(browser, { "#name": `check-${language}` }, "form.filter button");
  await answered("a new token");
  await at("/webhooks");
  await send(browser, { "#name": `pager-${language}`, "#url": "http://127.0.0.1:9/" }, "form.filter button");
  await answered("a secret");
  await press(browser, "button[value=test]");
  await answered("a delivery");
  await (isHost ? fillHost : fillAuthority)(browser, at, answered, language);
}

async function fillHost(browser, at, answered, language) {
  const list = "/machines?state=waiting&sort=-seen";
  const save = async name => {
    await at(list);
    await press(browser, "a[href^='/views?view=']");
    await answered("the form of a view");
    await send(browser, { "#name": `${name} ${language}` }, "button[value=add]");
  };
  await save("For everybody");
  await press(browser, "button[value=share]");
  await save("For myself");
  await answered("views");
  await save("For myself");
  await answered("a view that is there");
  await at(list);
  await answered("machines with views");
  await at("/machines?group=state&columns=cmid,product_name,requests");
  await answered("machines in groups, with columns of one's own");
  for (const [machines, what] of [["nobody", "no job"], [machine, "a job"]]) {
    await at("/jobs/new");
    await send(browser, { "#machines": machines }, "fieldset button");
    await answered(what);
  }
  await at("/job?id=2");
  await answered("a job that waits for confirmation IDs");
  await press(browser, "td.s a");
  await answered("an installation ID");
  await send(browser, { "#id": "1" }, "form.phone button");
  await answered("a wrong confirmation ID");
  await at("/jobs/new");
  await send(browser, { "#machines": machine }, "button[formaction]");
  await answered("the keys of machines");
}

async function fillAuthority(browser, at, answered) {
  for (const [id, what] of [["1", "a wrong installation ID"], [installationId.replaceAll(/[0-9]/g, "7"), "a refusal"], [installationId, "a confirmation ID"]]) {
    await at("/phone");
    await send(browser, { "#id": id }, "form.phone button");
    await answered(what);
  }
  for (const [file, what] of [[source, "no image"], [image, "the confirmation ID of an image"]]) {
    await at("/phone");
    await send(browser, { "#image": file }, "form.phone button");
    await answered(what);
  }
  if (!await browser.text(".verdict.well .groups")) throw new Error("the image of an installation ID is not read");
}

for (const [number, link] of links.entries()) {
  const browser = await Browser.start({});
  try {
    const { origin, pathname, search } = new URL(link);
    for (const language of LANGUAGES) {
      await open(browser, origin, pathname + search, language);
      await look(browser, `setup ${language}`);
      await open(browser, origin, "/sign-in", language);
      await look(browser, `sign-in ${language}`);
    }
    await open(browser, origin, pathname + search, "en");
    await send(browser, { "#name": "admin", "#password": PASSWORD, "#again": PASSWORD }, "form.fields button");
    for (const language of LANGUAGES) await fill(browser, origin, language, number === 0);
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
