//! Events as XML of wevtutil and of Event Viewer.

use crate::{
    check,
    readers::{SENT, SENT_FIELDS},
};

#[test]
fn xml_with_unnamed_data() {
    let xml = format!(
        "<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
         <EventID Qualifiers='16384'>12288</EventID><TimeCreated SystemTime='2026-09-29T17:52:10Z'/></System>\
         <EventData><Data>{SENT}</Data></EventData></Event>\n\
         <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>903</EventID>\
         <TimeCreated SystemTime='2026-09-29T18:00:00Z'/></System><EventData></EventData></Event></Events>"
    );
    let expected = format!(
        "event.xml\n1 event.12288.time = 2026-09-29T17:52:10Z\n1 {}\n2 event.903.time = 2026-09-29T18:00:00Z",
        SENT_FIELDS.replace("PLACE", "1")
    );
    check(&xml, &expected);
}

/// What stands before the damage counts.
#[test]
fn xml_that_breaks_off() {
    check(
        "<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>903</EventID>\
         <TimeCreated SystemTime='2026-09-29T18:00:00Z'/></System></Event><Event xmlns='http://sch",
        "event.xml
        1 event.903.time = 2026-09-29T18:00:00Z",
    );
}

/// evtx_dump writes a heading and a declaration before each event, and closes elements that are empty.
#[test]
fn xml_of_evtx_dump() {
    let event = |id: u32| {
        format!(
            "Record {id}\n<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\n  <System>\n    \
             <Provider Name=\"Microsoft-Windows-Security-SPP\">\n    </Provider>\n    <EventID>{id}</EventID>\n    \
             <TimeCreated SystemTime=\"2026-09-29T18:00:00Z\">\n    </TimeCreated>\n    <Computer>pc-1</Computer>\n  \
             </System>\n</Event>\n"
        )
    };
    check(
        &[event(903), event(902)].concat(),
        "event.xml
        3 event.903.time = 2026-09-29T18:00:00Z
        3 event.903.computer = pc-1
        3 event.903.provider = Microsoft-Windows-Security-SPP
        15 event.902.time = 2026-09-29T18:00:00Z
        15 event.902.computer = pc-1
        15 event.902.provider = Microsoft-Windows-Security-SPP",
    );
}

/// The end of a file that was too long for a message.
#[test]
fn an_event_whose_end_was_cut_off() {
    check(
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>
        <Provider Name='Microsoft-Windows-Security-SPP'/><EventID>1003</EventID><Computer>PC-7</Computer></System>
        <EventData><Data>55c92734-d682-4d71-983e-d6ec3f16059f</Data><Data>1: 2de67392-b7a7-462a-b1ca-108dd189f588, 1, 0 [(0 [0xC004F0",
        "event.xml
        1 event.1003.computer = PC-7
        1 event.1003.provider = Microsoft-Windows-Security-SPP",
    );
}
