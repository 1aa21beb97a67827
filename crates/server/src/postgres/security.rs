//! What `sslmode` of a connection string means here: what asks for TLS is never spoken to without, and what is not by TLS stays on
//! this machine.

use muster_core::{sentence, sentence::Sentence};
use std::net::IpAddr;
use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

/// Modes of libpq that the certificate authority makes the same: with one the server's certificate and name are checked.
const VERIFIED: [&str; 2] = ["sslmode=verify-full", "sslmode=verify-ca"];

/// Reads a connection string. With a certificate authority (`has_ca`) the connection is by TLS, and the server's certificate is
/// checked; without, it is not by TLS, and only for a server on this machine.
pub(super) fn config(connection: &str, has_ca: bool) -> Result<Config, Sentence> {
    let verified = VERIFIED.iter().fold(connection.to_owned(), |text, mode| text.replace(mode, "sslmode=require"));
    let mut config: Config =
        verified.parse().map_err(|error: tokio_postgres::Error| Sentence::foreign(super::described(&error)))?;
    match (config.get_ssl_mode(), has_ca) {
        (SslMode::Disable, true) => Err(sentence!(
            "sslmode=disable contradicts `ca`: remove one of the two",
            "sslmode=disable と `ca` は同時に指定できません。どちらかを削除してください"
        )),
        (_, true) => {
            config.ssl_mode(SslMode::Require);
            Ok(config)
        }
        (SslMode::Disable | SslMode::Prefer, false) if is_local(&config) => {
            config.ssl_mode(SslMode::Disable);
            Ok(config)
        }
        (SslMode::Disable | SslMode::Prefer, false) => Err(sentence!(
            "the database is not on this machine, so the connection must be by TLS: name the certificate authority of its server (`ca`)",
            "データベースが別のコンピューターにあるため、TLS で接続する必要があります。サーバーの証明機関 (`ca`) を指定してください"
        )),
        (_, false) => Err(sentence!(
            "sslmode asks for TLS: name the certificate authority of the server (`ca`)",
            "sslmode で TLS が指定されています。サーバーの証明機関 (`ca`) を指定してください"
        )),
    }
}

/// Whether every server of the connection string is on this machine: a socket, `localhost` or a loopback address.
fn is_local(config: &Config) -> bool {
    #[allow(unreachable_patterns, reason = "on Windows there are no sockets in the file system")]
    let local = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
        _ => true,
    };
    config.get_hosts().iter().all(local) && config.get_hostaddrs().iter().all(IpAddr::is_loopback)
}

#[cfg(test)]
mod tests {
    use super::config;
    use tokio_postgres::config::SslMode;

    #[test]
    fn what_asks_for_tls_gets_it_or_nothing() {
        // The mode without and with a certificate authority; `-` is a refusal.
        for (mode, without, with) in [
            ("", "clear", "tls"),
            ("sslmode=disable", "clear", "-"),
            ("sslmode=prefer", "clear", "tls"),
            ("sslmode=require", "-", "tls"),
            ("sslmode=verify-ca", "-", "tls"),
            ("sslmode=verify-full", "-", "tls"),
            ("sslmode=allow", "-", "-"),
            ("sslmode = 'verify-full'", "-", "-"),
        ] {
            for (has_ca, expected) in [(false, without), (true, with)] {
                let found = match config(&format!("host=127.0.0.1 user=muster {mode}"), has_ca) {
                    Ok(config) if config.get_ssl_mode() == SslMode::Disable => "clear",
                    Ok(config) if config.get_ssl_mode() == SslMode::Require => "tls",
                    Ok(config) => panic!("{mode}: {:?}", config.get_ssl_mode()),
                    Err(_) => "-",
                };
                assert_eq!(found, expected, "{mode} {has_ca}");
            }
        }
    }

    #[test]
    fn beyond_this_machine_there_is_nothing_without_tls() {
        for (server, local) in [
            ("host=/run/postgresql", true),
            ("host=localhost", true),
            ("host=::1", true),
            ("host=127.0.0.2", true),
            ("host=db.corp.example", false),
            ("host=localhost.corp.example", false),
            ("host=192.0.2.1", false),
            ("host=localhost,db.corp.example", false),
            ("host=localhost hostaddr=192.0.2.1", false),
        ] {
            for mode in ["", "sslmode=disable", "sslmode=prefer"] {
                assert_eq!(config(&format!("{server} user=muster {mode}"), false).is_ok(), local, "{server} {mode}");
                assert_eq!(
                    config(&format!("{server} {mode}"), true).is_ok(),
                    mode != "sslmode=disable",
                    "{server} {mode}"
                );
            }
        }
    }
}
