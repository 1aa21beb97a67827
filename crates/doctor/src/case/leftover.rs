//! Licenses of a trial or a grace period that stay behind when a product that replaces them is activated. Nobody uses them.

use super::installed_license::{App, Channel, InstalledLicense};
use muster_core::code::Code;
use muster_evidence::{holds_any, product};
use std::collections::HashSet;

/// Families of Office that hold Word, Excel and PowerPoint: one of them replaces another.
const SUITES: [&str; 8] = ["Home", "Mondo", "O365", "Personal", "ProPlus", "Professional", "SmallBus", "Standard"];

/// What takes the place of other licenses: looked up by each of them, so put together once.
#[derive(Default)]
pub(super) struct Replacing {
    windows: bool,
    /// The families of Office, and those among them of numbered licenses.
    office: HashSet<String>,
    numbered: HashSet<String>,
    /// The families of Office with a key of their own, licensed or not.
    keyed: HashSet<String>,
    /// The families of Office that somebody is licensed for by signing in.
    signed_in: HashSet<String>,
}

impl Replacing {
    pub(super) fn of(all: &[InstalledLicense]) -> Self {
        let mut own = Self::default();
        let is_keyed = |installed: &&InstalledLicense| {
            installed.app() == App::Office && !installed.is_temporary() && installed.license.has_key()
        };
        own.keyed.extend(all.iter().filter(is_keyed).map(InstalledLicense::family));
        for installed in all.iter().filter(|installed| installed.may_replace()) {
            match installed.app() {
                App::Office => {
                    let family = installed.family();
                    if installed.is_numbered() {
                        own.numbered.insert(family.clone());
                    }
                    if product::is_release_id(&installed.license.name) {
                        own.signed_in.insert(family.clone());
                    }
                    own.office.insert(family);
                }
                App::Windows => {
                    own.windows |= installed.license.has_key() && !installed.license.name.contains("AddOn");
                }
                App::Other | App::Unknown => {}
            }
        }
        own
    }

    /// Whether somebody is licensed for this subscription by signing in: what ospp.vbs prints of it tells nothing then.
    pub(super) fn is_signed_in(&self, installed: &InstalledLicense) -> bool {
        installed.is_subscription() && !installed.is_activated() && self.signed_in.contains(&installed.family())
    }
}

/// Whether one of these families of Office replaces another.
fn replaces(families: &HashSet<String>, other: &str) -> bool {
    let is_suite_replaced = || is_suite(other) && families.iter().any(|family| is_suite(family));
    !other.is_empty() && (families.contains(other) || is_suite_replaced())
}

impl InstalledLicense {
    /// Whether it stayed behind: the name says that it is a trial or a grace license, and a product that replaces it is licensed or
    /// was just activated; or it is one of the numbered licenses of a subscription, and another of them is in use. A command that tries all keys tries it too, and says nothing by its failure.
    pub(super) fn is_leftover(&self, replacing: &Replacing) -> bool {
        let is_replaced = |families: &HashSet<String>| match self.app() {
            App::Office => replaces(families, &self.family()),
            App::Windows => replacing.windows,
            App::Other | App::Unknown => false,
        };
        let is_spare = self.is_temporary() && is_replaced(&replacing.office)
            || self.is_numbered() && is_replaced(&replacing.numbered);
        let is_unlicensed =
            || self.is_temporary() && self.has_no_license() && replaces(&replacing.keyed, &self.family());
        (is_spare || is_unlicensed()) && self.history.is_empty() && !self.is_activated()
    }

    /// Whether the last command found that nothing but its key is installed.
    fn has_no_license(&self) -> bool {
        const LICENSE_NOT_INSTALLED: Code = Code(0xC004_F017);
        self.outcomes.last().is_some_and(|(code, _)| *code == Some(LICENSE_NOT_INSTALLED))
    }

    /// `…_Subscription1`, `…_Subscription2`: one product has several.
    fn is_numbered(&self) -> bool {
        self.is_subscription() && self.license.name.contains("_Subscription")
    }

    /// Whether its name or its channel says that it is a trial or a grace license, or it is an evaluation of Windows.
    pub(crate) fn is_temporary(&self) -> bool {
        let text = format!("{} {}", self.license.name, self.license.channel).to_lowercase();
        holds_any(&text, &["trial", "grace", "prepid"])
            || self.app() == App::Windows && self.channel() == Channel::Evaluation
    }

    /// Whether it is licensed, by its status or by the last command.
    pub(crate) fn is_activated(&self) -> bool {
        let activated = |(code, _): &(Option<_>, _)| code.is_none_or(|code: Code| !code.is_failure());
        self.is_licensed() || self.outcomes.last().is_some_and(activated)
    }

    /// Whether it takes the place of others of its kind.
    fn may_replace(&self) -> bool {
        self.is_activated() && self.active_codes.is_empty() && !self.is_host() && !self.is_temporary()
    }
}

fn is_suite(family: &str) -> bool {
    SUITES.iter().any(|suite| family.starts_with(suite))
}
