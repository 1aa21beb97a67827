// Adds passkeys at both consoles and signs in by them, with the virtual authenticator of Chromium.
//   node console-passkeys.mjs AXE.js CONSOLE STORE [CONSOLE STORE]...     a console with the account of console-pages.mjs, and its SQLite file

import { execFileSync } from "node:child_process";

import { axeOf } from "./axe.mjs";
import { Browser } from "./browser.mjs";
import { must, shows } from "./shows.mjs";

const [source, ...arguments_] = process.argv.slice(2);
const axe = axeOf(source);
const PASSWORD = "a password of mine";
const TEXTS = {
  en: { use: "Use a passkey", added: "There are no passkeys.", confirm: "Confirm that it is you", refused: "No passkey was used", known: "has a passkey of this account already", unknown: "does not know the passkey" },
  ja: { use: "パスキーを使用", added: "パスキーはありません。", confirm: "本人確認", refused: "パスキーは使用されませんでした", known: "既に登録されています", unknown: "登録されていないか" },
};
const PASSKEY_FORM = "form[data-options] button";

const says = text => `document.body.innerText.includes(${JSON.stringify(text)})`;

/** No rule of axe-core is broken on the page that is open, light and dark. */
async function look(browser, what) {
  const broken = await axe(browser);
  must(!broken.length, `${what}: ${JSON.stringify(broken)}`);
}

/** The sessions of a console have last shown long ago who they are of. */
function age(store) {
  const statements = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=30); c.execute('UPDATE console_session SET proved = 0'); c.commit()";
  execFileSync("python3", ["-c", statements, store]);
}

/** Asks for an account, which asks again who it is. */
async function asksAgain(browser, origin, language, name, store) {
  age(store);
  await browser.open(`${origin}/accounts?lang=${language}`);
  await browser.type("#name", name);
  await browser.click("form.filter button");
  await shows(browser, says(TEXTS[language].confirm), "what cannot be taken back asks again");
}

async function inLanguage(browser, authenticatorId, origin, store, language) {
  const texts = TEXTS[language];
  const at = path => browser.open(`${origin}${path}?lang=${language}`);
  await browser.devtools("WebAuthn.clearCredentials", { authenticatorId });
  await at("/sign-in");
  await browser.type("#name", "admin");
  await browser.type("#password", PASSWORD);
  await browser.click("form.fields button");
  await shows(browser, "document.querySelector('nav')", "signed in by the password");

  await at("/me/passkeys");
  await shows(browser, says(texts.added), "no passkey yet");
  await look(browser, `passkeys ${language}`);
  await browser.type("#name", `laptop ${language}`);
  await browser.click(PASSKEY_FORM);
  await shows(browser, "document.querySelector('tbody th')", "a passkey in the list");
  await look(browser, `a passkey in the list ${language}`);
  await browser.type("#name", "again");
  await browser.click(PASSKEY_FORM);
  await shows(browser, says(texts.known), "the authenticator has one already");

  await asksAgain(browser, origin, language, `${language}-by-passkey`, store);
  await look(browser, `asks again ${language}`);
  await browser.click(PASSKEY_FORM);
  await shows(browser, `${says(`${language}-by-passkey`)} && document.querySelector('.verdict .link')`, "the account that was asked for, by a passkey");
  await asksAgain(browser, origin, language, `${language}-by-password`, store);
  await browser.type("#step-up-password", PASSWORD);
  await browser.click("form:not([data-options]).fields button");
  await shows(browser, `${says(`${language}-by-password`)} && document.querySelector('.verdict .link')`, "the account that was asked for, by the password");

  await browser.run("document.querySelector('form[action*=\"sign-out\"] button').click()");
  await shows(browser, "document.querySelector('#password')", "signed out");
  must(!(await browser.run("return document.querySelectorAll('script').length")), "the page of the password has a script");
  await browser.click("a[href^='/sign-in/passkey']");
  await shows(browser, says(texts.use), "the page of the passkey");
  await look(browser, `sign-in by a passkey ${language}`);
  await browser.click(PASSKEY_FORM);
  await shows(browser, "document.querySelector('nav')", "signed in by the passkey");

  await at("/me/passkeys");
  await browser.click("tbody button");
  await shows(browser, says(texts.added), "the passkey is removed");
  await browser.run("document.querySelector('form[action*=\"sign-out\"] button').click()");
  await shows(browser, "document.querySelector('#password')", "signed out again");
  await at("/sign-in/passkey");
  await browser.click(PASSKEY_FORM);
  await shows(browser, `${says("0x8007052E")} && ${says(texts.unknown)}`, "a passkey that was removed signs nobody in");
  await look(browser, `a refusal ${language}`);
  await browser.devtools("WebAuthn.clearCredentials", { authenticatorId });
  await browser.click(PASSKEY_FORM);
  await shows(browser, says(texts.refused), "the authenticator has none");
}

for (let index = 0; index < arguments_.length; index += 2) {
  const [console_, store] = arguments_.slice(index, index + 2);
  const browser = await Browser.start({});
  try {
    await browser.open(`${console_}/sign-in`);
    await browser.devtools("WebAuthn.enable");
    const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
    const { authenticatorId } = await browser.devtools("WebAuthn.addVirtualAuthenticator", { options });
    // Called by its address, the console leads to the name that passkeys are bound to.
    await browser.click("a[href^='/sign-in/passkey']");
    await shows(browser, "location.hostname === 'localhost'", "the name that passkeys are bound to");
    const origin = console_.replace("127.0.0.1", "localhost");
    for (const language of Object.keys(TEXTS)) await inLanguage(browser, authenticatorId, origin, store, language);
  } finally {
    await browser.end();
  }
}
console.log(`check-console: passkeys of Chromium's authenticator sign in at ${arguments_.length / 2} consoles and show again who it is, in both languages`);
