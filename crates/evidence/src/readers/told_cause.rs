//! Why something is not activated, as people tell it where no tool prints it: "the new image was copied without sysprep, so all
//! forty have one CMID", 「時刻を 9 時間進めてしまい」. A cause is told by words of several groups in one sentence or in two that
//! follow each other: `data/told-causes.tsv` holds them, in the languages in which people ask for help.
//!
//! Whether it is believed, the judge decides: only where nothing else names a cause.

use super::told_activation::is_of_another_product;
use crate::{
    fact::{Fact, Observation, ObservationKind},
    holds::holds_any,
    lines::Document,
    normalise::{paragraph::is_prose, width::is_wide},
    sentences,
    told::{
        in_order::without_what_works,
        table::{Held, Row, rows_of},
        taught::{is_taught, without_advice},
    },
};

/// Whoever tells a cause writes no more, in bytes; logs and exports are longer.
const TEXT_MAX: usize = 48 * 1024;
/// A text of at most so many bytes has one subject: what it is about may stand far from the cause.
const ONE_SUBJECT_MAX: usize = 3 * 1024;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    if document.is_longer_than(TEXT_MAX) {
        return Vec::new();
    }
    let whole = plain(document.text());
    let rows = rows_of(&whole);
    if rows.is_empty() {
        return Vec::new();
    }
    let subject = (whole.len() <= ONE_SUBJECT_MAX).then_some(whole.as_str());
    let told = sentences(document);
    let mut found: Vec<Told> = Vec::new();
    for (place, passage) in passages(&told).enumerate() {
        let weight = |held: &Held| {
            let text = if held.row.is_state { &passage.text } else { &passage.unhealthy };
            held.weight(text, subject)
        };
        let lines = passage.lines;
        let told_here = rows.iter().filter_map(|held| Some((held.row, weight(held)? + passage.weight())));
        found.extend(told_here.map(|(row, weight)| Told { place, row, weight, lines }));
    }
    // The one that the most words tell; of several, the one that is told last: who looks for a cause ends with it.
    let most_telling = found.iter().max_by_key(|told| (!told.row.is_state, told.weight, told.place));
    most_telling.map(|told| told.fact(document)).into_iter().collect()
}

/// A text in small letters, with the plain form of polite Japanese denials, which the table has alone, and with a short name for the
/// service whose full one speaks of keys: 「キー管理サービス (KMS) に接続できません」 tells of none.
fn plain(text: &str) -> String {
    const PLAIN: [(&str, &str); 25] = [
        ("ておりません", "ていない"),
        ("ておらず", "ていない"),
        ("ていません", "ていない"),
        ("できません", "できない"),
        ("できず", "できない"),
        ("れません", "れない"),
        ("れず", "れない"),
        ("けません", "けない"),
        ("けず", "けない"),
        ("key management service", SERVICE),
        ("schlüsselverwaltungsdienst", SERVICE),
        ("service de gestion de clés", SERVICE),
        ("service de gestion des clés", SERVICE),
        ("servicio de administración de claves", SERVICE),
        ("serviço de gerenciamento de chaves", SERVICE),
        ("servizio di gestione delle chiavi", SERVICE),
        ("servizio di gestione chiavi", SERVICE),
        ("キー管理サービス", SERVICE),
        ("キー マネージメント サービス", SERVICE),
        ("密钥管理服务", SERVICE),
        ("金鑰管理服務", SERVICE),
        ("키 관리 서비스", SERVICE),
        ("служба управления ключами", SERVICE),
        ("службы управления ключами", SERVICE),
        ("usługa zarządzania kluczami", SERVICE),
    ];
    let lower = text.to_lowercase();
    PLAIN.iter().fold(
        lower,
        |lower, (written, plain)| {
            if lower.contains(written) { lower.replace(written, plain) } else { lower }
        },
    )
}

/// The Key Management Service, as the table has it.
const SERVICE: &str = "kms-service";

/// What a passage tells.
struct Told {
    place: usize,
    row: &'static Row,
    weight: usize,
    lines: [usize; 2],
}

impl Told {
    fn fact(&self, document: &Document) -> Fact {
        let kind = ObservationKind::ToldInProse;
        let told = Observation { kind, about: "cause".to_owned(), value: self.row.cause.to_owned() };
        let [first, last] = self.lines;
        let lines = [first].into_iter().chain((first != last).then_some(last));
        Fact::Observation(told, lines.map(|line| document.cite(line)).collect())
    }
}

/// A sentence in small letters and its line; none between paragraphs, and where a tool printed something.
type Sentence = Option<(usize, String)>;

fn sentences(document: &Document) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    for (index, line) in document.lines().filter(|(_, line)| line.len() <= sentences::LINE_MAX) {
        // What a tool printed is understood by its reader; people tell more around it.
        let is_printed = document.is_consumed(index) && (!is_prose(line.trim()) || sentences::told(line).is_some());
        if line.trim().is_empty() || is_printed || document.is_set_apart(index) || is_data(line) {
            let is_head =
                |last: &Sentence| last.as_ref().is_some_and(|(_, text)| text.trim_end().ends_with([':', '：']));
            if !found.last().is_some_and(is_head) {
                found.push(None);
            }
            continue;
        }
        for sentence in sentences::of_line(line).map(plain) {
            let told = without_advice(&sentence);
            if !told.trim().is_empty() && !is_taught(told) && !is_of_another_product(told) {
                found.push(Some((index, told.to_owned())));
            }
        }
    }
    found
}

/// Whether a line is of JSON or XML: its words are names.
fn is_data(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['{', '}', '[', ']', '<']) || line.starts_with('"') && line.contains("\":")
}

/// Sentences that follow each other.
struct Passage {
    text: String,
    /// Without what is said to be in order.
    unhealthy: String,
    sentences: usize,
    lines: [usize; 2],
}

/// By which somebody says that something is the cause.
const BLAME: [&str; 25] = [
    "cause",
    "turned out",
    "turns out",
    "culprit",
    "because",
    "root of ",
    "原因",
    "ursache",
    "schuld",
    "weil ",
    "coupable",
    "la culpa",
    "culpable",
    "la causa",
    "a causa",
    "parce qu",
    "porque",
    "원인",
    "причин",
    "виноват",
    "nedeni",
    "przyczyn",
    "oorzaak",
    "犯人",
    "元凶",
];

impl Passage {
    /// That it names a cause, or says everything in few sentences, makes it tell more.
    fn weight(&self) -> usize {
        let blame = if holds_any(&self.unhealthy, &BLAME) { 6 } else { 0 };
        blame + 2 * (SENTENCES_MAX - self.sentences)
    }
}

/// A cause is told in no more sentences.
const SENTENCES_MAX: usize = 3;

fn passages(told: &[Sentence]) -> impl Iterator<Item = Passage> {
    let of = |count: usize| {
        told.windows(count).filter_map(move |together| {
            let together: Vec<&(usize, String)> = together.iter().map(Option::as_ref).collect::<Option<_>>()?;
            let text = together.iter().fold(String::new(), |text, (_, next)| joined(text, next));
            let unhealthy =
                together.iter().fold(String::new(), |text, (_, next)| joined(text, &without_what_works(next)));
            Some(Passage { text, unhealthy, sentences: count, lines: [together.first()?.0, together.last()?.0] })
        })
    };
    (1..=SENTENCES_MAX).rev().flat_map(of)
}

/// No blank stands within a word that a line breaks.
fn joined(text: String, next: &str) -> String {
    let is_within = text.ends_with(is_wide) && next.starts_with(is_wide);
    let blank = if text.is_empty() || is_within { "" } else { " " };
    text + blank + next
}
