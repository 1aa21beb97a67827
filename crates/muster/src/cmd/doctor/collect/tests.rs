//! The list of Windows, run by this collector with stand-ins for the tools of Windows: those answers that the script is tested with
//! too (`crates/doctor/tests/collector`). Where the script and the program differ, one of them is wrong.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../../../evidence/tests/it/evtx_file.rs"]
#[allow(dead_code, reason = "shared with the tests of the readers, which use more of it")]
mod evtx_file;

use super::collector::{Collector, Machinery};
use evtx_file::Written;
use muster_client::Network;
use muster_doctor::{
    Diagnosis, Source,
    collector::{WINDOWS, Work},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tempfile::TempDir;

/// Prints what the index says for a call. `hang` opens a pipe that nobody writes.
const STAND_IN: &str = r#"#!/bin/sh
here='{here}'
name=${0##*/}
call=${name%.exe}
for word in "$@"; do
    case "$word" in /*\\*) word=${word##*\\} ;; esac
    call="$call $word"
done
printf '%s\n' "$call" >>"$here/calls.txt"
while IFS='|' read -r start part code mode file; do
    case "$call" in
    "$start"*"$part"*)
        case "$mode" in
        copy) cp "$here/$file" "${3%\\*}/${3##*\\}" ;;
        hang) cat "$here/$file"; read -r never <"$here/pipe" ;;
        *) cat "$here/$file" ;;
        esac
        exit $((code % 256))
        ;;
    esac
done <"$here/index.txt"
exit 1
"#;

/// A folder that stands for `C:\`.
struct Disk(TempDir);

impl Disk {
    fn new(answers: &str, absent: &[&str]) -> Self {
        let disk = Self(tempfile::tempdir().unwrap());
        let (system, office) = (disk.system(), disk.0.path().join("Program Files/Microsoft Office/Office16"));
        fs::create_dir_all(system.join("WindowsPowerShell/v1.0")).unwrap();
        fs::create_dir_all(system.join("slmgr/0409")).unwrap();
        fs::write(system.join("slmgr/0409/slmgr.ini"), "L_MsgA=\"Licensed\"\r\nL_MsgB=\"B\"\r\nL_MsgC=\"C\"\r\n")
            .unwrap();
        fs::create_dir_all(&office).unwrap();
        fs::write(office.join("ospp.vbs"), "").unwrap();
        fs::write(office.join("vnextdiag.ps1"), "").unwrap();
        let pipe = system.join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        disk.write_logs();
        disk.write_answers(answers);
        for program in programs().into_iter().filter(|name| !absent.contains(name)) {
            let folder = if program == "powershell" { "WindowsPowerShell/v1.0" } else { "." };
            let path = system.join(folder).join(format!("{program}.exe"));
            fs::write(&path, STAND_IN.replace("{here}", &system.display().to_string())).unwrap();
        }
        assert!(Command::new("chmod").args(["-R", "755"]).arg(&system).status().unwrap().success());
        disk
    }

    fn system(&self) -> PathBuf {
        self.0.path().join("Windows/System32")
    }

    fn write_logs(&self) {
        let log = |name: &str, provider, id, channel, data: &[&str]| {
            fs::write(self.system().join(name), evtx_file::file(&[Written { provider, id, channel, data }])).unwrap();
        };
        log("application.evtx", "Microsoft-Windows-Security-SPP", "8198", "Application", &["hr=0xC004F074", ""]);
        log("system.evtx", "Service Control Manager", "7036", "System", &["Software Protection", "running"]);
    }

    /// `== start ... part ; exit code ; mode` above what is printed.
    fn write_answers(&self, answers: &str) {
        let mut index = String::new();
        for (number, answer) in format!("\n{answers}").split("\n== ").skip(1).enumerate() {
            let (head, text) = answer.split_once('\n').unwrap_or((answer, ""));
            let mut head = head.split(" ; ");
            let call = head.next().unwrap_or_default();
            let (start, part) = call.split_once(" ... ").unwrap_or((call, ""));
            let code = head.next().unwrap_or("0");
            let (mode, file) = head.next().unwrap_or("print").split_once(' ').unwrap_or(("print", ""));
            let hangs = answer.lines().next().is_some_and(|head| head.ends_with("; hang"));
            let name = if file.is_empty() { format!("answer-{number}.txt") } else { file.to_owned() };
            if file.is_empty() {
                fs::write(self.system().join(&name), text.replace('\n', "\r\n")).unwrap();
            }
            index += &format!("{start}|{part}|{code}|{}|{name}\n", if hangs { "hang" } else { mode });
        }
        fs::write(self.system().join("index.txt"), index).unwrap();
    }

    /// What the parts that are commands collect, and what they could not.
    fn collect(&self) -> (Vec<Source>, Vec<String>) {
        let machinery = Machinery {
            system: self.system(),
            state: "/nowhere".into(),
            own: "/nowhere/muster".into(),
            computer: "DESK-0417".into(),
            said: Vec::new(),
            network: Ok(Network::default()),
            limit: Some(Duration::from_secs(4)),
        };
        let mut collector = Collector::new(machinery);
        WINDOWS.iter().for_each(|part| collector.run(part));
        let collected = collector.finish();
        (collected.sources, collected.errors)
    }
}

fn programs() -> Vec<&'static str> {
    let words = WINDOWS.iter().flat_map(|part| match part.work {
        Work::Commands(commands) => commands.iter().filter_map(|command| command.words.first().copied()).collect(),
        _ => vec!["reg"],
    });
    let mut names: Vec<&str> = words.collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn text<'s>(sources: &'s [Source], name: &str) -> std::borrow::Cow<'s, str> {
    let source = sources.iter().find(|source| source.name == name);
    String::from_utf8_lossy(source.map_or(b"", |source| source.bytes.as_slice()))
}

#[test]
fn the_list_of_windows_runs_whole_and_the_doctor_understands_what_it_collects() {
    let disk = Disk::new(include_str!("../../../../../doctor/tests/collector/en.txt"), &["curl"]);
    let (sources, mut errors) = disk.collect();
    errors.retain(|line| !line.starts_with("all: "));
    assert_eq!(
        errors,
        [
            "vnextdiag.txt: no answer in 4 seconds; what it had printed until then is kept",
            // The number is cut to what a process of Unix can end with.
            "KeyManagementService.evtx: wevtutil epl Key Management Service KeyManagementService.evtx: exit code 159",
        ]
    );
    assert!(text(&sources, "vnextdiag.txt").contains("Vnext license not found"));
    assert!(text(&sources, "errors.txt").starts_with("muster-collect errors 1\n"));
    assert!(text(&sources, "manifest.txt").contains("COMPUTERNAME=DESK-0417\n"));
    assert!(
        text(&sources, "nslookup-suffixes.txt").contains("C:\\>nslookup -type=srv _vlmcs._tcp.branch.north.test\r\n")
    );
    let diagnosis = Diagnosis::of(&muster_doctor::read(&sources));
    let unread = diagnosis.evidence.iter().filter(|file| file.kinds.is_empty());
    assert_eq!(unread.map(|file| file.file.as_str()).collect::<Vec<_>>(), [""; 0]);
    assert_eq!(diagnosis.headline[0].rule.id, "DNS001");
    let calls = fs::read_to_string(disk.system().join("calls.txt")).unwrap();
    for call in calls.lines().filter(|call| call.starts_with("reg ")) {
        assert!(call.contains(" /v ") && !call.contains("ProductKey"), "{call}");
    }
}

#[test]
fn what_is_missing_costs_its_parts_alone_and_no_product_key_is_kept() {
    const KEY: &str = "ABCDE-12345-FGHIJ-67890-KLMNP";
    let answers = format!("== ipconfig /all\nnote {KEY}\n== systeminfo ; 3\nHost Name: DESK-0417 {KEY}\n");
    let disk = Disk::new(&answers, &["powershell", "cscript", "curl", "dsregcmd"]);
    let (sources, errors) = disk.collect();
    assert!(errors.iter().any(|line| line.starts_with("computer.txt: powershell: No such file")), "{errors:?}");
    assert!(errors.iter().any(|line| line == "systeminfo.txt: systeminfo: exit code 3"), "{errors:?}");
    // What may be missing is not missed.
    assert!(!errors.iter().any(|line| line.starts_with("dsreg.txt")), "{errors:?}");
    assert!(text(&sources, "ipconfig.txt").contains("note XXXXX-XXXXX-XXXXX-XXXXX-KLMNP"));
    let holds = |source: &&Source| source.bytes.windows(KEY.len()).any(|part| part == KEY.as_bytes());
    assert!(sources.iter().find(holds).is_none() && Path::new(&disk.system()).is_dir());
}
