//! HTML of mails, chats and web pages: its text, one line for each block, row of a table and `<br>`.

use super::{
    line::{Line, written},
    unwrap::{is_broken, is_full},
};
use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

/// What makes a line of its own.
const BLOCKS: [&str; 25] = [
    "address",
    "article",
    "blockquote",
    "body",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// What stays in its line. Other words between angle brackets were printed.
const INLINE: [&str; 41] = [
    "!doctype", "!--", "a", "abbr", "b", "button", "cite", "code", "del", "em", "font", "head", "html", "i", "img",
    "input", "ins", "kbd", "label", "link", "main", "mark", "meta", "nav", "o:p", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "tbody", "td", "tfoot", "th", "thead", "title", "u", "wbr",
];
/// What is no text.
const HIDDEN: [&str; 3] = ["head", "script", "style"];
static BY_NAME: LazyLock<HashSet<&str>> =
    LazyLock::new(|| BLOCKS.iter().chain(&INLINE).chain(&HIDDEN).copied().collect());
const ENTITIES: [(&str, char); 14] = [
    ("amp", '&'),
    ("apos", '\''),
    ("gt", '>'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("ldquo", '"'),
    ("lsquo", '\''),
    ("lt", '<'),
    ("nbsp", '\u{a0}'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '"'),
    ("reg", '®'),
    ("rsquo", '\''),
];
/// A text with fewer tags only mentions them.
const TAGS_MIN: usize = 2;
const TAG_LENGTH_MAX: usize = 4096;

pub(super) fn to_lines(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    // JSON and XML may hold HTML in a value; taking it out would break them.
    let data = written(&lines).next().map(|line| line.text.trim_start());
    let is_data =
        data.is_some_and(|text| text.starts_with(['{', '[']) || text.starts_with("<?xml") && !text.contains("html"));
    let Some(layout) = layout(&lines).filter(|_| !is_data) else { return lines };
    let text = text_of(&lines, layout);
    // A page that shows a text with breaks.
    match self::layout(&text) {
        Some(Layout::Lines) => text_of(&text, Layout::Lines),
        _ => text,
    }
}

/// What the ends of lines are in a text with tags.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Blanks, as on every page.
    Page,
    /// Ends of lines, as in a text that has breaks alone, within the cells of its tables.
    Lines,
}

/// None where a text has no tags of blocks, or mentions one.
fn layout(lines: &[Line<'_>]) -> Option<Layout> {
    let tags = lines.iter().filter(|line| line.text.contains('<')).flat_map(|line| line.text.split('<').skip(1));
    let (mut found, mut breaks) = (0, 0);
    for block in tags.filter_map(name).filter(|name| is_block(name)) {
        found += 1;
        breaks += usize::from(block == "br");
        if found >= TAGS_MIN && breaks < found {
            return Some(Layout::Page);
        }
    }
    (found >= TAGS_MIN).then_some(Layout::Lines)
}

fn text_of(lines: &[Line<'_>], layout: Layout) -> Vec<Line<'static>> {
    let keeps_lines = layout == Layout::Lines;
    let mut page = Page { is_broken: is_broken(lines), keeps_lines, ..Page::default() };
    for line in lines {
        page.read(line);
    }
    if !keeps_lines {
        page.end_line();
    }
    page.lines
}

#[derive(Default)]
struct Page {
    lines: Vec<Line<'static>>,
    number: u32,
    text: String,
    /// Of the cells of a row that ended.
    cells: Vec<String>,
    /// The element that is being skipped.
    hidden: Option<&'static str>,
    is_preformatted: bool,
    keeps_lines: bool,
    /// A console broke the lines, also within words.
    is_broken: bool,
    /// The line before fills the window of that console.
    was_full: bool,
    /// A tag that a line break cut, or a comment.
    open: String,
}

impl Page {
    fn read(&mut self, line: &Line<'_>) {
        if self.text.trim().is_empty() && self.cells.is_empty() {
            self.number = line.number;
        }
        let held = std::mem::take(&mut self.open);
        let joint = if self.was_full { "" } else { " " };
        self.was_full = self.is_broken && is_full(&line.text);
        let joined =
            if held.is_empty() { Cow::from(&*line.text) } else { format!("{held}{joint}{}", line.text).into() };
        let mut rest = &*joined;
        while let Some((before, tag)) = rest.split_once('<') {
            self.add(before);
            let end = if tag.starts_with("!--") { tag.find("-->").map(|end| end + 2) } else { tag.find('>') };
            match (name(tag), end) {
                (Some(name), Some(end)) => {
                    self.tag(name, tag.starts_with('/'), line.number);
                    rest = tag.get(end + 1..).unwrap_or_default();
                }
                (Some(_), None) if tag.len() < TAG_LENGTH_MAX => {
                    self.open = format!("<{tag}");
                    return;
                }
                _ => {
                    self.add("<");
                    rest = tag;
                }
            }
        }
        self.add(rest);
        // A tag that ends a line has ended it.
        let has_ended = rest.len() < joined.len() && self.text.trim().is_empty();
        if self.is_preformatted || self.keeps_lines && !self.was_full && !has_ended {
            self.end_line();
        } else if !self.was_full && !self.keeps_lines {
            self.add(" ");
        }
    }

    fn add(&mut self, text: &str) {
        if self.hidden.is_none() {
            self.text.push_str(&unescaped(text));
        }
    }

    fn tag(&mut self, name: &'static str, closing: bool, number: u32) {
        if HIDDEN.contains(&name) {
            self.hidden = (!closing).then_some(name);
        } else if self.hidden.is_some() {
            // A tag in a script.
        } else if name == "pre" {
            self.end_line();
            self.is_preformatted = !closing;
        } else if matches!(name, "td" | "th") {
            if closing {
                self.cells.push(std::mem::take(&mut self.text).trim().to_owned());
            }
        } else if is_block(name) && (self.cells.is_empty() || matches!(name, "tr" | "table")) {
            // Where one block ends and another begins is one end of a line.
            if name == "br" || !self.text.trim_matches(' ').is_empty() || !self.cells.is_empty() {
                self.end_line();
            }
        }
        if self.text.trim().is_empty() && self.cells.is_empty() {
            self.number = number;
        }
    }

    /// Ends a line. A row of two cells is a label and its value.
    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.text);
        let cells = std::mem::take(&mut self.cells);
        let text = match cells.as_slice() {
            [] => text.trim_end().to_owned(),
            [label, value] if !label.ends_with([':', '：']) => format!("{label}: {value}"),
            [label, value] => format!("{label} {value}"),
            _ => cells.join("\t"),
        };
        // Indents of the page's own lines are none of the text.
        let text = if self.is_preformatted || self.keeps_lines {
            text
        } else {
            text.trim_start_matches([' ', '\t']).to_owned()
        };
        self.lines.push(Line { number: self.number.max(1), message: 0, text: text.into() });
    }
}

/// The name of a tag, if HTML has one of that name.
fn name(tag: &str) -> Option<&'static str> {
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    if tag.starts_with("!--") {
        return Some("!--");
    }
    let end = tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(tag.len());
    let word = tag.get(..end).filter(|word| word.len() < 12)?;
    BY_NAME.get(word).or_else(|| BY_NAME.get(word.to_ascii_lowercase().as_str())).copied()
}

fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, entity)) = rest.split_once('&') {
        out.push_str(before);
        let known = entity.split_once(';').and_then(|(name, after)| Some((character(name)?, after)));
        match known {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = entity;
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#').filter(|number| number.len() < 9) else {
        return ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

#[cfg(test)]
mod tests {
    use super::to_lines;
    use crate::normalise::shown;

    #[test]
    fn blocks_rows_and_breaks_are_lines() {
        let page = "<html><head><style>p { }</style></head>\n<body><div>License Status:&nbsp;Licensed<br>Error: &#48;x&lt;</div>\n\
                    <table><tr><td>Name</td><td>Windows</td></tr>\n<tr><th>a</th><th>b</th><th\nclass='x'>c</th></tr></table>\n\
                    <pre>one\n  two</pre><No installed product keys detected></body></html>";
        let lines: Vec<_> = shown(to_lines, page).into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let expected = [
            (2, "License Status:\u{a0}Licensed"),
            (2, "Error: 0x<"),
            (3, "Name: Windows"),
            (4, "a\tb\tc"),
            (6, "one"),
            (7, "  two"),
            (7, "<No installed product keys detected>"),
        ];
        assert_eq!(lines, expected.map(|(number, text)| (number, text.to_owned())));
    }

    #[test]
    fn breaks_in_the_cells_of_a_text_leave_its_lines() {
        let lines = ["| a | b |", "", "|Name: x", "License Status: y|", "  the end"];
        let text = "| a | b |\n\n|Name: x<br/>License Status: y|<br>\n  the end";
        let texts = |text: &str| shown(to_lines, text).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts(text), lines);
        let escaped = text.replace('<', "&lt;").replace('>', "&gt;");
        let page: String =
            escaped.lines().map(|line| format!("<div>{}</div>", line.replace("  ", "&nbsp; "))).collect();
        assert_eq!(texts(&page).join("\n").replace('\u{a0}', " ").trim_end(), lines.join("\n").replace("\n\n", "\n"));
    }

    #[test]
    fn a_console_breaks_the_words_of_a_page() {
        let page: String =
            (0..9).map(|_| "<p>Windows is running within the non-genuine notification period. Run it.</p>").collect();
        let letters: Vec<char> = page.chars().collect();
        let broken = letters.chunks(80).map(|line| line.iter().collect::<String>()).collect::<Vec<_>>().join("\n");
        let texts = |text: &str| shown(to_lines, text).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts(&broken), texts(&page));
    }

    #[test]
    fn a_text_with_angle_brackets_is_no_page() {
        for text in
            ["<Product activation successful>\n<b>", "<Event xmlns='x'><Data>1</Data></Event>", "{\"a\": \"<p><p>\"}"]
        {
            let lines: Vec<String> = shown(to_lines, text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(lines.join("\n"), text);
        }
    }
}
