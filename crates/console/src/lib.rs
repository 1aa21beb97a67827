//! The web console of an activation host or of the authority: pages for a browser, sign-in, sessions and roles.
//!
//! [`Console`] answers requests: pages to a session, the API to a token, neither to the other. It asks the host through [`HostView`], the authority through [`AuthorityView`], and keeps
//! accounts and sessions in [`ConsoleStore`]. What there is, and who may see it, is one table: [`routes`]. Pages are plain HTML; those that ask for a passkey have a script, and no other.
//!
//! Never: it knows no host and no authority, holds no password, no session id and no product key in clear (the secret of a webhook is its receiver's as well), and changes nothing at a host but
//! its own accounts, sessions and counts of failed sign-ins, passkeys, saved views, webhooks, and the jobs of machines.

mod access_rule;
mod account_change;
mod account_link;
mod account_name;
mod api;
mod api_path;
mod api_token;
mod audit;
mod audit_log;
mod authority_view;
mod call;
mod console;
mod cookie;
mod customer;
mod error;
mod evidence_file;
mod guard;
mod issued;
mod issued_key;
mod job;
mod key_change;
mod language;
mod license_holder;
mod like;
mod limited_role;
mod links;
mod listening;
mod lockout;
mod machine;
mod machine_address;
mod machine_columns;
mod machine_query;
mod multipart;
mod oidc;
mod outgoing;
mod owner;
mod pages;
mod passkey;
mod password;
mod permissions_page;
mod provider_identity;
mod request;
mod role;
mod root_keys;
mod route_method;
mod routes;
mod saved_view;
mod secret;
mod service;
mod service_kind;
mod session;
mod site;
mod sqlite;
mod state;
mod store;
mod token_check;
mod view;
mod view_change;
mod view_refusal;
mod webhook;
mod webhook_change;

pub use access_rule::AccessRule;
pub use account_link::{LinkMaker, LinkUse, MadeLink, make_account_link};
pub use api::openapi::openapi;
pub use api_token::{ApiToken, TokenStore};
pub use audit::{AuditAction, AuditEntry, AuditSearch};
pub use audit_log::{each_audit_entry, verify_audit};
pub use authority_view::{AuthorityView, IssuedView};
pub use console::Console;
pub use customer::{Contact, ContactChange, Customer};
pub use issued::{IssuedOrder, IssuedPack, OrderQuery, PackContent};
pub use issued_key::{IssuedKeyRow, KeyQuery, KeyState};
pub use job::{
    ConfirmedOrder, JobAdded, JobMachine, JobMachines, JobProgress, JobRefusal, JobRequest, JobSummary, JobTarget,
    JobTargets, ListTaken,
};
pub use key_change::{KeyChange, KeyChanged, KeyPart, KeyRefusal, KeyWords, OrderChange};
pub use license_holder::{
    CustomerOrder, HolderCursor, HolderDetail, HolderEvent, HolderKind, HolderQuery, HolderState, LicenseHolder,
};
pub use like::like;
pub use limited_role::LimitedRole;
pub use listening::ListeningConsole;
pub use lockout::{Failures, Lockout};
pub use machine::{Machine, MachineState};
pub use machine_query::{MachineCursor, MachineQuery, MachineSort};
pub use oidc::{provider::OidcProvider, settings::OidcSettings};
pub use owner::ConsoleOwner;
pub use passkey::store::{PASSKEYS_MAX, Passkey, PasskeyStore};
pub use permissions_page::permissions_page;
pub use role::{Permission, Reach, Role};
pub use root_keys::{PackSigned, RootFollowers, RootKeyRow, RootKeyState, RootKeys, RootLaggard, RootPack, RootStep};
pub use route_method::RouteMethod;
pub use routes::{Route, routes};
pub use saved_view::{SavedView, VIEWS_MAX, ViewKey, ViewStore};
pub use secret::{Secret, SecretHash};
pub use service::Service;
pub use service_kind::ServiceKind;
pub use session::{Session, SessionLimits};
pub use site::ConsoleSite;
pub use sqlite::{ConsoleDatabase, ConsoleFile};
pub use store::{
    Account, AccountChange, AccountLink, AccountRefusal, ConsoleError, ConsoleStore, EndedSessions, ProviderIdentity,
};
pub use view::{
    AgentKey, ApplicationCount, CountPoint, Health, HealthProblem, HeldEvidence, HostFileSettings, HostStatus,
    HostView, MachineDetail, Numbered, Overview, ProductCounts, ProductName, RefusalCount, SharingHost, TurnedAway,
};
pub use webhook::{
    announce::{Condition, LogProgress, Notes, Notice, Observation},
    event::WebhookEvent,
    made::made_webhook,
    refusal::WebhookRefusal,
    store::{Delivery, NoteChange, QueuedDelivery, Webhook, WebhookStore},
    worker::WebhookWorker,
};
