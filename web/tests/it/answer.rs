//! A request in, a response out.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, diagnose, mask::Mask, report};
use serde_json::{Value, json};

const PRINTED: &str = "C:\\>cscript slmgr.vbs /ato\nError: 0x8007232B DNS name does not exist.\n";
const HOST: &str = "Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
License Status: Licensed
Registered KMS machine name: kms7.contoso-tokyo.example:1688
";

/// The response to files and options.
fn ask(files: &[(&str, &str)], options: &Value) -> Value {
    let listed: Vec<Value> = files.iter().map(|(name, text)| json!({ "name": name, "size": text.len() })).collect();
    let mut request = json!({ "files": listed });
    request.as_object_mut().expect("an object").extend(options.as_object().expect("an object").clone());
    let mut input = format!("{request}\n").into_bytes();
    files.iter().for_each(|(_, text)| input.extend(text.as_bytes()));
    let mut output = Vec::new();
    muster_web::answer(&mut input.as_slice(), &mut output).expect("an answer");
    serde_json::from_slice(&output).expect("JSON")
}

fn diagnosis(files: &[(&str, &str)]) -> Diagnosis {
    let source = |(name, text): &(&str, &str)| Source { name: (*name).to_owned(), bytes: (*text).into() };
    diagnose(&files.iter().map(source).collect::<Vec<_>>())
}

#[test]
fn the_response_holds_what_the_reports_are() {
    let files = [("ato.txt", PRINTED), ("empty.txt", "")];
    let expected = diagnosis(&files);
    let response = ask(&files, &json!({ "json": true }));
    for (key, lang) in [("en", Lang::En), ("ja", Lang::Ja)] {
        let texts = &response["diagnosed"][key];
        assert_eq!(texts["html"], report::html(&expected, None, lang));
        let document: Value = serde_json::from_str(texts["json"].as_str().expect("a text")).expect("JSON");
        assert_eq!(document, expected.json(lang));
    }
    assert_eq!(response["diagnosed"]["file_name"], "computer_Activation_Report.html");
    assert_eq!(response["diagnosed"]["mask"], Value::Null);
    assert_eq!(ask(&files, &json!({}))["diagnosed"]["en"]["json"], Value::Null);
    let dated = ask(&files, &json!({ "at": 1_773_133_200 }));
    let html = dated["diagnosed"]["en"]["html"].as_str().expect("a page");
    assert!(html.contains(concat!("muster ", env!("CARGO_PKG_VERSION"), ", 2026-03-10 09:00 UTC")), "{html}");
}

#[test]
fn a_mapping_masks_and_grows() {
    let files = [("dlv.txt", HOST)];
    let first = ask(&files, &json!({ "json": true, "mask": {} }));
    let said = first["diagnosed"]["en"].to_string();
    assert!(!said.contains("contoso-tokyo"), "{said}");
    let mapping = first["diagnosed"]["mask"].clone();
    assert!(mapping.to_string().contains("contoso-tokyo"), "{mapping}");
    serde_json::from_value::<Mask>(mapping.clone()).expect("a mapping as the command writes it");
    // The same names have the same pseudonyms.
    assert_eq!(ask(&files, &json!({ "json": true, "mask": mapping })), first);
}

#[test]
fn what_is_no_mapping_is_refused() {
    let response = ask(&[("ato.txt", PRINTED)], &json!({ "mask": { "pseudonyms": 7 } }));
    assert!(response["mapping_refused"].as_str().is_some_and(|reason| !reason.is_empty()), "{response}");
}

#[test]
fn a_request_that_ends_early_is_an_error() {
    let answered = |request: &str| {
        muster_web::answer(&mut request.as_bytes(), &mut Vec::new()).expect_err("too short").to_string()
    };
    let short = answered("{\"files\":[{\"name\":\"a.txt\",\"size\":9}]}\nshort");
    assert_eq!(short, "a.txt ends after 5 of 9 bytes");
    assert!(answered("{\"files\":").contains("EOF"));
}
