//! The page of a rule in `docs/rules`, made from the rule itself.

use super::step_commands::groups;
use crate::{
    next_step,
    rule::{Role, Rule, Scope, Step},
};
use muster_core::lang::Lang;
use muster_evidence::Kind;

/// The page of a rule: what it finds, on what evidence, and what to do, in English and Japanese.
pub fn rule_page(rule: &'static Rule) -> String {
    let mut page = format!("# {}\n\n<!-- Generated from the rule in crates/doctor/src/rules. -->\n", rule.id);
    for lang in [Lang::En, Lang::Ja] {
        page.push_str(&section(rule, lang));
    }
    page
}

fn section(rule: &'static Rule, lang: Lang) -> String {
    let mut text = format!("\n## {}\n\n{}\n\n| | |\n| --- | --- |\n", rule.title.get(lang), rule.finding.get(lang));
    properties(rule, lang).iter().for_each(|(name, value)| text.push_str(&format!("| {name} | {value} |\n")));
    text.push_str(&format!("\n### {}\n\n", lang.pick("What to do", "対処方法")));
    for (number, step) in next_step::example(rule).iter().enumerate() {
        text.push_str(&format!("{}. {}\n", number + 1, step.text(lang)));
        for (caption, lines) in groups(step, lang) {
            let lines = lines.iter().map(|line| format!("     {line}\n")).collect::<String>();
            text.push_str(&format!("   - {caption}\n\n     ```text\n{lines}     ```\n\n"));
        }
        let labels = [
            (lang.pick("who", "担当"), step.who.text().get(lang)),
            (lang.pick("risk", "影響"), step.risk(lang)),
            (lang.pick("undo", "元に戻す方法"), step.undo(lang)),
            (lang.pick("worked if", "成功の確認"), step.check(lang)),
        ];
        labels.iter().for_each(|(name, value)| text.push_str(&format!("   - {name}: {value}\n")));
        if let Some(article) = step.article {
            let see = lang.pick("see", "参照");
            text.push_str(&format!("   - {see}: [{}]({})\n", article.title.get(lang), article.link));
        }
    }
    text
}

/// Its rows of the table: name and value.
fn properties(rule: &'static Rule, lang: Lang) -> Vec<(&'static str, String)> {
    let role = match rule.role {
        Role::Cause => lang.pick("cause", "原因"),
        Role::State => lang.pick("state", "状態"),
        Role::Side => lang.pick("beside the cause", "付随事項"),
        Role::Noise => lang.pick("harmless", "無視可"),
    };
    // Empty where it applies to all.
    let scope = match rule.scope {
        Scope::Any => "",
        Scope::Windows => "Windows",
        Scope::Office => "Office",
        Scope::Host => lang.pick("hosts", "ホスト"),
        Scope::Muster => "Muster",
    };
    let step = if rule.step == Step::None { "–" } else { rule.step.name(lang) };
    let needs = if rule.needs.is_empty() {
        lang.pick("any", "任意").to_owned()
    } else {
        format!("`{}`", Kind::join(rule.needs, "`, `"))
    };
    let command = format!("`{}`", next_step::example_command(rule));
    let words: Vec<String> = rule.labels.iter().map(|label| format!("`{}`", label.word())).collect();
    let labels =
        (lang.pick("Labels (`muster doctor accuracy`)", "ラベル (`muster doctor accuracy`)"), words.join(", "));
    let mut rows = vec![
        (lang.pick("Severity", "重大度"), rule.severity.name(lang).to_owned()),
        (lang.pick("Confidence", "確度"), rule.confidence.name(lang).to_owned()),
        (lang.pick("Kind", "区分"), role.to_owned()),
        (lang.pick("Applies to", "対象"), scope.to_owned()),
        (lang.pick("Step", "段階"), step.to_owned()),
        (lang.pick("Evidence, one of", "診断データ (いずれか)"), needs),
        (lang.pick("Command that supplies it", "診断データを得るコマンド"), command),
        (lang.pick("Sources", "出典"), rule.sources.to_owned()),
        labels,
    ];
    rows.retain(|(_, value)| !value.is_empty());
    rows
}
