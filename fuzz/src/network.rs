//! What servers answer: DNS and LDAP.

/// The answer to a question.
pub(crate) fn dns_answer(bytes: &[u8]) -> bool {
    muster_client::decoders::dns_answer(bytes)
}

/// The answer to a signed update.
pub(crate) fn dns_update(bytes: &[u8]) -> bool {
    muster_host::decoders::update_answer(bytes)
}

/// A message of a directory server.
pub(crate) fn ldap(bytes: &[u8]) -> bool {
    muster_client::decoders::ldap_message(bytes)
}
