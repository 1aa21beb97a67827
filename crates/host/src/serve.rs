//! The running service: listener, writer and the daily publication.

use crate::{
    agents::Agents,
    console_service::ConsoleService,
    error::HostError,
    host::Host,
    http::{self, Context},
    live_config::ConfigReloader,
    metrics::Metrics,
    renewal::{AskAuthority, Renewal},
    writer::Writer,
};
use muster_core::id::Nonce;
use muster_platform::{clock::Clock, entropy, files, machine::Machine, process};
use muster_server::listener;
use std::{fs::File, net::SocketAddr, sync::Arc, thread::JoinHandle, time::Duration};
use tokio::{
    net::TcpListener,
    sync::{Mutex, oneshot},
};

const HOURLY: Duration = Duration::from_secs(60 * 60);
/// How often a host says to others that it runs.
const RUNNING: Duration = Duration::from_secs(5 * 60);
const HOURS_A_DAY: u32 = 24;

/// A host that listens and is ready to be run.
pub struct Serving {
    host: Arc<Host>,
    clock: Clock,
    listener: TcpListener,
    context: Arc<Context>,
    console: Option<ConsoleService>,
    writer: Writer,
    thread: JoinHandle<()>,
    /// Held while it serves: nobody else serves the directory, and where this process listens.
    held: [File; 2],
    renewal: Option<Renewal>,
}

impl Serving {
    /// Opens the store, binds the port and starts the writer. `port` overrides the one that is set. A host that was activated on another
    /// machine than `machine` is refused.
    pub async fn start(host: Host, machine: Machine, port: Option<u16>, clock: Clock) -> Result<Self, HostError> {
        host.check_machine(&machine)?;
        let lock = host.directory.lock()?;
        let host = Arc::new(host);
        let (settings, own) = (host.clone(), host.clone());
        let settings = waiting(move || settings.admin()?.settings()).await?;
        let address = SocketAddr::new(host.config.address, port.unwrap_or(settings.port));
        host.config.console.iter().try_for_each(|console| console.check_port(address.port()))?;
        let listener = listener::bind(&address.to_string()).await?;
        let address = listener.local_addr()?;
        let held = [lock, host.directory.set_listening(address)?];
        if settings.low_priority {
            process::lower_priority()?;
        }
        let for_context = clock.clone();
        let (context, thread) = waiting(move || context(&own, machine, for_context, address.port())).await?;
        let console = ConsoleService::start(&context).await?;
        let writer = context.writer.clone();
        Ok(Self { host, clock, listener, context, console, writer, thread, held, renewal: None })
    }

    /// Renews the host license and the license pack in the background, before they end.
    pub fn renewing(self, ask: AskAuthority) -> Self {
        Self { renewal: Some(Renewal::new(ask)), ..self }
    }

    /// Where it listens.
    pub fn address(&self) -> Result<SocketAddr, HostError> {
        Ok(self.listener.local_addr()?)
    }

    /// Its web console, if it has one.
    pub fn console(&self) -> Option<&ConsoleService> {
        self.console.as_ref()
    }

    /// The host.
    pub fn host(&self) -> Arc<Host> {
        self.host.clone()
    }

    /// Publishes the host in DNS; every failure leaves its event.
    pub async fn publish(&self) {
        publish(&self.host, &self.clock).await;
    }

    /// Serves until `shutdown` completes. Every request that was accepted is answered and on disk then. A writer that died ends
    /// the service: whoever watches it starts it again.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), HostError> {
        let until = self.writer.ended();
        let renewal = self.renewal.map(|renewal| tokio::spawn(renew(renewal, self.host.clone(), self.clock.clone())));
        let running = tokio::spawn(say_running(self.host.clone(), self.clock.clone()));
        let daily = tokio::spawn(daily(self.host.clone(), self.clock, self.writer));
        let (stop, stopped) = oneshot::channel::<()>();
        let console = self.console.map(|console| {
            tokio::spawn(console.run(async {
                drop(stopped.await);
            }))
        });
        let end = async {
            tokio::select! {
                () = shutdown => {}
                () = until => {}
            }
            drop(stop);
        };
        listener::serve(self.listener, None, http::router(self.context), end).await;
        if let Some(console) = console {
            drop(console.await);
        }
        // The writer ends when nobody is left who could ask it.
        daily.abort();
        running.abort();
        drop(daily.await);
        if let Some(renewal) = renewal {
            renewal.abort();
        }
        let ended = tokio::task::spawn_blocking(move || self.thread.join()).await;
        // Closing the files does not give the locks back while a process that is just being started holds copies of them.
        if let Err(error) = self.held.iter().rev().try_for_each(files::unlock) {
            tracing::warn!(%error, "cannot give the lock back");
        }
        if matches!(ended, Ok(Ok(()))) { Ok(()) } else { Err(HostError::WriterEnded) }
    }
}

/// Waits for the store without holding up other tasks.
async fn waiting<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, HostError> + Send + 'static,
) -> Result<T, HostError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| HostError::Listen(std::io::Error::other(error)))?
}

fn context(
    host: &Arc<Host>,
    machine: Machine,
    clock: Clock,
    port: u16,
) -> Result<(Arc<Context>, JoinHandle<()>), HostError> {
    let metrics = Arc::new(Metrics::new());
    let config = Arc::new(ConfigReloader::start(Host::open(host.directory())?, machine)?);
    let (writer, thread) = Writer::start(host.open_store()?, config.clone(), clock.clone(), metrics.clone())?;
    let host = host.clone();
    let (agents, health) = (Arc::new(Agents::new(config.clone(), host.clone())), Mutex::new(None));
    Ok((Arc::new(Context { clock, writer, config, host, port, metrics, agents, health }), thread))
}

/// Looks at the start and every hour whether anything is to be renewed; what failed is tried again then.
async fn renew(mut renewal: Renewal, host: Arc<Host>, clock: Clock) {
    let mut hour = tokio::time::interval(HOURLY);
    loop {
        hour.tick().await;
        let (directory, now) = (host.directory().to_owned(), clock.now());
        let checked = tokio::task::spawn_blocking(move || {
            let result = renewal.check(&directory, Nonce::from_bytes(entropy::bytes()), now);
            (renewal, result)
        });
        match checked.await {
            Ok((kept, result)) => {
                renewal = kept;
                if let Err(error) = result {
                    tracing::error!(%error, "cannot look at what ends");
                }
            }
            Err(error) => return tracing::error!(%error, "renewal has ended"),
        }
    }
}

/// Says to hosts that share the store, at the start and again, that this one runs.
async fn say_running(host: Arc<Host>, clock: Clock) {
    let mut again = tokio::time::interval(RUNNING);
    while host.config.store.postgres.is_some() {
        again.tick().await;
        let (host, now) = (host.clone(), clock.now());
        let said = waiting(move || Ok(host.open_store()?.set_running(env!("CARGO_PKG_VERSION"), now)?)).await;
        if let Err(error) = said {
            tracing::warn!(%error, "cannot say to the hosts that share the store that this one runs");
        }
    }
}

/// What is done at the start and again: once an hour the time is stored and an outdated record in DNS replaced,
/// once a day the host is published in DNS, and old
/// history ends.
async fn daily(host: Arc<Host>, clock: Clock, writer: Writer) {
    let mut hour = tokio::time::interval(HOURLY);
    loop {
        prune(&host, &writer).await;
        for _ in 0..HOURS_A_DAY {
            hour.tick().await;
            writer.keep_time().await;
            if is_outdated(&host).await {
                publish(&host, &clock).await;
            }
        }
        // What is published at the start is published before clients are served.
        publish(&host, &clock).await;
    }
}

/// Whether DNS holds an own record that is not as it has to be.
async fn is_outdated(host: &Arc<Host>) -> bool {
    let host = host.clone();
    let outdated = waiting(move || Host::open(host.directory())?.admin()?.is_published_outdated()).await;
    outdated.unwrap_or_else(|error| {
        tracing::error!(%error, "cannot see what is published in DNS");
        false
    })
}

/// Removes what is older than the configuration says, a little at a time: requests come between.
async fn prune(host: &Host, writer: &Writer) {
    loop {
        match writer.prune(host.config.history.keep()).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(code) => return tracing::warn!(%code, "cannot remove old requests"),
        }
    }
}

/// Publishes what configuration and license pack say by now. The update is signed with the real time, whatever clock the host runs on: the DNS server compares it with its own.
async fn publish(host: &Arc<Host>, clock: &Clock) {
    let (host, now) = (host.clone(), clock.now());
    match waiting(move || Host::open(host.directory())?.admin()?.publish(now, Clock::System.now())).await {
        Ok(outcomes) => outcomes.iter().for_each(log_outcome),
        Err(error) => tracing::error!(%error, "cannot publish in DNS"),
    }
}

fn log_outcome(outcome: &crate::publish::PublishOutcome) {
    match &outcome.result {
        Ok(()) => tracing::info!(event = 12294, record = %outcome.record, "published in DNS"),
        Err(error) => {
            tracing::error!(event = 12293, code = %error.code, detail = %error.detail, create_by_hand = %outcome.record,
                "publishing in DNS failed");
        }
    }
}
