//! A machine that a host has licensed: `cargo run --example licensed_machine -- FOLDER` writes into a folder what the samples of
//! `docs/license-your-product.md` import, says so, and answers them until its standard input ends.

#![allow(clippy::expect_used, reason = "it is part of a test, which fails by panicking")]

#[path = "../tests/it/site.rs"]
mod site;

use std::io::{Write, copy, sink, stdin, stdout};

fn main() {
    let folder = std::env::args_os().nth(1).expect("usage: licensed_machine FOLDER");
    let site = site::Site::new();
    site.write_vendor_files(folder.as_ref());
    writeln!(stdout(), "licensed").expect("somebody reads");
    copy(&mut stdin(), &mut sink()).expect("standard input ends");
}
