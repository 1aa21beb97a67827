//! Where the events of a text begin and end: rows of an export, or blocks of `label: value`, in any language.

use crate::{
    event_record::{is_known, record},
    fact::Provider,
    lines::{Document, split_label},
    pattern, stamp,
    terms::Term,
};
use std::ops::{Range, RangeInclusive};

/// One event of a text.
pub(super) struct Block {
    pub(super) lines: Range<usize>,
    /// The line with the event id.
    pub(super) head: usize,
    pub(super) id: u32,
    pub(super) time: String,
    pub(super) computer: String,
    pub(super) provider: Option<Provider>,
}

impl Block {
    /// An event in one line, of which only time and number are known.
    fn of_line(index: usize, id: u32, time: String) -> Self {
        Self { lines: index..index + 1, head: index, id, time, computer: String::new(), provider: None }
    }
}

/// A labelled block starts at most so many lines above its id.
const LABELS_ABOVE: usize = 5;
/// Labels below the id: task, level, keywords, user, computer.
const LABELS_BELOW: usize = 7;
/// Events whose message is a list of values.
const LISTS: RangeInclusive<u32> = 12288..=12290;
/// Lines of a message; what follows belongs to something else.
const MESSAGE_LINES_MAX: usize = 60;

const COMPUTER: [&str; 9] =
    ["computer", "コンピューター", "ordinateur", "equipo", "计算机", "電腦", "컴퓨터", "компьютер", "komputer"];

const SOURCE: [&str; 13] = [
    "source",
    "provider",
    "providername",
    "provider name",
    "sourcename",
    "ソース",
    "quelle",
    "origen",
    "origine",
    "来源",
    "來源",
    "원본",
    "источник",
];

pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut of_table = None;
    for index in 0..document.len() {
        let line = document.line(index);
        if document.is_consumed(index) {
            continue;
        }
        if let Some(named) = line.trim_start().strip_prefix("ProviderName:") {
            of_table = Provider::of(named);
        }
        let floor = found.last().map_or(0, |block| block.head + 1);
        let row = || row(index, line).or_else(|| closed_row(index, line)).or_else(|| instance(index, line));
        let row = || document.terms(index).has(Term::Provider).then(row).flatten();
        let noted = || document.terms(index).has(Term::Code).then(|| noted(index, line)).flatten();
        let noted = || noted().or_else(|| of_table.and_then(|provider| tabled(index, line, provider)));
        let labelled = || labelled(document, index, floor);
        found.extend(
            listed(index, line).or_else(row).or_else(noted).or_else(labelled).or_else(|| headed(document, index)),
        );
    }
    // An event ends where the next one begins.
    let starts: Vec<usize> = found.iter().map(|block| block.lines.start).skip(1).chain([document.len()]).collect();
    for (block, next) in found.iter_mut().zip(starts) {
        let own = Some(block.lines.end).filter(|end| *end > block.head + 1);
        let end = next.min(own.unwrap_or(block.head + MESSAGE_LINES_MAX));
        let ends = |index: &usize| ends(document, *index) || is_of_other(block.id, document.line(*index));
        block.lines.end = (block.head + 1..end).find(ends).unwrap_or(end).max(block.head + 1);
    }
    found
}

/// The lines of a block in one text. The states that event 1003 lists belong to no other.
pub(super) fn message(document: &Document, block: &Block) -> String {
    let is_own = |line: &&str| block.id == 1003 || !pattern::STATE_LIST.is_match(line);
    block.lines.clone().map(|index| document.line(index)).filter(is_own).fold(String::new(), |mut text, line| {
        text.push_str(line);
        text.push('\n');
        text
    })
}

/// A prompt or another tool's frame ends a message.
fn ends(document: &Document, index: usize) -> bool {
    let line = document.line(index);
    document.is_consumed(index) || line.starts_with("---") || line.contains(":\\") && line.contains('>')
}

/// The values of an event without its head, where the block is of an event that has no such list.
fn is_of_other(id: u32, line: &str) -> bool {
    !LISTS.contains(&id) && line.trim_start().starts_with("0x") && record(line, None, "").is_some()
}

/// `2026-11-22T04:07:45Z  12290  An activation request …`, as Muster lists its events.
fn listed(index: usize, line: &str) -> Option<Block> {
    let dated = line.starts_with(|c: char| c.is_ascii_digit());
    let found = dated.then(|| pattern::EVENT_LISTED.captures(line)).flatten()?;
    let id = found.get(2)?.as_str().parse().ok()?;
    let time = found.get(1)?.as_str().to_owned();
    Some(Block::of_line(index, id, time))
}

/// `2026/09/15 10:51  12288  0xC004F074, …`, as people copy events into a note: when, which, and what it says.
fn noted(index: usize, line: &str) -> Option<Block> {
    /// A date, a clock, its half of the day, and a word for the level.
    const WORDS_BEFORE: usize = 4;
    // A list of strings has them in quotation marks.
    let mut words = line.trim_start().trim_start_matches('"').split_whitespace();
    let mut time = words.next().filter(|word| stamp::is_date(word) || is_day(word))?.to_owned();
    for word in words.take(WORDS_BEFORE) {
        if let Some(id) = word.parse().ok().filter(|id| is_known(*id)) {
            return Some(Block::of_line(index, id, time));
        }
        if stamp::is_clock(word) || ["AM", "PM"].contains(&word) {
            time = format!("{time} {word}");
        }
    }
    None
}

/// A row of `Get-WinEvent`, whose provider stands above the table: time, number, level, message, which is often cut.
fn tabled(index: usize, line: &str, provider: Provider) -> Option<Block> {
    const WORDS_BEFORE: usize = 3;
    let mut words = line.split_whitespace();
    let day = words.next().filter(|word| stamp::is_date(word))?;
    let before: Vec<&str> = words.by_ref().take_while(|word| word.parse::<u32>().is_err()).take(WORDS_BEFORE).collect();
    let id = line.split_whitespace().nth(before.len() + 1)?.parse().ok()?;
    let is_clock = before.first().is_some_and(|clock| stamp::is_clock(clock));
    let time = [day].into_iter().chain(before).collect::<Vec<&str>>().join(" ");
    is_clock.then(|| Block { provider: Some(provider), ..Block::of_line(index, id, time) })
}

/// `11/02`: a day of this year, as people write it by hand.
fn is_day(word: &str) -> bool {
    let Some((month, day)) = word.split_once(['/', '.']) else { return false };
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(month) && is_number(day.trim_end_matches('.'))
}

/// A row with separators: one cell is a known provider, one a number.
fn row(index: usize, line: &str) -> Option<Block> {
    let provider = Provider::position_in(line)?;
    let cells: Vec<&str> = cells(line);
    if cells.len() < 3 {
        return None;
    }
    let at = cells.iter().position(|cell| Provider::of(cell).is_some() && cell.len() < 70)?;
    let near = [at + 1, at.wrapping_sub(1), at.wrapping_sub(2), at + 2];
    let named = cells.get(at).and_then(|cell| Provider::of(cell))?;
    let id = |place: usize| id(cells.get(place)?).filter(|id| *id >= named.least_id());
    let (id_at, id) = near.iter().find_map(|place| Some((*place, id(*place)?)))?;
    let (mut time, mut computer) = (String::new(), String::new());
    for (place, cell) in cells.iter().enumerate().take(at.max(id_at) + 1) {
        if stamp::is_date(cell) {
            time = [&time, *cell].map(String::from).join(" ").trim().to_owned();
        } else if stamp::is_clock(cell) && !time.is_empty() {
            time = format!("{time} {cell}");
        } else if place + 1 == id_at && place != at && pattern::HOST_NAME.is_match(cell) {
            computer = (*cell).to_owned();
        }
    }
    // A sentence may name the provider too, further to the right.
    (provider < 200).then(|| Block { computer, provider: Some(named), ..Block::of_line(index, id, time) })
}

/// A row of columns between which one blank is left: date, time, level, computer, number, provider, message.
fn closed_row(index: usize, line: &str) -> Option<Block> {
    let named = line.get(..Provider::position_in(line)?)?;
    let before = named.get(..=named.rfind(' ')?)?;
    let mut words = before.split_whitespace().rev();
    let id = id(words.next()?)?;
    let computer = words.next().filter(|word| pattern::HOST_NAME.is_match(word) && word.contains(['.', '-']));
    let date = before.split_whitespace().next().filter(|word| stamp::is_date(word))?;
    let clock = before.split_whitespace().nth(1).filter(|word| stamp::is_clock(word))?;
    let behind = line.get(before.len()..)?.split_whitespace().next()?;
    let (computer, provider) = (computer.unwrap_or_default().to_owned(), Provider::of(behind));
    Some(Block { computer, provider, ..Block::of_line(index, id, format!("{date} {clock}")) })
}

/// A row of `Get-EventLog`: index, time, type, source, instance (qualifier and number of the event), message.
fn instance(index: usize, line: &str) -> Option<Block> {
    let at = Provider::position_in(line)?;
    let provider = Provider::of(line.get(at..)?)?;
    let mut behind =
        line.get(at..)?.split_whitespace().skip_while(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
    let instance = behind.next()?.parse().ok().filter(|instance| *instance > u64::from(u16::MAX))?;
    let before: Vec<&str> = line.get(..at)?.split_whitespace().collect();
    let clock = before.iter().position(|word| stamp::is_clock(word)).filter(|clock| *clock > 2)?;
    let time = before.get(clock - 2..=clock)?.join(" ");
    Some(Block { provider: Some(provider), ..Block::of_line(index, of_instance(instance)?, time) })
}

/// The cells of a row, by the first separator that it has.
fn cells(line: &str) -> Vec<&str> {
    let parts: Vec<&str> = if line.contains('\t') {
        line.split('\t').collect()
    } else if line.matches('|').count() >= 3 {
        line.split('|').collect()
    } else if line.matches("  ").count() >= 3 && line.matches(',').count() < line.matches("  ").count() {
        line.split("  ").filter(|cell| !cell.trim().is_empty()).collect()
    } else {
        line.split(',').collect()
    };
    parts.into_iter().map(|cell| cell.trim().trim_matches('"').trim()).collect()
}

fn id(cell: &str) -> Option<u32> {
    of_instance(cell.trim_end_matches(',').parse().ok()?)
}

/// The number of an event; some exports show all 32 bits, a qualifier before it.
fn of_instance(number: u64) -> Option<u32> {
    let id = (number & 0xFFFF) as u32;
    (number <= 0xFFFF || number >> 30 != 0).then_some(id).filter(|id| *id > 0)
}

/// `Event ID: 12288` in the middle of its block. The label is translated, but `ID` stays in nearly every language.
fn labelled(document: &Document, index: usize, floor: usize) -> Option<Block> {
    let mention = document.terms(index).has(Term::EventMention);
    let mentioned = mention.then(|| pattern::EVENT_MENTION.captures(document.line(index))).flatten();
    let mentioned = mentioned.and_then(|found| found.get(1));
    let (label, value) = match mentioned {
        Some(number) => ("id", number.as_str()),
        None => split_label(document.line(index)).or_else(|| tight_pair(document.line(index)))?,
    };
    // Where line breaks were lost, the message stands behind the number.
    let first = || value.split_whitespace().next().filter(|_| is_event_id(label)).and_then(id);
    let id = id(value).or_else(first)?;
    let lower = label.to_lowercase();
    if !(lower == "id" || lower.contains("id") && label.chars().count() < 30 || lower.contains("код события"))
    {
        return None;
    }
    // Any list has numbers below labels with `id`; the lines around them are read where one may name a provider.
    let mut around = index.saturating_sub(LABELS_ABOVE)..=index + LABELS_BELOW;
    if !is_known(id) && !around.any(|near| document.terms(near).has(Term::Provider)) {
        return None;
    }
    let start = (floor.max(index.saturating_sub(LABELS_ABOVE))..index)
        .rev()
        .take_while(|above| split_label(document.line(*above)).is_some() || is_removed(document, *above))
        // A code belongs to the message of what stands above.
        .take_while(|above| !document.line(*above).contains("0x"))
        .last()
        .unwrap_or(index);
    let (mut time, mut computer, mut provider) = (String::new(), String::new(), None);
    for near in start..(index + 1 + LABELS_BELOW).min(document.len()) {
        let line = document.line(near);
        if near > index && line.trim().is_empty() && !computer.is_empty() {
            break;
        }
        let Some((label, value)) = split_label(line).or_else(|| tight_pair(line)) else { continue };
        let lower = label.to_lowercase();
        if near > index && lower.contains("id") && value.parse::<u32>().is_ok() {
            break;
        }
        if time.is_empty() && stamp::is_date(value) {
            time = value.to_owned();
        } else if SOURCE.contains(&lower.as_str()) && Provider::is_foreign(value) {
            return None;
        } else if COMPUTER.iter().any(|name| lower == *name || lower.trim_end_matches("name") == *name) {
            computer = value.trim_matches('`').to_owned();
        } else {
            provider = Provider::of(value).or(provider);
        }
    }
    let known = is_known(id) || provider.is_some();
    known.then_some(Block { lines: start..index + 1, head: index, id, time, computer, provider })
}

/// `Event 12293, Security-SPP` above its message, as the Event Viewer heads what it shows and people copy it.
fn headed(document: &Document, index: usize) -> Option<Block> {
    const WORDS_MAX: usize = 14;
    const MESSAGE_MAX: usize = 16;
    let terms = document.terms(index);
    let line = document.line(index);
    if !(terms.has(Term::Provider) || terms.has(Term::EventMention)) || terms.has(Term::Code) || line.len() > 120 {
        return None;
    }
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut ids = words.iter().filter_map(|word| word.parse().ok()).filter(|id| is_known(*id));
    let id = ids.next().filter(|_| words.len() <= WORDS_MAX)?;
    // A list of events has no message of its own.
    if ids.next().is_some() {
        return None;
    }
    let is_empty = |at: &usize| document.line(*at).trim().is_empty();
    let first = (index + 1..document.len().min(index + 3)).find(|at| !is_empty(at))?;
    let end = (first..document.len().min(first + MESSAGE_MAX)).find(is_empty);
    let end = end.unwrap_or(document.len().min(first + MESSAGE_MAX));
    let has_code = (first..end).any(|at| document.terms(at).has(Term::Code));
    let provider = Provider::of(line);
    // A number alone may be another provider's, which stands above it.
    let is_named = provider.is_some() || words.len() > 3;
    (has_code && is_named).then(|| Block { lines: index..end, provider, ..Block::of_line(index, id, String::new()) })
}

/// Whether a line is empty because the one above it lost its value: a date that somebody removed.
fn is_removed(document: &Document, index: usize) -> bool {
    let above = index.checked_sub(1).and_then(|above| split_label(document.line(above)));
    document.line(index).trim().is_empty() && above.is_some_and(|(_, value)| value.is_empty())
}

/// Whether a label is that of an event's number, whatever stands behind it.
fn is_event_id(label: &str) -> bool {
    const LABELS: [&str; 7] =
        ["event id", "eventid", "イベント id", "ereignis-id", "id de l'événement", "id. de evento", "事件 id"];
    LABELS.contains(&label.to_lowercase().as_str())
}

/// `Id du journal :12290`: some tools print no blank after the colon.
fn tight_pair(line: &str) -> Option<(&str, &str)> {
    let plain = memchr::memchr(b':', line.as_bytes());
    let wide = (!line.is_ascii()).then(|| line.find('：')).flatten();
    let (label, value) = line.split_at(plain.into_iter().chain(wide).min()?);
    let value = value.strip_prefix([':', '：']).unwrap_or(value);
    let number = value.trim().parse::<u64>().is_ok();
    number.then_some((label.trim(), value.trim()))
}
