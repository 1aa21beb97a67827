//! What the doctor says of evidence: every rule on its fixtures, codes, masks and fleets.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod catalogue;
mod channels;
mod clocks;
mod codes;
// Wine and a C compiler stand beside Wine, not in it.
#[cfg(unix)]
mod collector;
// The validator of schemas takes long to build, and `packaging/check-windows` holds every document to that of Linux.
#[cfg(unix)]
mod document;
mod evaluations;
mod explain;
mod fleet;
mod headlines;
mod host_facts;
mod hostile_names;
mod introduction;
mod ladder;
mod leftovers;
mod machines;
mod mask;
mod muster;
mod office_article;
mod one_line;
mod origin;
mod paste;
mod quotes;
mod report;
mod rule_pages;
mod rules;
mod search_domain;
mod sentences;
mod shapes;
mod story;
mod threads;
mod ticket;
mod told_activation;
mod told_causes;
mod told_codes;
mod transcript;
mod verdict;
mod writings;
