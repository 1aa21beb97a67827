//! The client's blocks: `/dli`, `/dlv`, `/xpr` and the outcome of `/ato`.

use super::labels::{self, *};
use muster_client::{Attempt, Client, ProductReport};
use muster_core::{code, key::KeyKind, lang::Lang, license::Status, session::Outcome, time::Moment};
use muster_wire::instant;

/// `/dli`, or with `full` `/dlv`, of an installed product.
pub(crate) fn client_block(report: &ProductReport, client: &Client, full: bool, now: Moment, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    if full {
        lines.pair(SERVICE_VERSION, env!("CARGO_PKG_VERSION"));
        lines.blank();
    }
    lines.pair(NAME, &report.name);
    let vendor = &client.pack().vendor;
    lines.pair(DESCRIPTION, &format!("{vendor} {}, VOLUME_KMSCLIENT channel", report.name));
    if full {
        lines.pair(ACTIVATION_ID, &report.id.to_string());
        lines.pair(APPLICATION_ID, &report.application.to_string());
        lines.pair(EXTENDED_PID, &report.epid);
        lines.pair(KEY_CHANNEL, KeyKind::Setup.channel());
    }
    lines.pair(PARTIAL_KEY, &report.partial_key);
    license_lines(&mut lines, report, now);
    if full {
        lines.pair(TRUSTED_TIME, &instant::local(now));
    }
    kms_lines(&mut lines, report, client);
    lines.text
}

fn license_lines(lines: &mut Lines, report: &ProductReport, now: Moment) {
    let standing = &report.standing;
    let lang = lines.lang;
    lines.pair(LICENSE_STATUS, labels::status(standing.status, lang));
    let remaining = labels::minutes_and_days(standing.remaining(now), lang);
    match standing.status {
        Status::Licensed => lines.pair(VOLUME_EXPIRATION, &remaining),
        Status::Notification => {
            let reason = standing.reason.unwrap_or(code::GRACE_EXPIRED);
            let why = if reason == code::GRACE_EXPIRED {
                lang.pick(" (grace time expired)", " (猶予期間が終了しました)")
            } else {
                ""
            };
            lines.pair(NOTIFICATION_REASON, &format!("{reason}{why}."));
        }
        Status::Unlicensed => {}
        _ => lines.pair(TIME_REMAINING, &remaining),
    }
}

fn kms_lines(lines: &mut Lines, report: &ProductReport, client: &Client) {
    lines.blank();
    lines.add(&format!("{}:", LATEST_INFORMATION.get(lines.lang)));
    lines.add(CLIENT_INFORMATION.get(lines.lang));
    lines.indent = "    ";
    lines.pair(CMID, &client.cmid().to_string());
    if let Some(domain) = &report.lookup_domain {
        lines.pair(LOOKUP_DOMAIN, domain);
    }
    match (&report.fixed_host, &report.discovered) {
        (Some(host), _) => lines.pair(HOST_REGISTERED, &host.to_string()),
        (None, Some(host)) => lines.pair(DNS_NAME, &format!("{}:{}", host.name, host.port)),
        (None, None) => lines.add(DNS_NONE.get(lines.lang)),
    }
    match (&report.discovered, &report.activated_by) {
        (Some(host), Some(activated)) => {
            lines.pair(HOST_IP, &host.address);
            lines.pair(HOST_EPID, &activated.epid);
        }
        _ => return lines.add(RUN_ATO.get(lines.lang)),
    }
    let minutes = |span: muster_core::time::Span| format!("{} {}", span.as_minutes(), MINUTES.get(lines.lang));
    let (activation, renewal) = (minutes(report.intervals.activation), minutes(report.intervals.renewal));
    lines.pair(ACTIVATION_INTERVAL, &activation);
    lines.pair(RENEWAL_INTERVAL, &renewal);
    let caching = if report.caching { CACHING_ON } else { CACHING_OFF };
    lines.add(caching.get(lines.lang));
}

/// `/xpr` of an installed product.
pub(crate) fn expiry(report: &ProductReport, lang: Lang) -> String {
    let end = report.standing.until.map(instant::local).unwrap_or_default();
    let line = match report.standing.status {
        Status::Licensed => lang.pick(
            format!("Volume activation will expire {end}"),
            format!("ボリューム ライセンス認証の有効期限: {end}"),
        ),
        Status::InitialGrace => {
            lang.pick(format!("Initial grace period ends {end}"), format!("初期猶予期間の終了: {end}"))
        }
        Status::AdditionalGrace => {
            lang.pick(format!("Additional grace period ends {end}"), format!("追加の猶予期間の終了: {end}"))
        }
        Status::NonGenuineGrace => {
            lang.pick(format!("Non-genuine grace period ends {end}"), format!("非正規の猶予期間の終了: {end}"))
        }
        Status::ExtendedGrace => {
            lang.pick(format!("Extended grace period ends {end}"), format!("延長された猶予期間の終了: {end}"))
        }
        Status::Notification => {
            let name = &report.name;
            lang.pick(format!("{name} is in Notification mode"), format!("{name} は通知モードです"))
        }
        Status::Unlicensed => labels::status(Status::Unlicensed, lang).to_owned(),
    };
    format!("{}:\n    {line}\n", report.name)
}

/// `/ato` of an installed product: the documented lines, then every host that was tried and what to do.
pub(crate) fn attempt_text(attempt: &Attempt, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.add(&format!("{} {} ({}) ...", ACTIVATING.get(lang), attempt.name, attempt.product));
    let code = attempt.code();
    match &attempt.outcome {
        Outcome::Activated { .. } => lines.add(ACTIVATED.get(lang)),
        Outcome::TooFew { grant, .. } => {
            failed(&mut lines, code);
            let (count, threshold) = (grant.count, attempt.threshold);
            lines.add(&lang.pick(
                format!("  The host counts {count}; this product needs {threshold}."),
                format!("  ホストのカウントは {count} です。この製品には {threshold} が必要です。"),
            ));
        }
        Outcome::Failed(_) => {
            failed(&mut lines, code);
            if let Some(detail) = &attempt.detail {
                lines.add(&format!("  {detail}"));
            }
            for attempt in attempt.tries.iter().filter(|attempt| attempt.code != code) {
                lines.add(&format!("  {}: {} {}", attempt.host, attempt.code, attempt.code.title(lang)));
            }
        }
    }
    if code != code::SUCCESS {
        lines.add(&format!("{}: {}", lang.pick("What to do", "対処方法"), code.fix(lang)));
    }
    lines.text
}

fn failed(lines: &mut Lines, code: code::Code) {
    lines.add(&format!("{}: {code} {}", ERROR.get(lines.lang), code.title(lines.lang)));
}

/// Lines of `label: value`.
pub(super) struct Lines {
    pub(super) lang: Lang,
    pub(super) indent: &'static str,
    pub(super) text: String,
}

impl Lines {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, indent: "", text: String::new() }
    }

    pub(super) fn pair(&mut self, label: muster_core::lang::Text, value: &str) {
        let label = label.get(self.lang);
        self.add(&format!("{label}: {value}"));
    }

    pub(super) fn add(&mut self, line: &str) {
        self.text.push_str(&format!("{}{line}\n", self.indent));
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }
}
