//! `[console]` of `host.toml`: where the web console is.

use crate::error::HostError;
#[cfg(feature = "console")]
use muster_console::OidcSettings;
use muster_core::sentence;
use muster_server::tls::TlsFiles;
use serde::Deserialize;
use std::{net::SocketAddr, path::PathBuf};

/// Where the web console listens. Without this section there is none.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "ConsoleSection")]
pub struct ConsoleConfig {
    /// Address and port; without TLS on this machine alone.
    pub listen: SocketAddr,
    /// Certificate and key; with them it speaks HTTPS. Relative paths start in the host's directory.
    pub tls: Option<TlsFiles>,
    /// The OpenID Connect provider that signs people in beside it.
    #[cfg(feature = "console")]
    pub oidc: Option<OidcSettings>,
}

/// The section as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConsoleSection {
    listen: String,
    tls_certificate: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    #[cfg(feature = "console")]
    oidc: Option<OidcSettings>,
    /// Without a console there is nobody to sign in.
    #[cfg(not(feature = "console"))]
    #[serde(rename = "oidc")]
    _oidc: Option<serde::de::IgnoredAny>,
}

impl ConsoleConfig {
    /// Fails if the console would listen where clients ask.
    pub(crate) fn check_port(&self, activations: u16) -> Result<(), HostError> {
        let port = self.listen.port();
        if port == 0 || port != activations {
            return Ok(());
        }
        let problem = sentence!(
            "[console] listen: port {port} is that of the activations: choose another",
            "[console] listen: ポート {port} はライセンス認証に使用されています。別のポートを指定してください"
        );
        Err(HostError::Config { file: "host.toml".into(), problem })
    }
}

impl TryFrom<ConsoleSection> for ConsoleConfig {
    type Error = String;

    fn try_from(section: ConsoleSection) -> Result<Self, String> {
        let ConsoleSection { listen: text, tls_certificate, tls_key, .. } = section;
        #[cfg(feature = "console")]
        let oidc = section.oidc;
        #[cfg(feature = "console")]
        if oidc.as_ref().is_some_and(OidcSettings::limits_key_groups) {
            let problem = sentence!(
                "oidc.groups: the console of a host has no key groups: give each group its role alone",
                "oidc.groups: ホストのコンソールにはキー グループはありません。各グループには役割だけを指定してください"
            );
            return Err(problem.for_parser());
        }
        let wrong = || {
            sentence!(
                "'{text}' is not an address and a port such as 127.0.0.1:8688",
                "'{text}' は 127.0.0.1:8688 のようなアドレスとポートではありません"
            )
        };
        let listen: SocketAddr = text.parse().map_err(|_| wrong().for_parser())?;
        let tls = match (tls_certificate, tls_key) {
            (Some(certificate), Some(key)) => Some(TlsFiles { certificate, key }),
            (None, None) => None,
            (Some(_), None) => {
                return Err(sentence!("tls_certificate needs its tls_key", "tls_certificate には tls_key が必要です")
                    .for_parser());
            }
            (None, Some(_)) => {
                return Err(sentence!("tls_key needs its tls_certificate", "tls_key には tls_certificate が必要です")
                    .for_parser());
            }
        };
        if tls.is_some() || listen.ip().is_loopback() {
            return Ok(Self {
                listen,
                tls,
                #[cfg(feature = "console")]
                oidc,
            });
        }
        let port = listen.port();
        let problem = sentence!(
            "{text} can be reached from other machines, and passwords are typed into the console: give tls_certificate and tls_key, or \
             write 127.0.0.1:{port}, and from another machine open it through `ssh -L {port}:127.0.0.1:{port} HOST`",
            "{text} には他のコンピューターから接続でき、コンソールにはパスワードが入力されます。tls_certificate と tls_key を指定するか、\
             127.0.0.1:{port} を指定して別のコンピューターからは `ssh -L {port}:127.0.0.1:{port} ホスト` を使用してください"
        );
        Err(problem.for_parser())
    }
}

#[cfg(test)]
mod tests {
    use crate::HostConfig;
    use std::path::Path;

    fn console(text: &str) -> Result<String, String> {
        let config = HostConfig::parse(&format!("name = \"kms.corp.test\"\n[console]\n{text}"), Path::new("host.toml"));
        let console = config.map_err(|error| error.to_string())?.console.expect("given");
        let tls = console.tls.map(|tls| format!(" {} {}", tls.certificate.display(), tls.key.display()));
        Ok(format!("{}{}", console.listen, tls.unwrap_or_default()))
    }

    #[test]
    fn without_tls_it_listens_on_this_machine_alone() {
        for address in ["127.0.0.1:8688", "127.5.0.1:1", "[::1]:8688"] {
            assert_eq!(console(&format!("listen = \"{address}\"")).expect(address), address);
        }
        for (text, problem) in [
            ("listen = \"192.0.2.7:80\"", "192.0.2.7:80 can be reached from other machines"),
            ("listen = \"192.0.2.7:80\"", "give tls_certificate and tls_key, or write 127.0.0.1:80"),
            ("listen = \"[::]:80\"", "[::]:80 can be reached from other machines"),
            ("listen = \"8688\"", "'8688' is not an address and a port such as 127.0.0.1:8688"),
            ("port = 80", "unknown field `port`"),
            ("", "missing field `listen`"),
        ] {
            let error = console(text).expect_err(text);
            assert!(error.contains("host.toml") && error.contains(problem), "{text}: {error}");
        }
    }

    #[cfg(feature = "console")]
    #[test]
    fn a_provider_is_named_whole_or_the_file_is_refused() {
        let oidc = |issuer: &str, role: &str| {
            let table = format!("issuer = \"{issuer}\"\nclient_id = \"muster\"\nclient_secret_file = \"oidc.secret\"");
            format!("listen = \"127.0.0.1:1\"\n[console.oidc]\n{table}\n[console.oidc.groups]\nadmins = \"{role}\"")
        };
        console(&oidc("https://id.corp.test", "administrator")).expect("right");
        for (text, problem) in [
            (oidc("http://id.corp.test", "administrator"), "issuer is no https address"),
            (oidc("https://id.corp.test", "root"), "'root' is no role"),
            (oidc("https://id.corp.test", "viewer:90"), "the console of a host has no key groups"),
            ("listen = \"127.0.0.1:1\"\n[console.oidc]\n".to_owned(), "missing field"),
        ] {
            let error = console(&text).expect_err(&text);
            assert!(error.contains("host.toml") && error.contains(problem), "{text}: {error}");
        }
    }

    #[test]
    fn with_certificate_and_key_it_listens_anywhere_and_with_one_of_them_nowhere() {
        for address in ["0.0.0.0:8688", "[::]:443", "192.0.2.7:8688", "127.0.0.1:8688"] {
            let text = format!("listen = \"{address}\"\ntls_certificate = \"c.pem\"\ntls_key = \"/k.pem\"");
            assert_eq!(console(&text).expect(address), format!("{address} c.pem /k.pem"));
        }
        for (text, problem) in [
            ("listen = \"0.0.0.0:1\"\ntls_certificate = \"c.pem\"", "tls_certificate needs its tls_key"),
            ("listen = \"127.0.0.1:1\"\ntls_key = \"k.pem\"", "tls_key needs its tls_certificate"),
        ] {
            let error = console(text).expect_err(text);
            assert!(error.contains("host.toml") && error.contains(problem), "{text}: {error}");
        }
    }
}
