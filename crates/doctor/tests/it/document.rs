//! The machine form is what its schema says, for every fixture, in both languages.

use crate::rules::{fixtures, names, sources};
use jsonschema::Validator;
use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis, all_rules, diagnose,
    document::FleetDocument,
    fleet::{Fleet, Origin, PreviousRun},
    read,
};
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

const TIME: &str = "2026-11-26T10:00:00Z";

fn validator(name: &str) -> Validator {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schema").join(name);
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON");
    jsonschema::draft202012::new(&schema).expect("a schema of JSON Schema 2020-12")
}

/// The fixtures of every rule, by their folders.
fn all() -> Vec<PathBuf> {
    let rules = all_rules().into_iter().map(|rule| fixtures().join(rule.id)).filter(|folder| folder.is_dir());
    rules.flat_map(|folder| names(&folder)).collect()
}

#[test]
fn what_the_doctor_prints_of_every_fixture_is_in_the_schema() {
    let (diagnosis, fleet) = (validator("doctor.json"), validator("fleet.json"));
    let mut machines = Fleet::on(Some(1_795_000_000));
    for folder in all() {
        let found = diagnose(&sources(&folder));
        for (lang, time) in [(Lang::En, None), (Lang::Ja, Some(TIME.to_owned()))] {
            let document = serde_json::to_value(found.document(lang, time)).expect("JSON");
            let wrong: Vec<String> = diagnosis.iter_errors(&document).map(|error| error.to_string()).collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}", folder.display());
        }
        let origin = Origin { bundle: folder.display().to_string(), ..Origin::default() };
        let set = read(&sources(&folder));
        if machines.add_files(&origin, &set) {
            Diagnosis::each(&set).for_each(|found| machines.add(&origin, &found));
        }
    }
    machines.settle();
    let before = json!({ "schema": 1, "list": [{ "customer": "", "computer": "gone", "verdict": "failing" }] });
    let before = PreviousRun::read(before.to_string().as_bytes()).expect("a run");
    let difference = machines.difference(&before);
    let document = FleetDocument::of(&machines, Some(&difference), Lang::Ja, Some(TIME.to_owned()));
    let document = serde_json::to_value(document).expect("JSON");
    let wrong: Vec<String> = fleet.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(document["list"].as_array().is_some_and(|list| list.len() > 300), "every fixture is a machine");
    assert_eq!(document["since"]["out_of_sight"][0]["computer"], "gone");
}

#[test]
fn the_schema_refuses_what_is_none() {
    let diagnosis = validator("doctor.json");
    let folder = all().into_iter().next().expect("a fixture");
    let good = serde_json::to_value(diagnose(&sources(&folder)).document(Lang::En, None)).expect("JSON");
    assert!(diagnosis.is_valid(&good));
    let changes: [(&str, Value); 3] =
        [("verdict", json!("well")), ("schema", json!("1")), ("steps", json!([{ "text": "no commands" }]))];
    for (field, value) in changes {
        let mut bad = good.clone();
        bad[field] = value;
        assert!(!diagnosis.is_valid(&bad), "{field}");
    }
}

/// Keys, ids, codes and commands; what is left when every sentence is gone.
fn untranslated(mut document: Value) -> Value {
    const SENTENCES: [&str; 8] = ["title", "finding", "text", "risk", "undo", "check", "article", "language"];
    match &mut document {
        Value::Object(fields) => {
            // The lines of evidence are as they are in every language.
            let quotes = fields.contains_key("record");
            fields.retain(|name, _| quotes || !SENTENCES.contains(&name.as_str()));
            fields.values_mut().for_each(|value| *value = untranslated(value.take()));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| *value = untranslated(value.take())),
        _ => {}
    }
    document
}

#[test]
fn codes_ids_and_commands_are_the_same_in_both_languages() {
    for folder in all() {
        let found = diagnose(&sources(&folder));
        assert_eq!(untranslated(found.json(Lang::En)), untranslated(found.json(Lang::Ja)), "{}", folder.display());
    }
}

#[test]
fn a_document_has_a_time_only_if_it_is_given_one() {
    let folder = all().into_iter().next().expect("a fixture");
    let found = diagnose(&sources(&folder));
    assert_eq!(found.json(Lang::En), found.json(Lang::En));
    assert!(found.json(Lang::En).get("time").is_none());
    let timed = serde_json::to_value(found.document(Lang::En, Some(TIME.to_owned()))).expect("JSON");
    assert_eq!((&timed["time"], &timed["schema"]), (&json!(TIME), &json!(1)));
    assert_eq!(timed["version"], env!("CARGO_PKG_VERSION"));
}
