//! The figures as a table for a person, and as a document.

use super::{
    activation::{self, Side, Speed},
    client::Verification,
    console::Pages,
    doctor::Reading,
    effort::Effort,
    figures::{percent, row},
    growth::Growth,
    latency::Latency,
    site::Kind,
};
use crate::{failure::Failure, table::grouped};
use muster_core::lang::Lang;
use serde::Serialize;

const MIB: f64 = 1024.0 * 1024.0;

/// What was measured; what was not is absent.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Results {
    connections: usize,
    machines: u32,
    pairs: u32,
    seconds: u64,
    /// How often this disk makes 4 KiB safe in a second.
    disk_syncs_per_second: f64,
    pub(super) activation: Vec<(Hosts, Speed)>,
    pub(super) latency: Option<Latency>,
    pub(super) growth: Option<Growth>,
    pub(super) client: Option<Verification>,
    pub(super) console: Option<Pages>,
    pub(super) doctor: Option<Reading>,
    #[serde(skip)]
    pub(super) without_postgres: bool,
}

/// Which hosts, in a document.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Hosts {
    store: &'static str,
    hosts: u32,
}

impl From<Kind> for Hosts {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Sqlite => Self { store: "sqlite", hosts: 1 },
            Kind::Postgres(hosts) => Self { store: "postgresql", hosts },
        }
    }
}

impl Hosts {
    fn name(self, lang: Lang) -> String {
        let hosts = self.hosts;
        match (self.store, hosts) {
            ("sqlite", _) => lang.pick("activation, SQLite", "ライセンス認証、SQLite").into(),
            (_, 1) => lang.pick("activation, PostgreSQL, 1 host", "ライセンス認証、PostgreSQL、ホスト 1 台").into(),
            _ => lang.pick(
                format!("activation, PostgreSQL, {hosts} hosts"),
                format!("ライセンス認証、PostgreSQL、ホスト {hosts} 台"),
            ),
        }
    }
}

impl Results {
    pub(super) fn new(effort: &Effort) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        Ok(Self {
            connections: effort.connections,
            machines: effort.machines,
            pairs: effort.runs,
            seconds: effort.run.as_secs(),
            disk_syncs_per_second: activation::syncs_per_second(folder.path())?,
            activation: Vec::new(),
            latency: None,
            growth: None,
            client: None,
            console: None,
            doctor: None,
            without_postgres: false,
        })
    }

    pub(super) fn text(&self, lang: Lang) -> String {
        let mut lines = self.heading(lang);
        lines.extend(self.activation_lines(lang));
        lines.extend(self.latency.iter().flat_map(|latency| latency_lines(latency, lang)));
        lines.extend(self.growth.iter().flat_map(|growth| growth_lines(growth, lang)));
        lines.extend(self.client.iter().flat_map(|client| client_lines(client, lang)));
        lines.extend(self.console.iter().flat_map(|pages| pages.lines(lang)));
        lines.extend(self.doctor.iter().flat_map(|doctor| doctor.lines(lang)));
        lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    fn heading(&self, lang: Lang) -> Vec<String> {
        let Self { connections, pairs, seconds, .. } = self;
        let (machines, syncs) = (grouped(f64::from(self.machines)), grouped(self.disk_syncs_per_second));
        vec![
            lang.pick(
                format!("{connections} connections, {machines} known machines, {pairs} pairs of runs of {seconds} s by turns, medians."),
                format!("接続数 {connections}、既知のコンピューター {machines} 台、{pairs} 組 (各 {seconds} 秒) の中央値。"),
            ),
            lang.pick(
                "The load comes from this machine. The reference is the same HTTP stack answering a constant.".into(),
                "負荷は同じコンピューターから生成。基準は同じ HTTP スタックによる固定の応答。".into(),
            ),
            lang.pick(
                format!("This disk makes 4 KiB safe {syncs} times a second; every activation is on disk before it is answered."),
                format!("このディスクの 4 KiB 同期書き込みは毎秒 {syncs} 回。ライセンス認証はすべて応答前に永続化。"),
            ),
        ]
    }

    fn activation_lines(&self, lang: Lang) -> Vec<String> {
        if self.activation.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![String::new(), row("", ["1/s", "p50 ms", "p99 ms", lang.pick("ratio", "比率")])];
        for (hosts, speed) in &self.activation {
            lines.push(side(lang.pick("reference", "基準"), &speed.reference, ""));
            lines.push(side(&hosts.name(lang), &speed.host, &percent(speed.ratio)));
        }
        if self.without_postgres {
            lines.push(lang.pick(
                "PostgreSQL is not installed and was not measured (Debian package postgresql).".into(),
                "PostgreSQL はインストールされていないため測定していません (Debian パッケージ postgresql)。".into(),
            ));
        }
        lines
    }
}

fn latency_lines(latency: &Latency, lang: Lang) -> Vec<String> {
    let mut lines = vec![String::new(), row("", ["1/s", "p50 ms", "p99 ms", lang.pick("× p99", "p99 倍率")])];
    if let Some(half) = latency.half() {
        let times = half.host.p99_ms / half.reference.p99_ms;
        lines.push(side(lang.pick("reference, at half the load", "基準、半分の負荷"), &half.reference, ""));
        let name = lang.pick("activation, at half its capacity", "ライセンス認証、能力の半分の負荷");
        lines.push(side(name, &half.host, &format!("{times:.1}")));
    }
    lines
}

fn growth_lines(growth: &Growth, lang: Lang) -> Vec<String> {
    let mut lines = vec![String::new(), row("", ["1/s", "p50 ms", "p99 ms", lang.pick("ratio", "比率")])];
    for step in &growth.steps {
        let machines = grouped(f64::from(step.machines));
        let name = lang.pick(format!("{machines} known machines"), format!("既知のコンピューター {machines} 台"));
        lines.push(side(&name, &step.speed.host, &percent(step.speed.ratio)));
    }
    let (grown, memory) = ((growth.factor() - 1.0) * 100.0, growth.memory as f64 / MIB);
    lines.push(lang.pick(
        format!("An activation costs {grown:+.0} % at the most machines; that host holds {memory:.0} MiB at most."),
        format!("最大台数での 1 件のコストは {grown:+.0} %、そのホストのメモリは最大 {memory:.0} MiB。"),
    ));
    lines
}

fn client_lines(client: &Verification, lang: Lang) -> Vec<String> {
    let line = |name: &str, micros: f64, ratio: String| row(name, ["", &format!("{micros:.0} µs"), "", &ratio]);
    let beside = |micros: f64| percent(client.signatures_us / micros);
    vec![
        String::new(),
        line(lang.pick("three bare signatures", "署名 3 件のみ"), client.signatures_us, String::new()),
        line(
            lang.pick("client: is it licensed? from the disk", "クライアント: ディスクからの状態確認"),
            client.status_us,
            beside(client.status_us),
        ),
        line(
            lang.pick("product: is it licensed? asked the first time", "製品: エージェントへの確認 (初回)"),
            client.product_cold_us,
            beside(client.product_cold_us),
        ),
        line(
            lang.pick("product: asked again", "製品: エージェントへの確認 (2 回目以降)"),
            client.product_warm_us,
            beside(client.product_warm_us),
        ),
    ]
}

fn side(name: &str, side: &Side, last: &str) -> String {
    row(name, [&grouped(side.per_second), &format!("{:.2}", side.p50_ms), &format!("{:.2}", side.p99_ms), last])
}
