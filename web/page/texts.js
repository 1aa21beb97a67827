// The texts of the page, from the tables in web/text.

const TABLES = {};
for (const lang of ["en", "ja"]) {
  const lines = document.getElementById(`texts-${lang}`).textContent.trim().split("\n");
  TABLES[lang] = Object.fromEntries(lines.map(line => line.split("\t")));
}
let lang = (navigator.languages?.[0] ?? navigator.language ?? "en").toLowerCase().startsWith("ja") ? "ja" : "en";

/** The text of a key in the language of the page, with each `{name}` replaced by the value of that name. */
function t(key, values = {}) {
  return TABLES[lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** Writes every text of the page that is not made by the script. */
function writeTexts() {
  document.documentElement.lang = lang;
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", t(element.dataset.label));
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = t(element.dataset.hint);
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
  }
}

/** A number of bytes for people. */
function size(bytes) {
  const [unit, factor] = bytes < 1024 ** 2 ? ["KB", 1024] : bytes < 1024 ** 3 ? ["MB", 1024 ** 2] : ["GB", 1024 ** 3];
  const value = bytes / factor;
  return `${value.toFixed(value < 10 && bytes >= 1024 ? 1 : 0)} ${unit}`;
}
