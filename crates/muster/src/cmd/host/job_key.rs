//! Whoever has a product key installed looks first at the machines that it is sealed to: a machine names itself as it likes, and only its
//! key tells it from another.

use super::job_table::{machine_table, print_table};
use crate::{failure::Failure, out, table::table_lines};
use muster_core::{
    code,
    lang::{Lang, Text},
    sentence,
    sentence::Sentence,
};
use muster_host::ChosenMachines;
use std::io::{self, IsTerminal};

const COMPARE: Text = Text {
    en: "compare each key with `muster client machine-key` on the machine, and repeat with --yes",
    ja: "各キーを、コンピューターで `muster client machine-key` を実行して表示されるキーと比較し、--yes を付けてもう一度実行してください。",
};

/// Shows the machines with their keys, and asks. Where nobody can be asked, the failure shows them.
pub(super) fn confirm(chosen: &ChosenMachines, yes: bool, json: bool, lang: Lang) -> Result<(), Failure> {
    // That no machine has an agent is said when the job is to begin.
    if chosen.machines.is_empty() || yes && json {
        return Ok(());
    }
    let refused = |detail: Sentence| Failure::new(code::INVALID_ARGUMENT, detail).advising(Some(COMPARE)).into_usage();
    if !yes && (json || !io::stdin().is_terminal()) {
        let lines = |lang| table_lines(&machine_table(&chosen.machines, lang), 4).join("\n");
        return Err(refused(sentence!(lang =>
            "the product key is to be sealed to these machines:\n{table}",
            "プロダクト キーは次のコンピューター宛てに暗号化されます:\n{table}",
            table = lines(lang)
        )));
    }
    out::line(lang.pick(
        "The product key is sealed to these machines. Whoever holds one of these keys can read it:",
        "プロダクト キーは次のコンピューター宛てに暗号化されます。これらのキーの所有者はプロダクト キーを読み取ることができます:",
    ));
    print_table(&machine_table(&chosen.machines, lang));
    if yes || agreed(lang) {
        return Ok(());
    }
    Err(refused(sentence!("nothing was sealed", "プロダクト キーは送信されていません")))
}

fn agreed(lang: Lang) -> bool {
    out::line(lang.pick(
        "Are these the keys that `muster client machine-key` shows on the machines? yes or no:",
        "各コンピューターの `muster client machine-key` で表示されるキーと一致していますか? yes または no を入力してください:",
    ));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).is_ok() && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}
