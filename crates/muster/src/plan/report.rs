//! What a plan found: for a person, for a program, and as plots.

use super::{
    DAY,
    scenario::Scenario,
    tally::{Census, Load, Tally},
};
use crate::{
    plot::{Curve, Plot, grouped},
    table::columns,
};
use muster_core::lang::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// A simulated fleet. Days count from 0; seconds from the start of day 0.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What it was drawn from.
    pub seed: u64,
    /// How long.
    pub days: u32,
    /// How many machines.
    pub machines: u64,
    /// Requests at all hosts.
    pub requests: u64,
    /// DNS lookups, and how many of them failed.
    pub lookups: u64,
    /// Of those.
    pub lookups_failed: u64,
    /// Machines that asked with the client machine id of another.
    pub copies: u64,
    /// How the attempts of the machines ended, by code.
    pub attempts: BTreeMap<String, u64>,
    /// Each product.
    pub products: Vec<ProductReport>,
    /// Each host.
    pub hosts: Vec<HostReport>,
    /// Each group of machines.
    pub groups: Vec<GroupReport>,
}

/// A product's threshold.
#[derive(Clone, Debug, Serialize)]
pub struct ProductReport {
    /// Its name.
    pub name: String,
    /// The least count.
    pub threshold: u32,
    /// The second that the first machine was activated, if one was.
    pub passed: Option<u32>,
}

/// A host's load.
#[derive(Clone, Debug, Serialize)]
pub struct HostReport {
    /// Its name.
    pub name: String,
    /// Requests.
    pub requests: u64,
    /// The second that its busiest minute began.
    pub busiest: u32,
    /// The requests of that minute.
    pub peak: u32,
    /// Requests of each day.
    pub per_day: Vec<u64>,
    /// The busiest minute of each day.
    pub peaks: Vec<u32>,
}

/// A group's licenses, at noon of each day.
#[derive(Clone, Debug, Serialize)]
pub struct GroupReport {
    /// Its name.
    pub name: String,
    /// How many machines.
    pub machines: u32,
    /// Licensed.
    pub licensed: Vec<u64>,
    /// In a grace period.
    pub grace: Vec<u64>,
    /// Out of grace: reminded, or unlicensed.
    pub expired: Vec<u64>,
    /// Activations that ended on the day without having been renewed.
    pub ended: Vec<u64>,
}

impl Report {
    pub(super) fn new(scenario: &Scenario, seed: u64, tally: &Tally) -> Self {
        let products = scenario.products.iter().zip(&tally.passed);
        let product = |(plan, passed): (&super::ProductPlan, &Option<u32>)| ProductReport {
            name: plan.name.clone(),
            threshold: plan.threshold,
            passed: *passed,
        };
        let host = |(plan, load): (&super::HostPlan, &Load)| HostReport {
            name: plan.name.clone(),
            requests: load.days.iter().sum(),
            busiest: load.busiest.0,
            peak: load.busiest.1,
            per_day: load.days.clone(),
            peaks: load.peaks.clone(),
        };
        let group = |(plan, census): (&super::GroupPlan, Census)| GroupReport {
            name: plan.name.clone(),
            machines: plan.machines,
            licensed: census.licensed,
            grace: census.grace,
            expired: census.expired,
            ended: census.ended,
        };
        let hosts: Vec<HostReport> = scenario.hosts.iter().zip(&tally.load).map(host).collect();
        Self {
            seed,
            days: scenario.days,
            machines: scenario.machines(),
            requests: hosts.iter().map(|host| host.requests).sum(),
            lookups: tally.lookups,
            lookups_failed: tally.lookups_failed,
            copies: tally.cloned,
            attempts: tally.codes.iter().map(|(code, count)| (code.to_string(), *count)).collect(),
            products: products.map(product).collect(),
            hosts,
            groups: scenario.groups.iter().zip(tally.census()).map(group).collect(),
        }
    }

    /// For a person at a terminal.
    pub(super) fn text(&self, lang: Lang) -> String {
        let (days, machines, seed) = (self.days, grouped(self.machines as f64), self.seed);
        let mut lines = vec![
            lang.pick(
                format!("{machines} machines for {days} days, seed {seed}. Day 0 is a Monday."),
                format!("コンピューター {machines} 台、{days} 日間、シード {seed}。0 日目は月曜日です。"),
            ),
            String::new(),
        ];
        lines.extend(self.products.iter().map(|product| product.line(lang)));
        lines.push(String::new());
        lines.extend(self.host_table(lang));
        lines.push(String::new());
        lines.extend(self.group_table(lang));
        lines.push(String::new());
        lines.extend(self.attempt_lines(lang));
        lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    fn host_table(&self, lang: Lang) -> Vec<String> {
        let head = match lang {
            Lang::En => ["host", "requests", "busiest minute", "when"],
            Lang::Ja => ["ホスト", "要求数", "最大の 1 分間", "日時"],
        };
        let row = |host: &HostReport| {
            let (requests, peak) = (grouped(host.requests as f64), grouped(f64::from(host.peak)));
            [host.name.clone(), requests, peak, when(host.busiest, lang)]
        };
        table(head.map(String::from), self.hosts.iter().map(row))
    }

    fn group_table(&self, lang: Lang) -> Vec<String> {
        let head = match lang {
            Lang::En => {
                ["machines", "number", "licensed at the end", "most in grace", "most out of grace", "first expiry"]
            }
            Lang::Ja => {
                ["グループ", "台数", "終了時ライセンス済み", "猶予期間の最大", "猶予期間切れの最大", "最初の期限切れ"]
            }
        };
        let row = |group: &GroupReport| {
            let most = |series: &[u64]| grouped(series.iter().copied().max().unwrap_or(0) as f64);
            let first = group.ended.iter().position(|ended| *ended > 0);
            [
                group.name.clone(),
                grouped(f64::from(group.machines)),
                grouped(group.licensed.last().copied().unwrap_or(0) as f64),
                most(&group.grace),
                most(&group.expired),
                first.map_or_else(|| "-".into(), |day| lang.pick(format!("day {day}"), format!("{day} 日目"))),
            ]
        };
        let mut lines = table(head.map(String::from), self.groups.iter().map(row));
        lines.extend(self.groups.iter().filter_map(|group| group.expiries(lang)));
        lines
    }

    fn attempt_lines(&self, lang: Lang) -> Vec<String> {
        let count = |number: u64| grouped(number as f64);
        let attempts: Vec<String> =
            self.attempts.iter().map(|(code, number)| format!("{code} {}", count(*number))).collect();
        let (lookups, failed, copies) = (count(self.lookups), count(self.lookups_failed), count(self.copies));
        vec![
            lang.pick("How attempts ended: ", "試行の結果: ").to_owned() + &attempts.join(", "),
            lang.pick(
                format!(
                    "DNS lookups: {lookups}, of which {failed} failed. Copies of an image that were found: {copies}."
                ),
                format!("DNS 参照: {lookups} 回 (うち失敗 {failed} 回)。検出されたイメージの複製: {copies} 台。"),
            ),
        ]
    }

    /// The plots, with the names of their files.
    pub(super) fn plots(&self, lang: Lang) -> Vec<(&'static str, Plot)> {
        let curve = |name: &str, points: Vec<f64>| Curve {
            name: name.to_owned(),
            points: points.into_iter().enumerate().map(|(day, value)| (day as f64, value)).collect(),
        };
        let plot = |title: &str, y: &str, curves| Plot {
            title: title.into(),
            x: lang.pick("day", "日").into(),
            y: y.into(),
            log: false,
            curves,
        };
        let sum = |series: fn(&GroupReport) -> &Vec<u64>| -> Vec<f64> {
            let day = |day| self.groups.iter().filter_map(|group| series(group).get(day)).sum::<u64>() as f64;
            (0..self.days as usize).map(day).collect()
        };
        let hosts = |series: fn(&HostReport) -> Vec<f64>| -> Vec<Curve> {
            self.hosts.iter().map(|host| curve(&host.name, series(host))).collect()
        };
        let licenses = vec![
            curve(lang.pick("licensed", "ライセンス済み"), sum(|group| &group.licensed)),
            curve(lang.pick("in grace", "猶予期間"), sum(|group| &group.grace)),
            curve(lang.pick("out of grace", "猶予期間切れ"), sum(|group| &group.expired)),
        ];
        let per_day = hosts(|host| host.per_day.iter().map(|count| *count as f64).collect());
        let peaks = hosts(|host| host.peaks.iter().map(|count| f64::from(*count)).collect());
        let machines = lang.pick("machines", "台");
        let requests = lang.pick("requests", "要求数");
        vec![
            ("licenses.svg", plot(lang.pick("Licenses at noon", "正午のライセンス状態"), machines, licenses)),
            ("load.svg", plot(lang.pick("Requests of each day", "1 日の要求数"), requests, per_day)),
            ("peaks.svg", plot(lang.pick("The busiest minute of each day", "各日の最大の 1 分間"), requests, peaks)),
        ]
    }
}

impl ProductReport {
    fn line(&self, lang: Lang) -> String {
        let Self { name, threshold, passed } = self;
        match passed {
            Some(second) => {
                let when = when(*second, lang);
                lang.pick(
                    format!("{name}: threshold {threshold} passed on {when}."),
                    format!("{name}: しきい値 {threshold} に {when} 到達。"),
                )
            }
            None => lang.pick(
                format!("{name}: threshold {threshold} was never passed: nobody was activated."),
                format!("{name}: しきい値 {threshold} に到達せず、ライセンス認証されたコンピューターはありません。"),
            ),
        }
    }
}

impl GroupReport {
    /// When the activations of the group ended that were not renewed.
    fn expiries(&self, lang: Lang) -> Option<String> {
        let total: u64 = self.ended.iter().sum();
        let reached = |share: u64| {
            let mut sum = 0;
            self.ended.iter().position(|ended| {
                sum += ended;
                sum * 100 >= total * share
            })
        };
        let (half, last) = (reached(50)?, reached(100)?);
        let (name, count) = (&self.name, grouped(total as f64));
        (total > 0).then(|| {
            lang.pick(
                format!("{name}: {count} activations expired; half of them by day {half}, the last on day {last}."),
                format!("{name}: {count} 件のライセンス認証が期限切れ。半数は {half} 日目まで、最後は {last} 日目。"),
            )
        })
    }
}

fn when(second: u32, lang: Lang) -> String {
    let (day, hour, minute) = (second / DAY, second % DAY / 3_600, second % 3_600 / 60);
    lang.pick(format!("day {day}, {hour:02}:{minute:02}"), format!("{day} 日目 {hour:02}:{minute:02}"))
}

/// A table: the first column to the left, the others to the right.
fn table<const N: usize>(head: [String; N], rows: impl Iterator<Item = [String; N]>) -> Vec<String> {
    let rows: Vec<[String; N]> = std::iter::once(head).chain(rows).collect();
    columns(&rows, 1).iter().map(|row| row.join("  ")).collect()
}
