//! Writes `muster-collect.cmd` from its template and the parts.

use super::{
    marks::{ERRORS_HEAD, MANIFEST_HEAD, NOT_ELEVATED},
    part::{Command, Depth, Each, Exit, Part, Work},
    windows::{WINDOWS, WORDS},
};
use encoding_rs::SHIFT_JIS;

const TEMPLATE: &str = include_str!("../../collector/template.cmd");

/// The script: in code page 932, for the console of Japanese Windows shows its texts in that, with the line ends of cmd.
pub fn script() -> Vec<u8> {
    let text = TEMPLATE
        .replace("{errors_head}", ERRORS_HEAD)
        .replace("{manifest_head}", MANIFEST_HEAD)
        .replace("{not_elevated}", NOT_ELEVATED)
        .replace("{words}", WORDS)
        .replace("{parts_count}", &WINDOWS.len().to_string())
        .replace("{calls}", &calls())
        .replace("{labels}", &WINDOWS.iter().map(label).collect::<Vec<_>>().join("\n"));
    SHIFT_JIS.encode(&text.replace('\n', "\r\n")).0.into_owned()
}

/// The calls of the parts; before the first that needs a list, the list is made.
fn calls() -> String {
    let mut text = String::new();
    let mut listed = vec![Each::Once];
    for part in WINDOWS {
        if !listed.contains(&part.each) {
            listed.push(part.each);
            text.push_str(&format!("call :{}\n", list(part.each)));
        }
        let call = if needs_power_shell(part) { "power_shell_part" } else { "part" };
        text.push_str(&format!("call :{call} {} {}\n", part.file, part.seconds));
    }
    text
}

fn list(each: Each) -> &'static str {
    match each {
        Each::Host => "list_hosts",
        Each::Office => "list_offices",
        _ => "list_suffixes",
    }
}

/// Parts run in PowerShell as a whole or not at all.
fn needs_power_shell(part: &Part) -> bool {
    matches!(part.work, Work::Commands(commands) if commands.iter().any(Command::is_power_shell))
}

/// What a part runs, below its label.
fn label(part: &Part) -> String {
    let name = part.file.split('.').next().unwrap_or_default();
    let (open, close) = match part.each {
        Each::Muster | Each::MusterClient | Each::MusterHost | Each::Once => ("", ""),
        Each::Suffix => (
            "if not exist \"%MC_TMP%\\suffixes\" goto part_end\nfor /f \"usebackq delims=\" %%d in (\"%MC_TMP%\\suffixes\") do (\n",
            ")\n",
        ),
        Each::Office => (
            "if not exist \"%MC_TMP%\\offices\" goto part_end\nfor /f \"usebackq delims=\" %%o in (\"%MC_TMP%\\offices\") do (\n",
            ")\n",
        ),
        Each::Host => (
            "if not exist \"%MC_TMP%\\hosts\" goto part_end\nfor /f \"usebackq tokens=1,2\" %%h in (\"%MC_TMP%\\hosts\") do (\n\
             set \"MUSTER_HOST=%%h\"\nset \"MUSTER_PORT=%%i\"\n",
            ")\n",
        ),
    };
    let lines: String = match part.work {
        Work::Commands(commands) => commands.iter().map(command).collect(),
        Work::Values(values) => values.iter().map(|(key, depth, names)| query(key, *depth, names)).collect(),
        Work::Health | Work::Probe => String::new(),
    };
    format!(":do_{name}\n{open}{lines}{close}goto part_end\n")
}

/// The prompt with the command, which tells the doctor what was asked, and the command.
fn command(command: &Command) -> String {
    let (program, arguments) = command.words.split_first().unwrap_or((&"", &[]));
    let place = match *program {
        "cmd" => "\"%ComSpec%\"".to_owned(),
        "powershell" => "\"%MC_PSEXE%\"".to_owned(),
        program => format!("\"%MC_SYS%\\{program}.exe\""),
    };
    let words = |text: fn(&str) -> String| arguments.iter().map(|word| format!(" {}", text(word))).collect::<String>();
    let needed = command.words.iter().find(|word| word.starts_with("{office}"));
    let condition = match (command.exit, needed) {
        (_, Some(file)) => format!("if exist {} ", quoted(file)),
        (Exit::Any, None) if *program != "cmd" => format!("if exist {place} "),
        _ => String::new(),
    };
    let mut lines = String::new();
    if !command.is_power_shell() {
        lines +=
            &format!("{condition}echo.\n{condition}echo C:\\^>{program}{}\n", words(shown).replace("%MC_DIR%\\", ""));
    }
    lines += &format!("{condition}{place}{} 2>&1\n", words(quoted));
    if command.exit == Exit::Zero {
        // HRESULTs of scripts are negative.
        let failed = format!("call :failed \"{}\"\n", command.title());
        lines += &format!("if errorlevel 1 {failed}if not errorlevel 0 {failed}");
    }
    lines
}

/// One line for all values of a key. A value that is missing is no failure.
fn query(key: &str, depth: Depth, names: &[&str]) -> String {
    let tree = if depth == Depth::Tree { " /s" } else { "" };
    format!("for %%v in ({}) do \"%MC_SYS%\\reg.exe\" query \"{key}\"{tree} /v %%v 2>nul\n", names.join(" "))
}

/// Placeholders as what the script has for them, in quotes wherever cmd would understand a character.
fn quoted(word: &str) -> String {
    let filled = filled(word);
    if filled.chars().all(is_plain) { filled } else { format!("\"{filled}\"") }
}

/// The same to be printed: what stands for a name in a loop needs no quotes there.
fn shown(word: &str) -> String {
    if word.replace(['{', '}'], "").chars().all(is_plain) { filled(word) } else { quoted(word) }
}

fn filled(word: &str) -> String {
    word.replace("{system}", "%MC_SYS%")
        .replace("{bundle}", "%MC_DIR%")
        .replace("{office}", "%%o")
        .replace("{suffix}", "%%d")
        .replace("{host}", "%%h")
        .replace("{port}", "%%i")
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./:=".contains(c)
}
