// The page: what was given goes to a run, and its response onto the page.

const by = id => document.getElementById(id);
/** Time after the last key before a paste is judged. */
const PAUSE_MS = 300;
/** Lines of the list of what was given. */
const LISTED_MAX = 50;

/** The job under way, the number of the run that it belongs to, what is shown, and the mapping that masked it. */
let job, run = 0, shown, mapping = {};

/** What the status line says, so that it can be said in the other language. */
let said = [];

function say(key, values) {
  said = [key, values];
  by("status").dataset.said = key;
  by("status").textContent = t(key, values);
}

function sayReady() {
  say("ready", { title: by("report").querySelector("h1").textContent });
}

async function judge() {
  showGiven();
  shown = undefined;
  showResponse();
  const files = sources(by("paste").value.trim() && by("paste").value);
  if (!files.length) {
    begin();
    return say(given.length ? "nothing_read" : "waiting");
  }
  show(await ask(files, {}), files);
}

/** Puts a diagnosis onto the page, if there is one. */
function show(diagnosed, files) {
  if (!diagnosed) return;
  shown = { ...diagnosed, files };
  mapping = diagnosed.mask ?? mapping;
  showResponse();
  sayReady();
  // Where the verdict is not beside but below; who types is not moved.
  if (matchMedia("(max-width: 900px)").matches && document.activeElement !== by("paste")) by("result").scrollIntoView();
}

/** Ends the run under way, and begins another. Returns its number. */
function begin() {
  job?.stop();
  job = undefined;
  by("progress").hidden = true;
  return run += 1;
}

/** The diagnosis of files, or nothing if it was stopped, overtaken or failed: then the page says so. */
async function ask(files, options) {
  const mine = begin();
  say("reading");
  by("bar").removeAttribute("value");
  by("amount").textContent = "";
  by("progress").hidden = false;
  try {
    const started = await diagnosis(files, { mask: by("mask").checked ? mapping : null, ...options }, showProgress);
    if (mine !== run) return started.stop();
    job = started;
    const { diagnosed, mapping_refused } = await job.result;
    if (!mapping_refused) return mine === run ? diagnosed : undefined;
    say("mapping_refused", { reason: mapping_refused });
  } catch (error) {
    if (mine !== run) return;
    say("failed", { reason: error.message });
  } finally {
    if (mine === run) by("progress").hidden = true;
  }
}

function showProgress({ done, total }) {
  by("bar").max = total;
  by("bar").value = done;
  by("amount").textContent = t("amount", { done: size(done), total: size(total) });
  if (done < total) return;
  say("judging");
  by("bar").removeAttribute("value");
}

function showGiven() {
  const list = by("given");
  list.replaceChildren(...given.slice(0, LISTED_MAX).map(line));
  if (given.length > LISTED_MAX) list.append(element("li", t("more", { count: given.length - LISTED_MAX })));
  by("clear").hidden = !given.length;
}

/** A line of the list. Names stand in `bdi`, so that one does not change how its neighbours read. */
function line(thing) {
  const item = element("li");
  const bytes = thing.files.reduce((sum, { blob }) => sum + (blob?.size ?? 0), 0);
  const amount = thing.folder ? t("folder", { count: thing.files.length, size: size(bytes) }) : size(bytes);
  const remove = element("button", "×");
  remove.type = "button";
  remove.setAttribute("aria-label", t("remove", { name: thing.name }));
  remove.onclick = () => {
    given = given.filter(other => other !== thing);
    by("choose-files").focus();
    judge();
  };
  item.append(element("bdi", thing.name), " ", element("span", amount, "sub"), remove);
  const problems = thing.files.filter(({ problem }) => problem);
  for (const { path, blob, problem } of problems.slice(0, LISTED_MAX)) {
    const values = { size: size(blob?.size ?? 0), limit: size(FILE_SIZE_MAX), total: size(TOTAL_SIZE_MAX) };
    const told = element("p", "", "problem");
    told.append(...(thing.folder ? [element("bdi", path), ": "] : []), t(problem, values));
    item.append(told);
  }
  if (thing.problem) item.append(element("p", t(thing.problem, { count: FILES_MAX }), "problem"));
  return item;
}

function element(name, text = "", kind = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** Shows the last response in the language of the page. */
function showResponse() {
  by("tools").hidden = !shown;
  by("mapping").hidden = !shown?.mask;
  by("report").replaceChildren(...(shown ? report(shown[lang].html) : []));
}

async function saveJson() {
  const diagnosed = await ask(shown.files, { json: true });
  if (!diagnosed) return;
  save(shown.file_name.replace(/html$/, "json"), "application/json", diagnosed[lang].json);
  say("saved");
}

function example() {
  const files = [...document.querySelectorAll("script[data-example]")].map(block =>
    new File([block.textContent.trimStart()], block.dataset.example, { type: "text/plain" }));
  given = [];
  by("paste").value = "";
  take(addFiles(files));
}

/** Judges once what was given is known. */
function take(adding) {
  adding.then(judge, error => say("failed", { reason: error.message }));
}

/** Wires the inputs. */
function listenToInputs() {
  for (const [button, input] of [["choose-files", "files"], ["choose-folder", "folder"]]) {
    by(button).onclick = () => by(input).click();
    by(input).onchange = event => {
      take(addFiles([...event.target.files]));
      event.target.value = "";
    };
  }
  let pause;
  by("paste").oninput = () => {
    clearTimeout(pause);
    pause = setTimeout(judge, PAUSE_MS);
  };
  addEventListener("dragover", event => {
    event.preventDefault();
    by("drop").classList.add("over");
  });
  addEventListener("dragleave", event => event.relatedTarget ?? by("drop").classList.remove("over"));
  addEventListener("drop", event => {
    event.preventDefault();
    by("drop").classList.remove("over");
    const pasted = event.dataTransfer.getData("text/plain");
    if (event.dataTransfer.files.length) take(addDropped(event.dataTransfer.items));
    else if (pasted) paste(pasted);
  });
  addEventListener("paste", event => {
    if (event.target.closest?.("textarea, input")) return;
    if (event.clipboardData.files.length) take(addFiles([...event.clipboardData.files]));
    else paste(event.clipboardData.getData("text/plain"));
  });
}

function paste(text) {
  by("paste").value = [by("paste").value, text].filter(Boolean).join("\n");
  judge();
}

/** Wires what is done with a response. */
function listenToTools() {
  by("example").onclick = example;
  by("clear").onclick = () => {
    given = [];
    judge();
  };
  by("stop").onclick = () => {
    begin();
    say("stopped");
  };
  by("save-html").onclick = () => {
    save(shown.file_name, "text/html", shown[lang].html);
    say("saved");
  };
  by("save-json").onclick = saveJson;
  by("save-collector").onclick = saveCollector;
  by("copy-ticket").onclick = () => copyFrom(ticket(), () => say("copied"));
  by("print").onclick = () => print();
  by("mask").onchange = judge;
  by("save-mapping").onclick = () => {
    save("muster-names.json", "application/json", JSON.stringify(shown.mask, null, 2));
    say("mapping_saved");
  };
  by("load-mapping").onclick = () => by("earlier").click();
  by("earlier").onchange = async ({ target }) => {
    const [file] = target.files;
    target.value = "";
    const { files } = shown;
    try {
      // Nothing at all would mask nothing.
      const mask = JSON.parse(await file.text()) ?? [];
      show(await ask(files, { mask }), files);
    } catch (error) {
      say("mapping_refused", { reason: error.message });
    }
  };
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.onclick = () => {
      lang = button.dataset.lang;
      writeTexts();
      showGiven();
      showResponse();
      if (shown) sayReady();
      else say(...said);
    };
  }
}

async function saveCollector() {
  save("muster-collect.cmd", "application/octet-stream", await unpack("collector"));
  say("saved");
}

async function showLicences() {
  by("licences").onclick = null;
  by("licence-texts").textContent = new TextDecoder().decode(await unpack("third-party"));
}

writeTexts();
listenToInputs();
listenToTools();
by("licences").onclick = showLicences;
say("waiting");
if (document.documentElement.classList.contains("able")) {
  // After the page is painted.
  requestAnimationFrame(() => setTimeout(() => compile().catch(error => window.unable(String(error))), 0));
}
