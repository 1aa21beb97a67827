//! A service that the service control manager started.

use std::{
    ffi::OsString,
    io,
    sync::{Mutex, OnceLock, PoisonError},
    time::Duration,
};
use windows_service::{
    Error, define_windows_service,
    service::{ServiceControl, ServiceControlAccept, ServiceExitCode, ServiceState, ServiceStatus, ServiceType},
    service_control_handler::{self, ServiceControlHandlerResult, ServiceStatusHandle},
    service_dispatcher,
};
use windows_sys::Win32::Foundation::ERROR_FAILED_SERVICE_CONTROLLER_CONNECT;

type Work = Box<dyn FnOnce() -> u32 + Send>;
type Stop = Box<dyn FnOnce() + Send>;

/// A program with one service is asked for it by any name.
const NAME: &str = "Muster";
/// How long the manager waits for the next word of a service that starts or stops.
const PATIENCE: Duration = Duration::from_secs(30);

static WORK: Mutex<Option<Work>> = Mutex::new(None);
/// Whether it was told to stop, and what is to be called then.
static STOP: Mutex<(bool, Option<Stop>)> = Mutex::new((false, None));
static STATUS: OnceLock<ServiceStatusHandle> = OnceLock::new();

define_windows_service!(service_main, serve);

/// Does the work as a service if the service control manager started this process, and says whether it did.
pub(crate) fn run(work: impl FnOnce() -> u32 + Send + 'static) -> io::Result<bool> {
    *WORK.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(work));
    match service_dispatcher::start(NAME, service_main) {
        Ok(()) => Ok(true),
        Err(Error::Winapi(error))
            if error.raw_os_error() == Some(ERROR_FAILED_SERVICE_CONTROLLER_CONNECT.cast_signed()) =>
        {
            Ok(false)
        }
        Err(Error::Winapi(error)) => Err(error),
        Err(error) => Err(io::Error::other(error)),
    }
}

/// Calls `stop` once when the manager ends the service or Windows shuts down.
pub(crate) fn on_stop(stop: impl FnOnce() + Send + 'static) {
    let mut stopping = STOP.lock().unwrap_or_else(PoisonError::into_inner);
    if stopping.0 {
        stop();
    } else {
        stopping.1 = Some(Box::new(stop));
    }
}

/// Tells the manager, if there is one, that the service answers.
pub(crate) fn tell_ready() -> io::Result<()> {
    tell(ServiceState::Running, 0)
}

fn serve(_: Vec<OsString>) {
    let Ok(status) = service_control_handler::register(NAME, controlled) else { return };
    let _ = STATUS.set(status);
    let _ = tell(ServiceState::StartPending, 0);
    let work = WORK.lock().unwrap_or_else(PoisonError::into_inner).take();
    let code = work.map_or(1, |work| work());
    let _ = tell(ServiceState::Stopped, code);
}

fn controlled(control: ServiceControl) -> ServiceControlHandlerResult {
    match control {
        ServiceControl::Stop | ServiceControl::Shutdown => {
            let _ = tell(ServiceState::StopPending, 0);
            let mut stopping = STOP.lock().unwrap_or_else(PoisonError::into_inner);
            stopping.0 = true;
            if let Some(stop) = stopping.1.take() {
                stop();
            }
            ServiceControlHandlerResult::NoError
        }
        ServiceControl::Interrogate => ServiceControlHandlerResult::NoError,
        _ => ServiceControlHandlerResult::NotImplemented,
    }
}

fn tell(state: ServiceState, code: u32) -> io::Result<()> {
    let Some(manager) = STATUS.get() else { return Ok(()) };
    let accepts = if state == ServiceState::Running {
        ServiceControlAccept::STOP | ServiceControlAccept::SHUTDOWN
    } else {
        ServiceControlAccept::empty()
    };
    let pending = matches!(state, ServiceState::StartPending | ServiceState::StopPending);
    let told = manager.set_service_status(ServiceStatus {
        service_type: ServiceType::OWN_PROCESS,
        current_state: state,
        controls_accepted: accepts,
        exit_code: if code == 0 { ServiceExitCode::NO_ERROR } else { ServiceExitCode::ServiceSpecific(code) },
        checkpoint: 0,
        wait_hint: if pending { PATIENCE } else { Duration::ZERO },
        process_id: None,
    });
    told.map_err(|error| match error {
        Error::Winapi(error) => error,
        error => io::Error::other(error),
    })
}
