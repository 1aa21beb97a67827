//! `muster lab --scenario`: something goes wrong in a real site, the machine's own tools print what they print, and the doctor
//! says why from that alone.

mod hosts;
mod keys;
mod members;
mod testbed;

use crate::{failure::Failure, lab::Folder, out};
use muster_core::lang::{Lang, Text};
use muster_core::sentence;
use muster_doctor::{Diagnosis, EvidenceSet, Source, report};
use serde_json::{Value, json};
use std::{path::Path, process::ExitCode};
use testbed::ScenarioTestbed;

type ScenarioFn = fn(&mut ScenarioTestbed) -> Result<(), Failure>;

/// A scenario: its name, what happens, and the rules of which one must be the doctor's verdict.
struct Scenario {
    name: &'static str,
    title: Text,
    causes: &'static [&'static str],
    run: ScenarioFn,
}

const ALL: &[Scenario] = &[
    Scenario {
        name: "host-loss",
        title: Text {
            en: "The only host is gone; renewals fail, licenses hold, another host takes over.",
            ja: "唯一のホストが失われました。更新は失敗しますがライセンスは維持され、別のホストが引き継ぎます。",
        },
        causes: &["NET001", "NET004", "DNS009", "DNS012"],
        run: hosts::loss,
    },
    Scenario {
        name: "stale-srv",
        title: Text {
            en: "The SRV record names a host that was retired, and nobody removed it.",
            ja: "廃止されたホストの SRV レコードが削除されずに残っています。",
        },
        causes: &["DNS002", "DNS008", "DNS009"],
        run: hosts::stale_srv,
    },
    Scenario {
        name: "cloned-image",
        title: Text {
            en: "Machines were copied from one image and share a CMID: the count does not grow.",
            ja: "1 つのイメージから複製されたコンピューターが同じ CMID を使用しているため、カウントが増えません。",
        },
        causes: &["CNT003"],
        run: hosts::cloned_image,
    },
    Scenario {
        name: "clock",
        title: Text {
            en: "The clock of a machine is five hours ahead of the host's.",
            ja: "コンピューターの時計がホストより 5 時間進んでいます。",
        },
        causes: &["TIM001"],
        run: hosts::clock,
    },
    Scenario {
        name: "wrong-product",
        title: Text {
            en: "The host key does not cover the product that asks.",
            ja: "ホスト キーが、要求された製品に対応していません。",
        },
        causes: &["HST003"],
        run: hosts::wrong_product,
    },
    Scenario {
        name: "phone-desk",
        title: Text {
            en: "A host without a network is activated by telephone; first a digit is mistyped.",
            ja: "ネットワークのないホストを電話でライセンス認証します。最初に数字を 1 つ打ち間違えます。",
        },
        causes: &["MAK006"],
        run: keys::phone_desk,
    },
    Scenario {
        name: "mak-exhausted",
        title: Text {
            en: "A MAK has been used as often as it may; one machine gives its activation back.",
            ja: "MAK のライセンス認証回数が上限に達しています。1 台がライセンス認証を返却します。",
        },
        causes: &["MAK001"],
        run: keys::mak_exhausted,
    },
    Scenario {
        name: "directory",
        title: Text {
            en: "A member of a directory finds no activation object there, until there is one.",
            ja: "ディレクトリのメンバーがライセンス認証オブジェクトを見つけられません。作成するとライセンス認証されます。",
        },
        causes: &["ADB001"],
        run: members::directory,
    },
    Scenario {
        name: "token",
        title: Text {
            en: "The certificate that is to activate was revoked; another one activates.",
            ja: "ライセンス認証に使用する証明書が失効しています。別の証明書でライセンス認証を行います。",
        },
        causes: &["TOK001"],
        run: members::token,
    },
];

/// How a scenario ended.
struct ScenarioResult {
    scenario: &'static Scenario,
    testbed: ScenarioTestbed,
    diagnosis: Diagnosis,
}

/// Runs one scenario, or all of them.
pub(super) async fn run(name: &str, keep: Option<&Path>, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let chosen: Vec<&Scenario> = ALL.iter().filter(|scenario| name == "all" || scenario.name == name).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = ALL.iter().map(|scenario| scenario.name).collect();
        return Err(Failure::usage(sentence!(
            "there is no scenario '{name}': all, {names}",
            "シナリオ '{name}' はありません。使用できるシナリオ: all, {names}",
            names = names.join(", ")
        )));
    }
    let folder = Folder::new(keep)?;
    let mut documents = Vec::new();
    let mut named = true;
    for scenario in chosen {
        let directory = folder.path().join(scenario.name);
        let result = run_one(scenario, directory).await?;
        named &= result.is_named();
        match json {
            true => documents.push(result.document(lang)),
            false => out::print(&result.text(lang)),
        }
    }
    if json {
        out::json(&documents);
    }
    Ok(if named { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn run_one(scenario: &'static Scenario, directory: std::path::PathBuf) -> Result<ScenarioResult, Failure> {
    let testbed = ScenarioTestbed::new(&directory).await?;
    let result = tokio::task::spawn_blocking(move || {
        let mut testbed = testbed;
        (scenario.run)(&mut testbed).map(|()| testbed)
    });
    let testbed = result.await.map_err(|error| Failure::foreign(muster_core::code::UNEXPECTED, error))??;
    let case: EvidenceSet = muster_doctor::read(testbed.evidence());
    for Source { name, bytes } in testbed.evidence() {
        std::fs::write(directory.join(name), bytes)?;
    }
    Ok(ScenarioResult { scenario, diagnosis: Diagnosis::of(&case), testbed })
}

impl ScenarioResult {
    /// Whether one of the scenario's causes is a headline.
    fn is_named(&self) -> bool {
        self.headlines().any(|rule| self.scenario.causes.contains(&rule))
    }

    fn headlines(&self) -> impl Iterator<Item = &'static str> {
        self.diagnosis.headline.iter().map(|finding| finding.rule.id)
    }

    fn document(&self, lang: Lang) -> Value {
        json!({
            "scenario": self.scenario.name,
            "causes": self.scenario.causes,
            "verdict": self.headlines().collect::<Vec<_>>(),
            "named": self.is_named(),
            "steps": self.testbed.steps(lang),
        })
    }

    fn text(&self, lang: Lang) -> String {
        let mark = if self.is_named() { "✓" } else { "✗" };
        let mut text = format!("\n{mark} {}\n  {}\n\n", self.scenario.name, self.scenario.title.get(lang));
        for step in self.testbed.steps(lang) {
            text.push_str(&format!("  · {step}\n"));
        }
        let said = lang.pick("The doctor, from what the tools printed:", "ツールの出力に基づく doctor の診断:");
        text.push_str(&format!("\n  {said}\n"));
        // The verdict and what to do next; the rest of the report is for whoever runs the doctor on the kept evidence.
        let report = report::text(&self.diagnosis, lang);
        let head: Vec<&str> = report.split("\n\n").take(2).collect();
        let report = head.join("\n\n");
        report.lines().for_each(|line| text.push_str(&format!("{}\n", format!("    {line}").trim_end())));
        text
    }
}
