//! What the lab found: a table for a person, a document for a program.

use super::{
    fleet::{Kind, Row, Tried},
    running_lab::{DOMAIN, Lab},
};
use crate::{cmd, failure::Failure, slmgr, table::columns};
use muster_core::{client::license::Status, code, lang::Lang};
use muster_proto::instant;
use muster_testbed::LEDGER_THRESHOLD;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

const CLONE_EVENT: u16 = 12401;

/// How a lab ended.
pub(super) struct Summary {
    rows: Vec<Row>,
    fleet: u32,
    host: Value,
    count: u32,
    clones_flagged: usize,
}

impl Summary {
    pub(super) fn new(lab: &Lab, rows: Vec<Row>, fleet: u32) -> Result<Self, Failure> {
        let host = lab.host.open()?;
        let mut admin = host.admin()?;
        let report = admin.report(lab.clock.now())?;
        let clones_flagged = admin.events(100)?.iter().filter(|event| event.id == CLONE_EVENT).count();
        let count = report.counts.first().map_or(0, |count| count.count);
        Ok(Self { rows, fleet, host: cmd::host::status(&host)?, count, clones_flagged })
    }

    /// Whether exactly the intended machines ended in the intended state: a pool of distinct machines up to its cap, the
    /// clone counted once and flagged, and every machine with its code.
    pub(super) fn is_as_intended(&self) -> bool {
        let count = self.fleet.min(2 * LEDGER_THRESHOLD);
        self.count == count && self.clones_flagged == 1 && self.rows.iter().all(|row| self.row_is_as_intended(row))
    }

    fn row_is_as_intended(&self, row: &Row) -> bool {
        let code = row.kind.intended(self.fleet);
        let licensed = row.status == Status::Licensed;
        let last = row.tries.last().is_some_and(|tried| tried.code == code);
        let refused_first = row.tries.first().is_some_and(|tried| tried.code == code::COUNT_TOO_LOW);
        let early = row.kind == Kind::Healthy && self.place(row) < LEDGER_THRESHOLD as usize - 1;
        last && licensed == (code == code::SUCCESS) && refused_first == (early || code == code::COUNT_TOO_LOW)
    }

    fn place(&self, row: &Row) -> usize {
        self.rows.iter().position(|other| other.name == row.name).unwrap_or(usize::MAX)
    }

    /// The signed activation of every machine that has one.
    pub(super) fn activations(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().filter_map(|row| Some((row.name.as_str(), row.activation.as_deref()?)))
    }

    /// The machine form.
    pub(super) fn document(&self) -> Value {
        json!({
            "domain": DOMAIN,
            "as_intended": self.is_as_intended(),
            "threshold": LEDGER_THRESHOLD,
            "count": self.count,
            "clones_flagged": self.clones_flagged,
            "host": self.host,
            "machines": self.rows.iter().map(|row| self.row_document(row)).collect::<Vec<_>>(),
        })
    }

    fn row_document(&self, row: &Row) -> Value {
        json!({
            "name": row.name,
            "kind": kind_name(row.kind),
            "cmid": row.cmid.to_string(),
            "product": row.product,
            "tries": row.tries.iter().map(|tried| json!({
                "at": instant::rfc3339(tried.at), "code": tried.code.to_string(), "count": tried.count,
            })).collect::<Vec<_>>(),
            "status": row.status.number(),
            "until": row.until.map(instant::rfc3339),
            "intended_code": row.kind.intended(self.fleet).to_string(),
            "as_intended": self.row_is_as_intended(row),
        })
    }

    /// The form for a person.
    pub(super) fn text(&self, lab: &Lab, kept: bool, lang: Lang) -> Result<String, Failure> {
        let mut text = format!("\n{}\n\n", self.headline(lang));
        text.push_str(&table(&self.lines(lang), lang));
        text.push_str(&format!("\n{}\n\n", self.verdict(lang)));
        text.push_str(&format!("{}\n\n", lang.pick("slmgr /dlv on the host:", "ホストでの slmgr /dlv:")));
        let block = slmgr::host_text(&lab.host.open()?, true, None, lab.clock.now(), &crate::cmd::locale(lang))?;
        block.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
        text.push_str(&next(lab, kept, lang));
        Ok(text)
    }

    fn headline(&self, lang: Lang) -> String {
        let fleet = self.fleet;
        lang.pick(
            format!(
                "{fleet} machines and 4 that are faulty on purpose, in {DOMAIN}; \
                     Ledger 9 Professional needs {LEDGER_THRESHOLD} machines."
            ),
            format!(
                "{DOMAIN} の {fleet} 台と、意図的に異常のある 4 台。\
                     Ledger 9 Professional のしきい値は {LEDGER_THRESHOLD} 台です。"
            ),
        )
    }

    fn verdict(&self, lang: Lang) -> String {
        let licensed = self.rows.iter().filter(|row| row.status == Status::Licensed).count();
        let wrong = self.rows.iter().filter(|row| !self.row_is_as_intended(row)).count();
        if self.is_as_intended() {
            return lang.pick(
                format!("Every machine ended as intended: {licensed} licensed, the host counts {}.", self.count),
                format!(
                    "すべて意図したとおりの結果です: {licensed} 台がライセンス済み、ホストのカウントは {}。",
                    self.count
                ),
            );
        }
        lang.pick(
            format!(
                "NOT as intended: {wrong} machine(s) differ; the host counts {}, clones flagged {}.",
                self.count, self.clones_flagged
            ),
            format!(
                "意図した結果と異なります: {wrong} 台が不一致、ホストのカウントは {}、検出された複製は {}。",
                self.count, self.clones_flagged
            ),
        )
    }

    /// Machines with the same outcome share a line.
    fn lines(&self, lang: Lang) -> Vec<[String; 5]> {
        let mut groups: Vec<Vec<&Row>> = Vec::new();
        for row in &self.rows {
            match groups.last_mut().filter(|group| group.first().is_some_and(|first| outcome(first) == outcome(row))) {
                Some(group) => group.push(row),
                None => groups.push(vec![row]),
            }
        }
        groups.iter().map(|group| self.line(group, lang)).collect()
    }

    fn line(&self, group: &[&Row], lang: Lang) -> [String; 5] {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { return Default::default() };
        let name = if group.len() == 1 { first.name.clone() } else { format!("{} … {}", first.name, last.name) };
        let mark = if group.iter().all(|row| self.row_is_as_intended(row)) { "✓" } else { "✗" };
        let tried = |index: usize| tries_text(group, index, lang);
        let end = match (first.status, first.until) {
            (Status::Licensed, Some(until)) => {
                let day = instant::rfc3339(until).chars().take(10).collect::<String>();
                lang.pick(format!("licensed until {day}"), format!("{day} までライセンス済み"))
            }
            _ => lang.pick("initial grace period", "初期猶予期間").to_owned(),
        };
        let kind = kind_text(first.kind, lang);
        [format!("{mark} {name}"), tried(0), tried(1), end, kind.to_owned()]
    }
}

type Outcome = (Kind, Status, Vec<code::Code>);

fn outcome(row: &Row) -> Outcome {
    (row.kind, row.status, row.tries.iter().map(|tried| tried.code).collect())
}

fn tries_text(group: &[&Row], index: usize, lang: Lang) -> String {
    let tries: Vec<&Tried> = group.iter().filter_map(|row| row.tries.get(index)).collect();
    let Some(first) = tries.first() else { return String::new() };
    let counts = tries.iter().filter_map(|tried| tried.count);
    let (low, high) = (counts.clone().min(), counts.max());
    let counted = match (low, high) {
        (Some(low), Some(high)) if low == high => lang.pick(format!(", count {low}"), format!("、カウント {low}")),
        (Some(low), Some(high)) => lang.pick(format!(", count {low}…{high}"), format!("、カウント {low}…{high}")),
        _ => String::new(),
    };
    let outcome = if first.code == code::SUCCESS {
        lang.pick("activated", "ライセンス認証成功").to_owned()
    } else {
        first.code.to_string()
    };
    format!("{outcome}{counted}")
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Healthy => "healthy",
        Kind::Clone => "clone",
        Kind::Clock => "clock",
        Kind::WrongProduct => "wrong_product",
        Kind::NoRecord => "no_record",
    }
}

fn kind_text(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Healthy => "",
        Kind::Clone => lang.pick("copied image: counted once, flagged", "複製イメージ: カウントは 1 台分、検出済み"),
        Kind::Clock => lang.pick("clock 5 hours fast", "時計が 5 時間進んでいる"),
        Kind::WrongProduct => lang.pick("product that the host does not cover", "ホストが対応していない製品"),
        Kind::NoRecord => lang.pick("domain without SRV record", "SRV レコードのないドメイン"),
    }
}

fn table(lines: &[[String; 5]], lang: Lang) -> String {
    let header = lang
        .pick(
            ["  Machines", "First try", "After 120 minutes", "In the end", ""],
            ["  コンピューター", "1 回目", "120 分後", "結果", ""],
        )
        .map(str::to_owned);
    let rows = columns(&[&[header], lines].concat(), 5);
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        text.push_str(row.join("   ").trim_end());
        text.push('\n');
        if index == 0 {
            text.push_str(&format!("  {}\n", "─".repeat(row.concat().width() + 10)));
        }
    }
    text
}

fn next(lab: &Lab, kept: bool, lang: Lang) -> String {
    if !kept {
        return format!(
            "\n{}\n",
            lang.pick(
                "Where to look next: muster lab --keep DIR keeps every key, document and store of this run;\n\
             muster lab --stay leaves the host running for a machine of your own.",
                "次の手順: muster lab --keep DIR を使用すると、キー、署名済み文書、データベースがすべて残ります。\n\
             muster lab --stay を使用すると、ホストを実行したまま別のコンピューターを追加できます。",
            )
        );
    }
    let directory = lab.directory.display();
    let lines = [
        (format!("muster --state {directory} host events"), lang.pick("the host's events", "ホストのイベント")),
        (
            format!("muster --state {directory} host machines"),
            lang.pick("the inventory, clones marked", "インベントリ (複製の表示付き)"),
        ),
        (
            format!("muster --state {directory}/machines/pc-0001 slmgr --identity pc-0001 /dlv"),
            lang.pick("a client", "クライアント"),
        ),
        (
            format!("{directory}/activations/pc-0001.jws"),
            lang.pick("its activation, verifiable with root.jwk", "署名済みのライセンス認証 (root.jwk で検証可能)"),
        ),
    ];
    let mut text = format!("\n{}\n", lang.pick("Where to look next:", "次の手順:"));
    lines.iter().for_each(|(command, what)| text.push_str(&format!("    {what}:\n        {command}\n")));
    text
}
