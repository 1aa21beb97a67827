//! The history of requests as CSV (RFC 4180), for spreadsheets: a cell that one of them would take for a formula gets an
//! apostrophe in front.

use csv::{Terminator, WriterBuilder};
use muster_core::{event::RequestHandled, spreadsheet};
use muster_proto::{event::Event, instant};

/// The names of the columns.
pub(super) const HEADER: [&str; 11] = [
    "time",
    "code",
    "threshold",
    "machine",
    "cmid",
    "client_time",
    "virtual_machine",
    "status",
    "minutes_left",
    "product",
    "count",
];
const MACHINE: usize = 3;

/// A request as a line; `event` is that of the request.
pub(super) fn line(request: &RequestHandled, event: &Event) -> Vec<u8> {
    let time = instant::rfc3339(event.time);
    let mut cells: Vec<&str> = std::iter::once(time.as_str()).chain(event.info.split(',')).collect();
    // In the event's list a comma in the name would shift the fields behind it; here it stays.
    if let Some(cell) = cells.get_mut(MACHINE) {
        *cell = &request.machine;
    }
    record(&cells)
}

/// A line of cells.
pub(super) fn record(cells: &[&str]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Memory takes everything.
    drop(writer.write_record(cells.iter().map(|cell| spreadsheet::guarded(cell).into_owned())));
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{HEADER, line, record};
    use muster_core::{
        code,
        event::RequestHandled,
        id::{ActivationId, Cmid},
        time::Moment,
    };
    use muster_proto::event::Event;

    #[test]
    fn a_reader_gets_back_every_name_and_no_formula() {
        for (name, expected) in [
            ("pc-1", "pc-1"),
            ("a,b", "a,b"),
            ("say \"hi\"", "say \"hi\""),
            ("two\r\nlines", "two\r\nlines"),
            ("会計, 1", "会計, 1"),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
        ] {
            let request = RequestHandled {
                at: Moment::from_unix(0),
                code: code::SUCCESS,
                threshold: 25,
                machine: name.to_owned(),
                cmid: Cmid::from_bytes([1; 16]),
                client_time: Moment::from_unix(0),
                virtual_machine: false,
                status: 1,
                minutes_left: 2,
                product: ActivationId::from_bytes([2; 16]),
                count: 50,
            };
            let text = [record(&HEADER), line(&request, &Event::of_request(&request))].concat();
            let mut reader = csv::Reader::from_reader(text.as_slice());
            let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("RFC 4180");
            let row: Vec<&str> = rows[0].iter().collect();
            assert_eq!((rows.len(), row.len(), row[3], row[10]), (1, HEADER.len(), expected, "50"), "{name}");
        }
    }
}
