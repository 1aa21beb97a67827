//! `/dhistorykms` and `/dhistoryacterr`.

use super::messages::LINE;
use muster_core::{
    code::{self, Code},
    lang::Lang,
    visible,
};

/// An event as the client's log keeps it.
#[derive(Clone, Copy, Debug)]
pub struct HistoryEvent<'e> {
    /// The event id.
    pub id: u16,
    /// When it was written, RFC 3339 in UTC.
    pub time: &'e str,
    /// The sentence of the event.
    pub message: &'e str,
    /// The fields, as one comma list.
    pub info: &'e str,
}

/// The blocks of the events that were found, or that there are none on this machine.
pub fn history(searched: &str, none: &str, machine: &str, blocks: &[String]) -> String {
    let found = if blocks.is_empty() { format!("No {none} found on machine: {machine}\n") } else { blocks.join(LINE) };
    format!("Searching for {searched} on machine: {machine}\n{found}")
}

/// `/dhistorykms`: one try of a host, or a lookup that named none. The field ends at the first colon, as the documented tool cuts it.
pub fn kms_event(event: &HistoryEvent<'_>, lang: Lang) -> String {
    let cut = visible::line(event.info.split(':').next().unwrap_or_default());
    let first = event.info.split(',').next().unwrap_or_default().trim();
    let code = first.strip_prefix("hr=").unwrap_or(first).parse::<Code>().ok();
    let description = code.filter(|code| *code != code::SUCCESS).map_or("N/A", |code| code.title(lang));
    format!(
        "Event ID: {}\nCoordinated Universal Time Written: {}\nERROR/HOST: {cut}\nERROR DESCRIPTION: {description}\n",
        event.id,
        wmi_time(event.time)
    )
}

/// `/dhistoryacterr`: one failure at the authority.
pub fn acquisition_event(event: &HistoryEvent<'_>, lang: Lang) -> String {
    let word = event.info.strip_prefix("hr=").and_then(|rest| rest.split(',').next()).unwrap_or_default();
    let description = word.parse::<Code>().map_or("N/A", |code| code.title(lang));
    format!(
        "Event ID: {}\nCoordinated Universal Time Written: {}\nMESSAGE: {} {}\nERROR DESCRIPTION: {description}\n",
        event.id,
        wmi_time(event.time),
        visible::line(event.message),
        visible::line(event.info)
    )
}

/// `20261121100000.000000-000`, from RFC 3339.
fn wmi_time(time: &str) -> String {
    let digits: String = time.chars().filter(char::is_ascii_digit).take(14).collect();
    format!("{digits}.000000-000")
}
