//! The committed JSON Schemas are those of the types.

use super::{DiagnosisDocument, FleetDocument};
use schemars::{JsonSchema, generate::SchemaSettings};
use std::{env, fs, path::Path};

#[expect(clippy::disallowed_methods, reason = "a test is told by its environment to write")]
fn compare<T: JsonSchema>(name: &str, title: &str) {
    let mut schema = SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    schema.insert("title".into(), title.into());
    let expected = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema").join(name);
    if env::var_os("MUSTER_BLESS").is_some() {
        fs::write(&path, &expected).expect("written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(committed, expected, "MUSTER_BLESS=1 cargo test -p muster-doctor schema writes {name} anew");
}

#[test]
fn the_schema_of_a_diagnosis_is_that_of_its_type() {
    compare::<DiagnosisDocument>("doctor.json", "muster doctor --json");
}

#[test]
fn the_schema_of_a_fleet_is_that_of_its_type() {
    compare::<FleetDocument<'static>>("fleet.json", "muster doctor fleet --json");
}
