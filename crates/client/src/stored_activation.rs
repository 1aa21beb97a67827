//! The activation that a client keeps for a product, and the evidence by which it is verified whenever it is read.

use crate::machine_binding::Salt;
use muster_core::{
    client::{activation::Channel, report::ObjectName},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// A signed activation with the signed license that vouches for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "OnDisk", into = "OnDisk")]
pub(crate) struct StoredActivation {
    pub(crate) activation: String,
    /// The license of the host, the directory or the MAK, or the issuance license.
    pub(crate) license: String,
    /// When this machine received it. An activation that states another time was signed then, whatever it states: a key whose
    /// license has expired cannot sign for the past.
    pub(crate) received: Moment,
    /// What makes its nonce of the machine's key; an activation of an earlier version has none.
    pub(crate) salt: Option<Salt>,
    pub(crate) evidence: Evidence,
}

/// What each way of activation leaves beside the two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    Host,
    /// The activation object that lent its key.
    Directory {
        object: ObjectName,
    },
    /// The private key that the license binds: the return of the activation is signed with it.
    Mak {
        seed: [u8; 32],
    },
    /// The certificates that signed, base64url of DER, the leaf first.
    Token {
        certificates: Vec<String>,
    },
}

impl Evidence {
    pub(crate) fn channel(&self) -> Channel {
        match self {
            Self::Host => Channel::Host,
            Self::Directory { .. } => Channel::Directory,
            Self::Mak { .. } => Channel::Mak,
            Self::Token { .. } => Channel::Token,
        }
    }
}

/// The documents that an activation is verified by.
pub(crate) struct Documents<'d> {
    pub(crate) activation: &'d str,
    pub(crate) license: &'d str,
    pub(crate) by: Channel,
    /// The certificates that signed, the leaf first; for [`Channel::Token`].
    pub(crate) certificates: &'d [String],
    pub(crate) received: Moment,
}

impl<'d> From<&'d StoredActivation> for Documents<'d> {
    fn from(stored: &'d StoredActivation) -> Self {
        let certificates = match &stored.evidence {
            Evidence::Token { certificates } => certificates.as_slice(),
            _ => &[],
        };
        let StoredActivation { activation, license, received, evidence, .. } = stored;
        Self { activation, license, by: evidence.channel(), certificates, received: *received }
    }
}

/// The form in the state file: every field of every way.
#[derive(Clone, Serialize, Deserialize)]
struct OnDisk {
    activation: String,
    license: String,
    received: i64,
    #[serde(default, with = "ChannelName")]
    by: Channel,
    #[serde(default)]
    object: Option<ObjectOnDisk>,
    #[serde(default)]
    seed: Option<[u8; 32]>,
    #[serde(default)]
    certificates: Vec<String>,
    // Absent in what earlier versions wrote, and authenticated by them: it stays absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<Salt>,
}

#[derive(Clone, Serialize, Deserialize)]
struct ObjectOnDisk {
    name: String,
    dn: String,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Channel", rename_all = "lowercase")]
enum ChannelName {
    Host,
    Directory,
    Mak,
    Token,
}

impl TryFrom<OnDisk> for StoredActivation {
    type Error = &'static str;

    fn try_from(stored: OnDisk) -> Result<Self, Self::Error> {
        let OnDisk { activation, license, received, by, object, seed, certificates, salt } = stored;
        let evidence = match by {
            Channel::Host => Evidence::Host,
            Channel::Directory => {
                let object = object.ok_or("an activation by a directory names no object")?;
                Evidence::Directory { object: ObjectName { name: object.name, dn: object.dn } }
            }
            Channel::Mak => Evidence::Mak { seed: seed.ok_or("an activation by a MAK has no key")? },
            Channel::Token => Evidence::Token { certificates },
        };
        Ok(Self { activation, license, received: Moment::from_unix(received), salt, evidence })
    }
}

impl From<StoredActivation> for OnDisk {
    fn from(stored: StoredActivation) -> Self {
        let StoredActivation { activation, license, received, salt, evidence } = stored;
        let received = received.unix();
        let by = evidence.channel();
        let mut on_disk =
            Self { activation, license, received, by, object: None, seed: None, certificates: Vec::new(), salt };
        match evidence {
            Evidence::Host => {}
            Evidence::Directory { object: ObjectName { name, dn } } => on_disk.object = Some(ObjectOnDisk { name, dn }),
            Evidence::Mak { seed } => on_disk.seed = Some(seed),
            Evidence::Token { certificates } => on_disk.certificates = certificates,
        }
        on_disk
    }
}

#[cfg(test)]
mod tests {
    use super::{Evidence, StoredActivation};
    use muster_core::{client::report::ObjectName, time::Moment};

    #[test]
    fn every_way_survives_the_disk() {
        let object = ObjectName { name: "Ledger".into(), dn: "cn=Ledger,dc=corp,dc=test".into() };
        for evidence in [
            Evidence::Host,
            Evidence::Directory { object },
            Evidence::Mak { seed: [7; 32] },
            Evidence::Token { certificates: vec!["MIIB".into(), "MIIC".into()] },
        ] {
            let received = Moment::from_unix(1_800_000_000);
            let (activation, license, salt) = ("a.b.c".into(), "d.e.f".into(), Some([3; 16]));
            let stored = StoredActivation { activation, license, received, salt, evidence };
            let text = serde_json::to_string(&stored).expect("JSON");
            assert_eq!(serde_json::from_str::<StoredActivation>(&text).expect("as it was written"), stored, "{text}");
        }
    }

    #[test]
    fn a_way_without_its_evidence_is_damage() {
        let read = |by: &str| {
            let text = format!(r#"{{"activation": "a", "license": "l", "received": 1, "by": "{by}"}}"#);
            serde_json::from_str::<StoredActivation>(&text).map(drop).map_err(|error| error.to_string())
        };
        assert_eq!(read("host"), Ok(()));
        assert_eq!(read("directory"), Err("an activation by a directory names no object".into()));
        assert_eq!(read("mak"), Err("an activation by a MAK has no key".into()));
        assert!(read("telepathy").is_err());
    }
}
