//! Three machines: an English client without a record in DNS, where one tool hangs and one fails; a Japanese one without
//! administrator rights, PowerShell and tar, whose host does not answer; a German one on which all is well.

use super::stand_ins::System;
use encoding_rs::SHIFT_JIS;
use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis, Source,
    collector::{self, Command as Asked, WINDOWS, Work},
};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const WINE: &str = "/usr/lib/wine/wine64";

/// A run of the script.
struct Run {
    folder: PathBuf,
    system: System,
}

impl Run {
    fn new(name: &str, answers: &str, encode: fn(&str) -> Vec<u8>, absent: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("collector").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("temp")).expect("a folder");
        let office = folder.join("Program Files/Microsoft Office/Office16");
        fs::create_dir_all(&office).expect("a folder");
        fs::write(office.join("ospp.vbs"), "").expect("written");
        fs::write(office.join("vnextdiag.ps1"), "").expect("written");
        let system = System::new(&folder, answers, encode, absent);
        Self { folder, system }
    }

    /// Runs the script; returns its exit code and what it showed.
    fn start(&self, computer: &str, options: &[&str]) -> (i32, String) {
        let windows = |place: &Path| format!("Z:{}", place.display()).replace('/', "\\");
        let prefix = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wine");
        fs::create_dir_all(&prefix).expect("a folder");
        // Wine sets its own environment in every process, and forgets what a script that was called ended with: so the
        // environment of the machine stands above the script, in the same file.
        let environment = format!(
            "@echo off\r\nset SystemRoot={}\r\nset TEMP={}\r\nset \"ProgramFiles={}\"\r\nset ProgramW6432=\r\n\
             set \"ProgramFiles(x86)=\"\r\nset COMPUTERNAME={computer}\r\n",
            windows(&self.system.root),
            windows(&self.folder.join("temp")),
            windows(&self.folder.join("Program Files")),
        );
        let file = self.folder.join(collector::SCRIPT_NAME);
        fs::write(&file, [environment.into_bytes(), collector::script()].concat()).expect("written");
        let mut wine = Command::new(WINE);
        wine.args(["cmd", "/d", "/c", &windows(&file)])
            .args(options)
            .env("WINEPREFIX", prefix)
            .env("WINEDEBUG", "-all");
        wine.env("WINEDLLOVERRIDES", "mscoree,mshtml=").env_remove("DISPLAY");
        // A file, for a stand-in that hangs would keep a pipe open.
        let shown = self.folder.join("shown.txt");
        let output = File::create(&shown).expect("a file");
        wine.stdin(Stdio::null()).stderr(output.try_clone().expect("the file")).stdout(output);
        let status = wine.status().expect("the Debian packages wine and wine64 are installed");
        let shown = fs::read(shown).expect("what was shown");
        (status.code().unwrap_or(-1), String::from_utf8_lossy(&shown).into_owned())
    }
}

/// Runs a machine until every program on it began: on a busy computer Wine now and then starts one of them not, for which cmd has a
/// code of its own, or the part that it was to begin never ends.
fn whole(start: impl Fn() -> (Run, i32, String)) -> (Run, i32, String) {
    const TRIES: usize = 3;
    let mut ran = start();
    for _ in 1..TRIES {
        if !lost_a_start(&ran.0.folder) {
            break;
        }
        ran = start();
    }
    ran
}

fn lost_a_start(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.into_iter().any(|place| {
        if place.is_dir() {
            return lost_a_start(&place);
        }
        let errors =
            if place.ends_with("errors.txt") { fs::read_to_string(&place).unwrap_or_default() } else { String::new() };
        let waited: Vec<&str> = errors.lines().filter(|line| line.contains(": no answer in ")).collect();
        errors.contains("exit code 9009")
            || waited.len() > 1
            || waited.iter().any(|line| !line.starts_with("vnextdiag.txt"))
    })
}

fn sources(folder: &Path) -> Vec<Source> {
    let mut places: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    places.sort();
    let source = |place: &PathBuf| Source {
        name: place.file_name().expect("a name").to_string_lossy().into_owned(),
        bytes: fs::read(place).expect("a file"),
    };
    places.iter().map(source).collect()
}

fn text<'s>(found: &'s [Source], name: &str) -> std::borrow::Cow<'s, str> {
    let source = found.iter().find(|source| source.name == name);
    String::from_utf8_lossy(source.map_or(b"", |source| source.bytes.as_slice()))
}

/// What is still open although the collector asks for it: commands that the report would name.
fn open(diagnosis: &Diagnosis) -> Vec<String> {
    const ASKED: [&str; 10] = [
        "nslookup",
        "ipconfig",
        "w32tm",
        "netsh",
        "sc ",
        "reg ",
        "Test-NetConnection",
        "dsregcmd",
        "ospp",
        "Application",
    ];
    let open = diagnosis.not_evaluated.iter().map(|one| format!("{} {}", one.rule.id, one.rule.command));
    open.filter(|line| ASKED.iter().any(|word| line.contains(word))).collect()
}

/// Every file is recognised, and no command is open.
fn understood(found: &[Source]) -> Diagnosis {
    let diagnosis = muster_doctor::diagnose(found);
    // `ver` is of cmd itself, and that of Wine leaves out the word and the brackets.
    let unread = diagnosis.evidence.iter().filter(|file| file.kinds.is_empty() && file.file != "version.txt");
    assert_eq!(
        unread.map(|file| file.file.as_str()).collect::<Vec<_>>(),
        [""; 0],
        "files that the doctor does not know"
    );
    assert_eq!(open(&diagnosis), [""; 0]);
    diagnosis
}

fn headlines(diagnosis: &Diagnosis) -> Vec<String> {
    diagnosis.headline.iter().map(|head| format!("{} {}", head.rule.id, head.product)).collect()
}

/// Which commands of the list ran, by what the stand-ins noted.
fn ran(calls: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for part in WINDOWS {
        let commands: Vec<String> = match part.work {
            Work::Commands(commands) => commands.iter().filter(|one| one.words[0] != "cmd").map(start).collect(),
            Work::Values(values) => values.iter().map(|(key, ..)| format!("reg query {key} ")).collect(),
            Work::Health | Work::Probe => panic!("{} is no part of the script", part.file),
        };
        for command in commands {
            let count = calls.iter().filter(|call| answers(call, &command)).count();
            lines.push(format!("{:>4} {} {command}", count, part.file));
        }
    }
    lines
}

/// The words of a command up to the first that differs from machine to machine.
fn start(command: &Asked) -> String {
    if command.is_power_shell() {
        let text = command.words.last().unwrap_or(&"");
        return format!("powershell ... {}", text.get(..text.len().min(160)).unwrap_or(text));
    }
    let plain = command.words.iter().take_while(|word| !word.contains('{') || word.ends_with("vbs"));
    let names = plain.map(|word| word.rsplit('\\').next().unwrap_or(word));
    names.collect::<Vec<_>>().join(" ")
}

fn answers(call: &str, command: &str) -> bool {
    match command.split_once(" ... ") {
        Some((program, rest)) => call.starts_with(program) && call.contains(rest),
        None => call.starts_with(command),
    }
}

#[test]
fn the_script_runs_whole_and_the_doctor_understands_what_it_collects() {
    // One after another: Wine's first start makes its folder.
    let mut calls = english();
    calls.extend(japanese());
    calls.extend(german());
    let lines = ran(&calls);
    println!("calls of each command, in three runs:\n{}", lines.join("\n"));
    let missing: Vec<&String> = lines.iter().filter(|line| line.starts_with("   0 ")).collect();
    assert!(missing.is_empty(), "never ran: {missing:#?}");
    for call in calls.iter().filter(|call| call.starts_with("reg ")) {
        assert!(call.contains(" /v ") && !call.contains("ProductKey") && !call.contains("DigitalProductId"), "{call}");
    }
}

fn english() -> Vec<String> {
    let (run, code, shown) = whole(|| {
        let run =
            Run::new("en", include_str!("../../collector/en.txt"), |text| text.as_bytes().to_vec(), &["curl.exe"]);
        // A bundle of before stays.
        fs::write(run.folder.join("DESK-0417_muster.zip"), "earlier").expect("written");
        let (code, shown) = run.start("DESK-0417", &[]);
        run.system.end_what_hangs();
        (run, code, shown)
    });
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains("Send this file:") && shown.contains("DESK-0417_muster-2.zip"), "{shown}");
    assert_eq!(fs::read(run.folder.join("DESK-0417_muster.zip")).expect("it"), b"earlier");
    let found = sources(&run.folder.join("DESK-0417_muster-2.zip.files"));
    let errors = text(&found, "errors.txt").replace("\r\n", "\n");
    assert_eq!(
        errors.trim(),
        "muster-collect errors 1\n\
         vnextdiag.txt: no answer in 60 seconds; what it had printed until then is kept\n\
         KeyManagementService.evtx: wevtutil epl Key Management Service KeyManagementService.evtx: exit code 15007"
    );
    assert!(text(&found, "vnextdiag.txt").contains("Vnext license not found"));
    let diagnosis = understood(&found);
    assert_eq!(headlines(&diagnosis)[0], "DNS001 Windows(R), Enterprise", "{}", report(&diagnosis));
    run.system.calls()
}

fn japanese() -> Vec<String> {
    let encode = |text: &str| SHIFT_JIS.encode(text).0.into_owned();
    let (run, code, shown) = whole(|| {
        let run = Run::new("ja", include_str!("../../collector/ja.txt"), encode, &["tar.exe"]);
        fs::create_dir_all(run.folder.join("share")).expect("a folder");
        let share = run.folder.join("share").display().to_string().replace('/', "\\");
        let (code, shown) = run.start("KEIRI-022", &["/quiet", &format!("/out:Z:{share}")]);
        (run, code, shown)
    });
    assert_eq!((code, shown.as_str()), (3, ""));
    let found = sources(&run.folder.join("share/KEIRI-022_muster"));
    let errors = text(&found, "errors.txt").replace("\r\n", "\n");
    assert!(errors.contains("all: not run as administrator"), "{errors}");
    assert!(errors.contains("licenses.txt: PowerShell is missing or blocked on this computer"), "{errors}");
    assert!(errors.contains("KeyManagementService.evtx: wevtutil epl Key Management Service"), "{errors}");
    let diagnosis = understood(&found);
    assert!(diagnosis.findings.iter().any(|finding| finding.rule.id == "NET002"), "{}", report(&diagnosis));
    assert!(diagnosis.findings.iter().any(|finding| finding.rule.id == "EVI002"), "{}", report(&diagnosis));
    run.system.calls()
}

fn german() -> Vec<String> {
    let encode = |text: &str| {
        text.chars()
            .map(|c| match c {
                'ä' => 0x84,
                'ü' => 0x81,
                'ö' => 0x94,
                c => c as u8,
            })
            .collect()
    };
    let (run, code, shown) = whole(|| {
        let run = Run::new("de", include_str!("../../collector/de.txt"), encode, &[]);
        let (code, shown) = run.start("BUERO-7", &["/quiet"]);
        (run, code, shown)
    });
    let found = sources(&run.folder.join("BUERO-7_muster.zip.files"));
    assert_eq!((code, shown.as_str()), (0, ""), "{}", text(&found, "errors.txt"));
    let diagnosis = understood(&found);
    let well = ["CLI001 Windows(R), Enterprise", "OFF004 Office LTSC Professional Plus 2021"];
    assert_eq!(headlines(&diagnosis), well, "{}", report(&diagnosis));
    run.system.calls()
}

fn report(diagnosis: &Diagnosis) -> String {
    muster_doctor::report::text(diagnosis, Lang::En)
}

#[test]
fn an_option_that_is_not_known_and_a_folder_that_cannot_be_written_end_with_2() {
    let run = Run::new("usage", "", |text| text.as_bytes().to_vec(), &[]);
    let (code, shown) = run.start("PC", &["/loud"]);
    assert_eq!(code, 2, "{shown}");
    assert!(shown.contains("\"/loud\" is not known"), "{shown}");
    let (code, shown) = run.start("PC", &["/quiet", "/out:Z:\\proc\\nowhere"]);
    assert_eq!(code, 2, "{shown}");
    assert!(shown.contains("cannot write to"), "{shown}");
    assert_eq!(run.system.calls(), [""; 0]);
}
