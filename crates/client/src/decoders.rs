//! The decoders of what others send and of what lies on disk, for fuzzing. Each says whether it understood. Not stable.

use crate::{
    dns::Answer,
    license_check::{Verdict, judged},
    state_file,
};
use muster_proto::license_statement::LicenseStatement;
use muster_trust::jwk::PublicKey;

/// An answer to a question for SRV records or addresses.
pub fn dns_answer(message: &[u8]) -> bool {
    let Some(answer) = Answer::unasked(message) else { return false };
    let found = answer.services().is_some_and(|services| !services.is_empty()) | !answer.addresses().is_empty();
    answer.verdict().is_ok() && found
}

/// A message of a directory server.
#[cfg(feature = "directory")]
pub fn ldap_message(bytes: &[u8]) -> bool {
    crate::ldap::decode(bytes).is_ok()
}

/// The text of `state.json`. A state that was understood is understood again when it was written.
///
/// # Panics
/// If it is not.
#[expect(clippy::expect_used, reason = "fuzzing looks for panics")]
pub fn state(text: &str) -> bool {
    let Ok(state) = state_file::decode(text) else { return false };
    let written = serde_json::to_string(&state).expect("it can be written");
    state_file::decode(&written).expect("it can be read again");
    true
}

/// What the machine of identity `fuzz` says of a license, at the time of its statement. Whatever it says, it is judged.
pub fn license_statement(statement: &LicenseStatement, root: &PublicKey) -> bool {
    judged(statement, root).verdict != Verdict::NotLicensed
}
