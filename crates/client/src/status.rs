//! What an application, a script or the agent's socket is told of a client.

use crate::{env::Env, error::ClientError, report, state::Installed, store::Store};
use muster_core::{client::report::ProductReport, features::Features, pack::Pack, term, time::Moment};
use muster_proto::instant;
use serde::Serialize;

/// A client, as JSON for programs.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct StatusDocument {
    /// The machine id.
    pub cmid: String,
    /// The installed license pack.
    pub pack: PackStatus,
    /// The installed products that the license pack knows.
    pub products: Vec<ProductStatus>,
}

/// The installed license pack.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct PackStatus {
    /// Its version.
    pub version: u32,
    /// When it ends, RFC 3339. 30 days later nothing is activated by it.
    pub until: String,
    /// Days left, where somebody should be told: within 90 days of its end, and 0 after it.
    pub warning_days: Option<i64>,
}

impl PackStatus {
    fn new(pack: &Pack, now: Moment) -> Self {
        let warning_days = term::days_to_tell(pack.until, now);
        Self { version: pack.version, until: instant::rfc3339(pack.until), warning_days }
    }
}

/// An installed product. Moments are RFC 3339, codes `0x…`.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ProductStatus {
    /// Name in the license pack.
    pub product: String,
    /// Activation id.
    pub activation_id: String,
    /// Id of the application whose count it shares.
    pub application_id: String,
    /// What the key is for: `Volume:GVLK` or `Volume:MAK`.
    pub channel: &'static str,
    /// The last five characters of the product key.
    pub partial_key: String,
    /// License status, 0 to 6; 1 is licensed.
    pub status: u8,
    /// When that status ends; none if it does not end by itself.
    pub until: Option<String>,
    /// Days left, where a user should be told: an activation that ends within 30 days.
    pub warning_days: Option<i64>,
    /// Why the product is in notification.
    pub reason: Option<String>,
    /// What the license allows, names and values.
    #[serde(with = "muster_proto::features")]
    pub features: Features,
    /// When the product key ends.
    pub ends: Option<String>,
    /// Who activated it: `host`, `directory`, `mak` or `token`.
    pub activated_by: Option<&'static str>,
    /// The host that answered last, `name:port`.
    pub host: Option<String>,
    /// The host that is set, in place of those that DNS names, `name:port`.
    pub set_host: Option<String>,
    /// When the client asks again.
    pub next_attempt: Option<String>,
    /// How the last attempt ended.
    pub last_code: Option<String>,
}

impl ProductStatus {
    fn new(report: &ProductReport) -> Self {
        let standing = &report.standing;
        Self {
            product: report.name.clone(),
            activation_id: report.id.to_string(),
            application_id: report.application.to_string(),
            channel: report.kind.channel(),
            partial_key: report.partial_key.clone(),
            status: standing.status.number(),
            until: standing.until.map(instant::rfc3339),
            warning_days: standing.warning(report.trusted_time).map(|span| span.as_days_started()),
            reason: standing.reason.map(|code| code.to_string()),
            features: report.features.clone(),
            ends: report.ends.map(instant::rfc3339),
            activated_by: report.activated_by.as_ref().map(|activated| activated.by.name()),
            host: report.discovered.as_ref().map(|host| format!("{}:{}", host.name, host.port)),
            set_host: report.fixed_host.as_ref().map(ToString::to_string),
            next_attempt: report.next_attempt.map(instant::rfc3339),
            last_code: report.last_code.map(|code| code.to_string()),
        }
    }
}

/// The client, on the machine and at the time of `env`.
pub(crate) fn document(store: &Store, env: &Env) -> Result<StatusDocument, ClientError> {
    let installed = store.state.products.iter().filter_map(Installed::id);
    let products = installed.filter(|id| store.anchors.pack.product(*id).is_some());
    let products = products.map(|id| Ok(ProductStatus::new(&report::product(store, id, env)?)));
    let products = products.collect::<Result<_, ClientError>>()?;
    let pack = PackStatus::new(&store.anchors.pack, store.state.trusted_now(env.now));
    Ok(StatusDocument { cmid: store.state.cmid().to_string(), pack, products })
}
