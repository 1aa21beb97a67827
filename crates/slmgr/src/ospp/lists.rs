//! `/dtokils` and `/dtokcerts`.

use super::messages::LINE;
use crate::locale::Locale;
use muster_core::{
    client::report::{CertificateReport, IssuanceReport},
    code,
    time::Moment,
};

/// The installed issuance licenses at `now`.
pub fn issuance_list(licenses: &[IssuanceReport], now: Moment, locale: &Locale) -> String {
    let block = |license: &IssuanceReport| {
        let expired = (now >= license.until).then(|| format!("Authorization Error: {}\n", code::TOKEN_GRANT_NOT_FOUND));
        format!(
            "License ID (ILID): {}\nVersion ID (ILvID): {}\nExpiry Date: {}\n{}Description: {}\n",
            license.id,
            license.version,
            (locale.local_time)(license.until),
            expired.unwrap_or_default(),
            license.description
        )
    };
    join(licenses.iter().map(block).collect(), "<No licenses found>\n")
}

/// The certificates that could activate a product.
pub fn certificate_list(certificates: &[CertificateReport], locale: &Locale) -> String {
    let block = |certificate: &CertificateReport| {
        format!(
            "Thumbprint: {}\nSubject: {}\nIssuer: {}\nValid From: {}\nValid To: {}\n",
            certificate.thumbprint,
            certificate.subject,
            certificate.issuer,
            (locale.local_time)(certificate.from),
            (locale.local_time)(certificate.until)
        )
    };
    join(certificates.iter().map(block).collect(), "<No certificates found>\n")
}

fn join(blocks: Vec<String>, none: &str) -> String {
    if blocks.is_empty() { none.to_owned() } else { blocks.join(LINE) }
}
