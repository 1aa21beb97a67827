//! Which license an answer of a host (12289) belongs to: the answer names no product, but its request (12288) does.

use super::logged_event::LoggedEvent;
use std::collections::BTreeMap;

/// An answer comes at most so many seconds after its request.
const ANSWERED_MAX: i64 = 600;
/// Clocks of one log run back by at most so many seconds.
const BACK_MAX: i64 = 1;
/// A request so many seconds before an answer is its own, even if another one stands right behind it in the text.
const NEAR: i64 = 10;
/// At most so many neighbours are looked at: a log of an attacker has any number in one second.
const LOOK_MAX: usize = 64;

/// A request or an answer.
#[derive(Clone, Copy)]
pub(super) struct Exchange {
    source: Option<usize>,
    /// When it was, as far as it says.
    at: Option<i64>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Of the license at a place; one that could not be sent has no answer.
    Request {
        place: usize,
        sent: bool,
    },
    Answer,
}

impl Exchange {
    pub(super) fn request(event: &LoggedEvent, place: usize, sent: bool) -> Self {
        Self { source: event.source(), at: event.at, kind: Kind::Request { place, sent } }
    }

    pub(super) fn answer(event: &LoggedEvent) -> Self {
        Self { source: event.source(), at: event.at, kind: Kind::Answer }
    }

    fn place(&self) -> Option<usize> {
        if let Kind::Request { place, .. } = self.kind { Some(place) } else { None }
    }

    fn waits(&self) -> bool {
        matches!(self.kind, Kind::Request { sent: true, .. })
    }

    /// Seconds from a request to this answer, if it can be its own.
    fn since(&self, request: &Self) -> Option<i64> {
        let since = self.at.zip(request.at).map_or(0, |(at, asked)| at.saturating_sub(asked));
        (-BACK_MAX..=ANSWERED_MAX).contains(&since).then_some(since)
    }
}

/// The license of each answer, in their order; none where no request comes into question. The exchanges are in the order of time,
/// and within a second in that of their source.
pub(super) fn licenses_of_answers(exchanges: &[Exchange]) -> Vec<Option<usize>> {
    let asks = |own: &Exchange| own.kind != Kind::Answer;
    let mut sources: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, own) in exchanges.iter().enumerate() {
        sources.entry(own.source).or_default().push(index);
    }
    let of_source = |indices: &[usize]| indices.iter().filter_map(|index| exchanges.get(*index)).copied().collect();
    let logs: Vec<Vec<Exchange>> = sources.values().map(|indices| of_source(indices)).collect();
    let holds_both = |log: &Vec<Exchange>| log.iter().any(asks) && log.iter().any(|own| !asks(own));
    // Who filters a log by one number writes the requests into another file.
    if !logs.iter().any(holds_both) {
        return of_log(exchanges);
    }
    let mut found: Vec<(usize, Option<usize>)> = Vec::new();
    for (indices, log) in sources.values().zip(&logs) {
        let answers = indices.iter().filter(|index| exchanges.get(**index).is_some_and(|own| !asks(own)));
        found.extend(answers.copied().zip(of_log(log)));
    }
    found.sort_unstable();
    found.into_iter().map(|(_, place)| place).collect()
}

/// The same for one log: an answer takes a request that nothing has answered yet.
fn of_log(log: &[Exchange]) -> Vec<Option<usize>> {
    let mut answered = vec![false; log.len()];
    let mut found = Vec::new();
    for (index, answer) in log.iter().enumerate().filter(|(_, own)| own.kind == Kind::Answer) {
        let before = before(log, &answered, index, answer);
        let near = before.filter(|(_, since)| *since <= NEAR);
        let own = near.or_else(|| behind(log, &answered, index, answer)).or(before).map(|(request, _)| request);
        if let Some(answered) = own.and_then(|request| answered.get_mut(request)) {
            *answered = true;
        }
        let again = || log.get(..index)?.iter().rev().take(LOOK_MAX).find(|own| asks_before(own, answer));
        found.push(own.and_then(|request| log.get(request)).or_else(again).and_then(Exchange::place));
    }
    found
}

/// Whether a request may have an answer, whatever else answered it.
fn asks_before(request: &Exchange, answer: &Exchange) -> bool {
    request.place().is_some() && answer.since(request).is_some()
}

/// The request before an answer. Where several answers stand together, the first of them is that of the first request.
fn before(log: &[Exchange], answered: &[bool], index: usize, answer: &Exchange) -> Option<(usize, i64)> {
    let together = |own: &&Exchange| {
        own.kind == Kind::Answer && own.at.zip(answer.at).is_none_or(|(own, at)| own.saturating_sub(at) <= BACK_MAX)
    };
    let answers = log.get(index..)?.iter().take(LOOK_MAX).take_while(together).count();
    let earlier = log.iter().zip(answered).enumerate().take(index).rev().take(LOOK_MAX);
    let waiting = earlier.filter(|(_, (own, answered))| own.waits() && !**answered);
    let mut open = waiting.filter_map(|(place, (own, _))| Some((place, answer.since(own)?))).take(answers);
    let nearest = open.next()?;
    // Only what was asked in the same second is asked together.
    Some(open.take_while(|(_, since)| *since - nearest.1 <= BACK_MAX).last().unwrap_or(nearest))
}

/// The request behind an answer in the text: of one second, some tools write the newest first.
fn behind(log: &[Exchange], answered: &[bool], index: usize, answer: &Exchange) -> Option<(usize, i64)> {
    let later = log.iter().zip(answered).enumerate().skip(index + 1).take(LOOK_MAX);
    let mut waiting = later.filter(|(_, (own, answered))| own.waits() && !**answered);
    waiting.find_map(|(place, (own, _))| Some((place, answer.since(own)?)))
}

#[cfg(test)]
mod tests {
    use super::{Exchange, Kind, licenses_of_answers};

    /// `A`, `B` … are requests, lower-case letters such that were not sent, and `.` is an answer.
    fn log(source: usize, written: &[(Option<i64>, &str)]) -> Vec<Exchange> {
        let kind = |letter: char| match letter {
            '.' => Kind::Answer,
            _ => Kind::Request {
                place: letter.to_ascii_uppercase() as usize - 'A' as usize,
                sent: letter.is_uppercase(),
            },
        };
        let of_second = |(at, letters): &(Option<i64>, &str)| {
            let exchange = |letter| Exchange { source: Some(source), at: *at, kind: kind(letter) };
            letters.chars().map(exchange).collect::<Vec<_>>()
        };
        written.iter().flat_map(of_second).collect()
    }

    fn answered(exchanges: &[Exchange]) -> String {
        let letter = |place: Option<usize>| place.map_or('-', |place| char::from(b'A' + place as u8));
        licenses_of_answers(exchanges).into_iter().map(letter).collect()
    }

    fn check(written: &[(Option<i64>, &str)], expected: &str) {
        assert_eq!(answered(&log(0, written)), expected, "{written:?}");
    }

    #[test]
    fn each_request_of_one_second_has_its_own_answer() {
        check(&[(Some(100), "A.B.")], "AB");
        check(&[(Some(100), "B.A.")], "BA");
        check(&[(Some(100), "AB..")], "AB");
        check(&[(Some(100), ".B.A")], "BA");
        check(&[(Some(100), "..BA")], "BA");
        check(&[(None, "A.B.")], "AB");
        check(&[(None, ".B.A")], "BA");
        check(&[(Some(100), "A"), (Some(101), ".B.")], "AB");
    }

    #[test]
    fn what_was_not_sent_or_has_its_answer_is_not_answered() {
        check(&[(Some(100), "aB.")], "B");
        check(&[(Some(100), "Ba.")], "B");
        check(&[(Some(100), "AB.")], "B");
        check(&[(Some(100), "A."), (Some(200), ".")], "AA");
    }

    #[test]
    fn the_nearest_request_before_it_counts() {
        check(&[(Some(100), "A"), (Some(150), "B."), (Some(700), ".")], "BA");
        check(&[(Some(100), "A"), (Some(149), "."), (Some(150), "B")], "B");
        check(&[(Some(100), "A"), (Some(148), "."), (Some(150), "B")], "A");
        check(&[(Some(150), "B"), (Some(750), ".")], "B");
        check(&[(Some(150), "B"), (Some(751), ".")], "-");
        check(&[(None, "C"), (Some(100), ".")], "C");
    }

    #[test]
    fn another_file_answers_only_where_none_holds_both() {
        let with = |first: &str| [log(0, &[(Some(100), first)]), log(1, &[(Some(100), ".")])].concat();
        assert_eq!(answered(&with("B")), "B");
        assert_eq!(answered(&with("B.")), "B-");
    }
}
