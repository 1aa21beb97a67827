//! What the page's program answers, and whether the page has the texts that it shows.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod answer;
mod texts;
