//! The C ABI as products use it: its header, programs of C and C++ that are compiled here, and an agent that answers them.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod header;
// Compilers, sockets and the loader are those of Unix.
#[cfg(unix)]
mod programs;
#[cfg(unix)]
mod site;
