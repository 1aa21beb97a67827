//! The grammar of the options and the text blocks, in English and Japanese.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod golden;
mod grammar;
mod ospp;
mod reports;
mod slmgr;
mod usage;
