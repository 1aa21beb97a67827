//! The lists of `/lil`, `/ltc` and `/ao-list`.

use crate::{lines::Lines, locale::Locale};
use muster_core::{
    client::report::{CertificateReport, IssuanceReport, ObjectReport},
    labels::*,
    lang::Lang,
};

/// `/lil`: the installed issuance licenses.
pub fn issuance_list(licenses: &[IssuanceReport], locale: &Locale) -> String {
    let mut lines = Lines::new(locale.lang);
    lines.add(ISSUANCE_LICENSES.get(locale.lang));
    if licenses.is_empty() {
        lines.add(NO_LICENSES.get(locale.lang));
    }
    for license in licenses {
        lines.blank();
        lines.pair(ILID, &license.id.to_string());
        lines.pair(ILVID, &license.version.to_string());
        lines.pair(GRANT, &license.grant.to_string());
        lines.pair(VALID_TO, &(locale.local_time)(license.until));
        lines.pair(DESCRIPTION, &license.description);
    }
    lines.text
}

/// `/ltc`: the certificates that could activate a product.
pub fn certificate_list(certificates: &[CertificateReport], locale: &Locale) -> String {
    let mut lines = Lines::new(locale.lang);
    if certificates.is_empty() {
        lines.add(NO_CERTIFICATES.get(locale.lang));
    }
    for (index, certificate) in certificates.iter().enumerate() {
        if index > 0 {
            lines.blank();
        }
        lines.pair(THUMBPRINT, &certificate.thumbprint);
        lines.pair(SUBJECT, &certificate.subject);
        lines.pair(ISSUER, &certificate.issuer);
        lines.pair(VALID_FROM, &(locale.local_time)(certificate.from));
        lines.pair(VALID_TO, &(locale.local_time)(certificate.until));
    }
    lines.text
}

/// `/ao-list`: the activation objects in the directory.
pub fn object_list(objects: &[ObjectReport], lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.add(AO_LIST.get(lang));
    lines.indent = "    ";
    if objects.is_empty() {
        lines.add(AO_NONE.get(lang));
    }
    for ObjectReport { object, epid, groups } in objects {
        lines.blank();
        lines.pair(AO_NAME, &object.name);
        lines.pair(AO_DN, &object.dn);
        lines.pair(AO_EPID, epid);
        for group in groups {
            lines.pair(AO_ACTIVATION_ID, &group.to_string());
        }
    }
    lines.text
}
