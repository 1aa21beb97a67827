//! Activation objects: a vendor's license in a directory. Every member that reads one activates itself by it, with no
//! host and no threshold.
//!
//! In Active Directory an object is a `serviceConnectionPoint` in a container of Muster's own in the configuration
//! partition: no change of the schema, and nothing that a Windows client would look at. Elsewhere it is a
//! `musterActivationObject` of the schema that comes with Muster.

use crate::{
    authority,
    config::DirectoryConfig,
    env::Env,
    error::ClientError,
    ldap::{Entry, Ldap, LdapError},
    store::Store,
};
use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ldap3_proto::proto::LdapResultCode;
use muster_core::{
    client::report::{ObjectName, ObjectReport},
    id::{HardwareId, Nonce},
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyKind, ProductKey},
    },
    sentence,
};
use muster_proto::{authority::LicenseRequest, jwk::Jwk};
use muster_trust::{
    chain::VerifiedLicense, error::ChainError, jwk::SigningKey, jws::Kind, license_request, sealed_slots::OfflineError,
};

const CONTAINER: &str = "Muster Activation Objects";
const SERVICE_CLASS: &str = "MusterActivationObject";

/// An activation object as a directory shows it.
#[derive(Clone, Debug)]
pub(crate) struct ActivationObject {
    pub(crate) name: String,
    pub(crate) dn: String,
    /// As the authority signed it.
    pub(crate) license: String,
    seed: [u8; 32],
}

impl ActivationObject {
    /// The key that signs the activations of members.
    pub(crate) fn key(&self) -> Option<SigningKey> {
        SigningKey::from_seed(self.seed).ok()
    }
}

/// A directory that was opened, and where its objects are.
pub(crate) struct Directory {
    ldap: Ldap,
    container: String,
    parent: String,
    active_directory: bool,
}

impl Directory {
    pub(crate) fn open(config: &DirectoryConfig) -> Result<Self, LdapError> {
        let mut ldap = Ldap::connect(config)?;
        let root = ldap.root()?;
        if let Some(partition) = root.first("configurationNamingContext") {
            let parent = format!("CN=Services,{partition}");
            let container = format!("CN={CONTAINER},{parent}");
            return Ok(Self { ldap, container, parent, active_directory: true });
        }
        let suffix = config.base.clone().or_else(|| root.first("namingContexts").map(str::to_owned));
        let parent = suffix.ok_or_else(|| {
            LdapError::Config(sentence!(
                "the directory names no suffix: set `base`",
                "ディレクトリのサフィックスが不明です。`base` を指定してください"
            ))
        })?;
        Ok(Self { ldap, container: format!("ou={CONTAINER},{parent}"), parent, active_directory: false })
    }

    /// What stands for the directory's hardware: it is one directory wherever it is asked.
    pub(crate) fn identity(&self) -> HardwareId {
        let digest = digest::digest(&digest::SHA256, self.parent.to_lowercase().as_bytes());
        digest.as_ref().first_chunk().map_or(HardwareId::from_bytes([0; 16]), |bytes| HardwareId::from_bytes(*bytes))
    }

    /// Its name, for the vendor's records: the suffix.
    pub(crate) fn name(&self) -> &str {
        self.parent.trim_start_matches("CN=Services,CN=Configuration,")
    }

    /// The activation objects; none where there is no container yet.
    pub(crate) fn objects(&mut self) -> Result<Vec<ActivationObject>, LdapError> {
        let mark = if self.active_directory { "serviceBindingInformation" } else { "musterLicense" };
        match self.ldap.children(&self.container, mark) {
            Ok(entries) => Ok(entries.iter().filter_map(|entry| self.object(entry)).collect()),
            Err(LdapError::Refused { code: LdapResultCode::NoSuchObject, .. }) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// An entry as an object; none if it is something else.
    fn object(&self, entry: &Entry) -> Option<ActivationObject> {
        let (license, seed) = if self.active_directory {
            if entry.first("serviceClassName") != Some(SERVICE_CLASS) {
                return None;
            }
            let part = |prefix: &str| {
                entry.values("serviceBindingInformation").iter().find_map(|value| value.strip_prefix(prefix))
            };
            (part("license:")?, part("key:")?)
        } else {
            (entry.first("musterLicense")?, entry.first("musterKey")?)
        };
        Some(ActivationObject {
            name: entry.first("cn")?.to_owned(),
            dn: entry.dn.clone(),
            license: license.to_owned(),
            seed: URL_SAFE_NO_PAD.decode(seed).ok()?.try_into().ok()?,
        })
    }

    /// Creates an object, and the container if there is none.
    pub(crate) fn create(
        &mut self,
        name: &str,
        vendor: &str,
        license: &str,
        seed: &[u8; 32],
    ) -> Result<String, LdapError> {
        let class = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let container = if self.active_directory {
            [("objectClass", class(&["top", "container"])), ("cn", vec![CONTAINER.into()])]
        } else {
            [("objectClass", class(&["top", "organizationalUnit"])), ("ou", vec![CONTAINER.into()])]
        };
        match self.ldap.add(&self.container, &container) {
            Err(LdapError::Refused { code: LdapResultCode::EntryAlreadyExists, .. }) => {}
            other => other?,
        }
        let key = URL_SAFE_NO_PAD.encode(seed);
        let dn = format!("cn={},{}", escape(name), self.container);
        let common =
            |object_class: &str| vec![("objectClass", class(&["top", object_class])), ("cn", vec![name.into()])];
        let attributes = if self.active_directory {
            let mut attributes = common("serviceConnectionPoint");
            attributes.push(("serviceClassName", vec![SERVICE_CLASS.into()]));
            attributes.push(("keywords", vec![vendor.into()]));
            let binding = vec![format!("license:{license}"), format!("key:{key}")];
            attributes.push(("serviceBindingInformation", binding));
            attributes
        } else {
            let mut attributes = common("musterActivationObject");
            attributes.push(("musterVendor", vec![vendor.into()]));
            attributes.push(("musterLicense", vec![license.into()]));
            attributes.push(("musterKey", vec![key]));
            attributes
        };
        self.ldap.add(&dn, &attributes).map(|()| dn)
    }

    /// Removes the object with this distinguished name, or this relative one.
    pub(crate) fn delete(&mut self, name: &str) -> Result<Option<String>, LdapError> {
        let Some(object) = self.objects()?.into_iter().find(|object| is_named(object, name)) else { return Ok(None) };
        self.ldap.delete(&object.dn)?;
        Ok(Some(object.dn))
    }
}

/// The directory that this machine is a member of.
pub(crate) fn open(store: &Store) -> Result<Directory, ClientError> {
    let config = store.config.directory.as_ref().ok_or(ClientError::NoDirectory)?;
    Ok(Directory::open(config)?)
}

/// The activation objects of this vendor in the directory, with their licenses.
pub(crate) fn list(store: &Store) -> Result<Vec<(ActivationObject, VerifiedLicense)>, ClientError> {
    let genuine = |object: ActivationObject| {
        let license = VerifiedLicense::open(&object.license, Kind::DirectoryLicense, &store.anchors).ok()?;
        let own = object.key().is_some_and(|key| key.public() == license.key);
        own.then_some((object, license))
    };
    Ok(open(store)?.objects()?.into_iter().filter_map(genuine).collect())
}

/// Creates an activation object that holds a license and its key. Returns its distinguished name.
pub(crate) fn create(
    store: &Store,
    directory: &mut Directory,
    name: Option<&str>,
    document: &str,
    seed: &[u8; 32],
) -> Result<String, ClientError> {
    let license = VerifiedLicense::open(document, Kind::DirectoryLicense, &store.anchors)?;
    let own = SigningKey::from_seed(*seed).is_ok_and(|key| key.public() == license.key);
    if !own {
        return Err(OfflineError::OtherKey.into());
    }
    let pack = &store.anchors.pack;
    let group = license.license.groups.first().and_then(|number| pack.group(*number));
    let named = group.map_or("Activation Object", |group| group.name.as_str());
    Ok(directory.create(name.unwrap_or(named), &pack.vendor, document, seed)?)
}

/// Creates an activation object with a host key, by asking the authority. Returns its distinguished name.
pub(crate) fn create_online(store: &Store, key: &str, name: Option<&str>, env: &Env) -> Result<String, ClientError> {
    let key = host_key(key)?;
    let mut directory = open(store)?;
    let seed = env.entropy.bytes();
    let own = SigningKey::from_seed(seed).map_err(ChainError::Key)?;
    let request = LicenseRequest {
        version: 1,
        key: key.reveal(),
        hardware: directory.identity(),
        machine: directory.name().to_owned(),
        cmid: None,
        nonce: Nonce::from_bytes(env.entropy.bytes()),
        time: env.now.unix(),
        jwk: Jwk::from(own.public()),
        signature: String::new(),
        pack: store.anchors.pack.version,
    };
    let request = license_request::sign(request, &own)?;
    let license = authority::license(&store.authority()?, KeyKind::Host, ActivationTarget::Directory, &request)?;
    create(store, &mut directory, name, &license, &seed)
}

/// Removes the object with this distinguished name, or this relative one. Returns its distinguished name.
pub(crate) fn delete(store: &Store, name: &str) -> Result<String, ClientError> {
    let deleted = open(store)?.delete(name)?;
    deleted.ok_or_else(|| ClientError::NoObject(name.to_owned()))
}

/// What an administrator sees of each object.
pub(crate) fn reports(store: &Store) -> Result<Vec<ObjectReport>, ClientError> {
    let report = |(object, license): (ActivationObject, VerifiedLicense)| {
        let groups = license.license.groups.iter().filter_map(|number| store.anchors.pack.group(*number));
        ObjectReport {
            object: ObjectName { name: object.name, dn: object.dn },
            groups: groups.map(|group| group.id).collect(),
            epid: license.license.epid,
        }
    };
    Ok(list(store)?.into_iter().map(report).collect())
}

/// A host key.
pub(crate) fn host_key(text: &str) -> Result<ProductKey, ClientError> {
    let key: ProductKey = text.parse()?;
    if key.claim().kind == KeyKind::Host { Ok(key) } else { Err(ClientError::KeyType) }
}

/// A value in a distinguished name (RFC 4514, 2.4).
fn escape(value: &str) -> String {
    let last = value.chars().count().saturating_sub(1);
    let escaped = value.chars().enumerate().map(|(place, character)| match character {
        '\0' => "\\00".to_owned(),
        ' ' if place == 0 || place == last => "\\ ".to_owned(),
        ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=' | '#' => format!("\\{character}"),
        other => other.to_string(),
    });
    escaped.collect()
}

/// Whether somebody who names an object means this one: by its distinguished name, its relative one, or its bare name.
fn is_named(object: &ActivationObject, name: &str) -> bool {
    let same = |text: &str| object.name.eq_ignore_ascii_case(text);
    let relative = name.split_at_checked(3).filter(|(attribute, _)| attribute.eq_ignore_ascii_case("cn="));
    object.dn.eq_ignore_ascii_case(name) || same(name) || relative.is_some_and(|(_, value)| same(value))
}

#[cfg(test)]
mod tests {
    use super::{ActivationObject, escape, is_named};

    #[test]
    fn a_name_is_written_as_rfc_4514_says() {
        let check = |name: &str, expected: &str| assert_eq!(escape(name), expected);
        check("Ledger 9 端末", "Ledger 9 端末");
        check(" a b ", "\\ a b\\ ");
        check(" ", "\\ ");
        check("", "");
        check("#1,+\"\\<>;=", "\\#1\\,\\+\\\"\\\\\\<\\>\\;\\=");
        check("a\0b", "a\\00b");
    }

    #[test]
    fn an_object_is_named_in_three_ways() {
        let object = |name: &str| ActivationObject {
            name: name.into(),
            dn: format!("cn={},ou=x", escape(name)),
            license: String::new(),
            seed: [0; 32],
        };
        for name in ["Ledger 9", "a=b", "cn=b", " b "] {
            let object = object(name);
            for named in [name.to_owned(), name.to_uppercase(), format!("CN={name}"), object.dn.clone()] {
                assert!(is_named(&object, &named), "{name}: {named}");
            }
            assert!(!is_named(&object, "b") && !is_named(&object, "ou=b"), "{name}");
        }
    }
}
