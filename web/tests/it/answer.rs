//! A request in, a response out.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, diagnose, mask::Mask, report};
use serde_json::{Value, json};
use std::{
    cell::Cell,
    io::{self, Cursor, Error, Read, Seek, SeekFrom},
};

const PRINTED: &str = "C:\\>cscript slmgr.vbs /ato\nError: 0x8007232B DNS name does not exist.\n";
const HOST: &str = "Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
License Status: Licensed
Registered KMS machine name: kms7.contoso-tokyo.example:1688
";

/// The response to files and options.
fn ask(files: &[(&str, &str)], options: &Value) -> Value {
    let listed: Vec<Value> = files.iter().map(|(name, _)| json!({ "name": name })).collect();
    let mut request = json!({ "files": listed });
    request.as_object_mut().expect("an object").extend(options.as_object().expect("an object").clone());
    let open = |number: usize| Ok(Cursor::new(files[number].1));
    let mut output = Vec::new();
    muster_web::answer(&mut format!("{request}\n").as_bytes(), open, &mut output).expect("an answer");
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
fn a_request_that_ends_early_and_a_file_that_is_not_there_are_errors() {
    let answered = |request: &str| {
        let open = |_| Err::<Cursor<&str>, _>(Error::other("not there"));
        muster_web::answer(&mut request.as_bytes(), open, &mut Vec::new()).expect_err("an error").to_string()
    };
    assert_eq!(answered("{\"files\":[{\"name\":\"a.txt\"}]}\n"), "not there");
    assert!(answered("{\"files\":").contains("EOF"));
}

/// A file that counts itself while it is open, and that the browser cannot read if it holds nothing.
struct Given<'g>(Cursor<&'g str>, &'g Cell<usize>);

impl Read for Given<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.get_ref().is_empty() { Err(Error::other("locked")) } else { self.0.read(buffer) }
    }
}

impl Seek for Given<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl Drop for Given<'_> {
    fn drop(&mut self) {
        self.1.set(self.1.get() - 1);
    }
}

#[test]
fn files_are_opened_one_after_the_other_and_one_that_cannot_be_read_costs_itself() {
    let texts = ["", PRINTED, HOST];
    let opened = Cell::new(0);
    let open = |number: usize| {
        assert_eq!(opened.replace(1), 0, "file {number} is opened while another is");
        Ok(Given(Cursor::new(texts[number]), &opened))
    };
    let request = r#"{"files":[{"name":"locked.txt"},{"name":"ato.txt"},{"name":"dlv.txt"}]}"#;
    let mut output = Vec::new();
    muster_web::answer(&mut request.as_bytes(), open, &mut output).expect("an answer");
    let html = String::from_utf8(output).expect("a text");
    assert!(html.contains("<td>locked.txt</td><td>not read: ") && html.contains("DNS001"), "{html}");
}
