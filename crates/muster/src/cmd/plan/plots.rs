//! The plots of a plan: licenses, load and peaks, day by day.

use crate::plot::{Curve, Plot};
use muster_core::lang::Lang;
use muster_simulation::{GroupReport, HostReport, Report};

/// The plots, with the names of their files.
pub(super) fn plots(report: &Report, lang: Lang) -> Vec<(&'static str, Plot)> {
    let plot = |title: &str, y: &str, curves| Plot {
        title: title.into(),
        x: lang.pick("day", "日").into(),
        y: y.into(),
        log: false,
        curves,
    };
    let sum = |series: fn(&GroupReport) -> &Vec<u64>| -> Vec<f64> {
        let day = |day| report.groups.iter().filter_map(|group| series(group).get(day)).sum::<u64>() as f64;
        (0..report.days as usize).map(day).collect()
    };
    let hosts = |series: fn(&HostReport) -> Vec<f64>| -> Vec<Curve> {
        report.hosts.iter().map(|host| curve(&host.name, series(host))).collect()
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

/// One value for each day.
fn curve(name: &str, values: Vec<f64>) -> Curve {
    let points = values.into_iter().enumerate().map(|(day, value)| (day as f64, value)).collect();
    Curve { name: name.to_owned(), points }
}
