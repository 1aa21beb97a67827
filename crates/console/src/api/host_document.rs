//! The host as the API tells it: what its page shows.

use crate::{
    call::Call,
    pages::{host::named_settings, overview::sentence},
    view::{ApplicationCount, HostStatus, RefusalCount, SharingHost, TurnedAway},
};
use muster_core::{client::license::Status, code::Code, lang::Lang};
use muster_proto::instant::rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

/// A host with its key, license, counts, settings, backup and refusals.
#[derive(Serialize, ToSchema)]
pub(crate) struct HostDocument {
    /// The host's name.
    host: String,
    vendor: String,
    /// Whether it answers clients; null if it is too busy to say.
    answers: Option<bool>,
    /// What needs attention.
    problems: Vec<String>,
    /// Whether it holds a host license in force.
    licensed: bool,
    /// The last five characters of the host key; null if there is none.
    partial_key: Option<String>,
    /// The name of its key group.
    key_group: String,
    extended_pid: Option<String>,
    /// Whether it was activated by telephone: an administrator renews it.
    by_telephone: bool,
    /// When the host license ends; null if there is none.
    #[schema(format = DateTime)]
    license_until: Option<String>,
    pack_version: u32,
    #[schema(format = DateTime)]
    pack_until: String,
    /// The count of each application.
    applications: Vec<CountDocument>,
    /// Requests since it was installed.
    requests: u64,
    /// Those of them that failed.
    requests_failed: u64,
    /// Why requests did not activate, among the newest, the most frequent reason first.
    refusals: Vec<RefusalDocument>,
    /// Among how many of the newest requests they were counted.
    requests_searched: u32,
    /// Requests that were turned away before they were decided: they are in no history.
    turned_away: Vec<TurnedAwayDocument>,
    settings: Vec<SettingDocument>,
    /// When a backup was written last; null if the host knows of none.
    #[schema(format = DateTime)]
    backup: Option<String>,
    /// The hosts that share the database, this one included; empty where nobody shares it.
    sharing: Vec<SharingDocument>,
}

/// A host that shares the database.
#[derive(Serialize, ToSchema)]
pub(crate) struct SharingDocument {
    name: String,
    /// When it last said that it runs.
    #[schema(format = DateTime)]
    seen: String,
    version: String,
    /// Whether it has said so lately.
    runs: bool,
}

/// The count of an application.
#[derive(Serialize, ToSchema)]
pub(crate) struct CountDocument {
    name: String,
    /// Machines that count now.
    count: u32,
    /// The count that its products need.
    needed: u32,
    /// Where the count stops.
    at_most: u32,
}

/// How often machines were refused for one reason.
#[derive(Serialize, ToSchema)]
pub(crate) struct RefusalDocument {
    code: String,
    title: String,
    fix: String,
    requests: u32,
    /// When the newest of them was.
    #[schema(format = DateTime)]
    last: String,
}

/// How often requests were turned away for one reason.
#[derive(Serialize, ToSchema)]
pub(crate) struct TurnedAwayDocument {
    code: String,
    title: String,
    fix: String,
    requests: u64,
    /// From how many networks; networks beyond 256 a day count as one.
    networks: u32,
    /// When the newest of them was.
    #[schema(format = DateTime)]
    last: String,
}

/// A setting, by what sets it.
#[derive(Serialize, ToSchema)]
pub(crate) struct SettingDocument {
    name: String,
    value: String,
}

impl HostDocument {
    pub(super) fn new(status: HostStatus, call: &Call<'_>) -> Self {
        let lang = call.lang();
        let settings = named_settings(&status, lang);
        let settings = settings.into_iter().map(|(name, value)| SettingDocument { name: name.to_owned(), value });
        let health = status.health.as_ref();
        let license = status.license;
        Self {
            host: license.host,
            vendor: license.vendor,
            answers: health.map(|health| health.answers),
            problems: health.map_or_else(Vec::new, |health| {
                health.problems.iter().map(|problem| sentence(problem, lang)).collect()
            }),
            licensed: license.status == Status::Licensed,
            partial_key: license.partial_key,
            key_group: license.name,
            extended_pid: license.epid,
            by_telephone: license.by_telephone,
            license_until: license.until.map(rfc3339),
            pack_version: status.pack_version,
            pack_until: rfc3339(license.pack_until),
            applications: status.applications.into_iter().map(CountDocument::new).collect(),
            requests: status.counters.total,
            requests_failed: status.counters.failed,
            refusals: status.refusals.iter().map(|refusal| RefusalDocument::new(refusal, lang)).collect(),
            requests_searched: status.requests_searched,
            turned_away: status.turned_away.iter().map(|turned| TurnedAwayDocument::new(turned, lang)).collect(),
            settings: settings.collect(),
            backup: status.backup.map(rfc3339),
            sharing: status.sharing.into_iter().map(SharingDocument::new).collect(),
        }
    }
}

impl SharingDocument {
    fn new(SharingHost { name, seen, version, runs }: SharingHost) -> Self {
        Self { name, seen: rfc3339(seen), version, runs }
    }
}

impl CountDocument {
    fn new(ApplicationCount { name, count, threshold, cap }: ApplicationCount) -> Self {
        Self { name, count, needed: threshold, at_most: cap }
    }
}

impl RefusalDocument {
    fn new(&RefusalCount { code, requests, last }: &RefusalCount, lang: Lang) -> Self {
        let (title, fix) = texts(code, lang);
        Self { code: code.to_string(), title, fix, requests, last: rfc3339(last) }
    }
}

impl TurnedAwayDocument {
    fn new(&TurnedAway { code, requests, networks, last }: &TurnedAway, lang: Lang) -> Self {
        let (title, fix) = texts(code, lang);
        Self { code: code.to_string(), title, fix, requests, networks, last: rfc3339(last) }
    }
}

fn texts(code: Code, lang: Lang) -> (String, String) {
    (code.title(lang).to_owned(), code.fix(lang).to_owned())
}
