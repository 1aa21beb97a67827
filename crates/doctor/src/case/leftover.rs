//! Licenses of a trial or a grace period that stay behind when a product that replaces them is activated. Nobody uses them.

use super::installed_license::{App, Channel, InstalledLicense};

/// Families of Office that hold Word, Excel and PowerPoint: one of them replaces another.
const SUITES: [&str; 8] = ["Home", "Mondo", "O365", "Personal", "ProPlus", "Professional", "SmallBus", "Standard"];

impl InstalledLicense {
    /// Whether it stayed behind: the name says that it is a trial or a grace license, and a product that replaces it is licensed or
    /// was just activated; or it is one of the numbered licenses of a subscription, and another of them is in use. A command that tries all keys tries it too, and says nothing by its failure.
    pub(super) fn is_leftover(&self, all: &[Self]) -> bool {
        let is_spare = self.is_temporary() && all.iter().any(|it| it.replaces(self))
            || self.is_numbered() && all.iter().any(|it| it.is_numbered() && it.replaces(self));
        is_spare && self.history.is_empty() && !self.is_activated()
    }

    /// `…_Subscription1`, `…_Subscription2`: one product has several.
    fn is_numbered(&self) -> bool {
        self.is_subscription() && self.license.name.contains("_Subscription")
    }

    /// Whether its name or its channel says that it is a trial or a grace license, or it is an evaluation of Windows.
    pub(crate) fn is_temporary(&self) -> bool {
        let text = format!("{} {}", self.license.name, self.license.channel).to_lowercase();
        ["trial", "grace", "prepid"].iter().any(|word| text.contains(word))
            || self.app() == App::Windows && self.channel() == Channel::Evaluation
    }

    /// Whether it is licensed, by its status or by the last command.
    pub(crate) fn is_activated(&self) -> bool {
        let activated =
            |(code, _): &(Option<_>, _)| code.is_none_or(|code: muster_core::code::Code| !code.is_failure());
        self.is_licensed() || self.outcomes.last().is_some_and(activated)
    }

    /// Whether it takes the place of another license.
    fn replaces(&self, other: &Self) -> bool {
        let is_well = self.is_activated() && self.active_codes.is_empty() && !self.is_host() && !self.is_temporary();
        let family = match other.app() {
            App::Office => {
                let (own, replaced) = (self.family(), other.family());
                !replaced.is_empty() && (own == replaced || is_suite(&own) && is_suite(&replaced))
            }
            App::Windows => self.license.partial_key.is_some() && !self.license.name.contains("AddOn"),
            App::Other | App::Unknown => false,
        };
        is_well && self.app() == other.app() && family
    }
}

fn is_suite(family: &str) -> bool {
    SUITES.iter().any(|suite| family.starts_with(suite))
}
