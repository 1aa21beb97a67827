// The report on the page, and what is copied and saved of it.

/** The report's own elements, with a rank below the page's title. */
function report(html) {
  // Its style is the page's own.
  const body = html.slice(html.indexOf("<main>"), html.lastIndexOf("</main>"));
  const main = new DOMParser().parseFromString(body, "text/html").querySelector("main");
  for (const heading of main.querySelectorAll("h1, h2, h3")) {
    heading.setAttribute("role", "heading");
    heading.setAttribute("aria-level", String(Number(heading.tagName[1]) + 1));
  }
  for (const link of main.querySelectorAll("a[href^=http]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return [...main.childNodes];
}

/** The lines for a ticket, which stand below their heading in the report. */
function ticket() {
  return by("report").querySelector("#ticket").parentElement.querySelector("pre");
}

function save(name, type, content) {
  const link = element("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
