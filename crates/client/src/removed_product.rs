//! What a machine remembers of a product whose key was removed: installing the key again begins nothing anew that is limited.

use crate::state::{Installed, State};
use muster_core::{id::ActivationId, time::Moment};
use serde::{Deserialize, Serialize};

/// What of a product outlasts its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RemovedProduct {
    /// When the initial grace began; none once the periods were started anew: it begins with the next key.
    #[serde(default)]
    installed: Option<i64>,
    #[serde(default)]
    rearms: u32,
    /// Without it the installation ids that were used would come again, and with them every confirmation id of before.
    #[serde(default)]
    deposits: u32,
}

impl RemovedProduct {
    /// Its periods start anew.
    pub(crate) fn rearm(&mut self) {
        self.installed = None;
    }
}

impl State {
    /// Removes a product, its key and its activation.
    pub(crate) fn remove_product(&mut self, id: ActivationId) {
        let Some(installed) = self.product(id) else { return };
        let &Installed { rearms, deposits, .. } = installed;
        let removed = RemovedProduct { installed: Some(installed.installed().unix()), rearms, deposits };
        self.removed.insert(id.to_string(), removed);
        self.products.retain(|product| product.id() != Some(id));
    }

    /// Installs a product that is not installed, and goes on from what an earlier installation has left.
    pub(crate) fn add_product(&mut self, mut product: Installed) {
        let removed = product.id().and_then(|id| self.removed.remove(&id.to_string()));
        if let Some(RemovedProduct { installed, rearms, deposits }) = removed {
            product.set_installed(installed.map_or(product.installed(), Moment::from_unix));
            (product.rearms, product.deposits) = (rearms, deposits);
        }
        self.products.push(product);
    }
}
