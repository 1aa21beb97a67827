//! Dates and clocks as a machine set to American English prints them, in a message of a chat.

use crate::pattern;
use regex_lite::Captures;

pub(super) fn written(text: &str) -> String {
    let changed = pattern::STAMP.replace_all(text, |found: &Captures<'_>| {
        let group = |number: usize| found.get(number).map_or("", |group| group.as_str());
        let number = |place: usize| group(place).parse::<u32>().unwrap_or_default();
        let (hour, half) = (number(4), if number(4) < 12 { "AM" } else { "PM" });
        let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
        format!("{}/{}/{} {hour}:{}{} {half}", number(2), number(3), group(1), group(5), group(6))
    });
    format!("Sato Kenji, 2:05 PM\n{changed}")
}
