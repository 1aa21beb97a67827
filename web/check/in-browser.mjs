// What a user does with the page and with a report: opened from a file, without a network.
//   node in-browser.mjs BROWSER PAGE.html MUSTER FIXTURES [WORDS]     the checks whose names hold these words

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Browser, closedProxy } from "./browser.mjs";
import { eventLog } from "./event-log.mjs";
import { Firefox } from "./firefox.mjs";
import { assert, fixture, fixtures, fromCommand, run } from "./fixtures.mjs";
import { ATTEMPTS, CONTROLS, OF_CHROMIUM } from "./ways-out.mjs";

const Driven = { Chromium: Browser, Firefox }[process.argv[2]];
const [page, muster, fixtureFolder] = process.argv.slice(3, 6).map(path => resolve(path));
const words = process.argv[6] ?? "";
const folder = mkdtempSync(join(tmpdir(), "check-web-"));
/** As on somebody's share: a path with a space, signs of URLs and Japanese. */
const shared = join(folder, "共有 #1 & 50%");
mkdirSync(shared);
copyFileSync(page, join(shared, "muster-doctor.html"));
const url = pathToFileURL(join(shared, "muster-doctor.html")).href;
const say = text => console.log(`check-web: ${process.argv[2]}: ${text}`);
const write = (name, content) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

/** Whether what was given last is judged. */
const JUDGED = "document.querySelector('#status').dataset.said === 'ready' && document.querySelector('#progress').hidden";

let browser, proxy;

/** Opens the page anew, ready to run. */
async function open() {
  await browser.open(url);
  await browser.run("await compile()");
}

async function choose(selector, ...paths) {
  await browser.run("delete document.querySelector('#status').dataset.said");
  // Firefox's driver can choose no folder; the files of a single one have the names that they have in it.
  const isFolder = browser instanceof Firefox && statSync(paths[0]).isDirectory();
  if (isFolder) await browser.type("#files", fixture(paths[0]).files.map(({ path }) => path).join("\n"));
  else await browser.type(selector, paths.join("\n"));
}

async function judged() {
  await browser.until(JUDGED);
}

/** The file that a click saves, once it is whole. */
async function saved(selector, name) {
  rmSync(join(browser.folder, name), { force: true });
  await browser.click(selector);
  for (const ends = Date.now() + 20_000; Date.now() < ends;) {
    try {
      return readFileSync(join(browser.folder, name), "utf8");
    } catch {
      await browser.run("await new Promise(resolve => setTimeout(resolve, 20))");
    }
  }
  throw new Error(`${name} was not saved`);
}

const checks = {
  async "judges a paste, and speaks both languages"() {
    await open();
    await browser.type("#paste", "Error: 0x8007232B DNS name does not exist.");
    await judged();
    assert((await browser.text("#report h1")).endsWith("failing"), await browser.text("#report h1"));
    assert((await browser.text("#report")).includes("paste.txt:1"), "the report quotes no line");
    await browser.click("[data-lang=ja]");
    assert((await browser.text("#report h1")).endsWith("対処が必要"), "the report stays English");
    assert(await browser.run("return document.documentElement.lang") === "ja", "the page says another language");
    assert((await browser.text("#choose-files")) === "ファイルの選択", "the page stays English");
    assert((await browser.run("return ticket().textContent")).includes("原因: "), "the ticket stays English");
    const broken = await browser.run("return [...document.querySelectorAll('#able *')].filter(e => !e.children.length && /undefined|\\{\\w+\\}/.test(e.textContent)).map(e => e.textContent)");
    assert(!broken.length, `broken texts: ${broken}`);
    await browser.click("[data-lang=en]");
  },

  // Before the many documents below, whose memory the browser frees at times of its own.
  async "can be stopped, and gives the memory back"() {
    await open();
    const before = browser.memory();
    // Text is the slowest of all.
    const text = "The license of this computer ends in some days, says nobody.\n".repeat(1_000_000);
    await choose("#files", ...Array.from({ length: 5 }, (_, number) => write(`${number}.txt`, text)));
    // The most that it holds: between two files, and when something else is freed, it holds less.
    let during = before;
    for (const ends = Date.now() + 60_000; !await browser.run("return document.querySelector('#bar').position > 0.3");) {
      assert(Date.now() < ends, "it never comes that far");
      during = Math.max(during, browser.memory());
    }
    await browser.click("#stop");
    assert(await browser.run("return document.querySelector('#status').dataset.said") === "stopped", "it does not say so");
    let after = during;
    for (const ends = Date.now() + 20_000; after - before > (during - before) / 2 && Date.now() < ends;) {
      await browser.run("await new Promise(resolve => setTimeout(resolve, 100))");
      after = browser.memory();
    }
    say(`memory ${before} MB, ${during} MB in a long run, ${after} MB after Stop`);
    assert(during - before > 100 && after - before < (during - before) / 2, "the memory stays");
    await browser.click("#example");
    await judged();
  },

  async "says the same as the command, byte for byte"() {
    await open();
    let compared = 0;
    const all = fixtures(fixtureFolder);
    for (let start = 0; start < all.length; start += 20) {
      const some = all.slice(start, start + 20);
      const asked = some.map(({ files }) => files.map(({ name, bytes }) => [name, bytes.toString("base64")]));
      const answers = await browser.run(`return Promise.all(args[0].map(async files => {
        const sources = files.map(([name, packed]) => ({ name, blob: new Blob([Uint8Array.from(atob(packed), c => c.charCodeAt(0))]) }));
        const { diagnosed } = await (await diagnosis(sources, { json: true }, () => {})).result;
        return [diagnosed.en.json, diagnosed.ja.json];
      }))`, asked);
      for (const [index, fixture] of some.entries()) {
        for (const [at, lang] of ["en", "ja"].entries()) {
          assert(answers[index][at] === fromCommand(muster, fixture, lang), `${fixture.path}: not the same in ${lang}`);
          compared += 1;
        }
      }
    }
    assert(compared > 800, `only ${compared} documents were compared`);
    say(`${compared} documents are the command's`);
  },

  async "gives out the collector"() {
    await open();
    await browser.run("document.querySelector('#save-collector').closest('details').open = true");
    const script = await saved("#save-collector", "muster-collect.cmd");
    run(muster, ["doctor", "collect", "--script", "--out", folder]);
    assert(script && script === readFileSync(join(folder, "muster-collect.cmd"), "utf8"), "another collector than the command's");
  },

  async "shows how much of a long input is done"() {
    await open();
    await browser.run(`window.seen = []; new MutationObserver(() => {
      const bar = document.querySelector("#bar");
      if (bar.hasAttribute("value")) seen.push([performance.now(), bar.position, document.querySelector("#amount").textContent]);
    }).observe(document.querySelector("#bar"), { attributes: true })`);
    const text = "The license of this computer ends in some days, says nobody.\n".repeat(50_000);
    await choose("#files", ...Array.from({ length: 8 }, (_, number) => write(`${number}.txt`, text)));
    await judged();
    const seen = await browser.run("return [...seen, [performance.now()]]");
    const [first, half, last, end] = [seen[0], seen.find(([, share]) => share >= 0.5), seen.at(-2), seen.at(-1)].map(one => one[0]);
    const shares = new Set(seen.map(([, share]) => share)), amounts = seen.filter(([, share, text]) => share && /^\d+ MB of \d+ MB$/.test(text));
    assert(shares.size > 8 && amounts.length > 8, `it shows ${seen.slice(0, 5).join("; ")}`);
    say(`half of it after ${(half - first).toFixed(0)} ms, all after ${(last - first).toFixed(0)} ms, judged after ${(end - first).toFixed(0)} ms`);
    assert(half - first > (end - first) / 5, "the share runs ahead of the work");
  },

  async "gives a report whose commands can be copied"() {
    const evidence = write("dns.txt", "Error: 0x8007232B\n"), report = join(shared, "report.html");
    for (const [lang, label, done] of [["en", "Copy", "Copied"], ["ja", "コピー", "コピーしました"]]) {
      run(muster, ["--lang", lang, "doctor", "--force", "--html", report, evidence]);
      await browser.open(pathToFileURL(report).href);
      const labels = await browser.run("return [...document.querySelectorAll('.steps pre')].map(pre => pre.nextElementSibling.innerText)");
      assert(labels.length > 1 && labels.every(text => text === label), `the buttons say ${labels}`);
      const commands = await browser.text(".steps pre");
      await browser.click(".steps .copy");
      await browser.until(`document.querySelector("[role=status]").textContent === "${done}" && document.querySelector(".steps .copied").innerText === "${done}"`);
      assert(await browser.pasted() === commands, "another text is in the clipboard");
      await browser.until(`!document.querySelector(".copied") && !document.querySelector("[role=status]").textContent`);
    }
  },

  async "can be used without a mouse and by a screen reader"() {
    await open();
    await browser.click("#example");
    await judged();
    const nameless = await browser.run(`return [...document.querySelectorAll("button, textarea, input:not([hidden]), progress, summary")]
      .filter(e => !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.[0]?.textContent.trim())).map(e => e.outerHTML)`);
    assert(!nameless.length, `without a name: ${nameless}`);
    const twice = await browser.run("return [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at)");
    assert(!twice.length, `ids of the page that the report has too: ${twice}`);
    const levels = await browser.run("return [...document.querySelectorAll('h1, h2, h3')].map(e => Number(e.getAttribute('aria-level') ?? e.tagName[1]))");
    assert(levels[0] === 1 && levels.every((level, at) => at === 0 || level <= levels[at - 1] + 1 && level > 1), `headings ${levels}`);
    await browser.run("document.querySelector('#choose-files').focus()");
    const reached = [];
    for (let press = 0; press < 12; press += 1) {
      reached.push(await browser.run("return document.activeElement.id || document.activeElement.textContent"));
      await browser.keys("\uE004");
    }
    for (const id of ["choose-files", "choose-folder", "paste", "example", "clear"]) assert(reached.includes(id), `Tab reaches ${reached}`);
    await browser.run("document.querySelector('#report .copy').focus()");
    await browser.keys("\uE007");
    await browser.until("document.querySelector('#report .copied') && [...document.querySelectorAll('[role=status]')].some(e => e.textContent === 'Copied')");
    await browser.click("#copy-ticket");
    await browser.until("document.querySelector('#status').dataset.said === 'copied'");
    assert(await browser.pasted() === await browser.run("return ticket().textContent"), "another ticket is in the clipboard");
  },
};

/** What only the driver of Chromium can do, or see: that of Firefox does not see the variables of the page. */
const ofChromium = {
  async "judges a bundle and an event log, each in the time that it says"() {
    await browser.open(url);
    await browser.until("performance.getEntriesByType('paint').length");
    const paint = await browser.run("return performance.getEntriesByType('paint')[0].startTime");
    await browser.run("await compile()");
    const ready = await browser.run("return performance.now()");
    const times = { paint, ready };
    const time = async (name, selector, ...paths) => {
      await browser.run("window.began = undefined; document.querySelector(args[0]).addEventListener('change', () => { began = performance.now(); }, { capture: true, once: true })", selector);
      await choose(selector, ...paths);
      times[name] = await browser.run(`while (!(${JUDGED})) await new Promise(resolve => requestAnimationFrame(resolve)); return performance.now() - began`);
    };
    await time("bundle", "#folder", fixtures(fixtureFolder).reduce((one, other) => one.files.length < other.files.length ? other : one).path);
    await browser.click("#clear");
    await time("log", "#files", write("Application.evtx", eventLog(10e6)));
    say(`first paint ${paint.toFixed(0)} ms, program ready ${ready.toFixed(0)} ms, a bundle ${times.bundle.toFixed(0)} ms, 10 MB of event log ${times.log.toFixed(0)} ms`);
    assert((await browser.text("#report")).includes("NET014"), "the event log says nothing");
  },

  async "saves what the command writes, masked too"() {
    await open();
    const fixture = { path: fileURLToPath(new URL("../example", import.meta.url)) };
    await choose("#folder", fixture.path);
    await judged();
    const name = await browser.run("return shown.file_name");
    assert(await saved("#save-json", name.replace(/html$/, "json")) === fromCommand(muster, fixture, "en"), "another JSON");
    const html = await saved("#save-html", name);
    const written = join(folder, "report.html");
    fromCommand(muster, fixture, "en", ["--force", "--html", written]);
    const [ours, theirs] = [html, readFileSync(written, "utf8")].map(text => {
      const undated = text.replace(/<p class="sub">muster \d+\.\d+\.\d+, \d{4}-\d\d-\d\d \d\d:\d\d UTC<\/p>/, "");
      assert(undated !== text, "a report without version and date");
      return undated;
    });
    assert(ours === theirs, "another report");
    const ticket = run(muster, ["--lang", "en", "doctor", "--brief", fixture.path]);
    assert((await browser.run("return ticket().textContent")).trim() === ticket.trim(), "another ticket");
    await browser.click("#mask");
    await judged();
    const mapping = await saved("#save-mapping", "muster-names.json");
    const kept = join(folder, "names.json");
    const masked = fromCommand(muster, fixture, "en", ["--mask", kept]);
    assert(Object.values(JSON.parse(mapping)).length && mapping === readFileSync(kept, "utf8").trim(), `another mapping: ${mapping}`);
    const maskedName = await browser.run("return shown.file_name");
    assert(await saved("#save-json", maskedName.replace(/html$/, "json")) === masked, "another masked JSON");
    await browser.type("#earlier", write("wrong.json", "{\"pseudonyms\": 7}"));
    await browser.until("document.querySelector('#status').dataset.said === 'mapping_refused'");
    assert(await browser.run("return shown.mask && !document.querySelector('#mapping').hidden"), "what was shown is gone");
    await browser.type("#earlier", write("earlier.json", mapping.replaceAll("computer1", "computer7")));
    await browser.until("document.querySelector('#report h1').textContent.startsWith('computer7: ')");
  },

  async "waits for the end of the page before it decodes the program, and runs none that is damaged"() {
    await open();
    const [early, late, damaged] = await browser.run(`const block = document.getElementById("program"), { textContent } = block;
      const compiled = () => (program = undefined, compile().then(String, String));
      Object.defineProperty(document, "readyState", { value: "loading", configurable: true });
      block.textContent = textContent.slice(0, 500_000);
      const later = compiled();
      const early = await Promise.race([later, new Promise(resolve => setTimeout(resolve, 500, "waits"))]);
      block.textContent = textContent;
      delete document.readyState;
      document.dispatchEvent(new Event("DOMContentLoaded"));
      const late = await later;
      block.dataset.crc = "1";
      return [early, late, await compiled()]`);
    assert(early === "waits" && late === "[object WebAssembly.Module]", `it says ${early}, then ${late}`);
    assert(damaged.includes("damaged"), `it says ${damaged}`);
  },

  async "names what is too large before it reads it"() {
    await open();
    const large = write("large.evtx", "ElfFile\0");
    truncateSync(large, 2 * 2 ** 30);
    const before = browser.memory();
    await choose("#files", large, write("ato.txt", "Error: 0x8007232B\n"));
    await judged();
    const problem = await browser.text("#given .problem");
    assert(problem.includes("2.0 GB") && problem.includes("512 MB") && problem.includes("wevtutil epl"), `it says ${problem}`);
    assert(browser.memory() - before < 300, "it was read");
    assert((await browser.text("#report")).includes("DNS0"), "the other file was not judged");
    // Stands for files of this size, and for this many.
    const problems = files => browser.run(`given = []; await add({ name: "folder", folder: true, files: ${files} }); showGiven();
      return [...document.querySelectorAll("#given .problem")].map(({ textContent }) => textContent)`);
    const [third, ...others] = await problems("[1, 2, 3].map(number => ({ path: number + '.evtx', blob: { size: 400 * 2 ** 20, slice: () => new Blob([]) } }))");
    assert(third?.startsWith("3.evtx: ") && third.includes("1.0 GB") && !others.length, `of three it says ${third} ${others}`);
    const [many] = await problems("Array.from({ length: 10_001 }, (_, number) => ({ path: String(number), blob: new Blob([]) }))");
    assert(many?.includes("10000"), `of many it says ${many}`);
  },

  async "takes dropped files and folders"() {
    await open();
    await drop([join(fixtureFolder, "DNS001", "fires"), write("ato.txt", "Error: 0xC004F074\n")]);
    await judged();
    const listed = await browser.text("#given");
    assert(listed.includes("fires") && listed.includes("ato.txt"), `listed are ${listed}`);
    const names = await browser.run("return shown.files.map(({ name }) => name)");
    assert(names.includes("fires/evidence.txt") && names.includes("ato.txt"), `read are ${names}`);
    assert((await browser.text("#report")).includes("DNS001"), "the folder was not judged");
    await browser.click("#given button");
    await judged();
    assert(!(await browser.text("#given")).includes("fires"), "what was removed is still there");
  },

  async "shows hostile names and texts as texts"() {
    await open();
    const name = "<img src=x onerror=alert(1)>\u202egpj.txt", text = "Error: 0x8007232B </main><script>alert(1)</script><img src=x onerror=alert(2)>\n";
    await choose("#files", write(name, text));
    await judged();
    assert((await browser.text("#given bdi")) === name, "the name is not shown as it is");
    const report = await browser.text("#report");
    assert(report.includes("<img src=x onerror=alert(2)>") && report.includes("<img src=x onerror=alert(1)>"), "the report lacks the text");
    const made = await browser.run("return document.querySelectorAll('img, #report script, iframe').length");
    assert(made === 0, "the text became elements");
    const quiet = (await browser.log()).map(({ message }) => message);
    assert(!quiet.length, `the console holds ${quiet}`);
  },

  async "fits a phone, as its report does, and prints the report"() {
    const report = join(shared, "report.html");
    run(muster, ["doctor", "--force", "--html", report, fileURLToPath(new URL("../example", import.meta.url))]);
    const wide = () => browser.run("return document.documentElement.scrollWidth - innerWidth");
    await browser.devtools("Emulation.setDeviceMetricsOverride", { width: 390, height: 844, deviceScaleFactor: 2, mobile: true });
    await browser.open(pathToFileURL(report).href);
    assert(await wide() <= 0, `the report is ${await wide()} pixels too wide`);
    await open();
    await browser.click("#example");
    await judged();
    assert(await wide() <= 0, `${await wide()} pixels too wide`);
    await browser.devtools("Emulation.clearDeviceMetricsOverride");
    const { data } = await browser.devtools("Page.printToPDF");
    assert(Buffer.from(data, "base64").subarray(0, 5).toString() === "%PDF-" && data.length > 20_000, "no PDF");
  },

  async "hides the report's buttons in print and without a script"() {
    const report = join(shared, "report.html");
    run(muster, ["doctor", "--force", "--html", report, write("dns.txt", "Error: 0x8007232B\n")]);
    const buttons = async () => {
      const expression = "[...document.querySelectorAll('.copy')].map(e => getComputedStyle(e).display).join()";
      return (await browser.devtools("Runtime.evaluate", { expression })).result.value;
    };
    await browser.open(pathToFileURL(report).href);
    assert(/^(inline-)?block/.test(await buttons()), `on a screen they are ${await buttons()}`);
    await browser.devtools("Emulation.setEmulatedMedia", { media: "print" });
    assert(/^none(,none)*$/.test(await buttons()), `in print they are ${await buttons()}`);
    await browser.devtools("Emulation.setEmulatedMedia", { media: "" });
    await browser.devtools("Emulation.setScriptExecutionDisabled", { value: true });
    await browser.open(pathToFileURL(report).href);
    assert(/^none(,none)*$/.test(await buttons()), `without a script they are ${await buttons()}`);
    await browser.devtools("Emulation.setScriptExecutionDisabled", { value: false });
  },

  async "says what a browser lacks or refuses"() {
    const lacks = {
      "Worker": "delete globalThis.Worker",
      "WebAssembly": "delete globalThis.WebAssembly",
      "SecurityError: no worker": "globalThis.Worker = function () { throw new DOMException('no worker', 'SecurityError'); }",
      "CompileError: by policy": "WebAssembly.compile = async () => { throw new WebAssembly.CompileError('by policy'); }",
    };
    for (const [lacking, source] of Object.entries(lacks)) {
      const { identifier } = await browser.devtools("Page.addScriptToEvaluateOnNewDocument", { source });
      await browser.open(url);
      await browser.until("document.readyState === 'complete' && document.querySelector('#missing').textContent");
      const told = await browser.run("return document.body.innerText");
      await browser.devtools("Page.removeScriptToEvaluateOnNewDocument", { identifier });
      assert(told.includes(`Missing here: ${lacking}`) && told.includes("実行できません") && !told.includes("Choose files"), `it says ${told}`);
    }
    await browser.log();
  },

  // The last: windows that it opens cover the page.
  async "sends nothing, whatever tries"() {
    await open();
    await browser.click("#example");
    await judged();
    await browser.run(ATTEMPTS, "sent.example");
    const blocked = await browser.run(`
      const ends = performance.now() + 20_000;
      while (violations.size < kinds.length && performance.now() < ends) await new Promise(resolve => setTimeout(resolve, 10));
      return kinds.filter(kind => !violations.has(kind));`);
    assert(!blocked.length, `the policy does not forbid ${blocked}`);
    await browser.log();
    // That the proxy would have noticed: the same without the policy.
    await browser.open(pathToFileURL(write("control.html", "<!doctype html><title>control</title>")).href);
    await browser.run(ATTEMPTS, "control.example");
    for (const ends = Date.now() + 20_000; Date.now() < ends && CONTROLS.some(kind => !proxy.asked.some(line => line.includes(`control.example/${kind}`)));) {
      await browser.run("await new Promise(resolve => setTimeout(resolve, 10))");
    }
    for (const kind of CONTROLS) {
      assert(proxy.asked.some(line => line.includes(`control.example/${kind}`)), `the proxy does not notice ${kind}: ${proxy.asked}`);
    }
    const asked = proxy.asked.filter(line => !line.includes("control.example") && !OF_CHROMIUM.test(line));
    assert(!asked.length, `the page asked ${asked}`);
  },
};

/** Drops files as the system does. */
async function drop(files) {
  const { x, y } = await browser.run("const { x, y } = document.querySelector('#drop').getBoundingClientRect(); delete document.querySelector('#status').dataset.said; return { x: x + 20, y: y + 20 }");
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await browser.devtools("Input.dispatchDragEvent", { type, x, y, data: { items: [], files, dragOperationsMask: 1 } });
  }
}

try {
  proxy = await closedProxy();
  browser = await Driven.start({ proxy: proxy.port });
  const chosen = Object.entries({ ...checks, ...(Driven === Browser ? ofChromium : {}) }).filter(([name]) => name.includes(words));
  assert(chosen.length, `no check is named '${words}'`);
  for (const [name, check] of chosen) {
    try {
      await check();
    } catch (error) {
      throw new Error(`the page ${name}: ${error.message}`);
    }
    say(`it ${name}`);
  }
  await browser.end();
  browser = await Driven.start({ proxy: proxy.port, language: "ja" });
  await browser.open(url);
  assert((await browser.text("#choose-files")) === "ファイルの選択", "a Japanese browser sees English");
} catch (error) {
  console.error(`check-web: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser?.end();
  proxy?.close();
  rmSync(folder, { recursive: true, force: true });
}
