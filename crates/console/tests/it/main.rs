//! The console as a browser sees it, over a host that is made up.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod accounts;
mod api;
mod api_webhooks;
mod audit;
mod authority;
mod authority_issued;
mod browser;
mod evidence;
mod guard;
mod host;
mod hostile_names;
mod jobs;
mod key_changes;
mod key_groups;
mod link;
mod machines;
mod made_up_authority;
mod made_up_host;
mod made_up_provider;
mod made_up_store;
mod oidc;
mod oidc_hostile;
mod passkeys;
mod proxy_jobs;
mod roles;
mod roots;
mod setup;
mod sign_in;
mod site;
mod soft_authenticator;
mod step_up;
mod tokens;
mod views;
mod webhooks;
