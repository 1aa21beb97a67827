//! The command line for people: help and errors in both languages, manual, completions, exit codes.

use crate::command::{muster, run, run_ok, text};
use muster_core::lang::Lang;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares a generated file, or writes it under `MUSTER_BLESS=1`.
#[track_caller]
fn check_generated(name: &str, content: &str) {
    let path = root().join(name);
    if option_env!("MUSTER_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, content).expect("written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == content, "{name} is not that of the command: MUSTER_BLESS=1 cargo test -p muster --test it");
}

#[test]
fn the_manual_is_that_of_the_command() {
    for (lang, folder) in [("en", "docs/man"), ("ja", "docs/man/ja")] {
        let made = tempfile::tempdir().expect("a folder");
        run_ok(["--lang", lang, "man", "--out", made.path().to_str().expect("a path")]);
        let mut pages = 0;
        for entry in fs::read_dir(made.path()).expect("pages") {
            let page = entry.expect("a page");
            let name = page.file_name().into_string().expect("a name");
            check_generated(&format!("{folder}/{name}"), &fs::read_to_string(page.path()).expect("a page"));
            pages += 1;
        }
        let there = fs::read_dir(root().join(folder)).expect("pages").filter_map(Result::ok);
        let there = there.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "1")).count();
        assert_eq!(there, pages, "{folder} holds pages of commands that are gone");
    }
    assert_eq!(run_ok(["man", "host"]), fs::read_to_string(root().join("docs/man/muster-host.1")).expect("a page"));
    assert_eq!(run(["man", "nonsense"]).status.code(), Some(2));
}

#[test]
fn the_completions_are_those_of_the_command() {
    let shells = [("bash", "muster.bash"), ("fish", "muster.fish"), ("powershell", "_muster.ps1"), ("zsh", "_muster")];
    for (shell, name) in shells {
        check_generated(&format!("packaging/completions/{name}"), &run_ok(["completions", shell]));
    }
}

/// What bash offers after a line, by the script that is installed.
#[test]
fn bash_completes_commands_and_options() {
    let script = root().join("packaging/completions/muster.bash");
    let offered = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let code = format!(
            "source {}; COMP_WORDS=({line}); COMP_CWORD={}; _muster muster '{}' ''; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            script.display(),
            words.len() - 1,
            words.last().expect("a word"),
        );
        text(&Command::new("bash").args(["-c", &code]).output().expect("bash").stdout)
    };
    assert_eq!(offered("muster ho"), "host\n");
    assert_eq!(offered("muster host exp"), "export\n");
    assert_eq!(offered("muster host export --fo"), "--format\n--force\n");
}

#[test]
fn exit_codes_are_documented_once() {
    let page = fs::read_to_string(root().join("docs/exit-codes.md")).expect("a page");
    for (code, meaning) in muster::exit::CODES {
        assert!(page.contains(&format!("\n| {code} | {} | {} |\n", meaning.en, meaning.ja)), "{code}: {}", meaning.en);
        for lang in [Lang::En, Lang::Ja] {
            let help = run_ok(["--lang", lang.pick("en", "ja"), "--help"]);
            assert!(help.contains(&format!("\n  {code}  {}\n", meaning.get(lang))), "{help}");
        }
    }
}

#[test]
fn help_is_in_japanese_by_option_variable_or_locale() {
    let by_option = run_ok(["--lang", "ja", "host", "init", "--help"]);
    for part in [
        "このコンピューターをホストにします。",
        "使用法: muster host init [オプション] --root <FILE> --pack <FILE>\n",
        "オプション:\n",
        "共通オプション:\n",
        "[環境変数: MUSTER_STATE]",
        "[既定値: /var/lib/muster]",
    ] {
        assert!(by_option.contains(part), "{part}: {by_option}");
    }
    assert_eq!(run_ok(["host", "init", "--lang=ja", "--help"]), by_option);
    for (name, value) in [("MUSTER_LANG", "ja"), ("LANG", "ja_JP.UTF-8"), ("LC_ALL", "ja_JP.eucJP")] {
        let output = muster(["host", "init", "--help"]).env(name, value).output().expect("muster runs");
        let expected =
            if name == "MUSTER_LANG" { by_option.replace("MUSTER_LANG=", "MUSTER_LANG=ja") } else { by_option.clone() };
        assert_eq!(text(&output.stdout), expected, "{name}");
    }
    let english = muster(["--lang", "en", "host", "init", "--help"]).env("LANG", "ja_JP.UTF-8").output();
    assert!(text(&english.expect("muster runs").stdout).contains("Usage: muster host init [OPTIONS]"));
    let unset = muster(["host", "init", "--help"]).env("MUSTER_LANG", "").output().expect("muster runs");
    assert!(unset.status.success() && text(&unset.stdout).contains("Usage:"));
}

#[test]
fn a_command_line_that_is_not_understood_is_told_in_japanese() {
    let cases: [(&[&str], &str); 6] = [
        (&["hots"], "エラー: コマンド 'hots' は認識されません\n\n  ヒント: 'host' ではありませんか?\n"),
        (
            &["host", "status", "--jsno"],
            "エラー: 引数 '--jsno' は認識されません\n\n  ヒント: '--json' ではありませんか?\n",
        ),
        (&["host", "release"], "エラー: 必須の引数が指定されていません: <MACHINE>\n"),
        (
            &["host", "export", "--format", "xml"],
            "エラー: '--format <FORMAT>' に値 'xml' は指定できません\n  [使用できる値: csv, json, text]\n",
        ),
        (&["plan", "--days", "0"], "エラー: '--days <DAYS>' の値 '0' が正しくありません: 0 is not in 1..=3650\n"),
        (&["plan", "a.toml", "--days", "9"], "と同時に指定できません\n"),
    ];
    for (words, expected) in cases {
        let output = run([&["--lang", "ja"], words].concat());
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(expected), "{words:?}: {told}");
        assert!(told.ends_with("\n詳細については、'--help' を指定して実行してください。\n"), "{told}");
        // clap gives no usage where only a value is wrong.
        assert!(told.contains("の値 ") || told.contains("に値 ") || told.contains("\n使用法: muster "), "{told}");
    }
    let short = run(["--lang", "ja", "host"]);
    assert!(text(&short.stderr).contains("コマンド:\n"), "{}", text(&short.stderr));
    assert_eq!(short.status.code(), Some(2));
}

#[test]
fn a_link_called_slmgr_shows_the_command_that_it_stands_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let link = folder.path().join("slmgr");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_muster"), &link).expect("a link");
    let output = Command::new(link).arg("--help").env_clear().output().expect("muster runs");
    assert!(text(&output.stdout).contains("Usage: muster slmgr "), "{}", text(&output.stdout));
}
