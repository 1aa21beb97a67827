//! Evidence for the hosts that the configuration names, if it allows that: they are told why this machine is not activated.

use crate::{
    client::Client,
    config::ManagingHost,
    env::Env,
    error::ClientError,
    report,
    state::{Installed, Upload},
    transport,
};
use muster_core::{
    client::{
        evidence::{LastUpload, is_upload_due},
        report::ProductReport,
    },
    code::Code,
    id::Nonce,
    keys::product_key::KeyKind,
    time::{Moment, Span},
};
use muster_platform::deadline::Deadline;
use muster_proto::evidence::{
    EVIDENCE_PATH, EVIDENCE_VERSION, EventEvidence, EvidenceAnswer, EvidenceClaims, MachineEvidence, ProductEvidence,
};
use muster_trust::{evidence, jwk::SigningKey};
use std::sync::Arc;

/// Uploads what there is to tell, if the configuration allows that and it is time.
pub(super) fn tell(client: &mut Client, host: &ManagingHost, env: &Env) -> Result<(), ClientError> {
    if !client.config().managed.evidence {
        return Ok(());
    }
    let evidence = collect(client, env)?;
    let (gist, trouble) = (evidence::digest(&evidence.gist()), evidence.is_in_trouble());
    if !is_upload_due(last(client, host, &gist), trouble, env.now) {
        return Ok(());
    }
    let EvidenceAnswer { kept_days, .. } = send(client, host, evidence, env)?;
    let upload = Upload { host: host.key.clone(), at: env.now.unix(), kept_days, trouble, gist };
    let named: Vec<String> = client.config().managed.hosts.iter().map(|host| host.key.clone()).collect();
    client.store.change(|state| {
        state.uploads.retain(|known| known.host != upload.host && named.contains(&known.host));
        state.uploads.push(upload);
        Ok(())
    })
}

/// What this host was told last.
fn last(client: &Client, host: &ManagingHost, gist: &str) -> Option<LastUpload> {
    let upload = client.store.state.uploads.iter().find(|upload| upload.host == host.key)?;
    Some(LastUpload {
        at: Moment::from_unix(upload.at),
        kept: Span::days(upload.kept_days),
        trouble: upload.trouble,
        same: upload.gist == gist,
    })
}

/// The products and the newest events, masked.
fn collect(client: &Client, env: &Env) -> Result<MachineEvidence, ClientError> {
    let installed = client.store.state.products.iter().filter_map(Installed::id);
    let installed = installed.filter(|id| client.pack().product(*id).is_some());
    let products = installed.map(|id| Ok(product(report::product(&client.store, id, env)?)));
    let products = products.collect::<Result<_, ClientError>>()?;
    let events = client.events().iter().filter_map(EventEvidence::of).collect();
    Ok(MachineEvidence { muster: env!("CARGO_PKG_VERSION").to_owned(), products, events }.masked())
}

fn product(report: ProductReport) -> ProductEvidence {
    let ProductReport { id, kind, partial_key, standing, fixed_host, next_attempt, last_code, .. } = report;
    ProductEvidence {
        product: id,
        mak: kind == KeyKind::Multiple,
        partial_key,
        status: standing.status.number(),
        until: standing.until.map(Moment::unix),
        reason: standing.reason,
        host: fixed_host,
        next_attempt: next_attempt.map(Moment::unix),
        last_code,
    }
}

fn send(
    client: &Client,
    host: &ManagingHost,
    evidence: MachineEvidence,
    env: &Env,
) -> Result<EvidenceAnswer, ClientError> {
    let failed = |code: Code| ClientError::ManagingHost { host: host.address.to_string(), code };
    let key: Arc<SigningKey> = Arc::new(client.store.machine_key()?);
    let claims = EvidenceClaims {
        ver: EVIDENCE_VERSION,
        sub: client.cmid(),
        aud: host.key.clone(),
        iat: env.now.unix(),
        nonce: Nonce::from_bytes(env.entropy.bytes()),
        machine: env.machine.name.clone(),
        evidence,
    };
    let body = evidence::sign(&claims, key)?;
    let deadline = Deadline::after(env.network.request_timeout);
    let addresses = env.network.addresses(&host.address, deadline, &env.entropy);
    let (answer, _) = transport::exchange(&addresses, EVIDENCE_PATH, &body, deadline).map_err(failed)?;
    Ok(answer)
}
