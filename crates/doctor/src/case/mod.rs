//! The case: the facts as rules see them. Each license in use has its history and the codes that hold today.

mod add_on;
mod asked;
mod build;
mod command;
mod conclusions;
mod derived;
mod evaluation;
mod event_order;
mod facts;
mod history;
mod history_event;
mod host_name;
mod ids;
mod installed_license;
mod leftover;
mod logged_event;
mod machine_folders;
mod machine_names;
mod machines;
mod merge;
mod place;
mod print_order;
mod story;
mod told_codes;
mod twins;
mod windows;

pub(crate) use build::{Sources, case};
pub(crate) use command::Command;
pub(crate) use conclusions::PortMismatch;
pub(crate) use facts::{Case, PortProbe};
pub(crate) use history_event::{Entry, HistoryEvent};
pub(crate) use host_name::{HostNames, host_and_port, same_host};
pub(crate) use installed_license::{ActiveCode, App, Channel, CodeSource, InstalledLicense};
pub(crate) use logged_event::LoggedEvent;
pub(crate) use machines::{Machine, each, sort_apart};
pub(crate) use windows::Windows;
