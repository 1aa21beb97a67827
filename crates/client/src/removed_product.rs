//! What a machine remembers of a product whose key was removed: installing the key again begins nothing anew that is limited.

use serde::{Deserialize, Serialize};

/// What of a product outlasts its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RemovedProduct {
    /// When the initial grace began; none once the periods were started anew: it begins with the next key.
    #[serde(default)]
    pub(crate) installed: Option<i64>,
    #[serde(default)]
    pub(crate) rearms: u32,
    /// Without it the installation ids that were used would come again, and with them every confirmation id of before.
    #[serde(default)]
    pub(crate) deposits: u32,
}

impl RemovedProduct {
    /// Its periods start anew.
    pub(crate) fn rearm(&mut self) {
        self.installed = None;
    }
}
