//! The commands of a step for people: in order, under captions that say where they are typed.

use crate::next_step::{Command, NextStep, Shell};
use muster_core::lang::Lang;

/// The commands that are typed in one place one after the other, with its caption.
pub(super) fn groups(step: &NextStep, lang: Lang) -> Vec<(String, Vec<&str>)> {
    // Which product a command is for is said only where a step has commands for several.
    let products = step.commands.iter().filter_map(Command::product).collect::<std::collections::BTreeSet<_>>();
    let several = products.len() > 1;
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for command in &step.commands {
        let caption = caption(command, several, lang);
        match found.last_mut() {
            Some((last, lines)) if *last == caption => lines.push(&command.line),
            _ => found.push((caption, vec![&command.line])),
        }
    }
    found
}

fn caption(command: &Command, several: bool, lang: Lang) -> String {
    let place = match command.shell {
        Shell::Cmd => lang.pick("Command Prompt, elevated:", "コマンド プロンプト (管理者として実行):"),
        Shell::PowerShell => lang.pick("PowerShell, elevated:", "PowerShell (管理者として実行):"),
        Shell::OsLicense => lang.pick(
            "or PowerShell with OSLicense (KB5124008), elevated:",
            "または PowerShell の OSLicense (KB5124008、管理者として実行):",
        ),
        Shell::Zone => lang.pick("or a line of the zone file of BIND:", "または BIND のゾーン ファイルの行:"),
        Shell::Sh => lang.pick("Shell, with the rights of root:", "シェル (root 権限):"),
    };
    match command.product().filter(|_| several) {
        Some(product) => format!("{product}{}{place}", lang.pick(", ", "、")),
        None => place.to_owned(),
    }
}

/// The commands that come first, typed in one place, as one line.
pub(super) fn one_line(step: &NextStep) -> String {
    let Some(first) = step.commands.first() else { return String::new() };
    let lines: Vec<&str> = step
        .commands
        .iter()
        .take_while(|command| command.shell == first.shell && command.product() == first.product())
        .map(|command| command.line.as_str())
        .collect();
    let and = match first.shell {
        Shell::Cmd => " & ",
        Shell::Sh => " && ",
        Shell::PowerShell | Shell::OsLicense | Shell::Zone => "; ",
    };
    lines.join(and)
}
