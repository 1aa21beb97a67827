//! `muster authority serve`.

use crate::{
    args::RootAccess,
    cmd::{block_on, ready, stopped},
    failure::Failure,
    out,
};
use muster_authority::Authority;
use muster_core::{code, lang::Lang, sentence, sentence::Sentence};
use muster_platform::{clock::Clock, process};
use muster_server::{
    forwarded, listener,
    tls::{self, TlsFiles},
};
use std::net::{IpAddr, ToSocketAddrs};
#[cfg(feature = "console")]
use {
    super::passphrase_file,
    crate::args::ConsoleArguments,
    muster_authority::{ConsoleSite, OidcProvider, OidcSettings},
    muster_platform::{files, state_folder},
    std::{net::SocketAddr, path::Path},
    tokio::task::JoinHandle,
};

/// Where the authority answers.
pub(super) struct Served {
    pub(super) listen: String,
    /// Certificate chain and key.
    pub(super) tls: Option<TlsFiles>,
    /// Proxies that say for whom they ask.
    pub(super) proxies: Vec<IpAddr>,
    /// Where the operators' pages are, if there are any.
    #[cfg(feature = "console")]
    pub(super) console: Option<ConsoleSite>,
}

pub(super) fn run(authority: Authority, served: Served, lang: Lang) -> Result<(), Failure> {
    process::keep_memory_private()?;
    authority.pack()?;
    let tls = served.tls.map(tls::acceptor).transpose();
    let tls = tls.map_err(|error| Failure::new(code::INVALID_ARGUMENT, error))?;
    block_on(async {
        let listener = listener::bind(&served.listen).await?;
        let scheme = if tls.is_some() { "https" } else { "http" };
        let address = format!("{scheme}://{}", listener.local_addr()?);
        out::line(
            &lang.pick(format!("The authority answers at {address}"), format!("認証局は {address} で応答します。")),
        );
        #[cfg(feature = "console")]
        let console = start_console(&authority, served.console, lang).await?;
        ready();
        let router = forwarded::behind(muster_authority::router(&authority, Clock::System), served.proxies);
        let notices = tokio::spawn(muster_authority::tell_pack_end(authority, Clock::System));
        listener::serve(listener, tls, router, stopped()).await;
        #[cfg(feature = "console")]
        if let Some(console) = console {
            console.abort();
        }
        notices.abort();
        Ok(())
    })
}

/// Whoever takes the service over reads what its account can read, so a passphrase in its reach is no better than one in its memory.
pub(super) fn warn_of_passphrase(access: &RootAccess) {
    let file = access.passphrase.passphrase_file.as_deref().filter(|file| access.signer.is_some() && file.exists());
    if let Some(file) = file {
        tracing::warn!(file = %file.display(), "a signer holds the root key, and this service can read a passphrase: take it away");
    }
}

/// Starts the operators' pages, and says where they are.
#[cfg(feature = "console")]
async fn start_console(
    authority: &Authority,
    site: Option<ConsoleSite>,
    lang: Lang,
) -> Result<Option<JoinHandle<()>>, Failure> {
    let Some(site) = site else { return Ok(None) };
    let console = authority.start_console(site, Clock::System).await?;
    crate::cmd::console::show(console.origin(), console.setup_link(), lang);
    Ok(Some(tokio::spawn(console.run(std::future::pending()))))
}

/// Where the operators' pages are. With TLS of their own they speak HTTPS everywhere; with that of the service, or none, HTTP on loopback
/// addresses, and elsewhere HTTPS or not at all.
#[cfg(feature = "console")]
pub(super) fn console_site(
    arguments: ConsoleArguments,
    of_service: Option<&TlsFiles>,
) -> Result<Option<ConsoleSite>, Failure> {
    let ConsoleArguments { console, console_tls_certificate, console_tls_key, console_oidc } = arguments;
    let Some(address) = console else { return Ok(None) };
    let provider = console_oidc.as_deref().map(oidc_provider).transpose()?;
    let with_provider = |site: ConsoleSite| match provider {
        Some(provider) => site.with_provider(provider),
        None => site,
    };
    let own = console_tls_certificate.zip(console_tls_key).map(|(certificate, key)| TlsFiles { certificate, key });
    if own.is_none() && address.ip().is_loopback() {
        return Ok(Some(with_provider(ConsoleSite::plain(address))));
    }
    let files = own.or_else(|| of_service.cloned()).ok_or_else(|| no_tls(address))?;
    let site = ConsoleSite::with_tls(address, files, None);
    site.map(|site| Some(with_provider(site))).map_err(|error| Failure::new(code::INVALID_ARGUMENT, error))
}

/// The provider of a file of settings. A relative path of its secret starts beside it.
#[cfg(feature = "console")]
fn oidc_provider(file: &Path) -> Result<OidcProvider, Failure> {
    let wrong = |problem: Sentence| {
        let named = Sentence::of(|lang| format!("{}: {}", file.display(), problem.text(lang)));
        Failure::new(code::INVALID_ARGUMENT, named)
    };
    let settings = toml::from_str(&files::read(file)?);
    let settings: OidcSettings = settings.map_err(|error| wrong(Sentence::of_parser(error.message())))?;
    let secret_file = state_folder::folder(file).join(&settings.client_secret_file);
    let secret = passphrase_file::read(&secret_file, None)?;
    if secret.trim().is_empty() {
        return Err(wrong(sentence!("client_secret_file holds no client secret", "client_secret_file が空です。")));
    }
    Ok(OidcProvider::new(settings, &secret))
}

/// The pages could be reached from another machine without TLS.
#[cfg(feature = "console")]
fn no_tls(open: SocketAddr) -> Failure {
    let port = open.port();
    Failure::usage(sentence!(
        "--console: {open} can be reached from other machines, and passwords are typed into the pages: give --console-tls-certificate \
         and --console-tls-key, or 127.0.0.1:{port}, and from another machine open them through `ssh -L {port}:127.0.0.1:{port} HOST`",
        "--console: {open} には他のコンピューターから接続でき、ページにはパスワードが入力されます。--console-tls-certificate と \
         --console-tls-key を指定するか、127.0.0.1:{port} を指定して別のコンピューターからは \
         `ssh -L {port}:127.0.0.1:{port} ホスト` を使用してください。"
    ))
}

/// Fails if this address, or one that its name stands for, can be reached from another machine.
pub(super) fn check_loopback(listen: &str) -> Result<(), Failure> {
    let addresses = listen
        .to_socket_addrs()
        .map_err(|error| Failure::usage(Sentence::foreign(format_args!("{listen}: {error}"))))?;
    let open: Vec<_> = addresses.filter(|address| !address.ip().to_canonical().is_loopback()).collect();
    let Some(address) = open.first() else { return Ok(()) };
    Err(Failure::usage(sentence!(
        "{address} can be reached from other machines, and requests hold whole product keys: give --tls-certificate and \
         --tls-key, or --insecure-http behind a proxy that speaks TLS",
        "{address} には他のコンピューターから接続でき、要求にはプロダクト キー全体が含まれます。--tls-certificate と --tls-key を\
         指定するか、TLS に対応したプロキシの背後では --insecure-http を指定してください。"
    )))
}

#[cfg(test)]
mod tests {
    use super::check_loopback;

    #[test]
    fn plain_http_is_for_loopback_addresses() {
        for address in ["127.0.0.1:8443", "127.1.2.3:0", "[::1]:8443", "[::ffff:127.0.0.1]:8443", "localhost:8443"] {
            assert!(check_loopback(address).is_ok(), "{address}");
        }
        for address in ["0.0.0.0:8443", "[::]:8443", "192.0.2.1:8443", "[2001:db8::1]:8443", "[::ffff:192.0.2.1]:8443"]
        {
            let refused = check_loopback(address).expect_err(address).to_string();
            assert!(refused.contains(address) && refused.contains("--insecure-http"), "{refused}");
        }
        assert!(check_loopback("127.0.0.1").is_err(), "no port");
    }
}
