// The report on the page, and what is copied and saved of it.

/** The report's own elements, with what a page can do and a file cannot: copying, and a rank below the page's title. */
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
  for (const commands of main.querySelectorAll("pre")) {
    const box = element("div", "", "commands");
    commands.replaceWith(box);
    box.append(commands, copyButton(() => commands.textContent, "copy"));
  }
  for (const table of main.querySelectorAll("table")) {
    const box = element("div", "", "wide");
    table.replaceWith(box);
    box.append(table);
  }
  return [...main.childNodes];
}

/** The lines for a ticket, which stand below their heading in the report. */
function ticket() {
  return by("report").querySelector("#ticket").parentElement.querySelector("pre").textContent;
}

function copyButton(text, key) {
  const button = element("button", t(key), "copy");
  button.type = "button";
  button.onclick = async () => {
    await copy(text());
    button.textContent = t("copied");
    say("copied");
    setTimeout(() => { button.textContent = t(key); }, 2000);
  };
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where pages from a file may not use the clipboard, the older command can.
    const area = element("textarea", text, "unseen");
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function save(name, type, content) {
  const link = element("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
