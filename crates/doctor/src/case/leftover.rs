//! Licenses of a trial or a grace period that stay behind when a product of their family is activated. Nobody uses them.

use super::installed_license::{App, InstalledLicense};

impl InstalledLicense {
    /// Whether it stayed behind: the name says that it is a trial or a grace license, no command or event is about it, and a product
    /// of its family is licensed.
    pub(super) fn is_leftover(&self, all: &[Self]) -> bool {
        let name = self.license.name.to_lowercase();
        let is_temporary = name.contains("trial") || name.contains("grace");
        let is_tried = !self.history.is_empty() || !self.outcomes.is_empty();
        let replaces = |other: &Self| {
            let is_well = other.is_licensed() && !other.is_in_trouble() && !other.is_host();
            is_well && other.app() == App::Office && other.family() == self.family()
        };
        self.app() == App::Office
            && !self.family().is_empty()
            && is_temporary
            && !is_tried
            && !self.is_licensed()
            && all.iter().any(replaces)
    }
}
