//! The next steps of the doctor, read back: what it prints for every fixture of its rules is in the grammar of the tools that it
//! names, and holds what the evidence shows.

use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis, Source, Verdict, all_rules, diagnose,
    next_step::{Command, NextStep, Shell},
};
use muster_slmgr::{ospp::OsppOption, slmgr::SlmgrOption};
use std::{fs, path::Path};

/// What may stand in a command for what the evidence does not answer. A step before it says how to find it.
const PLACEHOLDERS: [&str; 5] = ["<kms-host>", "<dns-domain>", "<setup-key>", "<host-key>", "<mak>"];
const SLMGR: &str = "cscript //nologo %windir%\\system32\\slmgr.vbs ";
const OSPP: &str = "cscript //nologo ospp.vbs ";
/// Options of slmgr that Windows has and a vendor's products do not.
const ONLY_WINDOWS: [&str; 3] = ["/rilc", "/skhc", "/ckhc"];

fn sources(folder: &Path) -> Vec<Source> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let read = |path: &Path| Source {
        name: path.file_name().expect("a name").to_string_lossy().into_owned(),
        bytes: fs::read(path).expect("a fixture"),
    };
    let mut all: Vec<Source> = entries.map(|entry| read(&entry.expect("an entry").path())).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

/// Every fixture of every rule, with its place.
fn diagnoses() -> Vec<(String, Diagnosis)> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../doctor/fixtures");
    let sides = |rule: &str| {
        let entries = fs::read_dir(fixtures.join(rule)).expect("fixtures").map(|entry| entry.expect("an entry").path());
        let mut sides: Vec<_> = entries.collect();
        sides.sort();
        sides
    };
    let all = all_rules().into_iter().flat_map(|rule| sides(rule.id));
    all.map(|side| (side.display().to_string(), diagnose(&sources(&side)))).collect()
}

/// Runs a check over every command of every fixture and reports all that it complains of.
fn each_command(check: impl Fn(&Diagnosis, &NextStep, &Command) -> Result<(), String>) {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (place, diagnosis) in diagnoses() {
        for step in &diagnosis.steps {
            for command in &step.commands {
                seen += 1;
                if let Err(error) = check(&diagnosis, step, command) {
                    wrong.push(format!("{place} {}: {error}: {}", step.rule.id, command.line));
                }
            }
        }
    }
    assert!(seen > 300, "{seen} commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// With a placeholder replaced by what an administrator would write.
fn answered(line: &str) -> String {
    let key = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE";
    line.replace("<kms-host>", "kms9.corp.example")
        .replace("<dns-domain>", "corp.example")
        .replace("<setup-key>", key)
        .replace("<host-key>", key)
        .replace("<mak>", key)
}

#[test]
fn options_are_in_the_grammar_of_their_tool() {
    each_command(|_, _, command| {
        let line = answered(&command.line);
        let words = |options: &str| options.split(' ').map(str::to_owned).collect::<Vec<_>>();
        if let Some(options) = line.strip_prefix(SLMGR).filter(|options| !ONLY_WINDOWS.contains(options)) {
            let parsed = SlmgrOption::parse(&words(options)).map_err(|error| format!("{error:?}"))?;
            return parsed.map(|_| ()).ok_or_else(|| "no option of slmgr".to_owned());
        }
        if let Some(options) = line.strip_prefix(OSPP) {
            let parsed = OsppOption::parse(&words(options)).map_err(|error| format!("{error:?}"))?;
            return parsed.map(|_| ()).ok_or_else(|| "no option of ospp".to_owned());
        }
        Ok(())
    });
}

#[test]
fn no_command_holds_what_nobody_may_paste() {
    each_command(|_, _, command| {
        let line = answered(&command.line);
        let forbidden = [
            ("wmic", "is gone from Windows 11 24H2"),
            ("sc config sppsvc", "is refused since Windows 8"),
            ("HOST:", "is a placeholder"),
            ("DOMAIN", "is a placeholder"),
            ("XXXXX", "is a placeholder"),
            ("{", "was not filled"),
            ("/upk", "without an id takes the key of Windows"),
            ("allow-update", "opens the zone to everyone"),
        ];
        let line =
            line.replace("%USERDNSDOMAIN%", "").replace("Where-Object {", "").replace("CapabilityName:VBSCRIPT", "");
        match forbidden.iter().find(|(word, _)| line.contains(word)) {
            Some((word, why)) => Err(format!("{word} {why}")),
            None if line.contains('<') => Err("a placeholder without a question".to_owned()),
            None => Ok(()),
        }
    });
}

#[test]
fn what_is_not_answered_is_asked_for_before() {
    for (place, diagnosis) in diagnoses() {
        for (at, step) in diagnosis.steps.iter().enumerate() {
            for placeholder in PLACEHOLDERS {
                let needs = step.commands.iter().any(|command| command.line.contains(placeholder));
                let before = diagnosis.steps.iter().take(at);
                let asked = before
                    .into_iter()
                    .any(|earlier| [Lang::En, Lang::Ja].iter().all(|lang| earlier.text(*lang).contains(placeholder)));
                assert!(!needs || asked, "{place}: {placeholder} in {} is not asked for", step.rule.id);
            }
        }
    }
}

#[test]
fn every_word_of_a_step_is_filled_in_both_languages() {
    for (place, diagnosis) in diagnoses() {
        for step in &diagnosis.steps {
            for lang in [Lang::En, Lang::Ja] {
                for words in [step.text(lang), step.risk(lang), step.undo(lang), step.check(lang)] {
                    assert!(!words.is_empty() && !words.contains(['{', '}']), "{place} {}: {words}", step.rule.id);
                }
            }
            assert!(!step.text(Lang::Ja).is_ascii(), "{place}: {}", step.text(Lang::Ja));
        }
    }
}

/// Windows is never activated, keyed or pointed at a host by a step for Office, nor the reverse.
#[test]
fn each_product_gets_commands_of_its_own_tool() {
    const OF_THE_CLIENT: [&str; 8] =
        ["/ato", "/ckms", "/skms", "/skhc", "/rearm", "/ipk <setup-key>", "/ipk <mak>", "/upk"];
    each_command(|diagnosis, step, command| {
        let state = diagnosis.products.iter().find(|product| product.name == step.product);
        let is_office = step.product.contains("Office");
        let is_windows = step.product.contains("Windows");
        if is_windows && state.is_some() && command.line.starts_with(OSPP) {
            return Err("a command of Office for Windows".to_owned());
        }
        let options = command.line.strip_prefix(SLMGR).filter(|_| is_office);
        // On the host slmgr manages Office's licenses too, by their activation id.
        let client = |options: &&str| OF_THE_CLIENT.contains(options);
        match options.filter(client).filter(|_| step.who.id() == "machine") {
            Some(_) => Err("a command of Windows for Office".to_owned()),
            None => Ok(()),
        }
    });
}

/// A host in a command is one that the evidence names.
#[test]
fn hosts_and_ports_are_those_of_the_evidence() {
    each_command(|diagnosis, _, command| {
        let line = &command.line;
        let host = line.split_once("/sethst:").or_else(|| line.split_once("/skms ")).map(|(_, host)| host);
        let tested = line.strip_prefix("Test-NetConnection ").and_then(|rest| rest.split_once(" -Port "));
        let (host, port) = match (host, tested) {
            (Some(host), _) => host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port))),
            (_, Some((host, port))) => (host, Some(port)),
            _ => return Ok(()),
        };
        // The hosts of clouds stand in a table of the doctor's.
        let of_cloud = host == "azkms.core.windows.net" || host.starts_with("169.254.169.25");
        let address_of_cloud = ["20.118.99.224", "40.83.235.53"].contains(&host);
        if host == "<kms-host>" || host.ends_with(".microsoft.com") || of_cloud || address_of_cloud {
            return Ok(());
        }
        let facts: String =
            diagnosis.rows().map(|fact| format!("{} {}\n", fact.key, fact.value).to_lowercase()).collect();
        let known = facts.contains(&host.to_lowercase());
        let port_known = port.is_none_or(|port| port == "1688" || facts.contains(port));
        (known && port_known).then_some(()).ok_or_else(|| format!("{host} {port:?} is not in the evidence"))
    });
}

#[test]
fn nothing_is_repaired_below_a_healthy_verdict() {
    for (place, diagnosis) in diagnoses() {
        let is_healthy = diagnosis.verdict() == Verdict::Healthy;
        assert!(!is_healthy || diagnosis.steps.is_empty(), "{place}");
    }
}

/// The cmdlets stand beside slmgr where Windows has them, and nowhere else.
#[test]
fn windows_11_24h2_gets_the_cmdlets_and_older_ones_do_not() {
    let evidence = |version: &str| {
        format!(
            "Software licensing service version: {version}\n\nName: Windows(R), Enterprise edition\n\
             Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
             Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\nPartial Product Key: 2YT43\n\
             License Status: Notification\nNotification Reason: 0xC004F056.\n\
             Registered KMS machine name: kms-old.corp.example:1688\n\nError: 0xC004F074 No KMS could be contacted.\n"
        )
    };
    let shells = |version: &str| {
        let diagnosis = diagnose(&[Source { name: "a.txt".to_owned(), bytes: evidence(version).into_bytes() }]);
        let commands = diagnosis.steps.iter().flat_map(|step| step.commands.clone()).collect::<Vec<_>>();
        assert!(!commands.is_empty());
        commands.into_iter().filter(|command| command.shell == Shell::OsLicense).map(|command| command.line).collect()
    };
    let cmdlets: Vec<String> = shells("10.0.26100.9278");
    assert!(cmdlets.iter().any(|line| line == "Invoke-KmsLicense -ClearServer"), "{cmdlets:?}");
    let none: Vec<String> = shells("10.0.19045.4412");
    assert!(none.is_empty(), "{none:?}");
}
