//! The web console of a host, on a listener of its own.

use crate::{console_view::ConsoleView, error::HostError, host::Host, http::Context};
use muster_console::{ConsoleSite, ListeningConsole, OidcProvider, OidcSettings, Service};
use muster_core::{sentence, sentence::Sentence};
use muster_platform::{files, state_folder};
use muster_server::tls::TlsFiles;
use std::{net::SocketAddr, sync::Arc};
use tokio::runtime::Handle;

/// A web console that listens and is ready to be run.
pub struct ConsoleService(ListeningConsole);

impl ConsoleService {
    /// Binds its port. While there is no account, makes the link by which the first administrator is made.
    pub(crate) async fn start(context: &Arc<Context>) -> Result<Option<Self>, HostError> {
        let Some(site) = context.host.console_site()? else { return Ok(None) };
        let service = Service::Host(Arc::new(ConsoleView::new(context.clone(), Handle::current())));
        Ok(Some(Self(ListeningConsole::start(site, service, context.clock.clone()).await??)))
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.0.address()
    }

    /// What stands before every path of it: scheme, name and port.
    pub fn origin(&self) -> &str {
        self.0.origin()
    }

    /// The link by which the first administrator is made, once and within an hour; none if there is an account.
    pub fn setup_link(&self) -> Option<&str> {
        self.0.setup_link()
    }

    /// Serves until `shutdown` completes.
    pub(crate) async fn run(self, shutdown: impl Future<Output = ()>) {
        self.0.run(shutdown).await;
    }
}

impl Host {
    /// Where its web console is, by `host.toml`; none if it names none.
    ///
    /// # Errors
    /// If certificate and key cannot be used, or the secret of the provider.
    pub fn console_site(&self) -> Result<Option<ConsoleSite>, HostError> {
        let Some(console) = &self.config.console else { return Ok(None) };
        let site = match &console.tls {
            None => ConsoleSite::plain(console.listen),
            Some(files) => {
                let [certificate, key] = [&files.certificate, &files.key].map(|path| self.directory.resolve(path));
                ConsoleSite::with_tls(console.listen, TlsFiles { certificate, key }, Some(&self.config.name))?
            }
        };
        let provider = console.oidc.as_ref().map(|settings| self.provider(settings)).transpose()?;
        Ok(Some(match provider {
            Some(provider) => site.with_provider(provider),
            None => site,
        }))
    }

    fn provider(&self, settings: &OidcSettings) -> Result<OidcProvider, HostError> {
        let file = self.directory.resolve(&settings.client_secret_file);
        let bad = |problem: Sentence| HostError::Config { file: file.display().to_string(), problem };
        if files::is_open_to_others(&file) {
            return Err(bad(sentence!(
                "other accounts have rights on it: run {command}",
                "ほかのアカウントにアクセス許可があります。{command} を実行してください",
                command = files::command_to_close(&file)
            )));
        }
        let secret = state_folder::read_named(&file, self.directory())?;
        if secret.trim().is_empty() {
            return Err(bad(sentence!("it holds no client secret", "クライアント シークレットが含まれていません")));
        }
        Ok(OidcProvider::new(settings.clone(), &secret))
    }
}
