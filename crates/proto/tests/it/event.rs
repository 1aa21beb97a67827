//! Events have the documented fields in the documented order.

use muster_core::{
    client::{
        discovery::HostAddress,
        license::{Intervals, Status},
    },
    code,
    host::request::ActivationRequest,
    id::{ActivationId, Cmid, HardwareId},
    lang::Lang,
    time::Moment,
};
use muster_proto::{
    event::{self, RequestHandled},
    instant,
};

/// 2010-09-29 17:52 UTC, as in the documented samples.
const THEN: Moment = Moment::from_unix(1_285_782_720);

fn ask() -> ActivationRequest {
    ActivationRequest {
        cmid: Cmid::from_bytes([0x36; 16]),
        hardware: HardwareId::from_bytes([0; 16]),
        machine: "pc,1".into(),
        product: ActivationId::from_bytes([0x68; 16]),
        client_time: THEN,
        virtual_machine: false,
        status: Status::InitialGrace,
        minutes_left: 41_760,
        threshold: 5,
    }
}

#[test]
fn a_request_is_12288() {
    let host = HostAddress { name: "kms1.corp.example".into(), port: 1688 };
    let event = event::request_sent(&ask(), &host, code::CLOCK_SKEW, THEN);
    assert_eq!((event.id, instant::rfc3339(event.time).as_str()), (12288, "2010-09-29T17:52:00Z"));
    assert_eq!(
        event.info,
        "0xC004F06C, 0x00000000, kms1.corp.example:1688, 36363636-3636-3636-3636-363636363636, 2010/09/29 17:52, 0, \
         2, 41760, 68686868-6868-6868-6868-686868686868, 5"
    );
}

#[test]
fn an_answer_is_12289() {
    let info = |code, count| event::response_processed(code, count, &Intervals::default(), THEN).info;
    assert_eq!(info(code::SUCCESS, 10), "0x00000000, 0x00000000, 1, 0, 10, 120, 10080, 2010/09/29 17:52");
    assert_eq!(info(code::COUNT_TOO_LOW, 3), "0xC004F038, 0x04000000, 0, 0, 3, 120, 10080, 2010/09/29 17:52");
}

#[test]
fn a_handled_request_is_12290_and_a_comma_shifts_no_field() {
    let ask = ask();
    let handled = RequestHandled {
        at: THEN,
        code: code::CLOCK_SKEW,
        threshold: ask.threshold,
        machine: ask.machine,
        cmid: ask.cmid,
        client_time: ask.client_time,
        virtual_machine: ask.virtual_machine,
        status: 2,
        minutes_left: 41_520,
        product: ask.product,
        count: 0,
    };
    assert_eq!(
        handled.event().info,
        "0xC004F06C,5,pc 1,36363636-3636-3636-3636-363636363636,2010/9/29 17:52,0,2,41520,\
         68686868-6868-6868-6868-686868686868,0"
    );
    assert_eq!(handled.event().id, 12290);
}

#[test]
fn a_failed_publication_is_12293_with_the_record() {
    let record = "_muster._tcp.corp.example. 3600 IN SRV 0 0 1688 kms1.corp.example.";
    let event = event::publish_failed("corp.example", code::DNS_BAD_SIGNATURE, "server: NOTAUTH", record, THEN);
    assert_eq!(event.id, 12293);
    assert!(event.message.contains("in the 'corp.example' domain failed."));
    assert!(event.info.starts_with("0x80072338, corp.example, ") && event.info.ends_with(record), "{}", event.info);
}

#[test]
fn every_sentence_has_a_japanese_form() {
    for id in [12288, 12289, 12290, 12400, 12401] {
        assert_ne!(event::message(id, Lang::En), event::message(id, Lang::Ja), "{id}");
    }
}

#[test]
fn an_event_is_written_and_read_with_its_time_as_rfc_3339() {
    let event = event::pack_installed(3, THEN);
    let json = serde_json::to_string(&event).expect("JSON");
    assert!(json.starts_with(r#"{"time":"2010-09-29T17:52:00Z","id":12407,"level":"information","#), "{json}");
    assert_eq!(serde_json::from_str::<event::Event>(&json).expect("an event"), event);
    let shifted = json.replace("17:52:00Z", "19:52:00.5+02:00");
    assert_eq!(serde_json::from_str::<event::Event>(&shifted).expect("an event"), event);
    assert!(serde_json::from_str::<event::Event>(&json.replace("2010-09", "2010-13")).is_err());
}
