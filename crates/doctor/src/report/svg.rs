//! Lays out the timeline as a chart: a row for each product, a dot for each event.

use crate::diagnosis::TimelineEvent;
use muster_core::code;

const WIDTH: i64 = 980;
/// Names stand left of this.
const LEFT: i64 = 230;
const RIGHT: i64 = 48;
const ROW: i64 = 26;
/// Products with a row; the others are left out.
const ROWS_MAX: usize = 12;
const TICKS: i64 = 5;

pub(super) struct Chart {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) bottom: i64,
    pub(super) labels: i64,
    pub(super) ticks: Vec<Tick>,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Tick {
    pub(super) x: i64,
    pub(super) label: String,
}

pub(super) struct Row {
    pub(super) name: String,
    pub(super) text_y: i64,
    pub(super) dots: Vec<Dot>,
}

pub(super) struct Dot {
    pub(super) x: i64,
    pub(super) class: &'static str,
    /// Tells what the colour tells.
    pub(super) sign: &'static str,
    pub(super) label: String,
}

/// The chart; none if no event is dated.
pub(super) fn chart(events: &[TimelineEvent]) -> Option<Chart> {
    let first = events.first()?.at;
    let last = events.last()?.at;
    let span = (last - first).max(1);
    let place = |at: i64| LEFT + (at - first) * (WIDTH - LEFT - RIGHT) / span;
    let mut rows: Vec<Row> = Vec::new();
    for event in events {
        let row = match rows.iter().position(|row| row.name == shown(&event.product)) {
            Some(row) => row,
            None if rows.len() == ROWS_MAX => continue,
            None => {
                let y = 22 + rows.len() as i64 * ROW;
                rows.push(Row { name: shown(&event.product), text_y: y + 4, dots: Vec::new() });
                rows.len() - 1
            }
        };
        let (class, sign) = match (event.code, event.event) {
            (code::SUCCESS, 12288) => ("sent", "○"),
            (code::SUCCESS, _) => ("good", "●"),
            _ => ("bad", "✕"),
        };
        let dot = Dot {
            x: place(event.at),
            class,
            sign,
            label: format!("{} {} {}", date_time(event.at), event.event, event.code),
        };
        if let Some(row) = rows.get_mut(row) {
            // Dots at one place hide each other, so one of each class is enough.
            if !row.dots.iter().any(|known| known.x == dot.x && known.class == dot.class) {
                row.dots.push(dot);
            }
        }
    }
    let bottom = 22 + rows.len() as i64 * ROW;
    let ticks = (0..TICKS).map(|tick| {
        let at = first + span * tick / (TICKS - 1);
        Tick { x: place(at), label: date_time(at).split(' ').next().unwrap_or_default().to_owned() }
    });
    Some(Chart { width: WIDTH, height: bottom + 24, bottom, labels: bottom + 14, ticks: ticks.collect(), rows })
}

/// The name of a product, cut to fit beside the chart.
fn shown(name: &str) -> String {
    let short: String = name.chars().take(30).collect();
    if short.is_empty() { "–".into() } else { short }
}

/// `2026-03-10 09:00:00` of seconds since 1970, as the evidence shows it, without a zone.
pub(super) fn date_time(at: i64) -> String {
    let (days, rest) = (at.div_euclid(86_400), at.rem_euclid(86_400));
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60)
}
