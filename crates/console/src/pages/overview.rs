//! The first page: machines by product and state, counts, ends, health.

use super::{count_picture::CountPicture, frame::Frame, response::html, time_text::utc};
use crate::{
    call::{Call, PageError},
    machine::MachineState,
    view::{Health, HealthProblem, Overview, ProductCounts},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{lang::Lang, term, time::Moment};

#[derive(Template)]
#[template(path = "overview.html")]
struct Page {
    frame: Frame,
    /// Where the host says why requests were refused.
    refusals: String,
    host: String,
    verdict: Verdict,
    states: Vec<&'static str>,
    products: Vec<Row>,
    counted: String,
    applications: Vec<Application>,
    pictures: Vec<CountPicture>,
    license: End,
    pack: End,
}

/// How the host is, in one sentence and what to look at.
struct Verdict {
    class: &'static str,
    sign: &'static str,
    title: &'static str,
    problems: Vec<String>,
    waiting: usize,
}

/// A product, with a link for each count.
struct Row {
    name: String,
    href: String,
    cells: Vec<Cell>,
    total: u64,
}

struct Cell {
    count: u64,
    href: String,
}

struct Application {
    name: String,
    count: u32,
    threshold: u32,
    enough: bool,
}

/// The end of a license or a pack.
pub(super) struct End {
    pub(super) class: &'static str,
    pub(super) text: String,
}

/// What the page and the API show.
pub(crate) fn read(call: &Call<'_>) -> Result<Overview, PageError> {
    Ok(call.host()?.overview(call.host_time())?)
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let lang = call.lang();
    let Overview { host, products, counted, applications, history, license_until, pack_until, health } = read(call)?;
    let pictures = applications.iter().zip(&history);
    let application = |application: crate::view::ApplicationCount| Application {
        enough: application.count >= application.threshold,
        name: application.name,
        count: application.count,
        threshold: application.threshold,
    };
    let page = Page {
        frame: Frame::new(call, lang.pick("Overview", "概要")),
        refusals: format!("{}#refusals", call.request.links().to("/host", &[])),
        host,
        verdict: verdict(health, lang),
        states: MachineState::ALL.iter().map(|state| state.name().get(lang)).collect(),
        products: products.into_iter().map(|counts| row(call, counts)).collect(),
        counted: utc(counted),
        pictures: pictures.filter_map(|(application, went)| CountPicture::of(application, went, lang)).collect(),
        applications: applications.into_iter().map(application).collect(),
        license: end(license_until, call.host_time(), lang),
        pack: end(Some(pack_until), call.host_time(), lang),
    };
    html(StatusCode::OK, &page)
}

fn row(call: &Call<'_>, ProductCounts { product, counts }: ProductCounts) -> Row {
    let (links, id) = (call.request.links(), product.id.to_string());
    let cell = |(state, count): (&MachineState, u64)| Cell {
        count,
        href: links.to("/machines", &[("product", &id), ("state", state.id())]),
    };
    Row {
        name: product.name,
        href: links.to("/machines", &[("product", &id)]),
        cells: MachineState::ALL.iter().zip(counts).map(cell).collect(),
        total: counts.iter().sum(),
    }
}

pub(super) fn end(until: Option<Moment>, now: Moment, lang: Lang) -> End {
    let Some(until) = until else { return End { class: "bad", text: lang.pick("none", "なし").to_owned() } };
    let days = until.since(now).as_days_started();
    let class = match term::notice(until, now) {
        None => "well",
        Some(0) => "bad",
        Some(_) => "warn",
    };
    let text = if until > now {
        lang.pick(format!("until {} ({days} days left)", utc(until)), format!("{} まで (残り {days} 日)", utc(until)))
    } else {
        lang.pick(format!("ended {}", utc(until)), format!("{} に終了", utc(until)))
    };
    End { class, text }
}

fn verdict(health: Option<Health>, lang: Lang) -> Verdict {
    let Some(Health { answers, problems, waiting }) = health else {
        let title =
            lang.pick("The host is too busy to say how it is", "ホストがビジー状態のため、状態を取得できません");
        return Verdict { class: "warn", sign: "!", title, problems: Vec::new(), waiting: 0 };
    };
    let (class, sign, title) = match (answers, problems.is_empty()) {
        (true, true) => ("well", "✓", lang.pick("The host answers clients", "ホストは正常に応答しています")),
        (true, false) => (
            "warn",
            "!",
            lang.pick("The host answers, and needs attention", "ホストは応答していますが、確認が必要です"),
        ),
        (false, _) => (
            "bad",
            "✗",
            lang.pick("The host does not activate clients", "ホストはクライアントのライセンス認証を行えません"),
        ),
    };
    Verdict { class, sign, title, problems: problems.iter().map(|problem| sentence(problem, lang)).collect(), waiting }
}

pub(crate) fn sentence(problem: &HealthProblem, lang: Lang) -> String {
    match problem {
        HealthProblem::ClockNotBelieved => lang.pick(
            "The clock is not believed: set it right, or confirm it with muster host confirm-clock.".to_owned(),
            "時計が信頼されていません。時計を修正するか、muster host confirm-clock で確認してください。".to_owned(),
        ),
        HealthProblem::ClockWasSet(seconds) => lang
            .pick(format!("The clock was set. By seconds: {seconds}."), format!("時計が {seconds} 秒変更されました。")),
        HealthProblem::Disabled => lang.pick(
            "The host is switched off: muster host resume lets it answer.".to_owned(),
            "ホストは無効になっています。muster host resume で再開できます。".to_owned(),
        ),
        HealthProblem::LicenseEnds(0) => lang
            .pick("The host license has ended.".to_owned(), "ホスト ライセンスの有効期限が切れています。".to_owned()),
        HealthProblem::LicenseEnds(days) => lang.pick(
            format!("The host license ends soon. Days left: {days}."),
            format!("ホスト ライセンスの有効期限が近づいています (残り {days} 日)。"),
        ),
        HealthProblem::NotActivated => lang.pick(
            "The host is not activated: muster host activate --key-file FILE.".to_owned(),
            "ホストはライセンス認証されていません。muster host activate --key-file ファイル を実行してください。"
                .to_owned(),
        ),
        HealthProblem::NotPublished(domains) => lang.pick(
            format!("The host could not publish itself in DNS: {}. Event 12293 has the reason.", domains.join(", ")),
            format!(
                "DNS に SRV レコードを発行できませんでした: {}。原因はイベント 12293 を参照してください。",
                domains.join(", ")
            ),
        ),
        HealthProblem::PackEnds(0) => lang
            .pick("The license pack has ended.".to_owned(), "ライセンス パックの有効期限が切れています。".to_owned()),
        HealthProblem::PackEnds(days) => lang.pick(
            format!("The license pack ends soon. Days left: {days}."),
            format!("ライセンス パックの有効期限が近づいています (残り {days} 日)。"),
        ),
        HealthProblem::Store(code) => lang.pick(
            format!("The store takes nothing: {code} {}.", code.title(lang)),
            format!("ストアに書き込めません: {code} {}", code.title(lang)),
        ),
    }
}
