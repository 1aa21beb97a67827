// Signs in to both consoles by a provider, as a browser does.
//   node console-sign-in.mjs FOLDER-OF-THE-PROVIDER ISSUER SECRET FILE-OF-KEYS CONSOLE-OF-THE-HOST CONSOLE-OF-THE-AUTHORITY

import { readFileSync } from "node:fs";

import { Browser, DEADLINE_MS } from "./browser.mjs";
import { startProvider } from "./openid-provider.mjs";
import { must, shows } from "./shows.mjs";

const [folder, issuer, secret, keys, ...consoles] = process.argv.slice(2);
const ALGORITHMS = ["RS256", "EdDSA"];

/** Signs in by the provider as somebody; the browser is then where the console sends it. */
async function signIn(browser, origin, name, begin = "a.button") {
  if (begin === "a.button") await browser.open(`${origin}/sign-in?lang=en`);
  await browser.click(begin);
  await shows(browser, "document.querySelector('input[name=login]')", "the provider asks who it is");
  await browser.type("input[name=login]", name);
  await browser.type("input[name=password]", "any");
  await browser.click("button[type=submit]");
  const there = `location.origin === ${JSON.stringify(origin)}`;
  await shows(browser, `${there} || document.querySelector('form') && !document.querySelector('input[name=login]')`, "the provider asks whether it may");
  // Who has said so before is not asked again.
  if (!(await browser.run(`return ${there}`))) await browser.click("button[type=submit]");
  await shows(browser, there, "the provider sends back");
}

/** Asks for what asks again who it is. */
async function addAccount(browser, origin) {
  await browser.open(`${origin}/accounts?lang=en`);
  await browser.type("#name", `of-kim-${Date.now()}`);
  await browser.click("form.filter button");
  await shows(browser, "document.querySelector('.verdict, .card')", "an answer");
}

const page = browser => browser.run("return document.body.innerText");

async function inBrowser(use) {
  const browser = await Browser.start({});
  try {
    await use(browser);
  } finally {
    await browser.end();
  }
}

await inBrowser(async browser => {
  await browser.open(`${consoles[1]}/sign-in?lang=en`);
  await browser.click("a.button");
  await shows(browser, "document.querySelector('[role=alert]')", "the console says that the provider is away");
  must((await page(browser)).includes("does not answer (0x80090311)") && await browser.run("return Boolean(document.querySelector('#password'))"), "no word of the provider that is away");
});
const clients = consoles.map((origin, number) => ({ id: `muster-${number}`, algorithm: ALGORITHMS[number], returns: `${origin}/sign-in/return` }));
const server = await startProvider(folder, issuer, secret, JSON.parse(readFileSync(keys, "utf8")), clients);
for (const [number, origin] of consoles.entries()) {
  await inBrowser(async browser => {
    // The console leaves a provider alone that did not answer, for ten seconds.
    for (const ends = Date.now() + DEADLINE_MS; number === 1 && Date.now() < ends;) {
      await browser.open(`${origin}/sign-in?lang=en`);
      await browser.click("a.button");
      if (!(await browser.run("return location.href")).startsWith(origin)) break;
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    await signIn(browser, origin, "kim");
    await shows(browser, "document.querySelector('nav')", "the first page of the console");
    await addAccount(browser, origin);
    // A provider that was not asked for it does not say when kim signed in.
    must((await page(browser)).includes("Confirm that it is you"), "what cannot be taken back does not ask again");
    // In this tab: WebDriver would have to be told of another.
    await browser.run("document.querySelector('a[target]').removeAttribute('target')");
    await signIn(browser, origin, "kim", "ol a");
    await shows(browser, "document.querySelector('nav')", "the first page of the console again");
    await addAccount(browser, origin);
    must((await page(browser)).includes("Give this link to"), `who has just signed in at the provider is asked again: ${await page(browser)}`);
    await browser.open(`${origin}/audit?lang=en`);
    must((await page(browser)).includes("kim of the check (oidc:kim)"), "the audit log does not name who signed in");
    await browser.run("document.querySelector('form[action*=\"sign-out\"] button').click()");
    await shows(browser, "document.querySelector('#password')", "signed out");
    await browser.open(`${origin}/audit?lang=en`);
    must((await browser.run("return location.pathname")) === "/sign-in", "signed out, and still there");
  });
}
await inBrowser(async browser => {
  await signIn(browser, consoles[0], "eve");
  await shows(browser, "document.querySelector('[role=alert]')", "a refusal");
  const said = await page(browser);
  must(said.includes("none of your groups has access") && said.includes("0x80070569") && said.includes("oidc:eve"), `no word of why: ${said}`);
});
server.close();
server.closeAllConnections();
console.log(`check-console: kim signed in by ${issuer} to both consoles, and eve to none`);
