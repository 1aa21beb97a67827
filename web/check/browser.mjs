// Drives Chromium through its WebDriver (chromedriver), by fetch alone.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
export const DEADLINE_MS = 120_000;

/** A proxy that lets nothing through, and keeps the first line of whatever asks. */
export async function closedProxy() {
  const asked = [];
  const server = createServer(socket => {
    socket.on("error", () => {});
    socket.once("data", data => {
      asked.push(data.toString("latin1").split("\r\n")[0]);
      socket.destroy();
    });
  });
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, asked, close: () => server.close() };
}

export class Browser {
  /** Starts Chromium. Every request of a page, also to this computer, goes to the port `proxy` of this computer. */
  static async start({ proxy, language = "en-US" }) {
    const browser = new Browser();
    browser.folder = mkdtempSync(join(tmpdir(), "check-web-"));
    await browser.startDriver();
    const args = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", `--user-data-dir=${join(browser.folder, "profile")}`,
      `--lang=${language}`, `--accept-lang=${language}`,
      ...(proxy ? [`--proxy-server=127.0.0.1:${proxy}`, "--proxy-bypass-list=<-loopback>"] : []),
    ];
    const capabilities = { alwaysMatch: { browserName: "chrome", "goog:chromeOptions": { args }, "goog:loggingPrefs": { browser: "ALL" } } };
    const { sessionId } = await browser.call("POST", "/session", { capabilities });
    browser.session = `/session/${sessionId}`;
    await browser.post("timeouts", { script: DEADLINE_MS });
    await browser.devtools("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: browser.folder });
    return browser;
  }

  async startDriver() {
    this.driver = spawn("chromedriver", ["--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
    const port = await new Promise((resolve, refuse) => {
      let printed = "";
      this.driver.on("error", error => refuse(new Error(`chromedriver cannot be started: ${error.message}`)));
      this.driver.stdout.on("data", data => {
        const found = /successfully on port (\d+)/.exec(printed += data);
        if (found) resolve(found[1]);
      });
    });
    this.base = `http://127.0.0.1:${port}`;
  }

  async call(method, path, body) {
    const response = await fetch(this.base + path, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  post(command, body = {}) {
    return this.call("POST", `${this.session}/${command}`, body);
  }

  open(url) {
    return this.post("url", { url });
  }

  /** Runs the body of an async function in the page. */
  run(script, ...args) {
    const body = `const [done] = [...arguments].slice(-1); (async (...args) => { ${script} })(...[...arguments].slice(0, -1))
      .then(value => done({ value }), error => done({ error: [error, error.stack].join(" ") }));`;
    return this.post("execute/async", { script: body, args }).then(({ value, error }) => {
      if (error) throw new Error(error);
      return value;
    });
  }

  devtools(cmd, params = {}) {
    return this.post("goog/cdp/execute", { cmd, params });
  }

  async element(selector) {
    const found = await this.post("element", { using: "css selector", value: selector });
    return `element/${found[ELEMENT]}`;
  }

  async click(selector) {
    await this.post(`${await this.element(selector)}/click`);
  }

  async type(selector, text) {
    await this.post(`${await this.element(selector)}/value`, { text });
  }

  /** Keys that are pressed where the focus is. */
  async keys(text) {
    const actions = [...text].flatMap(value => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** What a paste gives. */
  async pasted() {
    await this.run("const area = document.createElement('textarea'); area.id = 'pasted'; document.body.append(area); area.focus()");
    const actions = [["keyDown", "\uE009"], ["keyDown", "v"], ["keyUp", "v"], ["keyUp", "\uE009"]].map(([type, value]) => ({ type, value }));
    await this.post("actions", { actions: [{ type: "key", id: "keyboard", actions }] });
    await this.until("document.querySelector('#pasted').value");
    return this.run("const area = document.querySelector('#pasted'); area.remove(); return area.value");
  }

  /** What the processes of the browser hold, in MB. */
  memory() {
    const processes = readdirSync("/proc").filter(name => /^\d+$/.test(name)).flatMap(id => {
      try {
        const [, parent, pages] = [/\((.*)\)/, /\) \S (\d+)/, /\) (?:\S+ ){21}(\d+)/].map(part => part.exec(readFileSync(`/proc/${id}/stat`, "latin1"))[1]);
        return [{ id: Number(id), parent: Number(parent), size: Number(pages) * 4096 / 2 ** 20 }];
      } catch {
        return [];
      }
    });
    const below = id => processes.filter(({ parent }) => parent === id).flatMap(one => [one, ...below(one.id)]);
    return Math.round(below(this.driver.pid).reduce((sum, { size }) => sum + size, 0));
  }

  text(selector) {
    return this.run("return document.querySelector(args[0])?.textContent ?? null", selector);
  }

  /** Waits until an expression is true in the page. */
  async until(expression) {
    await this.run(`
      const ends = performance.now() + ${DEADLINE_MS - 10_000};
      while (!(${expression})) {
        if (performance.now() > ends) throw new Error(\`never: ${expression.replace(/[`\\$]/g, "\\$&")}; the page says: \${document.querySelector("#status")?.textContent}\`);
        await new Promise(resolve => setTimeout(resolve, 5));
      }`);
  }

  /** What the page's console holds since it was last asked. */
  log() {
    return this.post("se/log", { type: "browser" });
  }

  async end() {
    try {
      if (this.session) await this.call("DELETE", this.session);
    } finally {
      this.driver.kill();
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}
