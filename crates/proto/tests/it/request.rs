//! The gate from a message into a decision.

use muster_core::{host::request::ActivationRequest, id::Nonce};
use muster_proto::request::{ActivationRequestBody, BadField};

const GOOD: &str = r#"{"version":1,"cmid":"00000000-0000-0000-0000-000000000001",
    "hardware":"000102030405060708090a0b0c0d0e0f","machine":"pc-1","product":"00000000-0000-0000-0000-000000000002",
    "nonce":"000102030405060708090a0b0c0d0e0f","time":1800000000,"virtual_machine":true,"status":2,
    "minutes_left":43200,"threshold":25,"counter":1}"#;

fn read(text: &str) -> Result<(ActivationRequest, Nonce), String> {
    let request: ActivationRequestBody = serde_json::from_str(text).map_err(|error| error.to_string())?;
    request.try_into().map_err(|field: BadField| field.to_string())
}

fn check(from: &str, to: &str, expected: &str) {
    let changed = GOOD.replacen(from, to, 1);
    assert_ne!(changed, GOOD, "{from}");
    let error = read(&changed).expect_err(to);
    assert!(error.contains(expected), "{error}");
}

#[test]
fn a_good_request_is_read_and_written_the_same() {
    let (ask, nonce) = read(GOOD).expect("good");
    let written = serde_json::to_value(ActivationRequestBody::new(&ask, nonce)).expect("encodes");
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(GOOD).expect("JSON"));
}

#[test]
fn a_bad_field_is_named() {
    check("\"status\":2", "\"status\":7", "field `status`: a number from 0 to 6");
    check("\"version\":1", "\"version\":2", "field `version`: this host reads version 1");
    check("\"machine\":\"pc-1\"", "\"machine\":\"\"", "field `machine`");
    check("\"machine\":\"pc-1\"", "\"machine\":\"a\\u0007b\"", "field `machine`");
    for hidden in ["\\u001b[2J", "\\u009b2J", "\u{202e}", "\u{2066}", "\u{2028}"] {
        check("\"machine\":\"pc-1\"", &format!("\"machine\":\"pc{hidden}1\""), "field `machine`");
    }
    check("\"threshold\":25", "\"threshold\":-1", "invalid value");
    check("\"threshold\":25", "\"threshold\":25,\"extra\":1", "unknown field `extra`");
    check("\"time\":1800000000,", "", "missing field `time`");
    check("\"counter\":1", "\"counter\":9223372036854775808", "field `counter`: a number below 2^63");
    check("true", "\"yes\"", "invalid type");
    check("000000000001\"", "00000000000x\"", "is not an id of the form");
    check("0e0f\"", "0e0\"", "is not 32 hexadecimal digits");
}
