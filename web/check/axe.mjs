// Looks at the page that is open with axe-core.

import { readFileSync } from "node:fs";

/** In the dark only contrast can be another. */
const SCHEMES = { light: {}, dark: { runOnly: ["color-contrast"] } };

/** What finds the rules that the open page breaks, light and dark, by the source of axe-core in a file. */
export function axeOf(file) {
  const axe = readFileSync(file, "utf8");
  return async browser => {
    await browser.run(axe);
    const broken = [];
    for (const [scheme, rules] of Object.entries(SCHEMES)) {
      await browser.devtools("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
      const found = await browser.run(`const { violations } = await axe.run(document, { resultTypes: ["violations"], ...args[0] });
        return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)) }));`, rules);
      broken.push(...found.map(violation => ({ scheme, ...violation })));
    }
    return broken;
  };
}
