//! `/act`, `/tokact` and `/dinstid`.

use crate::slmgr::description;
use muster_core::{
    client::report::{Attempt, ProductReport},
    code,
    keys::installation_id::InstallationId,
    lang::Lang,
};

/// What is printed of a product before it is activated.
pub fn attempt_start(report: &ProductReport) -> String {
    format!(
        "Installed product key detected - attempting to activate the following product:\nSKU ID: {}\n\
         LICENSE NAME: {}\nLICENSE DESCRIPTION: {}\nLast 5 characters of installed product key: {}\n",
        report.id,
        report.name,
        description(report),
        report.partial_key
    )
}

/// How an attempt ended, in the documented words.
pub fn attempt_outcome(attempt: &Attempt, lang: Lang) -> String {
    if attempt.is_activated() {
        return "<Product activation successful>\n".into();
    }
    let code = attempt.code;
    let mut text = format!("ERROR CODE: {code}\nERROR DESCRIPTION: {}\n", code.title(lang));
    text += &attempt.detail.as_ref().map(|detail| detail.text(lang) + "\n").unwrap_or_default();
    if code == code::NO_HOST_REACHED {
        text += "To view the activation event history run: muster ospp /dhistorykms\n";
    }
    text
}

/// The installation id of a product with a MAK.
pub fn installation_id(name: &str, iid: &InstallationId) -> String {
    format!("Installation ID for: {name}: {iid}\n")
}
