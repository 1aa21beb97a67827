//! The list of what is collected, and what is made of it: the script and the pages. `MUSTER_BLESS=1 cargo test -p muster-evidence
//! collector` writes them anew.

// The grammar of PowerShell takes long to build, and the commands are the same text on every system.
#[cfg(unix)]
mod power_shell;
mod retired_package;

use muster_core::lang::Lang;
use muster_evidence::collector::{Command, Each, LINUX, NATIVE, Part, WINDOWS, Work, script};
use std::{fs, path::PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn commands() -> impl Iterator<Item = &'static Command> {
    let all = WINDOWS.iter().chain(LINUX).chain(NATIVE).filter_map(|part| match part.work {
        Work::Commands(commands) => Some(commands),
        _ => None,
    });
    all.flatten()
}

#[test]
fn the_script_is_that_of_the_list() {
    let path = root().join("crates/evidence/collector/muster-collect.cmd");
    if option_env!("MUSTER_BLESS").is_some() {
        fs::write(&path, script()).expect("written");
    }
    let written = fs::read(&path).expect("the script");
    assert!(
        written == script(),
        "muster-collect.cmd is not that of the list: MUSTER_BLESS=1 cargo test -p muster-evidence collector"
    );
    let ends = |line: &[u8]| line.is_empty() || line.ends_with(b"\r");
    assert!(written.split(|byte| *byte == b'\n').all(ends), "a line does not end as cmd wants");
}

#[test]
fn the_pages_name_what_is_collected() {
    for (file, lang) in [("docs/collect.md", Lang::En), ("docs/ja/collect.md", Lang::Ja)] {
        let path = root().join(file);
        let mut made = fs::read_to_string(&path).expect("the page");
        for (name, parts) in [("windows", WINDOWS), ("native", NATIVE), ("linux", LINUX)] {
            let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->\n"));
            let (head, rest) = made.split_once(&begin).expect("a mark");
            let (_, tail) = rest.split_once(&end).expect("a mark");
            made = format!("{head}{begin}{}{end}{tail}", table(parts, lang));
        }
        if option_env!("MUSTER_BLESS").is_some() {
            fs::write(&path, &made).expect("written");
        }
        let page = fs::read_to_string(&path).expect("the page");
        assert!(page == made, "{file} is not that of the list: MUSTER_BLESS=1 cargo test -p muster-evidence collector");
    }
}

/// File, command, seconds, reason.
fn table(parts: &[Part], lang: Lang) -> String {
    let head = lang.pick("| file | what is read | seconds | what for |", "| ファイル | 読み取る内容 | 秒 | 目的 |");
    let rows = parts.iter().map(|part| {
        let read = match part.work {
            Work::Commands(commands) => commands.iter().map(shown).collect::<Vec<_>>().join("<br>"),
            Work::Values(values) => {
                let key = |(key, _, names): &(&str, _, &[&str])| format!("`{key}`: {}", names.join(", "));
                values.iter().map(key).collect::<Vec<_>>().join("<br>")
            }
            Work::Health => "`GET /health`".to_owned(),
            Work::Probe => "`muster doctor probe`".to_owned(),
        };
        let each = match part.each {
            Each::Once => "",
            Each::Muster => lang.pick(" (with Muster)", " (Muster がある場合)"),
            Each::MusterClient => lang.pick(" (on a client)", " (クライアントの場合)"),
            Each::MusterHost => lang.pick(" (on a host)", " (ホストの場合)"),
            Each::Host => lang.pick(" (for each host)", " (ホストごと)"),
            Each::Office => lang.pick(" (for each Office)", " (Office ごと)"),
            Each::Suffix => lang.pick(" (for each suffix)", " (サフィックスごと)"),
        };
        format!("| {} | {read}{each} | {} | {} |\n", part.file, part.seconds, part.why.get(lang))
    });
    format!("{head}\n| --- | --- | --- | --- |\n{}", rows.collect::<String>())
}

fn shown(command: &Command) -> String {
    let words = command
        .words
        .iter()
        .map(|word| word.replace("{system}\\", "").replace("{office}\\", "").replace("{bundle}\\", ""));
    format!("`{}`", words.collect::<Vec<_>>().join(" ").replace('|', "\\|"))
}

/// A command is one of these, which only read, or the list names one that was never looked at.
#[test]
fn every_command_only_reads() {
    const READS: &[&[&str]] = &[
        &["cat"],
        &["chronyc", "-n", "tracking"],
        &["cmd", "/d", "/c", "ver"],
        &["cscript", "//nologo", r"{office}\ospp.vbs", "/d"],
        &["cscript", "//nologo", r"{system}\slmgr.vbs", "/ao-list"],
        &["cscript", "//nologo", r"{system}\slmgr.vbs", "/dlv"],
        &["cscript", "//nologo", r"{system}\slmgr.vbs", "/lil"],
        &["cscript", "//nologo", r"{system}\slmgr.vbs", "/ltc"],
        &["cscript", "//nologo", r"{system}\slmgr.vbs", "/xpr"],
        &["curl", "-v", "--connect-timeout", "5", "--max-time", "6", "telnet://"],
        &["dsregcmd", "/status"],
        &["ipconfig", "/all"],
        &["journalctl", "--quiet", "--no-pager", "--output=short-iso", "--lines="],
        &["muster", "client", "events"],
        &["muster", "client", "status"],
        &["muster", "host", "events"],
        &["muster", "host", "machines"],
        &["muster", "host", "status"],
        &["muster", "slmgr", "/dlv"],
        &["netsh", "winhttp", "show"],
        &["nslookup"],
        &["powershell", "-NoProfile", "-NonInteractive", "-Command"],
        &[
            "powershell",
            "-NoProfile",
            "-NonInteractive",
            "-ExecutionPolicy",
            "RemoteSigned",
            "-File",
            r"{office}\vnextdiag.ps1",
            "-action",
            "list",
        ],
        &["resolvectl", "status"],
        &["sc", "qc"],
        &["sc", "query"],
        &["systeminfo"],
        &["timedatectl", "status"],
        &["uname"],
        &["w32tm", "/query"],
        &["w32tm", "/stripchart"],
        &["wevtutil", "epl"],
    ];
    for command in commands() {
        let fits = |known: &&[&str]| {
            known.len() <= command.words.len()
                && known.iter().zip(command.words).all(|(known, word)| word.starts_with(known))
        };
        assert!(READS.iter().any(fits), "{:?} is not known to read only", command.words);
        assert!(command.words.iter().all(|word| !word.contains(['"', '%', '!'])), "{:?}", command.words);
    }
}

/// `/d` of ospp.vbs is where its reading options start: `/dstatus`, `/dhistorykms` …, and also `/duserops`, which changes.
#[test]
fn no_part_changes_who_may_activate_or_reads_a_whole_product_key() {
    let text = String::from_utf8_lossy(&script()).to_lowercase();
    for word in [
        "/duserops",
        "productkeydefault",
        "digitalproductid",
        "reg export",
        "/ato",
        "/act ",
        "/ipk",
        "/rearm",
        "/resync",
    ] {
        assert!(!text.contains(word), "{word}");
    }
    for part in WINDOWS {
        let Work::Values(values) = part.work else { continue };
        for (key, _, names) in values {
            assert!(
                !names.is_empty()
                    && names.iter().all(|name| !name.to_lowercase().contains("productkey") && !name.contains('*')),
                "{key}"
            );
        }
    }
}

#[test]
fn every_part_has_a_file_of_its_own_a_limit_and_a_label_of_its_own() {
    for own in [WINDOWS, LINUX] {
        let parts = || own.iter().chain(NATIVE);
        let label = |part: &Part| part.file.split('.').next().unwrap_or_default().to_lowercase();
        let mut names: Vec<String> = parts().map(label).collect();
        assert!(parts().all(|part| (1..=600).contains(&part.seconds)));
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "labels of cmd do not tell case apart");
    }
    let is_of_script = |part: &Part| {
        matches!(part.work, Work::Commands(_) | Work::Values(_))
            && matches!(part.each, Each::Host | Each::Office | Each::Once | Each::Suffix)
    };
    assert!(WINDOWS.iter().all(is_of_script), "the script has no Muster and no probe");
}
