//! The same events, written on the clock of any country, are in the same order and get the same verdict.

use muster_doctor::{Diagnosis, Source, diagnose};
use proptest::prelude::*;

/// A moment, to the minute.
#[derive(Clone, Copy, Debug)]
struct Moment {
    day: u32,
    hour: u32,
    minute: u32,
}

impl Moment {
    /// So many minutes after the first of March 2026.
    fn after(minutes: u32) -> Self {
        Self { day: minutes / 1440 + 1, hour: minutes / 60 % 24, minute: minutes % 60 }
    }

    /// Hour and minute on a twelve-hour clock, with its word before or behind.
    fn twelve(self, [before, after]: [&str; 2]) -> String {
        let word = if self.hour < 12 { before } else { after };
        let clock = format!("{}:{:02}:00", (self.hour + 11) % 12 + 1, self.minute);
        if word.starts_with(' ') || word.starts_with('\u{a0}') { clock + word } else { format!("{word}{clock}") }
    }

    /// Milliseconds since 1970.
    fn milliseconds(self) -> u64 {
        const MARCH_2026: u64 = 1_772_323_200;
        (MARCH_2026 + u64::from((self.day - 1) * 1440 + self.hour * 60 + self.minute) * 60) * 1000
    }
}

/// A way to write a date and time.
type Writing = fn(Moment) -> String;

const WRITINGS: &[(&str, Writing)] = &[
    ("de", |at| format!("{:02}.03.2026 {:02}:{:02}:00", at.day, at.hour, at.minute)),
    ("de, short", |at| format!("{:02}.03.26 {:02}:{:02}", at.day, at.hour, at.minute)),
    ("en-US", |at| format!("3/{}/2026 {}", at.day, at.twelve([" AM", " PM"]))),
    ("en-US, short", |at| format!("3/{}/26 {}", at.day, at.twelve([" AM", " PM"]))),
    ("en-AU", |at| format!("{}/03/2026 {}", at.day, at.twelve([" am", " pm"]))),
    ("es", |at| format!("{}/3/2026 {}", at.day, at.twelve(["\u{a0}a.\u{a0}m.", "\u{a0}p.\u{a0}m."]))),
    ("zh-CN", |at| format!("2026/3/{} {}", at.day, at.twelve(["上午 ", "下午 "]))),
    ("zh-TW", |at| format!("2026年3月{}日 {}", at.day, at.twelve(["上午", "下午"]))),
    ("ja", |at| format!("2026/03/{:02} {}", at.day, at.twelve(["午前 ", "午後 "]))),
    ("ja, era", |at| format!("令和8年3月{}日 {}", at.day, at.twelve(["午前", "午後"]))),
    ("ko", |at| format!("2026-03-{:02} {}", at.day, at.twelve(["오전 ", "오후 "]))),
    ("ko, words", |at| format!("2026년 3월 {}일 {}", at.day, at.twelve(["오전 ", "오후 "]))),
    ("vi", |at| format!("{}/3/2026 {}", at.day, at.twelve([" SA", " CH"]))),
    ("el", |at| format!("{}/3/2026 {}", at.day, at.twelve([" πμ", " μμ"]))),
    ("cs", |at| format!("{}.3.2026 {}", at.day, at.twelve([" dop.", " odp."]))),
    ("tr", |at| format!("{}.03.2026 {}", at.day, at.twelve(["ÖÖ ", "ÖS "]))),
    ("hu", |at| format!("2026. 03. {:02}. {}", at.day, at.twelve(["de. ", "du. "]))),
    ("ar", |at| format!("{:02}/03/2026 {}", at.day, at.twelve([" ص", " م"]))),
    ("ISO 8601", |at| format!("2026-03-{:02}T{:02}:{:02}:00Z", at.day, at.hour, at.minute)),
];

const SUCCESS: (u32, &str) = (12289, "0x00000000, 0x00000000, 1, 0, 50, 120, 10080, 2026/03/01 00:00");
const FAILURES: [(u32, &str); 2] = [(8198, "hr=0x8007232B"), (8198, "hr=0xC004F074")];

fn event(kind: usize) -> (u32, &'static str) {
    FAILURES.get(kind).copied().unwrap_or(SUCCESS)
}

/// Event Viewer's text of the events, newest first.
fn text(events: &[(Moment, usize)], writing: Writing) -> String {
    let block = |(at, kind): &(Moment, usize)| {
        let (id, values) = event(*kind);
        format!(
            "Log Name:      Application\nSource:        Microsoft-Windows-Security-SPP\nDate:          {}\n\
             Event ID:      {id}\nComputer:      PC-07\nDescription:\n{values}\n\n",
            writing(*at)
        )
    };
    events.iter().rev().map(block).collect()
}

/// What `ConvertTo-Json` of Windows PowerShell 5.1 makes of the events.
fn json(events: &[(Moment, usize)]) -> String {
    let object = |(at, kind): &(Moment, usize)| {
        let (id, values) = event(*kind);
        let time = at.milliseconds();
        format!(
            r#"{{ "TimeCreated": "\/Date({time})\/", "Id": {id}, "ProviderName": "Microsoft-Windows-Security-SPP",
               "MachineName": "PC-07", "Message": "{values}" }}"#
        )
    };
    format!("[{}]", events.iter().map(object).collect::<Vec<_>>().join(",\n"))
}

fn judged(text: String) -> Diagnosis {
    diagnose(&[Source { name: "events.txt".into(), bytes: text.into_bytes() }])
}

/// The headlines, and what happened in which order.
fn verdict(text: String) -> (Vec<&'static str>, Vec<(i64, String)>) {
    let diagnosis = judged(text);
    let heads = diagnosis.headline.iter().map(|head| head.rule.id).collect();
    (heads, diagnosis.timeline.iter().map(|event| (event.at, event.code.to_string())).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_clock_gives_the_same_order_and_verdict(
        events in proptest::collection::vec((1_u32..1500, 0_usize..3), 1..12),
    ) {
        let mut minutes = 0;
        let events: Vec<(Moment, usize)> = events.into_iter().map(|(gap, kind)| {
            minutes += gap;
            (Moment::after(minutes), kind)
        }).collect();
        let expected = verdict(text(&events, |at| format!("2026/03/{:02} {:02}:{:02}:00", at.day, at.hour, at.minute)));
        prop_assert_eq!(expected.1.len(), events.len());
        for (name, writing) in WRITINGS {
            let written = text(&events, *writing);
            prop_assert_eq!(&verdict(written.clone()), &expected, "{}\n{}", name, written);
        }
        prop_assert_eq!(&verdict(json(&events)), &expected);
    }
}

#[test]
fn a_failure_in_the_morning_is_history_after_a_success_in_the_afternoon() {
    let day = [(Moment::after(660), 0), (Moment::after(780), 2)];
    for (name, writing) in WRITINGS {
        let (good, bad) = (judged(text(&day, *writing)), judged(text(&[day[1], (Moment::after(840), 0)], *writing)));
        assert!(!good.needs_attention(), "{name}: {:?}", good.headline);
        assert!(bad.needs_attention(), "{name}: {:?}", bad.headline);
    }
}

#[test]
fn what_is_not_dated_outdates_nothing() {
    let dated = text(&[(Moment::after(660), 2)], |at| format!("2026/03/{:02} {:02}:00", at.day, at.hour));
    let undated = "Event ID:      8198\nSource:        Microsoft-Windows-Security-SPP\nhr=0xC004F074\n";
    let source = |name: &str, text: &str| Source { name: name.into(), bytes: text.into() };
    for sources in [[source("a", &dated), source("b", undated)], [source("a", undated), source("b", &dated)]] {
        assert!(diagnose(&sources).needs_attention(), "a failure of unknown time may be the newest");
    }
}
