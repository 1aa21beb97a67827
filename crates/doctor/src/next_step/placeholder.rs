//! Names in commands that stand for what the evidence does not answer. A question before the command says how to find it.

pub(crate) const KMS_HOST: &str = "<kms-host>";
pub(crate) const DOMAIN: &str = "<dns-domain>";
pub(crate) const SETUP_KEY: &str = "<setup-key>";
pub(crate) const HOST_KEY: &str = "<host-key>";
pub(crate) const MAK: &str = "<mak>";
