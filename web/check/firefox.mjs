// Drives Firefox as browser.mjs drives Chromium: by Marionette, which is built into Firefox, over a socket alone.

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser, DEADLINE_MS } from "./browser.mjs";

/** The commands of WebDriver that browser.mjs posts, as Marionette names them. */
const COMMANDS = {
  "actions": "WebDriver:PerformActions",
  "click": "WebDriver:ElementClick",
  "element": "WebDriver:FindElement",
  "execute/async": "WebDriver:ExecuteAsyncScript",
  "timeouts": "WebDriver:SetTimeouts",
  "url": "WebDriver:Navigate",
  "value": "WebDriver:ElementSendKeys",
};

export class Firefox extends Browser {
  static async start({ proxy, language = "en-US" }) {
    const browser = new Firefox();
    browser.folder = mkdtempSync(join(tmpdir(), "check-web-"));
    const profile = join(browser.folder, "profile");
    mkdirSync(profile);
    writeFileSync(join(profile, "user.js"), Object.entries(preferences(browser.folder, proxy, language))
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(""));
    browser.driver = spawn("firefox-esr", ["--headless", "--marionette", "--no-remote", "--profile", profile], { stdio: "ignore" });
    const missing = new Promise((_, refuse) => browser.driver.on("error", error => refuse(new Error(`Firefox cannot be started: ${error.message}`))));
    await browser.connect(await Promise.race([missing, port(profile)]));
    await browser.command("WebDriver:NewSession", { capabilities: {} });
    await browser.post("timeouts", { script: DEADLINE_MS });
    return browser;
  }

  async connect(port) {
    this.asked = new Map();
    this.socket = connect(port, "127.0.0.1");
    let received = Buffer.alloc(0);
    await new Promise((ready, refuse) => {
      this.socket.on("error", refuse);
      this.socket.on("data", data => {
        // Each message stands behind its length; the first greets.
        received = Buffer.concat([received, data]);
        for (let colon; (colon = received.indexOf(":")) > 0;) {
          const end = colon + 1 + Number(received.subarray(0, colon));
          if (received.length < end) break;
          const message = JSON.parse(received.subarray(colon + 1, end));
          received = received.subarray(end);
          if (Array.isArray(message)) this.answered(message);
          else ready();
        }
      });
    });
  }

  answered([, number, error, result]) {
    const { resolve, refuse } = this.asked.get(number);
    this.asked.delete(number);
    if (error) refuse(new Error(`${error.error}: ${error.message}`));
    else resolve(result && "value" in result ? result.value : result);
  }

  command(name, parameters) {
    const number = this.number = (this.number ?? 0) + 1;
    const message = JSON.stringify([0, number, name, parameters]);
    return new Promise((resolve, refuse) => {
      this.asked.set(number, { resolve, refuse });
      this.socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  post(path, body = {}) {
    const [, id, command] = /^element\/(.+)\/(\w+)$/.exec(path) ?? [undefined, undefined, path];
    return this.command(COMMANDS[command], id ? { ...body, id } : body);
  }

  /** Marionette shows no console. */
  async log() {
    return [];
  }

  async end() {
    try {
      if (this.socket) await this.command("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      this.socket?.destroy();
    } finally {
      const gone = new Promise(resolve => this.driver.on("exit", resolve));
      if (this.driver.exitCode === null && this.driver.kill()) await gone;
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/** No window, no request of Firefox itself, downloads into a folder, and whatever a page asks to the port `proxy`. */
function preferences(folder, proxy, language) {
  const asked = proxy ? {
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": proxy,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": proxy, "network.proxy.allow_hijacking_localhost": true,
  } : {};
  return {
    ...asked,
    "app.normandy.enabled": false, "app.update.disabledForTesting": true, "browser.download.dir": folder, "browser.download.folderList": 2,
    "browser.shell.checkDefaultBrowser": false, "browser.startup.page": 0, "datareporting.policy.dataSubmissionEnabled": false,
    "intl.accept_languages": language, "marionette.port": 0, "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false, "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": false,
  };
}

/** The port on which Firefox listens, once it says so. */
async function port(profile) {
  for (const ends = Date.now() + DEADLINE_MS; Date.now() < ends; await new Promise(resolve => setTimeout(resolve, 20))) {
    try {
      const written = Number(readFileSync(join(profile, "MarionetteActivePort"), "utf8"));
      if (written) return written;
    } catch {}
  }
  throw new Error("Firefox does not say where it listens");
}
