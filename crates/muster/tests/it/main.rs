//! End to end: what a user runs, with real sockets, a real BIND and real processes.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod agent;
mod authority;
mod bench;
mod bind;
mod collect;
mod command;
mod command_line;
mod console;
mod crash;
mod crash_authority;
mod diagnosis;
mod directory;
mod doctor;
mod faults;
mod features;
mod fleet;
mod flood;
mod full_disk;
mod handbook;
mod host;
mod host_settings;
mod hostile_text;
mod hsm;
mod init;
mod jobs;
mod jose;
mod lab;
mod mak;
mod next_steps;
mod operations;
mod ospp;
mod output;
mod packaging;
mod phone;
mod plan;
mod postgres;
mod probe;
mod proxy;
mod roots;
mod slmgr;
mod state_folder;
mod token;
mod vamt;
mod walk;
