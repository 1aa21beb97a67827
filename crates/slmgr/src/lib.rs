//! The documented tools `slmgr` and `ospp`: the grammar of their options, and the text that they print.
//!
//! A caller parses the words of the command line into an option, does what the option says, and prints the text block
//! that this crate makes of the result:
//!
//! ```
//! use muster_core::{lang::Lang, time::Moment};
//! use muster_slmgr::{Locale, slmgr::{self, Scope, SlmgrOption}};
//!
//! let words = ["/dlv".to_owned(), "all".to_owned()];
//! assert_eq!(SlmgrOption::parse(&words), Ok(Some(SlmgrOption::Show { scope: Scope::All, full: true })));
//!
//! // An option that slmgr does not know is answered with the usage.
//! assert_eq!(SlmgrOption::parse(&["/nonsense".to_owned()]), Ok(None));
//! assert!(slmgr::usage(Lang::En).starts_with("Usage: muster slmgr <Option>"));
//!
//! // The block of an installed product needs a report, which the client makes, and how the reader reads times.
//! let locale = Locale { lang: Lang::Ja, local_time: |moment: Moment| moment.unix().to_string() };
//! assert_eq!(slmgr::expiry_line("Ledger", muster_core::client::license::Status::Notification, None, &locale), "Ledger は通知モードです");
//! ```
//!
//! Stable: the names of the options, the labels and the lines of each block in English and Japanese, which scripts read.
//! The Rust names are not.
//!
//! The crate never reads a file, a clock or the time zone, never calls a client or a host, and never prints.

mod lines;
mod locale;
pub mod ospp;
pub mod slmgr;
mod usage_error;

pub use locale::Locale;
pub use usage_error::UsageError;
