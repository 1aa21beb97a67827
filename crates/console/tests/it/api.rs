//! The API says what the pages say.

use crate::{
    browser::{ADDRESS, World},
    evidence::lookup_failed,
    made_up_authority::{holder, key, pack},
    made_up_host::{NOW, identified_machine, job, job_machine, machine},
};
use muster_console::{IssuedKeyRow, IssuedPack, LicenseHolder, Machine, Role, ServiceKind, routes};
use muster_core::{code, order::OrderState, time::Span};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn read(world: &World, path: &str) -> Value {
    let token = world.token(Role::Administrator);
    let answer = world.send("GET", path, &[("host", ADDRESS), ("authorization", &token)], "");
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"), "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

/// All items of a list, page by page; `cursor` is the parameter that leads on.
fn pages(world: &World, path: &str, items: &str, cursor: &str) -> Vec<Value> {
    let (mut found, mut next) = (Vec::new(), String::new());
    loop {
        let page = read(world, &format!("{path}{next}"));
        found.extend(page[items].as_array().expect("a list").iter().cloned());
        assert!(found.len() < 1_000, "it does not end");
        let place = match &page["next"] {
            Value::Null => return found,
            Value::String(text) => text.clone(),
            number => number.to_string(),
        };
        let place: String = form_urlencoded(&place);
        let sign = if path.contains('?') { '&' } else { '?' };
        next = format!("{sign}{cursor}={place}");
    }
}

fn form_urlencoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02x}") })
        .collect()
}

#[test]
fn the_api_lists_what_the_csv_lists_page_by_page() {
    let world = World::new();
    for number in 1..=120 {
        let last_code = if number % 3 == 0 { code::COUNT_TOO_LOW } else { code::SUCCESS };
        world.host.data().machines.push(machine(number, &format!("pc-{number:03}"), last_code));
    }
    for filter in ["", "?state=waiting", "?q=pc-1", "?q=PC-01&state=activated"] {
        let machines = pages(&world, &format!("/v1/admin/machines{filter}"), "machines", "after");
        let csv = world.get(&format!("/machines.csv{filter}"), &world.session(Role::Operator)).body;
        let lines: Vec<&str> = csv.lines().collect();
        let names: Vec<&str> = lines[0].split(',').collect();
        assert_eq!(machines.len(), lines.len() - 1, "{filter}");
        for (machine, line) in machines.iter().zip(&lines[1..]) {
            let cells: Vec<String> = names
                .iter()
                .map(|name| match &machine[*name] {
                    Value::String(text) => text.clone(),
                    Value::Null => String::new(),
                    number => number.to_string(),
                })
                .collect();
            assert_eq!(cells.join(","), *line, "{filter}");
        }
    }
}

#[test]
fn a_machine_has_what_it_was_told_and_the_cause() {
    let world = World::new();
    world.host.data().machines.push(machine(1, "pc-<1>", code::COUNT_TOO_LOW));
    let id = "01010101-0101-0101-0101-010101010101";
    let found = read(&world, &format!("/v1/admin/machine?id={id}&lang=en"));
    assert_eq!(found["products"][0]["name"], "pc-<1>");
    assert_eq!(found["products"][0]["state"], "waiting");
    assert_eq!(found["requests"][0]["needed"], 25);
    let told = &found["codes"][0];
    assert_eq!(told["code"], "0xC004F038");
    let page = world.get(&format!("/machine?id={id}&lang=en"), &world.session(Role::Viewer)).body;
    for text in [&told["meaning"], &told["cause"], &told["next_step"]] {
        let text = text.as_str().expect("a text");
        assert!(!text.is_empty() && page.contains(&text.replace('\'', "&#39;").replace('"', "&#34;")), "{text}");
    }
    let japanese = read(&world, &format!("/v1/admin/machine?id={id}&lang=ja"));
    assert_ne!(japanese["codes"][0]["meaning"], told["meaning"]);
}

#[test]
fn overview_events_accounts_and_audit_log_are_those_of_the_pages() {
    let (world, root) = World::with_root();
    drop(world.add(&root, "kim", "operator"));
    let overview = read(&world, "/v1/admin/overview");
    assert_eq!((&overview["host"], &overview["answers"]), (&json!("kms.corp.test"), &json!(true)));
    assert_eq!(overview["products"][0]["activated"], 1_234);
    assert_eq!(
        overview["applications"][0],
        json!({"name": "Ledger", "count": 24, "needed": 25, "history": [
        {"at": "1970-01-01T00:00:00Z", "count": 1}, {"at": "1970-01-02T00:00:00Z", "count": 49}, {"at": "1970-01-03T00:00:00Z", "count": 24}]})
    );
    let page = world.get("/?lang=en", &world.session(Role::Viewer)).body;
    assert!(page.contains("Count of Ledger over time: least 1, most 49, now 24"), "{page}");

    let host = read(&world, "/v1/admin/host?lang=en");
    assert_eq!((&host["partial_key"], &host["licensed"]), (&json!("3V66T"), &json!(true)));
    assert_eq!((&host["refusals"][0]["code"], &host["refusals"][0]["requests"]), (&json!("0xC004F038"), &json!(13)));
    assert_eq!(
        (&host["turned_away"][0]["code"], &host["turned_away"][0]["networks"]),
        (&json!("0x80070005"), &json!(3))
    );
    let port = json!({"name": "slmgr /sprt", "value": "1688 (it listens on 1700)"});
    assert!(host["settings"].as_array().expect("a list").contains(&port), "{host}");

    let events = pages(&world, "/v1/admin/events", "events", "before");
    let numbers: Vec<i64> = events.iter().filter_map(|event| event["number"].as_i64()).collect();
    assert_eq!(numbers, (1..121).rev().collect::<Vec<_>>());
    assert_eq!((&events[0]["id"], &events[0]["level"]), (&json!(12406), &json!("information")));

    let accounts = read(&world, "/v1/admin/accounts");
    let said: Vec<_> = accounts["accounts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|a| (&a["name"], &a["role"], &a["state"]))
        .collect();
    assert_eq!(
        said,
        [
            (&json!("root"), &json!("administrator"), &json!("active")),
            (&json!("kim"), &json!("operator"), &json!("waits-for-link")),
        ]
    );
    assert!(!accounts.to_string().contains("argon2"), "{accounts}");

    let entries = pages(&world, "/v1/admin/audit?action=account-add", "entries", "before");
    assert_eq!(entries.len(), 2);
    assert_eq!((&entries[0]["entry"]["subject"], &entries[0]["entry"]["number"]), (&json!("kim"), &json!(2)));
    assert_eq!(entries[0]["hash"].as_str().expect("a hash").len(), 64);
}

#[test]
fn the_openapi_document_describes_every_operation_and_each_field_of_its_answer() {
    let (world, root) = World::with_root();
    drop(world.add(&root, "kim", "operator"));
    let silent = Machine { last_seen: world.now() - Span::days(45), ..machine(1, "pc-1", code::COUNT_TOO_LOW) };
    world.host.data().machines.push(silent);
    world.host.data().evidence = Some(lookup_failed());
    world.host.data().jobs.push(job(1));
    world.host.data().job_machines =
        vec![job_machine(1, "pc-1", OrderState::Failed(NOW, code::COUNT_TOO_LOW)), identified_machine(2, "pc-2")];
    let answer = world.send("GET", "/v1/openapi.json", &[("host", ADDRESS)], "");
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    let document: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
    assert_describes(&world, &document, ServiceKind::Host);
}

#[test]
fn the_openapi_document_of_the_authority_describes_its_operations() {
    let world = World::of_authority();
    world.host.data().keys.extend([key(1, "Contoso"), IssuedKeyRow { blocked: Some(NOW), ends: None, ..key(2, "") }]);
    world
        .host
        .data()
        .holders
        .extend([holder(1, "kms-1"), LicenseHolder { revoked: Some(NOW), pack: None, ..holder(2, "") }]);
    world.host.data().packs.extend([pack(8), IssuedPack { withdrawn: Some(NOW), content: None, ..pack(9) }]);
    let answer = world.send("GET", "/v1/openapi.json", &[("host", ADDRESS)], "");
    assert_describes(&world, &serde_json::from_str(&answer.body).expect("JSON"), ServiceKind::Authority);
    let keys = pages(&world, "/v1/admin/keys?q=contoso", "keys", "after");
    assert_eq!((keys.len(), &keys[0]["serial"], &keys[0]["limit"]), (1, &json!(1), &json!(6)));
    assert_eq!(read(&world, "/v1/admin/keys?state=blocked")["keys"][0]["serial"], json!(2));
}

fn assert_describes(world: &World, document: &Value, kind: ServiceKind) {
    let described: BTreeSet<&str> = document["paths"].as_object().expect("paths").keys().map(String::as_str).collect();
    let operations = routes(kind).map(|route| route.path).filter(|path| path.starts_with("/v1/admin/"));
    assert_eq!(described, operations.collect());
    for path in described {
        // What changes something is called by tests of its own.
        let methods = document["paths"][path].as_object().expect("methods");
        if methods.contains_key("post") {
            assert!(methods.len() == 1 && methods["post"]["requestBody"]["required"] == true, "{path}");
            continue;
        }
        let query = match path.rsplit('/').next() {
            Some("machine" | "evidence") => "?id=01010101-0101-0101-0101-010101010101",
            Some("job") => "?id=1",
            Some("list") if path.contains("/job/") => "?id=1",
            Some("host") if kind == ServiceKind::Authority => HOLDER_ID,
            Some("key") => KEY_ID,
            Some("customer") => "?name=Contoso",
            _ => "",
        };
        let schema = &document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        fits(&read(world, &format!("{path}{query}")), schema, document, path);
    }
}

/// The id of the first holder.
const HOLDER_ID: &str = "?id=01010101-0101-4101-8101-010101010101";
/// The number of the key with serial 1, of kind 0 and group 90.
const KEY_ID: &str = "?id=24261121";

/// Whether the fields are those of the schema, and those that it requires are there.
fn fits(value: &Value, schema: &Value, document: &Value, at: &str) {
    // What may be null is one of two.
    let of_two =
        schema["oneOf"].as_array().and_then(|two| two.iter().find(|one| (one["type"] == "null") == value.is_null()));
    let schema = of_two.unwrap_or(schema);
    let schema = match schema["$ref"].as_str() {
        Some(place) => &document["components"]["schemas"][place.rsplit('/').next().expect("a name")],
        None => schema,
    };
    match value {
        Value::Object(fields) => {
            let properties = schema["properties"].as_object().unwrap_or_else(|| panic!("{at} has no properties"));
            for (name, value) in fields {
                let property = properties.get(name).unwrap_or_else(|| panic!("{at}.{name} is not described"));
                fits(value, property, document, &format!("{at}.{name}"));
            }
            for name in schema["required"].as_array().into_iter().flatten() {
                assert!(fields.contains_key(name.as_str().expect("a name")), "{at}.{name} is missing");
            }
        }
        Value::Array(items) => items.iter().for_each(|item| fits(item, &schema["items"], document, at)),
        _ => {
            let kind = match value {
                Value::Null => "null",
                Value::Bool(_) => "boolean",
                Value::Number(_) => "integer",
                _ => "string",
            };
            let kinds = &schema["type"];
            let fits = kinds == kind || kinds.as_array().is_some_and(|kinds| kinds.iter().any(|one| one == kind));
            let chosen = schema["enum"].as_array().is_some_and(|all| all.contains(value));
            assert!(fits || chosen, "{at} is {value}, but {schema}");
        }
    }
}
