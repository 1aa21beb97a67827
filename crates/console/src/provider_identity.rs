//! Who somebody is at an OpenID Connect provider.

/// Who an account is at an OpenID Connect provider. Its name there that never changes is the name of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderIdentity {
    /// The provider.
    pub issuer: String,
    /// The name for people, which may change.
    pub full_name: String,
}
