//! Mail threads and histories of tickets that show the newest message first, brought into the order of time: what stands further
//! down is newer, for every reader and every rule.
//!
//! The depth of the quotation and the heads of the messages tell which is older; dates that rise tell that the order is right already.

use super::line::Line;
use crate::{holds::holds_any, lines::split_label, loose_code, pattern, stamp};
use std::borrow::Cow;

/// A longer text is data, and a longer line, in bytes, is no head of a message.
const LINES_MAX: usize = 20_000;
const HEAD_MAX: usize = 300;
/// A header has no more lines, and a history with more entries is a log.
const HEADER_LINES_MAX: usize = 10;
const ENTRIES_MAX: usize = 200;

pub(super) fn oldest_first(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if lines.len() > LINES_MAX {
        return lines;
    }
    let Some(ages) = Thread::ages(&lines).or_else(|| entries(&lines)) else { return lines };
    let oldest = ages.iter().max().copied().unwrap_or(0);
    lines.iter_mut().zip(ages).for_each(|(line, age)| line.message = oldest - age);
    lines.sort_by_key(|line| line.message);
    lines
}

/// What the lines up to one show of a thread.
#[derive(Default)]
struct Thread<'t> {
    /// The messages that began so far at each depth of quotation, within the one around them.
    begun: Vec<u32>,
    age: u32,
    /// Where the head ends that was read last.
    head_end: usize,
    /// The date of each message that has one, behind its age.
    dates: Vec<(u32, Cow<'t, str>)>,
    begins_with_head: bool,
    /// Whether a message stands inside or below the one that answers it, as the newest one stands above.
    is_answered: bool,
    is_quoted: [bool; 2],
}

/// How a message begins.
struct Head<'t> {
    end: usize,
    date: Option<Cow<'t, str>>,
    /// What it introduces is quoted below it, and the depth tells its age.
    is_of_quotation: bool,
    /// It is a word of a mail program about an older message.
    is_of_older: bool,
}

impl<'t> Thread<'t> {
    /// The age of the message in which each line stands, 0 for the newest; none where the order is that of time already.
    fn ages(lines: &'t [Line<'_>]) -> Option<Vec<u32>> {
        let mut thread = Self::default();
        let ages = (0..lines.len()).map(|index| thread.next(lines, index)).collect();
        thread.shows_newest_first().then_some(ages)
    }

    fn next(&mut self, lines: &'t [Line<'_>], index: usize) -> u32 {
        let (depth, text) = unquoted(lines, index);
        if text.is_empty() {
            return self.age;
        }
        let is_first = depth >= self.begun.len();
        self.begun.resize(depth + 1, 0);
        if let Some(place) = depth.checked_sub(1) {
            self.is_quoted[place.min(1)] = true;
        }
        let head = (index >= self.head_end).then(|| head(lines, index, depth)).flatten();
        if let (Some(head), Some(begun)) = (&head, self.begun.last_mut()) {
            *begun += u32::from(!is_first && !head.is_of_quotation);
            self.begins_with_head |= is_first && depth == 0;
            self.is_answered |= head.is_of_older || depth > 0 || !is_first && !self.begins_with_head;
        }
        self.age = depth as u32 + self.begun.iter().sum::<u32>();
        if let Some(head) = head {
            self.head_end = head.end;
            let age = self.age + u32::from(head.is_of_quotation);
            self.dates.extend(head.date.map(|date| (age, date)));
        }
        self.age
    }

    fn shows_newest_first(mut self) -> bool {
        self.dates.sort_by_key(|(age, _)| *age);
        let times = times(self.dates.iter().map(|(_, date)| &**date));
        let dated: Vec<(u32, i64)> =
            self.dates.iter().zip(times).filter_map(|((age, _), time)| Some((*age, time?))).collect();
        let rises = dated.windows(2).any(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
        let falls = dated.windows(2).any(|pair| pair[0].1 > pair[1].1);
        let [once, twice] = self.is_quoted;
        let is_mail = self.is_answered || falls || once && (twice || self.begins_with_head);
        is_mail && !rises
    }
}

fn times<'t>(dates: impl Iterator<Item = &'t str> + Clone) -> Vec<Option<i64>> {
    let order = stamp::order(dates.clone());
    dates.map(|date| stamp::stamp(date, order, stamp::Zone::Local).map(stamp::Stamp::seconds)).collect()
}

/// How deep a line is quoted, and what it says.
fn unquoted<'t>(lines: &'t [Line<'_>], index: usize) -> (usize, &'t str) {
    let mut rest = lines.get(index).map_or("", |line| line.text.trim());
    let mut depth = 0;
    while let Some(inner) = rest.strip_prefix('>') {
        (depth, rest) = (depth + 1, inner.trim_start());
    }
    (depth, rest)
}

fn head<'t>(lines: &'t [Line<'_>], index: usize, depth: usize) -> Option<Head<'t>> {
    const OLDER: [&str; 8] = [
        "original message",
        "forwarded message",
        "元のメッセージ",
        "転送メッセージ",
        "ursprüngliche nachricht",
        "message d'origine",
        "原始邮件",
        "原始郵件",
    ];
    let text = unquoted(lines, index).1;
    if text.len() > HEAD_MAX {
        return None;
    }
    if text.starts_with("--") && holds_any(&text.to_lowercase(), &OLDER) {
        let below = (index + 1..index + 3).find_map(|below| header(lines, below, depth));
        let (end, date) = below.unwrap_or((index + 1, None));
        return Some(Head { end, date, is_of_quotation: false, is_of_older: true });
    }
    let header = header(lines, index, depth);
    let of_header = header.map(|(end, date)| Head { end, date, is_of_quotation: false, is_of_older: false });
    of_header.or_else(|| attribution(lines, index, depth))
}

/// Where a header of a mail ends that begins here, and its date. Recipients may take several lines.
fn header<'t>(lines: &'t [Line<'_>], index: usize, depth: usize) -> Option<(usize, Option<Cow<'t, str>>)> {
    const SENDER: [&str; 8] = ["from", "von", "de", "差出人", "送信者", "发件人", "寄件者", "보낸 사람"];
    const DATE: [&str; 10] =
        ["sent", "date", "gesendet", "datum", "envoyé", "送信日時", "日時", "日付", "发送时间", "寄件日期"];
    const OTHERS: [&str; 10] = ["to", "cc", "subject", "an", "betreff", "objet", "宛先", "件名", "收件人", "主题"];
    let label = |at: usize| {
        let (own, text) = unquoted(lines, at);
        let (label, value) = split_label(text).filter(|_| own == depth && text.len() <= HEAD_MAX)?;
        Some((label.trim_matches('*').trim().to_lowercase(), value.trim_start_matches('*').trim()))
    };
    let is = |label: &str, names: &[&str]| names.contains(&label);
    let (first, _) = label(index)?;
    if !(is(&first, &SENDER) || is(&first, &DATE) || is(&first, &OTHERS)) {
        return None;
    }
    let (mut sender, mut date, mut end) = (false, None, index);
    for at in index..index + HEADER_LINES_MAX {
        let (own, text) = unquoted(lines, at);
        if text.is_empty() || own != depth {
            break;
        }
        let Some((name, value)) = label(at) else { continue };
        sender |= is(&name, &SENDER);
        date = date.or(is(&name, &DATE).then_some(value));
        if is(&name, &SENDER) || is(&name, &DATE) || is(&name, &OTHERS) {
            end = at + 1;
        }
    }
    date.filter(|_| sender).map(|date| (end, Some(Cow::Borrowed(date))))
}

/// The line with which a mail program introduces what it quotes: `On … wrote:`, `2026/05/20 17:02 … <…>:`.
fn attribution<'t>(lines: &'t [Line<'_>], index: usize, depth: usize) -> Option<Head<'t>> {
    const WROTE: [&str; 6] = ["wrote", "schrieb", "a écrit", "写道", "書きました", "のメッセージ"];
    let (_, text) = unquoted(lines, index);
    let (own, next) = unquoted(lines, index + 1);
    let is_broken = own == depth && !text.ends_with(':') && WROTE.iter().any(|wrote| next.starts_with(wrote));
    let (text, end) =
        if is_broken { (Cow::Owned(format!("{text} {next}")), index + 2) } else { (Cow::Borrowed(text), index + 1) };
    if !text.ends_with([':', '：']) {
        return None;
    }
    let is_of_quotation = (end..end + 3)
        .map(|below| unquoted(lines, below))
        .find(|(_, text)| !text.is_empty())
        .is_some_and(|it| it.0 > depth);
    let date = pattern::NAMED_DATE.is_match(&text) || pattern::DATE.is_match(&text);
    let is_told = holds_any(&text.to_lowercase(), &WROTE) && (date || is_of_quotation || text.contains('@'));
    let is_named = date && text.contains('@');
    (is_told || is_named).then(|| Head { end, date: date.then_some(text), is_of_quotation, is_of_older: true })
}

/// The ages of the lines of a history of which each entry begins with its date, if these dates fall.
fn entries(lines: &[Line<'_>]) -> Option<Vec<u32>> {
    let dated = lines.iter().enumerate().filter_map(|(index, line)| Some((index, date_of_entry(&line.text)?)));
    let heads: Vec<(usize, Cow<'_, str>)> = dated.take(ENTRIES_MAX).collect();
    let times: Vec<i64> = times(heads.iter().map(|(_, date)| &**date)).into_iter().collect::<Option<_>>()?;
    let falls = times.is_sorted_by(|above, below| above >= below) && times.first() > times.last();
    if !falls || heads.len() == ENTRIES_MAX {
        return None;
    }
    let end = end_of_entries(lines, &heads);
    // What stands above the entries was written first, as the title of a ticket.
    let age = |index: usize| match heads.partition_point(|(start, _)| *start <= index) {
        _ if index >= end => 0,
        0 => heads.len() + 1,
        entry => entry,
    };
    Some((0..lines.len()).map(|index| age(index) as u32).collect())
}

/// Where the last entry ends: at the first blank line, if no other entry goes on behind one.
fn end_of_entries(lines: &[Line<'_>], heads: &[(usize, Cow<'_, str>)]) -> usize {
    let is_blank = |index: &usize| lines.get(*index).is_none_or(|line| line.text.trim().is_empty());
    let goes_on =
        |from: usize, to: usize| (from..to).find(is_blank).filter(|blank| (*blank..to).any(|index| !is_blank(&index)));
    let starts: Vec<usize> = heads.iter().map(|(start, _)| *start).collect();
    let are_whole = starts.windows(2).all(|pair| goes_on(pair[0], pair[1]).is_none());
    let last = starts.last().and_then(|start| goes_on(*start, lines.len()));
    last.filter(|_| are_whole).unwrap_or(lines.len())
}

/// Who wrote what stands below a line, if it names that and a date and nothing else: `Name · comment · 2026-05-21`.
pub(crate) fn author(line: &str) -> Option<&str> {
    const LINE_MAX: usize = 120;
    const DATE_MAX: usize = 32;
    const DOES: [&str; 7] = [" · ", " commented", " wrote", " replied", " posted", " answered", "さん"];
    let text = line.trim().trim_start_matches(['#', '*', ' ']).trim_end_matches('*');
    if text.len() > LINE_MAX || !text.contains(|c: char| c.is_ascii_digit()) || loose_code::is_in(text) {
        return None;
    }
    let (name, _) = BEHIND_NAME.iter().filter_map(|sign| text.rsplit_once(sign)).find(|(name, rest)| {
        rest.len() <= DATE_MAX && !name.contains([':', '：', '。', '\\', '/']) && date_at_start(rest).is_some()
    })?;
    let end = DOES.iter().filter_map(|does| name.find(does)).min().unwrap_or(name.len());
    name.get(..end).map(str::trim).filter(|name| !name.is_empty() && name.split(' ').count() <= 4)
}

/// What stands between the name of who wrote something and the date.
const BEHIND_NAME: [&str; 9] = [" · ", " — ", " – ", " - ", ", ", " (", " [", " on ", "　"];

/// The date with which an entry of a history begins, or that stands behind the name of who wrote it.
fn date_of_entry(line: &str) -> Option<Cow<'_, str>> {
    const MARKS: [char; 12] = ['#', '*', '-', '=', '[', '■', '●', '◆', '▼', '【', '・', '('];
    const NAME_MAX: usize = 80;
    let text = line.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
    if text.len() > HEAD_MAX || !text.contains(|c: char| c.is_ascii_digit()) || text.contains(['\t', '|', ';', '"']) {
        return None;
    }
    if let Some(date) = date_at_start(text) {
        return Some(date);
    }
    let mut parts = BEHIND_NAME.iter().filter_map(|sign| text.rsplit_once(sign));
    let (_, date) = parts.find(|(name, rest)| {
        name.len() <= NAME_MAX
            && rest.len() <= NAME_MAX
            && !name.contains([':', '：', '。'])
            && date_at_start(rest).is_some()
    })?;
    Some(Cow::Borrowed(date))
}

/// The text, if it begins with a date, of which the year may be left out before a clock.
fn date_at_start(text: &str) -> Option<Cow<'_, str>> {
    let is_named = || pattern::NAMED_DATE.find(text).is_some_and(|date| date.start() == 0);
    // A row of a table has a comma behind its date.
    let word = text.split_whitespace().next().unwrap_or_default();
    if word.contains(',') && !is_named() {
        return None;
    }
    if stamp::is_date(text) || is_named() {
        return Some(Cow::Borrowed(text));
    }
    let (month, day) = word.split_once('/')?;
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let rest = text.get(word.len()..)?.trim_start();
    let clock = rest.split_whitespace().next().map(|clock| clock.trim_end_matches([']', '】', ')', ':']));
    let is_clock = clock.is_some_and(stamp::is_clock);
    (is_number(month) && is_number(day) && is_clock).then(|| Cow::Owned(format!("2000/{text}")))
}

#[cfg(test)]
mod tests {
    use super::oldest_first;
    use crate::normalise::shown;

    fn order(text: &str) -> Vec<u32> {
        shown(oldest_first, text).into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn the_oldest_message_comes_first() {
        for (text, expected) in [
            // Outlook, with and without its own head above.
            ("works\n\nFrom: A\nSent: Wednesday, May 20, 2026 5:02 PM\n\nfails", vec![3, 4, 5, 6, 1, 2]),
            (
                "From: B\nDate: Thu, 21 May 2026 15:37\n\nworks\nFrom: A\nDate: Wed, 20 May 2026 17:02\nfails",
                vec![5, 6, 7, 1, 2, 3, 4],
            ),
            ("直りました\n差出人: A\n送信日時: 2026年5月20日 17:02\n宛先: B\n認証できない", vec![2, 3, 4, 5, 1]),
            ("works\n-----Original Message-----\nfails", vec![2, 3, 1]),
            (
                "直りました\n-----元のメッセージ-----\n差出人: A\n送信日時: 2026/05/20\n認証できない",
                vec![2, 3, 4, 5, 1],
            ),
            // Gmail, with the answer above or below what it quotes.
            ("works\nOn Wed, May 20, 2026 at 5:02 PM A <a@x.example> wrote:\n> fails", vec![3, 1, 2]),
            ("On Wed, May 20, 2026 at 5:02 PM A <a@x.example>\nwrote:\n> fails\nworks", vec![3, 1, 2, 4]),
            ("2026年5月20日(水) 17:02 A <a@x.example>:\n> 認証できない\n直りました", vec![2, 1, 3]),
            // Without any date the depth tells.
            ("works\n> try again\n>> fails", vec![3, 2, 1]),
            // Histories of tickets.
            ("Ticket 7\n2026-05-21 15:37 A\nworks\n2026-05-20 17:02 B\nfails", vec![1, 4, 5, 2, 3]),
            ("A · comment · 2026-05-21\nworks\nB · comment · 2026-05-20\nfails", vec![3, 4, 1, 2]),
            ("[5/21 15:37] A: works\n[5/20 17:02] B: fails\n\nNow it fails again", vec![2, 1, 3, 4]),
        ] {
            assert_eq!(order(text), expected, "{text}");
        }
    }

    #[test]
    fn an_order_that_is_that_of_time_or_unknown_stays() {
        for text in [
            "From: A\nDate: Wed, 20 May 2026 17:02\nfails\nFrom: B\nDate: Thu, 21 May 2026 15:37\nworks",
            "From: A\nDate: Wednesday\nfails\nFrom: B\nDate: Thursday\nworks",
            "2026-05-20 17:02 A\nfails\n2026-05-21 15:37 B\nworks",
            "2026-05-21 A\nfails\n2026-05-21 B\nworks",
            "5/20 17:02 fails\n5/21 15:37 works",
            "2026-05-21,PC1,Licensed\n2026-05-20,PC2,Notification",
            "It says:\n> fails\nThen:\n> works",
            "The tool wrote:\nfails\nThen:\nworks",
            "PS C:\\> if ($x) {\n>> y\n>> }\nworks",
            "Log Name: Application\nDate: 5/21/2026 3:37:00 PM\nfails\nLog Name: Application\nDate: 5/20/2026 3:37:00 PM",
        ] {
            assert!(order(text).is_sorted(), "{text}");
        }
    }
}
