//! What `muster plan` prints: one text in English and Japanese.

use crate::table::{columns, grouped};
use muster_core::lang::Lang;
use muster_simulation::{GroupReport, HostReport, ProductReport, Report};

const DAY: u32 = 24 * 60 * 60;

/// For a person at a terminal.
pub(super) fn text(report: &Report, lang: Lang) -> String {
    let (days, machines, seed) = (report.days, grouped(report.machines as f64), report.seed);
    let mut lines = vec![
        lang.pick(
            format!("{machines} machines for {days} days, seed {seed}. Day 0 is a Monday."),
            format!("コンピューター {machines} 台、{days} 日間、シード {seed}。0 日目は月曜日です。"),
        ),
        String::new(),
    ];
    lines.extend(report.products.iter().map(|product| threshold_line(product, lang)));
    lines.push(String::new());
    lines.extend(host_table(report, lang));
    lines.push(String::new());
    lines.extend(group_table(report, lang));
    lines.push(String::new());
    lines.extend(attempt_lines(report, lang));
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn host_table(report: &Report, lang: Lang) -> Vec<String> {
    let head = match lang {
        Lang::En => ["host", "requests", "busiest minute", "when"],
        Lang::Ja => ["ホスト", "要求数", "最大の 1 分間", "日時"],
    };
    let row = |host: &HostReport| {
        let (requests, peak) = (grouped(host.requests as f64), grouped(f64::from(host.peak)));
        [host.name.clone(), requests, peak, when(host.busiest, lang)]
    };
    table(head.map(String::from), report.hosts.iter().map(row))
}

fn group_table(report: &Report, lang: Lang) -> Vec<String> {
    let head = match lang {
        Lang::En => ["machines", "number", "licensed at the end", "most in grace", "most out of grace", "first expiry"],
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
    let mut lines = table(head.map(String::from), report.groups.iter().map(row));
    lines.extend(report.groups.iter().filter_map(|group| expiries(group, lang)));
    lines
}

fn attempt_lines(report: &Report, lang: Lang) -> Vec<String> {
    let count = |number: u64| grouped(number as f64);
    let attempts: Vec<String> =
        report.attempts.iter().map(|(code, number)| format!("{code} {}", count(*number))).collect();
    let (lookups, failed, copies) = (count(report.lookups), count(report.lookups_failed), count(report.copies));
    vec![
        lang.pick("How attempts ended: ", "試行の結果: ").to_owned() + &attempts.join(", "),
        lang.pick(
            format!("DNS lookups: {lookups}, of which {failed} failed. Copies of an image that were found: {copies}."),
            format!("DNS 参照: {lookups} 回 (うち失敗 {failed} 回)。検出されたイメージの複製: {copies} 台。"),
        ),
    ]
}

fn threshold_line(product: &ProductReport, lang: Lang) -> String {
    let ProductReport { name, threshold, passed } = product;
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

/// When the activations of the group ended that were not renewed.
fn expiries(group: &GroupReport, lang: Lang) -> Option<String> {
    let total: u64 = group.ended.iter().sum();
    let reached = |share: u64| {
        let mut sum = 0;
        group.ended.iter().position(|ended| {
            sum += ended;
            sum * 100 >= total * share
        })
    };
    let (half, last) = (reached(50)?, reached(100)?);
    let (name, count) = (&group.name, grouped(total as f64));
    (total > 0).then(|| {
        lang.pick(
            format!("{name}: {count} activations expired; half of them by day {half}, the last on day {last}."),
            format!("{name}: {count} 件のライセンス認証が期限切れ。半数は {half} 日目まで、最後は {last} 日目。"),
        )
    })
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
