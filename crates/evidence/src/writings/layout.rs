//! Layouts: what mail programs, chats, web pages and consoles make of lines.

/// What a person writes above a paste.
const GREETING: &str =
    "Good morning. This is what the machine prints since yesterday; I do not know what to make of it. Thanks!";
const COLUMNS: usize = 80;

/// The quotation of an answered mail.
pub(super) fn quoted(text: &str) -> String {
    let lines: String = text.lines().map(|line| format!("> {line}").trim_end().to_owned() + "\n").collect();
    format!("Sato Kenji <sato@corp.example> wrote:\n\n{lines}")
}

/// A fenced block of markdown.
pub(super) fn fenced(text: &str) -> String {
    format!("{GREETING}\n\n```text\n{}\n```\n", text.trim_end())
}

/// A web page or the HTML part of a mail.
pub(super) fn html(text: &str) -> String {
    let escaped = |line: &str| {
        let line = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        line.replace("  ", "&nbsp; ").replace('\t', "&nbsp;&nbsp; ")
    };
    let lines: String =
        text.lines().map(|line| format!("<div>{}</div>", escaped(line)).replace("<div></div>", "<br>\n")).collect();
    format!("<html><head><style>div {{ margin: 0 }}</style></head><body>\n<p>{GREETING}</p>{lines}\n</body></html>\n")
}

/// Lines broken after 80 characters, as a console window breaks them.
pub(super) fn wrapped(text: &str) -> String {
    let mut out = String::new();
    for line in [GREETING, ""].into_iter().chain(text.lines()) {
        for (place, c) in line.chars().enumerate() {
            if place > 0 && place % COLUMNS == 0 {
                out.push('\n');
            }
            out.push(c);
        }
        out.push('\n');
    }
    out
}

/// Line breaks and indents became blanks.
pub(super) fn in_one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// Without empty lines, rules, indents, tabs, runs of blanks, and the end of the last line.
pub(super) fn without_separators(text: &str) -> String {
    let is_rule = |line: &str| line.len() > 2 && line.chars().all(|c| "-=_*".contains(c));
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty() && !is_rule(line)).collect();
    lines.join("\n")
}
