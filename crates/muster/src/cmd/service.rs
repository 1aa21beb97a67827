//! Runs a command as a service, where the service control manager of Windows started this process.

use crate::failure::Failure;
use muster_platform::service;
use std::{
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
};

/// Runs `command` as what the system started it as. The manager is told the code of what failed: nobody sees what a service prints.
pub(crate) fn run(command: impl FnOnce() -> Result<ExitCode, Failure> + Send + 'static) -> Result<ExitCode, Failure> {
    let command = Arc::new(Mutex::new(Some(command)));
    let take = |command: &Mutex<Option<_>>| command.lock().unwrap_or_else(PoisonError::into_inner).take();
    let of_manager = command.clone();
    let is_service = service::run(move || match take(&of_manager).map(|command| command()) {
        Some(Err(failure)) => failure.code().0,
        _ => 0,
    })?;
    match take(&command) {
        Some(command) if !is_service => command(),
        _ => Ok(ExitCode::SUCCESS),
    }
}
