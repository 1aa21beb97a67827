//! What a client reports of an installed product, of an activation attempt, and of what it could activate by.

use crate::{
    client::{
        activation::{ActivationType, Channel},
        discovery::HostAddress,
        license::{Intervals, LicenseState, Status},
        session::Try,
    },
    code::{self, Code},
    features::Features,
    host::request::Grant,
    id::{ActivationId, ApplicationId, Cmid, HostId},
    keys::{installation_id::InstallationId, product_key::KeyKind},
    sentence::Sentence,
    time::Moment,
};

/// An installed product at one moment: what `/dlv` prints.
#[derive(Clone, Debug)]
pub struct ProductReport {
    /// The vendor, as the license pack names it.
    pub vendor: String,
    /// The machine's CMID.
    pub cmid: Cmid,
    /// The product's activation id.
    pub id: ActivationId,
    /// The application whose count the product shares.
    pub application: ApplicationId,
    /// The product's name in the license pack.
    pub name: String,
    /// The product's extended PID.
    pub epid: String,
    /// The last five characters of the product key; they stay when the key is wiped.
    pub partial_key: String,
    /// What the product key is for: setup (GVLK) or multiple activation (MAK).
    pub kind: KeyKind,
    /// The installation id for an activation without a network; only a MAK has one.
    pub installation_id: Option<InstallationId>,
    /// Which ways of activation the administrator allows.
    pub activation_type: ActivationType,
    /// How often the whole machine may still be rearmed.
    pub rearms_machine: u32,
    /// How often the application may still be rearmed.
    pub rearms_application: u32,
    /// How often the product may still be rearmed.
    pub rearms_product: u32,
    /// The time that the license is judged by: never earlier than the clock when the report was made.
    pub trusted_time: Moment,
    /// When the license pack ends.
    pub pack_until: Moment,
    /// The license at `trusted_time`.
    pub standing: LicenseState,
    /// What the license allows.
    pub features: Features,
    /// When the product key ends.
    pub ends: Option<Moment>,
    /// When the client asks again.
    pub next_attempt: Option<Moment>,
    /// How the last attempt ended; zero for success.
    pub last_code: Option<Code>,
    /// How often the client asks.
    pub intervals: Intervals,
    /// The host that was set by hand, for the product or else for the machine.
    pub fixed_host: Option<HostAddress>,
    /// The domain to look for hosts in that was set by hand.
    pub lookup_domain: Option<String>,
    /// Whether the host that answered is kept and asked first.
    pub caching: bool,
    /// The host that answered last.
    pub discovered: Option<DiscoveredHost>,
    /// The activation in force, if one verifies.
    pub activated_by: Option<ActivatedBy>,
}

/// The host that answered last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscoveredHost {
    /// The name that it was reached by.
    pub name: String,
    /// TCP port.
    pub port: u16,
    /// The IP address that answered.
    pub address: String,
}

/// An activation that verifies.
#[derive(Clone, Debug)]
pub struct ActivatedBy {
    /// Who activated.
    pub by: Channel,
    /// The extended PID of the host or of the activation object.
    pub epid: String,
    /// The signed activation, JWS compact.
    pub document: String,
    /// The activation object, for an activation by a directory.
    pub object: Option<ObjectName>,
    /// The activation id of the key group that stands behind it, if the license pack knows the group.
    pub group: Option<ActivationId>,
    /// The issuance license and certificate, for an activation by a certificate.
    pub token: Option<TokenFacts>,
}

/// The names of an activation object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectName {
    /// Common name.
    pub name: String,
    /// Distinguished name.
    pub dn: String,
}

/// What an activation by a certificate rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFacts {
    /// The issuance license (ILID).
    pub license: HostId,
    /// The version of the issuance license (ILvID).
    pub version: u32,
    /// The number of the grant in it.
    pub grant: u32,
    /// SHA-1 thumbprint of the certificate, 40 hexadecimal digits.
    pub thumbprint: String,
    /// The description in the issuance license.
    pub description: String,
}

/// A product as the agent describes it to a user who may not read the state: no host, no CMID, no extended PID.
#[derive(Clone, Debug)]
pub struct ProductSummary {
    /// The product's activation id.
    pub id: String,
    /// The application whose count the product shares.
    pub application: String,
    /// The product's name.
    pub name: String,
    /// The channel of the key, `Volume:GVLK` or `Volume:MAK`.
    pub channel: String,
    /// The last five characters of the product key.
    pub partial_key: String,
    /// License status.
    pub status: Status,
    /// Why the product is in notification.
    pub reason: Option<String>,
    /// When the status ends, if it ends by itself.
    pub until: Option<Moment>,
    /// What the license allows.
    pub features: Features,
    /// When the product key ends.
    pub ends: Option<Moment>,
}

/// How an activation attempt ended.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The product's activation id.
    pub product: ActivationId,
    /// The product's name.
    pub name: String,
    /// The documented code; zero for success.
    pub code: Code,
    /// Who activated the product; none if the attempt failed.
    pub by: Option<Channel>,
    /// The host that answered and what it granted, whether or not its count was enough.
    pub granted: Option<(HostAddress, Grant)>,
    /// Every host that was tried, in order, with its code.
    pub tries: Vec<Try>,
    /// What exactly was wrong.
    pub detail: Option<Sentence>,
    /// The count that the product needs of a host.
    pub threshold: u32,
    /// When to ask again.
    pub next_attempt: Moment,
}

impl Attempt {
    /// Whether the product is activated now.
    pub fn is_activated(&self) -> bool {
        self.code == code::SUCCESS
    }
}

/// An installed issuance license, as `/lil` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuanceReport {
    /// The license (ILID).
    pub id: HostId,
    /// Its version (ILvID).
    pub version: u32,
    /// The number of its grant.
    pub grant: u32,
    /// When it expires.
    pub until: Moment,
    /// What the vendor says that it is for.
    pub description: String,
}

/// A certificate that could activate a product, as `/ltc` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateReport {
    /// SHA-1 thumbprint, 40 hexadecimal digits.
    pub thumbprint: String,
    /// Distinguished name of the subject.
    pub subject: String,
    /// Distinguished name of the issuer.
    pub issuer: String,
    /// Start of validity.
    pub from: Moment,
    /// End of validity.
    pub until: Moment,
}

/// An activation object in the directory, as `/ao-list` lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectReport {
    /// Common and distinguished name.
    pub object: ObjectName,
    /// The extended PID of its license.
    pub epid: String,
    /// The activation ids of its key groups that the license pack knows.
    pub groups: Vec<ActivationId>,
}
