//! Activates every product of a client and says how each one stands: `cargo run --example activate -- DIRECTORY`.
//!
//! The directory is one that `Client::init` or `muster client init` has made.

use muster_client::{Client, ClientError, Env};
use std::{
    io::{Write, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

fn main() -> ExitCode {
    let Some(directory) = std::env::args_os().nth(1).map(PathBuf::from) else {
        drop(writeln!(stdout(), "usage: activate DIRECTORY"));
        return ExitCode::from(2);
    };
    match activate(&directory) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            drop(writeln!(stdout(), "{} {error}", error.code()));
            ExitCode::FAILURE
        }
    }
}

/// Whether every product is licensed now.
fn activate(directory: &Path) -> Result<bool, ClientError> {
    let env = Env::system()?;
    let mut client = Client::open(directory, env.now)?;
    for product in client.chosen(None)? {
        let attempt = client.activate(product, &env)?;
        for host in &attempt.tries {
            drop(writeln!(stdout(), "{}: asked {}: {}", attempt.name, host.host, host.code));
        }
        if let Some(detail) = &attempt.detail {
            drop(writeln!(stdout(), "{}: {} {detail}", attempt.name, attempt.code));
        }
    }
    let status = client.status(&env)?;
    for product in &status.products {
        let until = product.until.as_deref().unwrap_or("no end");
        drop(writeln!(stdout(), "{}: status {}, {until}", product.product, product.status));
    }
    Ok(status.products.iter().all(|product| product.status == 1))
}
