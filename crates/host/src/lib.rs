//! The activation host: decides requests, keeps count, answers after the commit, publishes itself in DNS.
//!
//! It trusts what its pack's root key signed and never imports the authority or the client.

mod admin;
mod agents;
mod backup;
mod clock_config;
mod commit;
mod config;
mod config_files;
mod console_config;
#[cfg(feature = "console")]
mod console_jobs;
#[cfg(feature = "console")]
mod console_notices;
#[cfg(not(feature = "console"))]
#[path = "console_absent.rs"]
mod console_service;
#[cfg(feature = "console")]
mod console_service;
#[cfg(feature = "console")]
mod console_status;
#[cfg(feature = "console")]
mod console_view;
mod contacts;
#[cfg(feature = "console")]
mod count_history;
#[doc(hidden)]
pub mod decoders;
mod enrolled_hardware;
mod error;
mod evidence;
mod evidence_config;
mod health;
mod held_time;
mod host;
mod host_directory;
mod http;
mod inventory_pass;
mod job_machines;
mod jobs;
mod license_report;
mod live_config;
mod machine_check;
mod machine_row;
mod metrics;
mod openapi;
mod phone_activation;
mod proxy_jobs;
mod publish;
mod refusal;
mod renewal;
mod serve;
mod settings;
mod srv_record;
#[cfg(feature = "console")]
mod state_counts;
pub mod store;
mod store_location;
mod timekeeper;
mod writer;

pub use admin::Admin;
pub use clock_config::ClockConfig;
pub use config::{AccessConfig, DnsConfig, HistoryConfig, HostConfig, PublishDomain, StoreConfig, TsigKeyFile};
pub use config_files::ConfigFiles;
pub use console_config::ConsoleConfig;
pub use console_service::ConsoleService;
pub use error::HostError;
pub use evidence_config::EvidenceConfig;
pub use host::Host;
pub use job_machines::{ChosenMachines, MachineChoice, ManagedRow};
pub use jobs::{Actor, AddedJob, NewJob};
pub use machine_row::MachineRow;
#[cfg(feature = "console")]
pub use muster_console::{
    Account, AuditEntry, ConsoleError, ConsoleSite, ConsoleStore, LimitedRole, LinkMaker, LinkUse, Role as ConsoleRole,
    Route as ConsoleRoute, RouteMethod, ServiceKind, each_audit_entry, make_account_link, openapi as console_openapi,
    permissions_page as console_permissions_page, routes as console_routes, verify_audit,
};
#[cfg(feature = "console")]
pub use muster_console::{
    AuditAction as ConsoleAction, Notes as WebhookNotes, Observation as WebhookObservation, Webhook, WebhookEvent,
    WebhookRefusal, WebhookStore, made_webhook,
};
pub use muster_core::host::{
    report::{ApplicationCount, HostReport},
    settings::HostSettings,
};
#[cfg(feature = "console")]
pub use muster_server::audit_chain::{ChainBreak, ChainHead, ChainedEntry};
pub use openapi::openapi;
pub use proxy_jobs::TakenAnswers;
pub use publish::{PublishError, PublishOutcome};
pub use renewal::{AskAuthority, AskFailure, Renewal};
pub use serve::Serving;
pub use srv_record::SrvRecord;
pub use store::{Job, JobOrder, MigrationStats, StoreError};
pub use writer::{Overloaded, Writer};
