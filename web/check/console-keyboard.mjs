// Goes through what people do at both consoles by the keyboard alone: Tab, Enter, Space and text.
//   node console-keyboard.mjs CONSOLE-OF-THE-HOST CONSOLE-OF-THE-AUTHORITY INSTALLATION-ID PRODUCT-KEY     with the account of console-pages.mjs

import { Browser } from "./browser.mjs";
import { must, shows } from "./shows.mjs";

const [host, authority, installationId, productKey] = process.argv.slice(2);
const PASSWORD = "a password of mine";
const [TAB, ENTER, SPACE] = ["\uE004", "\uE007", " "];
/** More stops has no page of the check. */
const STOPS_MAX = 400;

const FOCUSED = `
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  const style = getComputedStyle(it), box = it.getBoundingClientRect();
  it.dataset.stop ??= String(++window.stops || (window.stops = 1));
  return {
    stop: it.dataset.stop, what: it.outerHTML.slice(0, 120), matches: args[0] ? it.matches(args[0]) : false,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };`;

let stops = 0;

/** Goes on to the next element, which has to show that it has the focus; none at the end of the page. */
async function tab(browser, selector) {
  await browser.keys(TAB);
  const focused = await browser.run(FOCUSED, selector);
  if (focused) {
    stops += 1;
    must(focused.ring && focused.seen, `nobody sees that this has the focus: ${focused.what}`);
  }
  return focused;
}

/** Goes through a page from its beginning to its end: no element keeps the focus, and each that can have it gets it. */
async function passes(browser, address) {
  await browser.open(address);
  const wanted = await browser.run(`
    const radios = new Set();
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter(it => {
      if (it.disabled || !it.checkVisibility()) return false;
      if (it.type !== "radio") return true;
      return !radios.has(it.name) && radios.add(it.name);
    }).length`);
  const seen = new Set();
  for (let step = 0; step < STOPS_MAX; step += 1) {
    const focused = await tab(browser);
    // A date has a stop for each of its parts, so one may come twice.
    if (!focused || seen.has(focused.stop) && seen.size === wanted) break;
    seen.add(focused.stop);
  }
  must(seen.size === wanted, `${address}: ${seen.size} of ${wanted} elements get the focus`);
}

/** Goes on to an element. */
async function reach(browser, selector) {
  for (let step = 0; step < STOPS_MAX; step += 1) {
    const focused = await tab(browser, selector);
    if (focused?.matches) return;
  }
  throw new Error(`${selector} is not reached by Tab at ${await browser.run("return location.href")}`);
}

/** Presses a key where the focus is, and waits for the page that answers. */
async function press(browser, key, there, what) {
  await browser.run("document.documentElement.dataset.pressed = 1");
  await browser.keys(key);
  await shows(browser, `!document.documentElement.dataset.pressed && (${there})`, what);
}

async function signIn(browser, origin) {
  await browser.open(`${origin}/sign-in?lang=en`);
  // The first stop of every page leads past the navigation.
  must((await tab(browser, "a.skip"))?.matches, "the first stop is no way to the content");
  await reach(browser, "#name");
  await browser.keys("admin");
  await reach(browser, "#password");
  await browser.keys(PASSWORD);
  await press(browser, ENTER, "document.querySelector('nav')", "signed in by Enter");
}

async function atHost(browser) {
  await signIn(browser, host);
  await reach(browser, "nav a[href^='/machines']");
  await press(browser, ENTER, "location.pathname === '/machines'", "the list of machines");
  await reach(browser, "#unseen");
  await browser.keys("9000");
  await press(browser, ENTER, "location.search.includes('unseen=9000')", "the list with a filter");
  await reach(browser, ".filter .buttons a");
  await press(browser, ENTER, "!location.search.includes('unseen')", "the list without it");
  await reach(browser, "details.columns summary");
  await browser.keys(SPACE);
  must(await browser.run("return document.querySelector('details.columns').open"), "the columns do not open by Space");
  await reach(browser, "td.name a");
  await press(browser, ENTER, "location.pathname === '/machine'", "the page of a machine");

  await reach(browser, "nav a[href^='/machines']");
  await press(browser, ENTER, "location.pathname === '/machines'", "the list again");
  await reach(browser, "a[href^='/jobs/new']");
  await press(browser, ENTER, "location.pathname === '/jobs/new'", "the form of a job for these machines");
  await reach(browser, "fieldset button");
  await press(browser, SPACE, "location.pathname === '/job'", "a job");

  await browser.open(`${host}/machines?lang=en`);
  await reach(browser, "a[href^='/jobs/new']");
  await press(browser, ENTER, "location.pathname === '/jobs/new'", "the form again");
  await reach(browser, "button[formaction]");
  await press(browser, ENTER, "document.querySelector('input[name=key]')", "the machines with the keys of their agents");
  await reach(browser, "input[name=key]");
  await browser.keys(productKey);
  await press(browser, ENTER, "location.pathname === '/job'", "a job that installs a key");
  for (const path of ["/", "/machines", "/jobs/new", "/host", "/accounts", "/views", "/metrics", "/me"]) {
    await passes(browser, `${host}${path}?lang=en`);
  }
}

async function atAuthority(browser) {
  await signIn(browser, authority);
  await reach(browser, "nav a[href^='/phone']");
  await press(browser, ENTER, "location.pathname === '/phone'", "the form of phone activation");
  await reach(browser, "#id");
  await browser.keys(installationId);
  await reach(browser, "form.phone button");
  await press(browser, SPACE, "document.querySelector('.verdict.well .groups')", "a confirmation ID");
  await reach(browser, "nav a[href^='/?'], nav a[href='/']");
  await press(browser, ENTER, "location.pathname === '/'", "the keys");
  await reach(browser, "td a[href^='/key']");
  await press(browser, ENTER, "location.pathname === '/key'", "a key");
  await reach(browser, "#note");
  await browser.keys("by keyboard");
  await press(browser, ENTER, "document.querySelector('#note')?.value.endsWith('by keyboard')", "a note is saved");
  await passes(browser, await browser.run("return location.href"));
  for (const path of ["/", "/hosts", "/orders", "/packs", "/phone", "/tokens"]) await passes(browser, `${authority}${path}?lang=ja`);
}

const began = performance.now();
for (const flow of [atHost, atAuthority]) {
  const browser = await Browser.start({});
  try {
    await flow(browser);
  } finally {
    await browser.end();
  }
}
const took = Math.round((performance.now() - began) / 1000);
console.log(`check-console: both consoles go by the keyboard alone, and the focus was seen at ${stops} stops, in ${took} s`);
