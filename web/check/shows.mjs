// What checks of the consoles expect of the page that is open.

import { DEADLINE_MS } from "./browser.mjs";

export function must(holds, what) {
  if (!holds) throw new Error(what);
}

/** Waits until the page that is open has it. */
export async function shows(browser, expression, what) {
  for (const ends = Date.now() + DEADLINE_MS; Date.now() < ends;) {
    try {
      if (await browser.run(`return document.readyState === "complete" && Boolean(${expression})`)) return;
    } catch {
      // The page went while it was asked.
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  const { page, at } = await browser.run("return { page: document.body.innerText, at: location.href }");
  throw new Error(`never: ${what}; ${at} shows: ${page}`);
}
