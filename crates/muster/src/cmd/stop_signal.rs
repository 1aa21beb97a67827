//! Waits for whoever ends a service.

/// Completes at Ctrl-C or SIGTERM.
#[cfg(unix)]
pub(crate) async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// Completes at Ctrl-C, when the console is closed or Windows shuts down, and when the service control manager ends the service.
#[cfg(windows)]
pub(crate) async fn stopped() {
    use tokio::signal::windows::{ctrl_close, ctrl_shutdown};
    let (Ok(mut close), Ok(mut shutdown)) = (ctrl_close(), ctrl_shutdown()) else { return };
    let (manager, ended) = tokio::sync::oneshot::channel();
    muster_platform::service::on_stop(move || {
        // Nobody waits any more.
        let _ = manager.send(());
    });
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = close.recv() => {}
        _ = shutdown.recv() => {}
        Ok(()) = ended => {}
    }
}
