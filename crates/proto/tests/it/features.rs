//! Features in documents and in what a person writes.

use muster_core::features::Features;
use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
struct Document {
    #[serde(default, with = "muster_proto::features", skip_serializing_if = "Features::is_empty")]
    features: Features,
}

#[derive(Deserialize)]
struct Description {
    #[serde(deserialize_with = "muster_proto::features::strict")]
    features: Features,
}

fn lenient(text: &str) -> String {
    serde_json::from_str::<Document>(text).expect("a document").features.to_string()
}

fn strict(text: &str) -> String {
    let read = serde_json::from_str::<Description>(text);
    read.map_or_else(|error| error.to_string(), |read| read.features.to_string())
}

#[test]
fn features_are_written_as_they_are_read() {
    let text = r#"{"features":{"edition":"50","export":true,"gone":false,"seats":50}}"#;
    let document: Document = serde_json::from_str(text).expect("a document");
    assert_eq!(serde_json::to_string(&document).expect("JSON"), text);
    assert_eq!(strict(text), "edition=50, export, gone=false, seats=50");
    assert_eq!(lenient("{}"), "");
    assert_eq!(serde_json::to_string(&Document { features: Features::default() }).expect("JSON"), "{}");
}

#[test]
fn what_a_document_holds_beyond_is_left_out_and_what_a_person_writes_is_refused() {
    assert_eq!(lenient(r#"{"features":{"Seats":5,"half":0.5,"list":[],"none":null,"seats":5,"text":""}}"#), "seats=5");
    for (text, problem) in [
        (r#"{"features":{"Seats":5}}"#, "'Seats' is no name of a feature"),
        (r#"{"features":{"half":0.5}}"#, "the value of feature 'half'"),
        (r#"{"features":{"none":null}}"#, "the value of feature 'none'"),
        (r#"{"features":{"text":""}}"#, "the value of feature 'text'"),
        (r#"{"features":["export"]}"#, "invalid type"),
    ] {
        assert!(strict(text).contains(problem), "{text}: {}", strict(text));
    }
}
