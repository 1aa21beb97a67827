//! Every page of both consoles, beside a host that knows many machines and activates at half of what it can take.

mod addresses;
mod authority_fill;
mod browser;
mod host_fill;
mod jobs;

use super::{
    activation::Side,
    effort::Effort,
    figures::{instant, median, row},
    load::{self, Load},
    site::{Kind, Served, Site},
};
use crate::{cmd::now, failure::Failure, table::grouped};
use addresses::{Asked, Known};
use browser::{Answered, Browser};
use muster_core::{code, lang::Lang, sentence};
use muster_host::ServiceKind;
use muster_testbed::PACK;
use serde::Serialize;
use std::{thread, time::Duration};

/// So often each page is asked for in each run.
const ASKED: usize = 20;
/// How many pages somebody opens in a second.
const PAGES_PER_SECOND: f64 = 10.0;

/// What was measured.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Pages {
    machines: u32,
    /// The host at half its capacity, while nobody opens a page, and while somebody does.
    alone: Side,
    beside: Side,
    pages_per_second: f64,
    /// The most memory that the host held, in bytes.
    memory: u64,
    jobs: jobs::Times,
    pages: Vec<PageFigures>,
}

/// One address.
#[derive(Clone, Debug, Serialize)]
struct PageFigures {
    console: &'static str,
    address: String,
    p50_ms: f64,
    p99_ms: f64,
    /// The most on the wire, with its head.
    bytes: usize,
}

/// Measures all of it.
pub(super) fn measure(effort: &Effort) -> Result<Pages, Failure> {
    let mut site = Site::with_consoles(Kind::Sqlite)?;
    let store = site.state().join("host/host.db");
    host_fill::fill(&store, effort.machines, site.hardware(), site.products()?)?;
    let jobs = jobs::measure(&site, &store, effort.machines)?;
    let filled = authority_fill::fill(&site.folder().join("authority/authority.db"))?;
    change_root(&site)?;
    // A host that has just started holds nothing but what it needs.
    site.hosts.clear();
    let host = Served::start_with_console(&site.state(), "kms0.lab.test")?;
    let authority = Served::start_authority(site.folder())?;
    let known = Known {
        machine: host_fill::cmid(effort.machines / 2),
        products: site.products()?,
        job: jobs.job,
        order: jobs.order,
        key: filled.key,
        holder: filled.holder,
    };
    let sign_in = |served: &Served| served.console().and_then(|(address, link)| Browser::sign_in(address, link));
    let of_host = (sign_in(&host)?, addresses::asked(ServiceKind::Host, &known)?);
    let of_authority = (sign_in(&authority)?, addresses::asked(ServiceKind::Authority, &known)?);

    let request = site.requests_of(effort.machines, |machine| host_fill::name(machine as u32));
    let capacity: Result<Vec<_>, Failure> =
        (0..effort.runs).map(|_| load::load(&[host.address], effort.load(), &request)).collect();
    let half = median(capacity?.iter().map(|met| met.rate)) / 2.0;
    let paced = Load { rate: Some(half), ..effort.load() };
    let runs = |count: u32| {
        (0..count).map(|_| load::load(&[host.address], paced, &request)).collect::<Result<Vec<_>, Failure>>()
    };
    let mut alone = runs(effort.runs)?;
    let rounds = ASKED * effort.runs as usize;
    let opened = thread::spawn(move || -> Result<_, Failure> {
        let mut pages = open("host", &of_host.0, of_host.1, rounds)?;
        pages.extend(open("authority", &of_authority.0, of_authority.1, rounds)?);
        Ok(pages)
    });
    let mut beside = Vec::new();
    while !opened.is_finished() {
        beside.extend(runs(1)?);
    }
    let pages = opened.join().map_err(|_| {
        Failure::new(code::UNEXPECTED, sentence!("the browser panicked", "ブラウザーのスレッドが異常終了しました"))
    })??;
    alone.extend(runs(effort.runs)?);
    Ok(Pages {
        machines: effort.machines,
        alone: Side::of(&alone),
        beside: Side::of(&beside),
        pages_per_second: PAGES_PER_SECOND,
        memory: host.peak_memory()?,
        jobs: jobs.times,
        pages,
    })
}

/// A change of the root key under way: the next one is named by a pack that no host has yet.
fn change_root(site: &Site) -> Result<(), Failure> {
    let authority = &site.vendor.authority;
    let secrets = muster_authority::NewSecrets::random();
    authority.add_root(&muster_authority::RootPlace::File, "correct horse battery staple", &secrets, now())?;
    authority.sign_pack(PACK, now())?;
    Ok(())
}

/// Opens every address in turn, so often, at an even pace.
fn open(
    console: &'static str,
    browser: &Browser,
    asked: Vec<Asked>,
    rounds: usize,
) -> Result<Vec<PageFigures>, Failure> {
    let mut answers: Vec<Vec<Answered>> = vec![Vec::new(); asked.len()];
    let (start, every, mut number) = (instant(), Duration::from_secs_f64(1.0 / PAGES_PER_SECOND), 0);
    for _ in 0..rounds {
        for (asked, answers) in asked.iter().zip(&mut answers) {
            wait((start + every * number).saturating_duration_since(instant()));
            number += 1;
            answers.push(browser.get(asked)?);
        }
    }
    let figures = |(asked, answers): (Asked, Vec<Answered>)| PageFigures {
        console,
        address: asked.address,
        p50_ms: percentile(&answers, 0.5),
        p99_ms: percentile(&answers, 0.99),
        bytes: answers.iter().map(|answer| answer.bytes).max().unwrap_or(0),
    };
    Ok(asked.into_iter().zip(answers).map(figures).collect())
}

#[expect(clippy::disallowed_methods, reason = "pages are opened at a pace that people have")]
fn wait(time: Duration) {
    thread::sleep(time);
}

fn percentile(answers: &[Answered], share: f64) -> f64 {
    let mut figures: Vec<f64> = answers.iter().map(|answer| answer.ms).collect();
    figures.sort_by(f64::total_cmp);
    let place = (figures.len() as f64 * share) as usize;
    figures.get(place).or(figures.last()).copied().unwrap_or(0.0)
}

impl Pages {
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        let mut lines = vec![String::new(), row(lang.pick("page", "ページ"), ["", "p50 ms", "p99 ms", "KB"])];
        for PageFigures { console, address, p50_ms, p99_ms, bytes } in &self.pages {
            let name = format!("{console} {address}");
            let kilobytes = format!("{:.1}", *bytes as f64 / 1e3);
            lines.push(row(&name, ["", &format!("{p50_ms:.1}"), &format!("{p99_ms:.1}"), &kilobytes]));
        }
        let jobs::Times { machines, begun_ms, listed_ms, answered_ms } = &self.jobs;
        lines.push(lang.pick(
            format!("A job of {machines} machines: begun in {begun_ms:.0} ms, its list made in {listed_ms:.0} ms, taken with all answers in {answered_ms:.0} ms."),
            format!("{machines} 台のジョブ: 作成 {begun_ms:.0} ミリ秒、リスト作成 {listed_ms:.0} ミリ秒、確認 ID の登録 {answered_ms:.0} ミリ秒。"),
        ));
        lines.push(row("", ["1/s", "p50 ms", "p99 ms", ""]));
        let side = |name: &str, side: &Side| {
            row(name, [&grouped(side.per_second), &format!("{:.2}", side.p50_ms), &format!("{:.2}", side.p99_ms), ""])
        };
        lines.push(side(
            lang.pick("activation at half, no page", "ライセンス認証、半分の負荷、ページなし"),
            &self.alone,
        ));
        lines.push(side(
            lang.pick("activation at half, beside the pages", "ライセンス認証、半分の負荷、ページあり"),
            &self.beside,
        ));
        let memory = self.memory as f64 / (1024.0 * 1024.0);
        lines.push(lang.pick(
            format!("That host knows {} machines and holds {memory:.0} MiB at most.", self.machines),
            format!("ホストの既知のコンピューターは {} 台、メモリは最大 {memory:.0} MiB。", self.machines),
        ));
        lines
    }
}
