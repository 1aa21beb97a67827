//! Root keys as the API tells them.

use super::issued_documents::HolderDocument;
use crate::{
    pages::root_step::step,
    root_keys::{PackSigned, RootFollowers, RootKeyRow, RootKeys, RootLaggard, RootPack, RootStep},
};
use muster_core::{lang::Lang, time::Moment};
use muster_proto::instant::rfc3339;
use serde::Serialize;
use utoipa::ToSchema;

/// The root keys of the authority, and how far a change of them is.
#[derive(Serialize, ToSchema)]
pub(crate) struct RootDocument {
    /// Every key there was, oldest first.
    keys: Vec<RootKeyDocument>,
    /// What comes next: `nothing`, `announce`, `switch`, `sign`, `drop` or `finish`.
    step: &'static str,
    /// The code of why nothing can be signed now; null where the root key signs.
    fault: Option<String>,
    /// What that is.
    title: &'static str,
    /// The commands that go on.
    commands: Vec<String>,
    /// The first pack that names the next key, while that does not sign.
    named_since: Option<u32>,
    newest_pack: Option<u32>,
    /// The packs that changed what is trusted, or that another key signed than the one before, newest first.
    packs: Vec<RootPackDocument>,
    /// Who follows the change; null where the next step leaves nobody behind.
    followers: Option<RootFollowersDocument>,
}

/// Who follows a change of the root key.
#[derive(Serialize, ToSchema)]
pub(crate) struct RootFollowersDocument {
    /// How many hold a license that is in force.
    holders: u32,
    /// How many of them the next step would leave behind.
    lagging: u32,
    /// At most 100 of those, those that asked last first.
    laggards: Vec<LaggardDocument>,
}

/// A root key.
#[derive(Serialize, ToSchema)]
pub(crate) struct RootKeyDocument {
    /// Its thumbprint (RFC 7638).
    root_key: String,
    /// `signs`, `next`, `old` (trusted still) or `dropped`.
    state: &'static str,
    /// The first pack that names it, or that it signed.
    trusted_since: Option<PackSignedDocument>,
    /// The first pack that it signed.
    signs_since: Option<PackSignedDocument>,
}

/// A license pack, and when it was signed.
#[derive(Serialize, ToSchema)]
pub(crate) struct PackSignedDocument {
    version: u32,
    #[schema(format = DateTime)]
    at: String,
}

/// A license pack with its keys, by their thumbprints.
#[derive(Serialize, ToSchema)]
pub(crate) struct RootPackDocument {
    version: u32,
    #[schema(format = DateTime)]
    at: String,
    /// The key that signed it; null if that is no key of this authority.
    signed_by: Option<String>,
    /// The keys that are trusted by it.
    trusts: Vec<String>,
}

/// A holder of a license whom the next step would leave behind.
#[derive(Serialize, ToSchema)]
pub(crate) struct LaggardDocument {
    host: HolderDocument,
    /// The key that signs its license, by its thumbprint; null if that is not known.
    signed_by: Option<String>,
}

impl RootDocument {
    pub(super) fn new(found: &RootKeys, lang: Lang, now: Moment) -> Self {
        let step = step(found, lang);
        Self {
            keys: found.keys.iter().map(RootKeyDocument::new).collect(),
            step: found.step.id(),
            fault: found.fault.map(|code| code.to_string()),
            title: step.title,
            commands: step.commands.lines().map(str::to_owned).collect(),
            named_since: if let RootStep::Switch(version) = found.step { Some(version) } else { None },
            newest_pack: found.newest,
            packs: found.packs.iter().map(RootPackDocument::new).collect(),
            followers: found.followers.as_ref().map(|followers| RootFollowersDocument::new(followers, now)),
        }
    }
}

impl RootFollowersDocument {
    fn new(followers: &RootFollowers, now: Moment) -> Self {
        let RootFollowers { holders, lagging, laggards } = followers;
        let laggards = laggards.iter().map(|laggard| LaggardDocument::new(laggard, now)).collect();
        Self { holders: *holders, lagging: *lagging, laggards }
    }
}

impl RootKeyDocument {
    fn new(key: &RootKeyRow) -> Self {
        Self {
            root_key: key.thumbprint.clone(),
            state: key.state.id(),
            trusted_since: key.trusted_since.map(PackSignedDocument::new),
            signs_since: key.signs_since.map(PackSignedDocument::new),
        }
    }
}

impl PackSignedDocument {
    fn new(PackSigned { version, at }: PackSigned) -> Self {
        Self { version, at: rfc3339(at) }
    }
}

impl RootPackDocument {
    fn new(RootPack { pack, signer, trusts }: &RootPack) -> Self {
        let PackSigned { version, at } = *pack;
        Self { version, at: rfc3339(at), signed_by: signer.clone(), trusts: trusts.clone() }
    }
}

impl LaggardDocument {
    fn new(RootLaggard { holder, signed_by }: &RootLaggard, now: Moment) -> Self {
        Self { host: HolderDocument::new(holder, now), signed_by: signed_by.clone() }
    }
}
