//! `[console]` of `host.toml`: where the web console is.

use crate::error::HostError;
use serde::Deserialize;
use std::net::SocketAddr;

/// Where the web console listens. Without this section there is none.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsoleConfig {
    /// Address and port, on this machine alone.
    pub listen: LoopbackAddress,
}

impl ConsoleConfig {
    /// Fails if the console would listen where clients ask.
    pub(crate) fn check_port(&self, activations: u16) -> Result<(), HostError> {
        let port = self.listen.0.port();
        if port == 0 || port != activations {
            return Ok(());
        }
        let problem = format!("[console] listen: port {port} is that of the activations: choose another");
        Err(HostError::Config { file: "host.toml".into(), problem })
    }
}

/// An address that only this machine reaches: the console speaks HTTP without TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct LoopbackAddress(pub(crate) SocketAddr);

impl LoopbackAddress {
    /// The address.
    pub fn address(self) -> SocketAddr {
        self.0
    }
}

impl TryFrom<String> for LoopbackAddress {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let address: SocketAddr =
            text.parse().map_err(|_| format!("'{text}' is not an address and a port such as 127.0.0.1:8688"))?;
        if address.ip().is_loopback() {
            return Ok(Self(address));
        }
        let port = address.port();
        Err(format!(
            "the console listens on this machine alone, and '{text}' is no loopback address: write 127.0.0.1:{port}, and from another \
             machine open it through `ssh -L {port}:127.0.0.1:{port} HOST`"
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::HostConfig;
    use std::path::Path;

    fn listen(text: &str) -> Result<String, String> {
        let config = HostConfig::parse(&format!("name = \"kms.corp.test\"\n[console]\n{text}"), Path::new("host.toml"));
        let console = config.map_err(|error| error.to_string())?.console;
        Ok(console.expect("given").listen.0.to_string())
    }

    #[test]
    fn it_listens_on_this_machine_alone() {
        for address in ["127.0.0.1:8688", "127.5.0.1:1", "[::1]:8688"] {
            assert_eq!(listen(&format!("listen = \"{address}\"")).expect(address), address);
        }
        for (text, problem) in [
            ("listen = \"192.0.2.7:80\"", "'192.0.2.7:80' is no loopback address: write 127.0.0.1:80"),
            ("listen = \"[::]:80\"", "'[::]:80' is no loopback address"),
            ("listen = \"8688\"", "'8688' is not an address and a port such as 127.0.0.1:8688"),
            ("port = 80", "unknown field `port`"),
            ("", "missing field `listen`"),
        ] {
            let error = listen(text).expect_err(text);
            assert!(error.contains("host.toml") && error.contains(problem), "{text}: {error}");
        }
    }
}
