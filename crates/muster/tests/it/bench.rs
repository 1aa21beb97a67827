//! The measurements work; what they measure is nobody's business here.

use crate::command::run_ok;
use serde_json::Value;

/// As little as can be measured.
fn bench(words: &[&str]) -> Value {
    let least = ["--seconds", "1", "--runs", "1", "--connections", "8", "--machines", "50", "--json"];
    let printed = run_ok([&["bench"][..], words, &least].concat());
    serde_json::from_str(&printed).expect("JSON")
}

fn rate(side: &Value) -> f64 {
    side["per_second"].as_f64().expect("a rate")
}

#[test]
fn activations_are_measured_on_one_host_and_two() {
    let results = bench(&["activation", "--store", "postgres"]);
    let measured = results["activation"].as_array().expect("measurements");
    let hosts: Vec<&Value> = measured.iter().map(|one| &one[0]["hosts"]).collect();
    assert_eq!(hosts, [1, 2]);
    for one in measured {
        assert!(rate(&one[1]["host"]) > 0.0 && rate(&one[1]["reference"]) > 0.0, "{one}");
    }
}

#[test]
fn a_client_is_measured() {
    let results = bench(&["client"]);
    let client = &results["client"];
    for figure in ["signatures_us", "status_us", "product_cold_us", "product_warm_us"] {
        assert!(client[figure].as_f64() > Some(0.0), "{client}");
    }
}

#[test]
fn latency_is_measured_at_an_even_pace() {
    let results = bench(&["load"]);
    let latency = &results["latency"];
    let capacity = rate(&latency["capacity"]["host"]);
    let steps = latency["steps"].as_array().expect("steps");
    let shares: Vec<f64> = steps.iter().map(|step| step["share"].as_f64().expect("a share")).collect();
    assert_eq!(shares, [0.1, 0.25, 0.5, 0.75, 0.9]);
    for (step, share) in steps.iter().zip(shares) {
        // A busy machine answers fewer than are due, and never more: one more for each connection is due at the start.
        let due = capacity * share + 8.0;
        let (host, reference) = (rate(&step["host"]), rate(&step["reference"]));
        assert!(0.0 < host && host <= due && 0.0 < reference && reference <= due, "{share} of {capacity}: {step}");
    }
}

#[test]
fn a_large_fleet_is_measured() {
    let printed = run_ok(["bench", "fleet", "--records", "20000", "--json"]);
    let figures: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(figures["machines"], 12_000, "three machines for five records, in pieces of one file: {figures}");
    for figure in ["wall_s", "cpu_s", "parser_cpu_s"] {
        assert!(figures[figure].as_f64() > Some(0.0), "{figure}: {figures}");
    }
}
