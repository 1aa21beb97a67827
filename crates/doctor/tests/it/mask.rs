//! Pseudonyms: the same for the same name in every bundle, and nothing left that names anybody.

use crate::rules::{names, sources};
use muster_core::{code::Code, lang::Lang};
use muster_doctor::{
    Cite, Diagnosis, EvidenceSet, Fact, HostCounts, Kind, License, Observation, ObservationKind, Outcome, Record,
    Source, Srv, all_rules, diagnose,
    document::FleetDocument,
    fleet::{Fleet, Origin},
    mask::Mask,
    read,
    report::{self, FleetReport},
};
use muster_evidence::EventField;
use std::sync::Arc;
use std::{collections::BTreeMap, path::PathBuf};

const BUNDLE: &str = "Host Name:                 SALES-PC04
Domain:                    corp.contoso.example

Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300
Partial Product Key: BCDFG
License Status: Licensed
Volume activation expiration: 253564 minute(s) (177 day(s))
Client Machine ID (CMID): 7f3b5a10-2c4d-4e6f-8a9b-0c1d2e3f4a5b
KMS machine name from DNS: kms7.corp.contoso.example:1688
KMS machine IP address: 10.20.30.40

_vlmcs._tcp.corp.contoso.example\tSRV service location:
\t  priority       = 0
\t  weight         = 0
\t  port           = 1688
\t  svr hostname   = kms7.corp.contoso.example
kms7.corp.contoso.example\tinternet address = 10.20.30.40
sales-pc04 asked KMS7 at 10.20.30.40. Error: 0xC004F074
";

fn masked(mask: &mut Mask, name: &str) -> String {
    let mut case = read(&[Source { name: name.into(), bytes: BUNDLE.as_bytes().to_vec() }]);
    mask.apply(&mut case);
    let diagnosis = Diagnosis::of(&case);
    format!("{}\n{}", diagnosis.json(Lang::En), report::html(&diagnosis, None, Lang::Ja))
}

#[test]
fn nothing_is_left_that_names_anybody() {
    let told = masked(&mut Mask::default(), "SALES-PC04_dlv.txt").to_lowercase();
    for name in ["sales-pc04", "contoso", "kms7", "10.20.30.40", "7f3b5a10", "bcdfg"] {
        assert!(!told.contains(name), "{name} is left");
    }
    // What is the same everywhere stays, or nobody could read the report.
    assert!(told.contains("73111121-5638-40f6-bc11-f1d7b0d64300") && told.contains("windows(r), enterprise"), "{told}");
    assert!(told.contains("computer"), "{told}");
}

#[test]
fn one_mapping_gives_the_same_pseudonyms_in_every_bundle() {
    let mut mask = Mask::default();
    let first = masked(&mut mask, "a.txt");
    assert_eq!(first, masked(&mut mask, "a.txt"));
    let mut kept: Mask = serde_json::from_str(&serde_json::to_string(&mask).expect("JSON")).expect("the mapping");
    assert_eq!(kept, mask);
    assert_eq!(first, masked(&mut kept, "a.txt"));
}

/// Everything that the doctor prints of a set, in both languages.
fn outputs(set: &EvidenceSet, bundle: &str) -> String {
    let diagnosis = Diagnosis::of(set);
    let mut fleet = Fleet::default();
    let origin = Origin { bundle: bundle.to_owned(), ..Origin::default() };
    for _ in 0..2 {
        fleet.add_files(&origin, set);
        Diagnosis::each(set).for_each(|diagnosis| fleet.add(&origin, &diagnosis));
    }
    fleet.settle();
    let report = FleetReport { fleet: &fleet, difference: None, time: None, linked: false };
    let mut all = serde_json::to_string(&(&set.evidence, set.rows())).expect("JSON");
    for lang in [Lang::En, Lang::Ja] {
        all += &report::text(&diagnosis, lang);
        all += &report::html(&diagnosis, None, lang);
        all += &diagnosis.json(lang).to_string();
        all += &report::fleet_text(&report, lang);
        all += &report::fleet_html(&report, lang);
        all += &serde_json::to_string(&FleetDocument::of(&fleet, None, lang, None)).expect("JSON");
        all += &fleet.csv(lang).collect::<String>();
    }
    all
}

/// Names that stand nowhere else, in the forms in which names are written.
#[derive(Default)]
struct Secrets(Vec<String>);

impl Secrets {
    /// A new one, and its parts noted.
    fn next(&mut self) -> String {
        let number = self.0.len();
        let word = format!("zqx{number}zqx");
        let han: String =
            [0x9100, 0x9200].iter().filter_map(|base| char::from_u32(base + number as u32 % 0x100)).collect();
        self.0.extend([word.clone(), han.clone()]);
        match number / 2 % 8 {
            0 => word,
            1 => format!("{word}.{word}.example:1688"),
            2 => han,
            3 => format!("{word}@{word}.co.jp"),
            4 => format!(r"C:\Users\{word}\Desktop"),
            5 => format!(r"\\{word}\share\{han}さん"),
            6 => format!("CN=Activation {word},DC={word},DC=com"),
            _ => format!("Windows(R), {word} edition"),
        }
    }

    fn some(&mut self) -> Option<String> {
        Some(self.next())
    }

    fn cites(&mut self) -> Vec<Cite> {
        vec![Cite {
            message: 0,
            file: 0,
            line: Some(1),
            part: 0,
            record: None,
            text: format!("KMS {} 0xC004F074 {}", self.next(), self.next()).into(),
        }]
    }
}

fn license(secrets: &mut Secrets) -> License {
    License {
        name: format!("Windows {}", secrets.next()),
        channel: format!("VOLUME_KMSCLIENT {}", secrets.next()),
        key_channel: secrets.some(),
        activation_id: secrets.some(),
        application_id: secrets.some(),
        installation_id: secrets.some(),
        extended_pid: secrets.some(),
        partial_key: secrets.some(),
        status: Some(5),
        status_word: secrets.some(),
        code: Some(Code(0xC004_F074)),
        minutes_left: Some(7),
        days_left: Some(1),
        end: secrets.some(),
        in_use: Some(false),
        activation_type: secrets.some(),
        cmid: secrets.some(),
        registered_host: secrets.some(),
        dns_host: secrets.some(),
        host_not_found: false,
        key_hidden: false,
        host_address: secrets.some(),
        host_extended_pid: secrets.some(),
        lookup_domain: secrets.some(),
        activation_interval: Some(120),
        renewal_interval: Some(10080),
        host_caching: Some(true),
        rearms_left: Some(1),
        trusted_time: secrets.some(),
        at: None,
        directory_object: secrets.some(),
        service_version: secrets.some(),
        host: Some(HostCounts {
            count: Some(1),
            port: Some(1688),
            total: Some(7),
            failed: Some(7),
            dns_publishing: Some(false),
            priority: secrets.some(),
        }),
    }
}

/// Every kind of fact with a name in every field that can hold one.
fn every_fact(secrets: &mut Secrets) -> Vec<Fact> {
    let mut facts = vec![
        Fact::Cmid(secrets.next(), secrets.cites()),
        Fact::Code(Code(0xC004_F074), secrets.cites()),
        Fact::License(Arc::new(license(secrets)), secrets.cites()),
        Fact::NoKey(secrets.cites()),
        Fact::Outcome(
            Outcome {
                product: secrets.some(),
                activation_id: secrets.some(),
                channel: secrets.some(),
                partial_key: secrets.some(),
                code: Some(Code(0xC004_F074)),
            },
            secrets.cites(),
        ),
        Fact::Port { host: secrets.next(), port: 1688, open: false, cites: secrets.cites() },
        Fact::PrimarySuffix(secrets.next(), secrets.cites()),
        Fact::Srv(
            Srv {
                domain: secrets.some(),
                unanswered: false,
                target: secrets.some(),
                port: Some(1688),
                priority: Some(0),
                weight: Some(0),
            },
            secrets.cites(),
        ),
    ];
    for id in [12288, 12289, 12290, 12293, 12308] {
        let fields = EventField::ALL.iter().map(|field| (*field, secrets.next())).collect();
        let (time, computer) = (secrets.next(), secrets.next());
        let record = Record { id, time, at: None, code: Some(Code(0xC004_F074)), fields, computer, provider: None };
        facts.push(Fact::Event(record.into(), secrets.cites()));
    }
    for kind in ObservationKind::ALL {
        let observation = Observation { kind: *kind, about: secrets.next(), value: secrets.next() };
        facts.push(Fact::Observation(observation, secrets.cites()));
    }
    facts
}

#[test]
fn no_field_of_any_fact_tells_a_name() {
    // Eight rounds, so that each field holds a name in each form.
    for round in 0..8 {
        let mut secrets = Secrets::default();
        (0..round).for_each(|_| drop(secrets.next()));
        let source = Source { name: format!("{}.txt", secrets.next()), bytes: b"Error: 0xC004F074".to_vec() };
        let mut set = read(&[source]);
        assert_eq!(set.evidence[0].kinds, [Kind::SlmgrShort]);
        set.facts = every_fact(&mut secrets).into();
        let mut mask = Mask::default();
        mask.apply(&mut set);
        let told = outputs(&set, &mask.bundle(&secrets.next())).to_lowercase();
        for secret in &secrets.0 {
            assert!(!told.contains(secret), "{secret} is left: {}", around(&told, secret));
        }
        assert_complete(&mask, &told);
    }
}

/// What stands beside a text, to be shown.
fn around(told: &str, text: &str) -> String {
    let place = told.find(text).unwrap_or_default();
    let start: String = told[..place].chars().rev().take(80).collect();
    start.chars().rev().chain(told[place..].chars().take(80)).collect()
}

/// Each pseudonym in an output stands in the mapping.
fn assert_complete(mask: &Mask, told: &str) {
    let mapping: BTreeMap<String, String> =
        serde_json::from_value(serde_json::to_value(mask).expect("JSON")).expect("a mapping");
    let kinds = ["address", "bundle", "computer", "domain", "id", "name", "phone", "sid", "user", "word"];
    for word in told.split(|c: char| !c.is_alphanumeric()) {
        let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
        if stem.len() < word.len() && kinds.contains(&stem) {
            assert!(mapping.keys().any(|token| token.ends_with(word)), "{word} stands for nothing");
        }
    }
}

fn folders() -> Vec<PathBuf> {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found: Vec<PathBuf> = all_rules().iter().flat_map(|rule| names(&fixtures.join(rule.id))).collect();
    found.sort();
    found
}

/// What a set says of its owner, by the facts and by what looks like an address or a name of DNS in the texts.
fn private(set: &EvidenceSet, plain: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for row in set.rows() {
        let key = row.key.as_str();
        let is_host = ["computer", "host", "machine", "registered_host", "dns_host", "host_set", "dns_server"];
        if is_host.contains(&key.rsplit('.').next().unwrap_or(key)) {
            let host = row.value.split(':').next().unwrap_or_default().to_lowercase();
            found.extend(host.split('.').next().map(str::to_owned));
        } else if key.ends_with("cmid") {
            found.push(row.value.to_lowercase());
        }
    }
    for source in plain {
        let text = String::from_utf8_lossy(&source.bytes).replace('\0', "").to_lowercase();
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || ".-@".contains(c))) {
            let word = word.trim_matches(['.', '-']);
            let is_address = word
                .parse::<std::net::Ipv4Addr>()
                .is_ok_and(|address| !address.is_loopback() && !address.is_unspecified());
            let is_named = [".example", ".local", ".test", ".com", ".lan"].iter().any(|end| word.ends_with(end));
            if word.contains('@')
                || is_address
                || is_named && !word.ends_with("microsoft.com") && !word.ends_with("windows.com")
            {
                found.push(word.to_owned());
            }
        }
    }
    // Servers of every machine in a cloud.
    let shared = ["azkms", "kms", "168.63.129.16", "169.254.169.250", "169.254.169.251", "169.254.169.253"];
    found.retain(|name| {
        name.len() > 1 && !shared.contains(&name.as_str()) && !name.bytes().all(|byte| byte.is_ascii_digit())
    });
    found.sort();
    found.dedup();
    found
}

/// The rules of the headlines.
fn heads(diagnosis: &Diagnosis) -> Vec<&'static str> {
    let mut heads: Vec<&'static str> = diagnosis.headline.iter().map(|head| head.rule.id).collect();
    heads.sort_unstable();
    heads
}

#[test]
fn no_fixture_tells_who_its_machine_is() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let plain = sources(&folder);
        let mut set = read(&plain);
        let private = private(&set, &plain);
        let mut mask = Mask::default();
        mask.apply(&mut set);
        let told = outputs(&set, &mask.bundle("bundle of somebody")).to_lowercase();
        assert_complete(&mask, &told);
        let is_part = |c: char| c.is_alphanumeric() || "-_".contains(c);
        for name in private {
            let stands = told.match_indices(&name).any(|(place, _)| {
                let before = told[..place].chars().next_back();
                let after = told[place + name.len()..].chars().next();
                !before.is_some_and(is_part) && !after.is_some_and(is_part)
            });
            if stands {
                wrong.push(format!("{}: {name}: {}", folder.display(), around(&told, &name)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are left\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn masking_leaves_the_verdict() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let plain = sources(&folder);
        let before = diagnose(&plain);
        let mut set = read(&plain);
        Mask::default().apply(&mut set);
        let after = Diagnosis::of(&set);
        let (before, after) = ((heads(&before), before.verdict()), (heads(&after), after.verdict()));
        if before != after {
            wrong.push(format!("{}: {before:?} became {after:?}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
