//! `muster host events` and `muster host export`.

use super::history_csv;
use crate::{args::ExportFormat, cmd::shown::print_events, failure::Failure, out, output_file::OutputFile};
use muster_core::{event::RequestHandled, lang::Lang};
use muster_host::Host;
use muster_proto::{event::Event, instant};
use serde_json::json;

pub(super) fn show(host: &Host, limit: u32, json: bool, lang: Lang) -> Result<(), Failure> {
    let mut admin = host.admin()?;
    let mut events = admin.events(limit)?;
    events.extend(admin.requests(limit)?.iter().map(Event::of_request));
    events.sort_by_key(|event| std::cmp::Reverse(event.time));
    events.truncate(limit as usize);
    print_events(&events, json, lang);
    Ok(())
}

/// The whole history, a line at a time: it may be long.
pub(super) fn export(host: &Host, format: ExportFormat, out: &OutputFile, json: bool) -> Result<(), Failure> {
    let mut writer = out.writer()?;
    if format == ExportFormat::Csv {
        writer.write(&history_csv::record(&history_csv::HEADER));
    }
    let mut requests: u64 = 0;
    host.admin()?.each_request(|request| {
        requests += 1;
        writer.write(&export_line(&request, format));
    })?;
    writer.finish()?;
    if json && !out.is_standard_output() {
        out::json(&json!({ "file": out.to_string(), "requests": requests }));
    }
    Ok(())
}

fn export_line(request: &RequestHandled, format: ExportFormat) -> Vec<u8> {
    let event = Event::of_request(request);
    match format {
        ExportFormat::Csv => history_csv::line(request, &event),
        ExportFormat::Json => serde_json::to_string(&event).map(|line| line + "\n").unwrap_or_default().into_bytes(),
        ExportFormat::Text => {
            format!("{}  {}  {}\n    Info: {}\n", instant::rfc3339(event.time), event.id, event.message, event.info)
                .into_bytes()
        }
    }
}
