//! Events have the documented fields in the documented order.

use muster_core::{
    client::{
        discovery::HostAddress,
        license::{Intervals, Status},
    },
    code,
    event::{CATALOGUE, Occurrence, RequestHandled},
    host::{refusals::Refusals, request::ActivationRequest},
    id::{ActivationId, Cmid, HardwareId, OrderId},
    lang::Lang,
    time::{Moment, Span},
};
use muster_proto::event::Event;
use std::collections::HashSet;

/// 2010-09-29 17:52 UTC, as in the documented samples.
const THEN: Moment = Moment::from_unix(1_285_782_720);
const PRODUCT: ActivationId = ActivationId::from_bytes([0x68; 16]);
const CMID: Cmid = Cmid::from_bytes([0x36; 16]);
const RECORD: &str = "_muster._tcp.corp.example. 3600 IN SRV 0 0 1688 kms1.corp.example.";

fn request() -> ActivationRequest {
    ActivationRequest {
        cmid: CMID,
        hardware: HardwareId::from_bytes([0; 16]),
        machine: "pc,1".into(),
        product: PRODUCT,
        client_time: THEN,
        virtual_machine: true,
        status: Status::InitialGrace,
        minutes_left: 41_760,
        threshold: 5,
        counter: 1,
    }
}

fn handled(code: code::Code) -> RequestHandled {
    RequestHandled {
        at: THEN + Span::seconds(7279),
        code,
        threshold: 5,
        machine: "pc,1".into(),
        cmid: CMID,
        client_time: THEN,
        virtual_machine: true,
        status: 2,
        minutes_left: 41_520,
        product: PRODUCT,
        count: 7,
    }
}

/// Every event, two hours after `THEN`; those whose level follows from a code with success and with a failure.
fn events() -> Vec<Event> {
    use Occurrence as O;
    let (request, host) = (request(), HostAddress { name: "kms1.corp.example".into(), port: 1688 });
    let (granted, refused) = (handled(code::SUCCESS), handled(code::CLOCK_SKEW));
    let (intervals, product, detail, domain) = (&Intervals::default(), PRODUCT, "a detail", "corp.example");
    let (code, server) = (code::DNS_BAD_SIGNATURE, "server: NOTAUTH");
    let refusals = Refusals { requests: 4_046, first: THEN, last: THEN + Span::seconds(1) };
    let order = OrderId::from_bytes([5; 16]);
    let network = "2001:db8::/64".parse().expect("a network");
    let occurrences = [
        O::AcquisitionFailed { code: code::KEY_BLOCKED, product, detail },
        O::LookupFailed { code: code::DNS_NAME_ERROR, product, domains: "corp.example example" },
        O::RequestSent { request: &request, host: &host, code: code::SUCCESS },
        O::RequestSent { request: &request, host: &host, code: code::CLOCK_SKEW },
        O::ResponseProcessed { code: code::SUCCESS, count: 10, intervals },
        O::ResponseProcessed { code: code::COUNT_TOO_LOW, count: 3, intervals },
        O::RequestHandled(&granted),
        O::RequestHandled(&refused),
        O::PublishFailed { code, domain, detail: server, record: RECORD },
        O::PublishSucceeded { domain, record: RECORD },
        O::TokenFailed { code: code::TOKEN_CHAIN, detail },
        O::StateRecovered { code: code::STATE_DAMAGED, file: "state.json" },
        O::CloneFound { cmid: CMID, machine: "pc-1", other: "pc-2" },
        O::StateRolledBack { cmid: CMID, machine: "pc-1", counter: 4, before: 7 },
        O::ClockSetBack { minutes: 300, latest: THEN },
        O::Expiring { last: code::NO_HOST_REACHED, product, until: THEN },
        O::DirectoryTried { code: code::SUCCESS, product, detail: "cn=Corp" },
        O::DirectoryTried { code: code::DIRECTORY_NO_OBJECT, product, detail: "none" },
        O::NewMachinesLimited { address: [10, 0, 0, 1].into() },
        O::MachineReleased { cmid: CMID, machine: "pc-1" },
        O::PackInstalled { version: 7 },
        O::StoreRecovered { code: code::DISK_FULL, since: THEN },
        O::ClockJumped { seconds: -300 },
        O::ClockDistrusted { clock: THEN + Span::days(3650), held: THEN },
        O::ClockTrusted { clock: THEN },
        O::RequestsRefused { code: code::ACCESS_DENIED, network, refusals: &refusals },
        O::LicenseEnding { days: 90, until: THEN },
        O::PackEnding { version: 7, days: 0, until: THEN },
        O::LicenseRenewed { until: THEN },
        O::RenewalFailed { code: code::CANNOT_CONNECT, detail },
        O::MachineEnrolled { cmid: CMID, key: "3kN-x", machine: "pc-1" },
        O::MachineKeyRefused { cmid: CMID, key: "3kN-x", machine: "pc-1" },
        O::JobAdded { job: 4, verb: "install-key", machines: 12, author: "kim" },
        O::JobCancelled { job: 4, author: "kim" },
        O::OrderReported { code: code::SUCCESS, job: 4, verb: "activate", cmid: CMID, machine: "pc-1" },
        O::OrderReported { code: code::COUNT_TOO_LOW, job: 4, verb: "activate", cmid: CMID, machine: "pc-1" },
        O::OrderHandled { code: code::SUCCESS, job: 4, verb: "install-key", order, host: "9aQ_z" },
        O::OrderHandled { code: code::NONCE_MISMATCH, job: 4, verb: "install-key", order, host: "9aQ_z" },
    ];
    occurrences.iter().map(|occurrence| Event::new(occurrence, THEN + Span::seconds(7279))).collect()
}

/// Number and level, both sentences, and the fields of each event, as `event.txt` has them. To write it anew:
/// `MUSTER_BLESS=1 cargo test -p muster-proto`.
#[test]
fn every_event_reads_as_it_did() {
    let text = |event: &Event| {
        let (english, japanese) = (&event.message, event.sentence(Lang::Ja));
        format!("{} {:?}\n  {english}\n  {japanese}\n  {}\n", event.id, event.level, event.info)
    };
    let found: String = events().iter().map(text).collect();
    if option_env!("MUSTER_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/event.txt");
        std::fs::write(path, &found).expect("written");
    }
    assert_eq!(found, include_str!("event.txt"));
}

#[test]
fn every_event_of_the_catalogue_has_its_fields() {
    let events = events();
    let ids: HashSet<u16> = events.iter().map(|event| event.id).collect();
    assert_eq!(ids, CATALOGUE.iter().map(|entry| entry.id).collect());
    for event in &events {
        let entry = muster_core::event::entry(event.id).expect("an entry");
        let values = event.info.splitn(entry.fields.len(), entry.separator).count();
        assert_eq!(values, entry.fields.len(), "{}: {}", event.id, event.info);
        assert_eq!(event.sentence(Lang::En), event.message);
    }
}

#[test]
fn an_event_is_kept_as_it_was() {
    for event in events() {
        let kept = serde_json::to_string(&event).expect("JSON");
        assert_eq!(serde_json::from_str::<Event>(&kept).expect("an event"), event);
    }
    let first = events().into_iter().next().expect("an event");
    assert_eq!(
        serde_json::to_string(&first).expect("JSON"),
        r#"{"time":"2010-09-29T19:53:19Z","id":8200,"level":"error","message":"License acquisition failure details.","info":"hr=0xC004C003, 68686868-6868-6868-6868-686868686868, a detail"}"#
    );
}
