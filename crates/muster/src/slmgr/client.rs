//! The client's blocks: `/dli`, `/dlv`, `/xpr` and the outcome of `/ato`.

use super::labels::{self, *};
use muster_client::{ActivatedBy, ActivationType, Attempt, Channel, Client, ProductReport, TokenFacts};
use muster_core::{
    client::license::Status,
    code,
    keys::product_key::KeyKind,
    lang::Lang,
    pack::Product,
    time::{Moment, Span},
};
use muster_proto::instant;

/// `/dlv all` of a product without a key.
pub(super) fn unused_block(client: &Client, product: &Product, full: bool, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.pair(NAME, &product.name);
    lines.pair(DESCRIPTION, &format!("{} {}, VOLUME_KMSCLIENT channel", client.pack().vendor, product.name));
    if full {
        lines.pair(ACTIVATION_ID, &product.id.to_string());
        lines.pair(APPLICATION_ID, &product.application.to_string());
    }
    lines.add(NOT_IN_USE.get(lang));
    lines.pair(LICENSE_STATUS, labels::status(Status::Unlicensed, lang));
    lines.text
}

/// `/dli`, or with `full` `/dlv`, of an installed product.
pub(crate) fn client_block(report: &ProductReport, client: &Client, full: bool, now: Moment, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    if full {
        lines.pair(SERVICE_VERSION, env!("CARGO_PKG_VERSION"));
        lines.blank();
    }
    lines.pair(NAME, &report.name);
    lines.pair(DESCRIPTION, &description(report, client));
    let token = report.activated_by.as_ref().and_then(|activated| activated.token.as_ref());
    if let Some(token) = token {
        lines.pair(ADDITIONAL, &token.description);
    }
    if full {
        lines.pair(ACTIVATION_ID, &report.id.to_string());
        lines.pair(APPLICATION_ID, &report.application.to_string());
        lines.pair(EXTENDED_PID, &report.epid);
        lines.pair(KEY_CHANNEL, report.kind.channel());
        if let Some(iid) = &report.installation_id {
            lines.pair(INSTALLATION_ID, &iid.to_string());
        }
    }
    lines.pair(PARTIAL_KEY, &report.partial_key);
    license_lines(&mut lines, report, now);
    if full {
        lines.pair(REARM_APP, &report.rearms_application.min(report.rearms_machine).to_string());
        lines.pair(REARM_SKU, &report.rearms_product.to_string());
        lines.pair(TRUSTED_TIME, &instant::local(report.trusted_time));
    }
    if report.kind == KeyKind::Setup {
        volume_lines(&mut lines, report, client);
    }
    lines.text
}

/// The description with the channel, which tells the role in every language.
pub(crate) fn description(report: &ProductReport, client: &Client) -> String {
    let channel = if report.kind == KeyKind::Multiple { "VOLUME_MAK" } else { "VOLUME_KMSCLIENT" };
    format!("{} {}, {channel} channel", client.pack().vendor, report.name)
}

fn license_lines(lines: &mut Lines, report: &ProductReport, now: Moment) {
    let standing = &report.standing;
    let lang = lines.lang;
    lines.pair(LICENSE_STATUS, labels::status(standing.status, lang));
    let remaining = labels::minutes_and_days(standing.remaining(report.trusted_time.max(now)), lang);
    match standing.status {
        Status::Licensed if standing.until.is_none() => {}
        Status::Licensed => lines.pair(VOLUME_EXPIRATION, &remaining),
        Status::Notification => {
            let reason = standing.reason.unwrap_or(code::GRACE_EXPIRED);
            let why = match reason {
                code::GRACE_EXPIRED => lang.pick(" (grace time expired)", " (猶予期間が終了しました)"),
                code::NOT_GENUINE => lang.pick(" (non-genuine)", " (非正規)"),
                _ => "",
            };
            lines.pair(NOTIFICATION_REASON, &format!("{reason}{why}."));
        }
        Status::Unlicensed => {}
        _ => lines.pair(TIME_REMAINING, &remaining),
    }
}

fn volume_lines(lines: &mut Lines, report: &ProductReport, client: &Client) {
    lines.blank();
    lines.pair(ACTIVATION_TYPE, activation_type(report.activation_type));
    lines.blank();
    lines.add(&format!("{}:", LATEST_INFORMATION.get(lines.lang)));
    match &report.activated_by {
        Some(ActivatedBy { by: Channel::Directory, .. }) => directory_lines(lines, report, client),
        Some(ActivatedBy { token: Some(token), .. }) => token_lines(lines, token),
        _ => kms_lines(lines, report, client),
    }
}

/// The type as slmgr names it, in every language.
pub(crate) fn activation_type(kind: ActivationType) -> &'static str {
    match kind {
        ActivationType::All => "All",
        ActivationType::Directory => "AD",
        ActivationType::Host => "KMS",
        ActivationType::Token => "Token",
    }
}

fn directory_lines(lines: &mut Lines, report: &ProductReport, client: &Client) {
    let Some(activated) = &report.activated_by else { return };
    lines.add(AD_INFORMATION.get(lines.lang));
    lines.indent = "    ";
    lines.pair(CMID, &client.cmid().to_string());
    if let Some(object) = &activated.object {
        lines.pair(AO_NAME, &object.name);
        lines.pair(AO_DN, &object.dn);
    }
    lines.pair(AO_EPID, &activated.epid);
    if let Some(group) = activated.group {
        lines.pair(AO_ACTIVATION_ID, &group.to_string());
    }
}

fn token_lines(lines: &mut Lines, token: &TokenFacts) {
    lines.add(TOKEN_INFORMATION.get(lines.lang));
    lines.indent = "    ";
    lines.pair(ILID, &token.license);
    lines.pair(ILVID, &token.version.to_string());
    lines.pair(GRANT, &token.grant.to_string());
    lines.pair(TOKEN_THUMBPRINT, &token.thumbprint);
}

fn kms_lines(lines: &mut Lines, report: &ProductReport, client: &Client) {
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
    if let (Some(host), Some(_)) = (&report.fixed_host, &report.lookup_domain) {
        lines.add(&overrides(&host.to_string(), lines.lang));
    }
    match (&report.discovered, &report.activated_by) {
        (Some(host), Some(activated)) => {
            lines.pair(HOST_IP, &host.address);
            lines.pair(HOST_EPID, &activated.epid);
        }
        _ => return lines.add(RUN_ATO.get(lines.lang)),
    }
    let minutes = |span: Span| format!("{} {}", span.as_minutes(), MINUTES.get(lines.lang));
    let (activation, renewal) = (minutes(report.intervals.activation), minutes(report.intervals.renewal));
    lines.pair(ACTIVATION_INTERVAL, &activation);
    lines.pair(RENEWAL_INTERVAL, &renewal);
    let caching = if report.caching { CACHING_ON } else { CACHING_OFF };
    lines.add(caching.get(lines.lang));
}

/// The warning where a fixed host makes the lookup domain idle.
pub(super) fn overrides(host: &str, lang: Lang) -> String {
    lang.pick(
        format!("Warning: /skms setting overrides the /skms-domain setting. {host} will be used for activation."),
        format!("警告: /skms の設定は /skms-domain の設定より優先されます。ライセンス認証には {host} が使用されます。"),
    )
}

/// `/xpr` of an installed product.
pub(crate) fn expiry(report: &ProductReport, lang: Lang) -> String {
    let end = report.standing.until.map(instant::local).unwrap_or_default();
    format!("{}:\n    {}\n", report.name, expiry_line(&report.name, report.standing.status, &end, lang))
}

/// What `/xpr` says of a status that ends at `end`; an empty text stands for one that does not end.
pub(super) fn expiry_line(name: &str, status: Status, end: &str, lang: Lang) -> String {
    match status {
        Status::Licensed if end.is_empty() => PERMANENT.get(lang).to_owned(),
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
            lang.pick(format!("{name} is in Notification mode"), format!("{name} は通知モードです"))
        }
        Status::Unlicensed => labels::status(Status::Unlicensed, lang).to_owned(),
    }
}

/// `/ato` of an installed product: the documented lines, then every host that was tried and what to do.
pub(crate) fn attempt_text(attempt: &Attempt, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.add(&format!("{} {} ({}) ...", ACTIVATING.get(lang), attempt.name, attempt.product));
    let code = attempt.code;
    if attempt.is_activated() {
        lines.add(ACTIVATED.get(lang));
        return lines.text;
    }
    failed(&mut lines, code);
    if let Some((_, grant)) = &attempt.granted {
        let (count, threshold) = (grant.count, attempt.threshold);
        lines.add(&lang.pick(
            format!("  The host counts {count}; this product needs {threshold}."),
            format!("  ホストのカウントは {count} です。この製品には {threshold} が必要です。"),
        ));
    }
    if let Some(detail) = &attempt.detail {
        lines.add(&format!("  {detail}"));
    }
    for attempt in attempt.tries.iter().filter(|attempt| attempt.code != code && attempt.code != code::SUCCESS) {
        lines.add(&format!("  {}: {} {}", attempt.host, attempt.code, attempt.code.title(lang)));
    }
    lines.add(&format!("{}: {}", lang.pick("What to do", "対処方法"), code.fix(lang)));
    lines.text
}

fn failed(lines: &mut Lines, code: code::Code) {
    lines.add(&format!("{}: {code} {}", ERROR.get(lines.lang), code.title(lines.lang)));
}

/// Lines of `label: value`.
pub(crate) struct Lines {
    pub(crate) lang: Lang,
    pub(crate) indent: &'static str,
    pub(crate) text: String,
}

impl Lines {
    pub(crate) fn new(lang: Lang) -> Self {
        Self { lang, indent: "", text: String::new() }
    }

    pub(crate) fn pair(&mut self, label: muster_core::lang::Text, value: &str) {
        let label = label.get(self.lang);
        self.add(&format!("{label}: {value}"));
    }

    pub(crate) fn add(&mut self, line: &str) {
        self.text.push_str(&format!("{}{line}\n", self.indent));
    }

    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }
}
