//! What a license pack says: a vendor's applications, products, policies and key groups.

use crate::{
    features::Features,
    id::{ActivationId, ApplicationId, HostId},
    keys::product_key::ProductKey,
    time::{Moment, Span},
};

/// How long everything goes on as before after the end of a pack. After it nothing is activated by the pack; what was activated
/// stays until its own end.
pub const PACK_GRACE: Span = Span::days(30);

/// A vendor's products and their policies, as host and client hold them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Short name of the vendor: the issuer of every document.
    pub vendor: String,
    /// Rises with each pack that the vendor signs.
    pub version: u32,
    /// When it was signed.
    pub issued: Moment,
    /// When it ends; [`PACK_GRACE`] follows.
    pub until: Moment,
    /// The SRV service label, without underscore; the vendor's own, never Microsoft's.
    pub service: String,
    /// Groups of products that share a count.
    pub applications: Vec<Application>,
    /// What can be activated.
    pub products: Vec<Product>,
    /// What host keys and MAKs are good for.
    pub groups: Vec<KeyGroup>,
    /// Where the authority answers, for keys that activate against it.
    pub authority: Option<String>,
    /// Holders whose licenses the vendor has revoked.
    pub revoked: Vec<HostId>,
    /// Earlier versions of the pack that the vendor has withdrawn.
    pub revoked_packs: Vec<u32>,
}

/// Products that share one count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Application id.
    pub id: ApplicationId,
    /// Name for people.
    pub name: String,
}

/// One product's license.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Activation id.
    pub id: ActivationId,
    /// The application whose count it shares.
    pub application: ApplicationId,
    /// Name for people.
    pub name: String,
    /// The number that its setup key carries.
    pub number: u16,
    /// The setup key (GVLK): public.
    pub setup_key: ProductKey,
    /// Threshold and periods.
    pub policy: Policy,
    /// What every license of the product allows, unless the license itself says otherwise.
    pub features: Features,
}

/// A product's policy; the defaults are the documented ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The least count that the client accepts.
    pub threshold: u32,
    /// How long a product runs before its first activation.
    pub grace: Span,
    /// Grace after the initial grace, before the first activation.
    pub extended_grace: Span,
    /// How long an activation is valid.
    pub validity: Span,
    /// How long a product runs on after its activation expired.
    pub out_of_tolerance_grace: Span,
    /// How long a product runs on after the issuer of its activation was revoked.
    pub non_genuine_grace: Span,
    /// Whether the product reminds when no grace is left (status 5), rather than being unlicensed (status 0).
    pub notification: bool,
    /// How often its periods may be reset (rearm).
    pub rearms: u32,
}

impl Policy {
    /// The documented periods with the given threshold.
    pub const fn documented(threshold: u32) -> Self {
        let month = Span::days(30);
        Self {
            threshold,
            grace: month,
            extended_grace: Span::ZERO,
            validity: Span::days(180),
            out_of_tolerance_grace: month,
            non_genuine_grace: month,
            notification: true,
            rearms: 5,
        }
    }
}

/// The products that a host key or a MAK of this group is good for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyGroup {
    /// The activation id of a host that holds such a key.
    pub id: ActivationId,
    /// The number that its keys carry.
    pub number: u16,
    /// Name, as `/dlv` of a host prints it.
    pub name: String,
    /// The products that it covers.
    pub products: Vec<ActivationId>,
    /// How long a host license of this group is in force.
    pub license: Span,
    /// How long an activation by a MAK of this group is valid: it is renewed, and can be returned. `None`: it is permanent, and
    /// cannot be returned.
    pub mak_validity: Option<Span>,
    /// What licenses of its keys allow, over the defaults of their products.
    pub features: Features,
    /// When its keys end that have no end of their own.
    pub ends: Option<Moment>,
}

impl Pack {
    /// Whether anything is activated by this pack at `now`: until 30 days after its end.
    pub fn activates(&self, now: Moment) -> bool {
        now < self.until + PACK_GRACE
    }

    /// The product with this id.
    pub fn product(&self, id: ActivationId) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The product that this setup key installs.
    pub fn product_of_key(&self, key: &ProductKey) -> Option<&Product> {
        self.products.iter().find(|product| product.setup_key == *key)
    }

    /// The key group with this number.
    pub fn group(&self, number: u16) -> Option<&KeyGroup> {
        self.groups.iter().find(|group| group.number == number)
    }

    /// The products that key groups with these numbers cover; numbers of no group add nothing.
    pub fn products_of(&self, groups: &[u16]) -> Vec<ActivationId> {
        let groups = groups.iter().filter_map(|number| self.group(*number));
        groups.flat_map(|group| group.products.iter().copied()).collect()
    }

    /// The highest threshold among an application's products: its pool holds twice as many.
    pub fn threshold(&self, application: ApplicationId) -> u32 {
        let own = self.products.iter().filter(|product| product.application == application);
        own.map(|product| product.policy.threshold).max().unwrap_or(1)
    }
}
