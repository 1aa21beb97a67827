//! The client's event log: `events.jsonl`, one event a line, newest last.

use crate::error::ClientError;
use muster_platform::{
    files::{self, FileError},
    state_folder,
};
use muster_proto::event::Event;
use std::{fs, io::Write, path::Path};

const FILE: &str = "events.jsonl";
const OLD: &str = "events.1.jsonl";
/// A log that grew beyond this is put aside, and the one put aside before goes.
const LOG_BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Appends events in one write, so that a reader never sees half of one. Those of an agent stand in the event log of Windows, too.
pub(crate) fn append(directory: &Path, events: &[Event]) -> Result<(), ClientError> {
    #[cfg(feature = "agent")]
    events.iter().for_each(report);
    let path = directory.join(FILE);
    let fail = FileError::new(FileError::WRITE, &path);
    if fs::metadata(&path).is_ok_and(|meta| meta.len() > LOG_BYTES_MAX) {
        fs::rename(&path, directory.join(OLD)).map_err(&fail)?;
    }
    let lines = events.iter().filter_map(|event| serde_json::to_string(event).ok());
    let text: String = lines.flat_map(|line| [line, "\n".into()]).collect();
    let mut file = files::touch(&path).map_err(&fail)?;
    Ok(file.write_all(text.as_bytes()).map_err(fail)?)
}

/// With the list of its fields first, which readers find by its place, and each field, which messages name by its number.
#[cfg(feature = "agent")]
fn report(event: &Event) {
    let separator = muster_core::event::entry(event.id).map_or(", ", |entry| entry.separator);
    let texts: Vec<&str> = std::iter::once(event.info.as_str()).chain(event.info.split(separator)).collect();
    // A log that takes nothing keeps nobody from a license; the file has the event all the same.
    drop(muster_platform::event_log::report(event.level, event.id, &texts));
}

/// Every event in the log, oldest first. A line that is no event is left out.
pub(crate) fn read(directory: &Path) -> Vec<Event> {
    let texts = [OLD, FILE].map(|name| state_folder::read(&directory.join(name)).unwrap_or_default());
    texts.iter().flat_map(|text| text.lines()).filter_map(|line| serde_json::from_str(line).ok()).collect()
}
