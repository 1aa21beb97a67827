//! What is asked of each page: of the table of routes, so that no page is forgotten.

use crate::failure::Failure;
use muster_core::{
    code,
    id::{ActivationId, Cmid, OrderId},
    sentence,
};
use muster_host::{ConsoleRoute, RouteMethod, ServiceKind, console_routes};

/// What goes on for as long as there is something.
const DOWNLOADS: [&str; 5] = ["/audit.jsonl", "/job/list", "/machines.csv", "/machines.json", "/v1/admin/job/list"];

/// What lies in the stores, for the addresses that name it.
pub(super) struct Known {
    pub(super) machine: Cmid,
    /// A product that most machines have asked for, and one of a few.
    pub(super) products: [ActivationId; 2],
    pub(super) job: i64,
    pub(super) order: OrderId,
    /// A product key and a holder of the authority.
    pub(super) key: u32,
    pub(super) holder: String,
}

/// What a page is asked.
pub(super) struct Asked {
    pub(super) address: String,
    /// It goes on for as long as there is something: how soon it begins is what counts.
    pub(super) is_download: bool,
    pub(super) is_api: bool,
}

/// What is asked of every page of a console that somebody sees who is signed in.
pub(super) fn asked(kind: ServiceKind, known: &Known) -> Result<Vec<Asked>, Failure> {
    let mut asked = Vec::new();
    for route in console_routes(kind).filter(|route| route.method == RouteMethod::Get) {
        let queries = queries(kind, route, known);
        let missing = || {
            Failure::new(
                code::UNEXPECTED,
                sentence!(
                    "nothing is known to be asked of {path}",
                    "{path} に対する要求が定義されていません",
                    path = route.path
                ),
            )
        };
        asked.extend(queries.ok_or_else(missing)?.into_iter().map(|query| Asked {
            address: format!("{}{query}", route.path),
            is_download: DOWNLOADS.contains(&route.path),
            is_api: route.is_api(),
        }));
    }
    Ok(asked)
}

/// The queries that are measured of a page, each with its `?`; none for a page that this does not know.
fn queries(kind: ServiceKind, route: &ConsoleRoute, known: &Known) -> Option<Vec<String>> {
    let words = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect());
    if let Some(found) = shared(route.path) {
        return words(found);
    }
    match kind {
        ServiceKind::Authority => authority(route.path, known),
        ServiceKind::Host => host(route.path, known),
    }
}

/// Of what both consoles have; empty where only a link, a provider or nobody signed in is answered.
fn shared(path: &str) -> Option<&'static [&'static str]> {
    Some(match path {
        "/accounts"
        | "/tokens"
        | "/webhooks"
        | "/me"
        | "/me/passkeys"
        | "/api"
        | "/metrics"
        | "/v1/admin/metrics"
        | "/v1/openapi.json"
        | "/v1/admin/accounts"
        | "/v1/admin/webhooks"
        | "/v1/admin/webhooks/deliveries"
        | "/passkey.js"
        | "/style.css"
        | "/audit.jsonl" => &[""],
        "/account" => &["?name=root"],
        "/audit" | "/v1/admin/audit" => &[
            "",
            "?before=1000",
            "?account=root",
            "?account=nobody",
            "?action=token-add",
            "?account=root&action=key-block",
        ],
        "/password" | "/sign-in" | "/sign-in/passkey" | "/sign-in/provider" | "/sign-in/return" | "/link"
        | "/setup" => &[],
        _ => return None,
    })
}

fn host(path: &str, known: &Known) -> Option<Vec<String>> {
    let Known { machine, products: [common, rare], job, order, .. } = known;
    let plain = || vec![String::new()];
    Some(match path {
        "/" | "/host" | "/views" | "/jobs" | "/jobs/new" | "/events" | "/v1/admin/overview" | "/v1/admin/host"
        | "/v1/admin/views" | "/v1/admin/jobs" | "/v1/admin/events" | "/machines.csv" | "/machines.json" => plain(),
        "/machine" | "/v1/admin/machine" => vec![format!("?id={machine}")],
        "/job" | "/job/list" | "/v1/admin/job" | "/v1/admin/job/list" => vec![format!("?id={job}")],
        // No machine of the bench tells anything.
        "/machine/evidence" | "/v1/admin/machine/evidence" => Vec::new(),
        "/job/machine" => vec![format!("?id={job}&order={order}")],
        "/machines" => lists(&common.to_string(), &rare.to_string()),
        "/v1/admin/machines" => vec![
            String::new(),
            "?sort=-seen".into(),
            "?unseen=6&sort=until".into(),
            "?q=7654.lab".into(),
            "?state=ended".into(),
        ],
        _ => return None,
    })
}

/// Lists of machines: every order, every state, products, searches that find many, few and none, and some of them together.
fn lists(common: &str, rare: &str) -> Vec<String> {
    let mut lists = vec![String::new()];
    lists.extend(["-name", "seen", "-seen", "until", "-until"].map(|sort| format!("?sort={sort}")));
    for state in ["activated", "ended", "waiting", "refused"] {
        lists.push(format!("?state={state}"));
        lists.extend(["seen", "-seen", "until"].map(|sort| format!("?state={state}&sort={sort}")));
    }
    lists.extend(["state", "product"].map(|group| format!("?group={group}")));
    for product in [common, rare] {
        lists.push(format!("?product={product}"));
        lists.push(format!("?product={product}&state=ended&sort=seen"));
    }
    // All, a department, a hundred, one, none; and what is too short for any index.
    for search in ["lab", "tokyo", "7654.lab", "0765432", "qqq", "zz"] {
        lists.push(format!("?q={search}"));
    }
    lists.extend(["1", "6", "30"].map(|days| format!("?unseen={days}")));
    lists.push("?unseen=6&state=activated&sort=seen".into());
    lists.push("?q=tokyo&sort=-seen".into());
    lists.push("?q=zz&sort=seen".into());
    lists.push("?q=tokyo&state=waiting".into());
    lists
}

fn authority(path: &str, known: &Known) -> Option<Vec<String>> {
    let Known { key, holder, .. } = known;
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    Some(match path {
        "/" | "/v1/admin/keys" => words(&["", "?after=100", "?q=customer-04999", "?q=nobody", "?state=blocked"]),
        "/key" | "/v1/admin/key" => vec![format!("?id={key}")],
        "/hosts" | "/v1/admin/hosts" => words(&[
            "",
            "?kind=all",
            "?kind=machine",
            "?state=ended",
            "?state=revoked",
            "?pack=1",
            "?q=customer-04999",
            "?q=nobody",
            "?q=site-099999",
        ]),
        "/host" | "/v1/admin/host" | "/host/revocation" => vec![format!("?id={holder}")],
        "/orders" | "/v1/admin/orders" => words(&["", "?q=customer-04999", "?q=nobody"]),
        "/order" => words(&["?customer=customer-04999&order=order-04999"]),
        "/customer" | "/v1/admin/customer" => words(&["?name=customer-04999"]),
        "/packs" | "/v1/admin/packs" | "/roots" | "/v1/admin/roots" | "/phone" => words(&[""]),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Known, asked};
    use muster_core::id::{ActivationId, Cmid, OrderId};
    use muster_host::ServiceKind;

    #[test]
    fn no_page_is_forgotten() {
        let known = Known {
            machine: Cmid::from_bytes([1; 16]),
            products: [2, 3].map(|id| ActivationId::from_bytes([id; 16])),
            job: 4,
            order: OrderId::from_bytes([5; 16]),
            key: 6,
            holder: "7".into(),
        };
        for kind in [ServiceKind::Authority, ServiceKind::Host] {
            let pages = asked(kind, &known).expect("every route is known");
            assert!(pages.iter().any(|page| page.address == "/") && pages.iter().any(|page| page.is_api));
        }
    }
}
