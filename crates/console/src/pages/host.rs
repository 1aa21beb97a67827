//! The page of the host: its keys, counts, settings, backup, health and refusals.

use super::{
    access_rule::access_rule,
    code_text::{CodeText, shown},
    frame::Frame,
    health_checks::{Check, checks},
    overview::{End, end},
    response::html,
    time_text::utc,
};
use crate::{
    access_rule::AccessRule,
    call::{Call, PageError},
    role::Permission,
    view::{ApplicationCount, HostStatus, RefusalCount, SharingHost, TurnedAway},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::{
    client::license::Status,
    keys::product_key::MASK,
    lang::Lang,
    time::{Moment, Span},
};

/// Events on the page; the others are on their own.
const EVENTS: u32 = 5;
/// A backup that is older is pointed out.
const BACKUP_OLD: Span = Span::days(30);

#[derive(Template)]
#[template(path = "host.html")]
struct Page {
    frame: Frame,
    host: String,
    checks: Vec<Check>,
    keys: Vec<(&'static str, String)>,
    license: End,
    pack: End,
    applications: Vec<Application>,
    settings: Vec<Setting>,
    records: Vec<Record>,
    backup: End,
    shared_store: bool,
    sharing: Vec<Sharing>,
    refusals: Vec<Refusal>,
    searched: u32,
    total: u64,
    turned_away: Vec<Turned>,
    /// None for a role that may not read them.
    events: Option<Vec<Event>>,
    all_events: String,
}

struct Application {
    name: String,
    count: u32,
    threshold: u32,
    cap: u32,
    enough: bool,
}

/// A record that has to be in DNS, and whether it was published.
struct Record {
    line: String,
    is_published: bool,
}

/// A host that shares the store.
struct Sharing {
    name: String,
    seen: String,
    version: String,
    class: &'static str,
    state: &'static str,
}

/// A setting, by the name that the documents have for it.
struct Setting {
    label: &'static str,
    value: String,
    name: &'static str,
}

struct Refusal {
    result: CodeText,
    requests: u32,
    last: String,
}

struct Turned {
    result: CodeText,
    requests: u64,
    networks: u32,
    last: String,
}

struct Event {
    at: String,
    id: u16,
    sentence: String,
}

/// The host, as the page and the API show it.
pub(crate) fn read(call: &Call<'_>) -> Result<HostStatus, PageError> {
    Ok(call.host()?.status(call.host_time())?)
}

/// The settings by the names that the documents have for them, with their values.
pub(crate) fn named_settings(status: &HostStatus, lang: Lang) -> Vec<(&'static str, String)> {
    settings(status, lang).into_iter().map(|setting| (setting.name, setting.value)).collect()
}

/// Shows it.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (lang, now, status) = (call.lang(), call.host_time(), read(call)?);
    let may_read = call.may(Permission::ReadEvents);
    let page = Page {
        frame: Frame::new(call, lang.pick("Host", "ホスト")),
        host: status.license.host.clone(),
        checks: checks(status.health.as_ref(), lang),
        keys: keys(&status, lang),
        license: end(status.license.until, now, lang),
        pack: end(Some(status.license.pack_until), now, lang),
        settings: settings(&status, lang),
        records: status.records.iter().map(record).collect(),
        backup: backup(status.backup, now, lang),
        shared_store: status.config.shared_store,
        sharing: status.sharing.iter().map(|host| sharing(host, lang)).collect(),
        refusals: status.refusals.iter().map(|refusal| row(refusal, lang)).collect(),
        searched: status.requests_searched,
        total: status.counters.total,
        turned_away: status.turned_away.iter().map(|turned| turned_row(turned, lang)).collect(),
        applications: status.applications.into_iter().map(application).collect(),
        events: may_read.then(|| events(call)).transpose()?,
        all_events: call.request.links().to("/events", &[]),
    };
    html(StatusCode::OK, &page)
}

fn application(ApplicationCount { name, count, threshold, cap }: ApplicationCount) -> Application {
    Application { name, count, threshold, cap, enough: count >= threshold }
}

fn keys(status: &HostStatus, lang: Lang) -> Vec<(&'static str, String)> {
    let license = &status.license;
    let state = match license.status {
        Status::Licensed => lang.pick("licensed", "ライセンス認証済み"),
        Status::Notification => lang.pick("not licensed any more", "ライセンスが無効になっています"),
        _ => lang.pick("not licensed", "ライセンス認証されていません"),
    };
    let reason = license.reason.map(|code| format!(": {code} {}", code.title(lang))).unwrap_or_default();
    let none = || lang.pick("none", "なし").to_owned();
    let mut rows = vec![
        (
            lang.pick("Host key", "ホスト キー"),
            license.partial_key.as_ref().map_or_else(none, |tail| format!("{MASK}{tail}")),
        ),
        (lang.pick("Key group", "キー グループ"), license.name.clone()),
        (lang.pick("Extended PID", "拡張 PID"), license.epid.clone().unwrap_or_else(none)),
        (lang.pick("State", "状態"), format!("{state}{reason}")),
        (lang.pick("Vendor", "ベンダー"), license.vendor.clone()),
        (lang.pick("Version of the license pack", "ライセンス パックのバージョン"), status.pack_version.to_string()),
    ];
    if license.by_telephone {
        let text = lang.pick("by telephone: an administrator renews it", "電話: 更新は管理者が行います");
        rows.push((lang.pick("Activated", "ライセンス認証の方法"), text.to_owned()));
    }
    rows
}

fn settings(status: &HostStatus, lang: Lang) -> Vec<Setting> {
    let (set, file) = (&status.settings, &status.config);
    let yes = |on| if on { lang.pick("yes", "はい") } else { lang.pick("no", "いいえ") };
    let minutes = |span: Span| lang.pick(format!("{} minutes", span.as_minutes()), format!("{} 分", span.as_minutes()));
    let days = |days: u32| lang.pick(format!("{days} days"), format!("{days} 日"));
    let port = match status.listening {
        Some(port) if port != set.port => lang.pick(
            format!("{} (it listens on {port})", set.port),
            format!("{} (現在の待ち受けポート: {port})", set.port),
        ),
        _ => set.port.to_string(),
    };
    let store = lang.pick(
        if file.shared_store { "PostgreSQL, shared" } else { "SQLite, in the host's directory" },
        if file.shared_store { "PostgreSQL (共有)" } else { "SQLite (ホストのディレクトリ)" },
    );
    let setting = |label, value: String, name| Setting { label, value, name };
    let own = vec![
        setting(
            lang.pick("Answers clients", "クライアントへの応答"),
            yes(set.enabled).into(),
            "host retire, host resume",
        ),
        setting(lang.pick("Port", "ポート"), port, "slmgr /sprt"),
        setting(
            lang.pick("Publishes itself in DNS", "DNS への発行"),
            yes(set.dns_publishing).into(),
            "slmgr /sdns, /cdns",
        ),
        setting(lang.pick("Low priority", "低い優先度"), yes(set.low_priority).into(), "slmgr /cpri, /spri"),
        setting(
            lang.pick("Interval while not activated", "ライセンス認証の間隔"),
            minutes(set.intervals.activation),
            "slmgr /sai",
        ),
        setting(lang.pick("Interval of renewal", "更新の間隔"), minutes(set.intervals.renewal), "slmgr /sri"),
        setting(lang.pick("Store", "ストア"), store.into(), "[store] postgres"),
        setting(lang.pick("History is kept", "履歴の保持期間"), days(file.history_days), "[history] days"),
        setting(
            lang.pick("Evidence of machines is kept", "コンピューターの診断データの保持期間"),
            days(file.evidence_days),
            "[evidence] days",
        ),
        setting(
            lang.pick("The clock may be set by", "時計の変更の許容範囲"),
            lang.pick(format!("{} seconds", file.clock_jump_seconds), format!("{} 秒", file.clock_jump_seconds)),
            "[clock] jump_seconds",
        ),
        setting(
            lang.pick("The host may have been off", "停止期間の許容範囲"),
            days(file.clock_off_days),
            "[clock] off_days",
        ),
    ];
    let rule = |(rule, listed): &(AccessRule, Vec<String>)| {
        let (label, value) = access_rule(*rule, listed, lang);
        setting(label, value, rule.name())
    };
    own.into_iter().chain(status.access.iter().map(rule)).collect()
}

/// A record that has to be in DNS.
fn record((line, is_published): &(String, bool)) -> Record {
    Record { line: shown(line), is_published: *is_published }
}

fn sharing(SharingHost { name, seen, version, runs }: &SharingHost, lang: Lang) -> Sharing {
    let (class, state) = if *runs {
        ("well", lang.pick("✓ runs", "✓ 実行中"))
    } else {
        ("warn", lang.pick("! has not said so lately", "! 最近の通知なし"))
    };
    Sharing { name: shown(name), seen: utc(*seen), version: shown(version), class, state }
}

fn backup(last: Option<Moment>, now: Moment, lang: Lang) -> End {
    let Some(last) = last else {
        let text = lang.pick("none that this host knows of", "このホストで実行されたバックアップはありません");
        return End { class: "warn", text: text.to_owned() };
    };
    if last > now {
        let text = lang.pick(
            format!("{}, which is still to come: a clock was wrong", utc(last)),
            format!("{} (現在より後の日時です。作成時の時計が正しくありませんでした)", utc(last)),
        );
        return End { class: "warn", text };
    }
    let age = now.since(last);
    let (class, days, at) = (if age > BACKUP_OLD { "warn" } else { "well" }, age.as_seconds() / 86_400, utc(last));
    End { class, text: lang.pick(format!("{at}, days ago: {days}"), format!("{at} ({days} 日前)")) }
}

fn row(&RefusalCount { code, requests, last }: &RefusalCount, lang: Lang) -> Refusal {
    Refusal { result: CodeText::new(code, lang), requests, last: utc(last) }
}

fn turned_row(&TurnedAway { code, requests, networks, last }: &TurnedAway, lang: Lang) -> Turned {
    Turned { result: CodeText::new(code, lang), requests, networks, last: utc(last) }
}

fn events(call: &Call<'_>) -> Result<Vec<Event>, PageError> {
    let found = call.host()?.events(i64::MAX, EVENTS)?;
    let shown = |event: muster_proto::event::Event| Event {
        at: utc(event.time),
        id: event.id,
        sentence: shown(&event.sentence(call.lang())),
    };
    Ok(found.into_iter().map(|event| shown(event.value)).collect())
}
