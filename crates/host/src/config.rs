//! `host.toml`: what the administrator of a host writes by hand. What `slmgr` sets is in the store.

use crate::{
    clock_config::ClockConfig, console_config::ConsoleConfig, error::HostError, evidence_config::EvidenceConfig,
};
#[cfg(feature = "console")]
use muster_console::AccessRule;
use muster_core::{
    host::{access_list::AccessList, rate_limit::NewMachineLimit},
    lang::Text,
    sentence,
    sentence::Sentence,
    time::Span,
};
use muster_proto::authority::AuthorityConfig;
pub use muster_server::store_config::StoreConfig;
use muster_server::store_config::toml_problem;
use serde::Deserialize;
use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

/// The configuration of a host.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostConfig {
    /// The name that clients are sent to: the target of the SRV record.
    pub name: String,
    /// The address to listen on.
    #[serde(default = "any_address")]
    pub address: IpAddr,
    /// Where the authority is, in place of what the license pack says.
    pub authority: Option<AuthorityConfig>,
    /// Who may ask.
    #[serde(default)]
    pub access: AccessConfig,
    /// Where to publish.
    pub dns: Option<DnsConfig>,
    /// Where count and inventory lie, if not in the host's directory.
    #[serde(default)]
    pub store: StoreConfig,
    /// How long the history of requests is kept.
    #[serde(default)]
    pub history: HistoryConfig,
    /// How long the evidence of managed machines is kept.
    #[serde(default)]
    pub evidence: EvidenceConfig,
    /// How far the clock is believed.
    #[serde(default)]
    pub clock: ClockConfig,
    /// Where the web console is, if anywhere.
    pub console: Option<ConsoleConfig>,
}

/// How long the history of requests and events is kept. The inventory is kept for good.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryConfig {
    /// In days.
    #[serde(default = "history_days")]
    pub days: u32,
}

impl Default for HistoryConfig {
    fn default() -> Self {
        Self { days: history_days() }
    }
}

impl HistoryConfig {
    pub(crate) fn keep(self) -> Span {
        Span::days(self.days.min(36_500))
    }
}

/// A license and its renewal, and then some.
fn history_days() -> u32 {
    400
}

/// Who may ask. Networks are written as `10.0.0.0/8`, machines by name, by id (CMID) or as `kiosk-*`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AccessConfig {
    allow_networks: Vec<Network>,
    deny_networks: Vec<Network>,
    allow_machines: Vec<String>,
    deny_machines: Vec<String>,
    new_machines_per_hour: Option<u32>,
    /// Where it is not empty, `/health` and `/metrics` are for these networks, and only for these.
    monitor_networks: Vec<Network>,
    #[serde(skip)]
    lists: AccessList,
}

/// A network as text.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Network(ipnet::IpNet);

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let single = || text.parse::<IpAddr>().map(ipnet::IpNet::from);
        let network = text.parse().or_else(|_| single());
        let wrong = || {
            sentence!(
                "'{text}' is not a network such as 10.0.0.0/8 or 2001:db8::/32",
                "'{text}' は 10.0.0.0/8 や 2001:db8::/32 のようなネットワークではありません"
            )
        };
        network.map(Self).map_err(|_| wrong().for_parser())
    }
}

impl AccessConfig {
    /// The lists.
    pub(crate) fn lists(&self) -> &AccessList {
        &self.lists
    }

    /// How many new machines one address may bring.
    pub(crate) fn new_machines(&self) -> NewMachineLimit {
        self.new_machines_per_hour.map_or_else(NewMachineLimit::default, |per_hour| NewMachineLimit { per_hour })
    }

    /// Each rule with what it lists.
    #[cfg(feature = "console")]
    pub(crate) fn rules(&self) -> Vec<(AccessRule, Vec<String>)> {
        let networks = |networks: &[Network]| networks.iter().map(|network| network.0.to_string()).collect();
        vec![
            (AccessRule::AllowNetworks, networks(&self.allow_networks)),
            (AccessRule::DenyNetworks, networks(&self.deny_networks)),
            (AccessRule::AllowMachines, self.allow_machines.clone()),
            (AccessRule::DenyMachines, self.deny_machines.clone()),
            (AccessRule::NewMachinesPerHour, vec![self.new_machines().per_hour.to_string()]),
            (AccessRule::MonitorNetworks, networks(&self.monitor_networks)),
        ]
    }

    /// Whether somebody at this address may read health and metrics.
    pub(crate) fn permits_monitoring(&self, address: IpAddr) -> bool {
        if self.monitor_networks.is_empty() {
            return self.lists.permits_network(address);
        }
        self.monitor_networks.iter().any(|network| network.0.contains(&address.to_canonical()))
    }

    fn prepare(&mut self) {
        let networks = |list: &[Network]| list.iter().map(|network| network.0).collect();
        self.lists = AccessList {
            allow_networks: networks(&self.allow_networks),
            deny_networks: networks(&self.deny_networks),
            allow_machines: self.allow_machines.clone(),
            deny_machines: self.deny_machines.clone(),
        };
    }
}

/// How to publish in DNS.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DnsConfig {
    /// The primary server of the zones, `address[:port]`.
    pub server: String,
    /// The TSIG key, as `tsig-keygen` writes it.
    pub key: PathBuf,
    /// Domains to publish in: `domain` or `domain, priority, weight`.
    pub publish: Vec<PublishDomain>,
}

/// One line of the publish list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublishDomain {
    /// The domain; a zone of its own.
    pub domain: String,
    /// SRV priority.
    pub priority: u16,
    /// SRV weight.
    pub weight: u16,
}

/// The file of a TSIG key: `key "name" { algorithm hmac-sha256; secret "base64"; };`.
#[derive(Clone, PartialEq, Eq)]
pub struct TsigKeyFile {
    /// The name of the key.
    pub name: String,
    /// Its algorithm.
    pub algorithm: String,
    /// Its secret, base64.
    pub secret: String,
}

fn any_address() -> IpAddr {
    IpAddr::from([0u16; 8])
}

impl TryFrom<String> for PublishDomain {
    type Error = String;

    fn try_from(line: String) -> Result<Self, String> {
        let wrong = || {
            let problem = sentence!(
                "'{line}' is not `domain` or `domain, priority, weight`",
                "'{line}' は `ドメイン` または `ドメイン, 優先度, 重み` の形式ではありません"
            );
            problem.for_parser()
        };
        let mut parts = line.split(',').map(str::trim);
        let domain = parts.next().unwrap_or_default().trim_end_matches('.').to_owned();
        let mut number = || parts.next().map_or(Ok(0), |text| text.parse::<u16>().map_err(|_| wrong()));
        let (priority, weight) = (number()?, number()?);
        if domain.is_empty() || parts.next().is_some() {
            return Err(wrong());
        }
        Ok(Self { domain, priority, weight })
    }
}

impl HostConfig {
    /// Reads the configuration text; `file` names it in errors.
    ///
    /// # Errors
    /// If it is not the TOML of a host.
    pub fn parse(text: &str, file: &Path) -> Result<Self, HostError> {
        let mut config: Self = toml::from_str(text).map_err(|error| bad(file, toml_problem(text, &error)))?;
        config.access.prepare();
        Ok(config)
    }
}

impl TsigKeyFile {
    /// Reads a key file.
    pub fn parse(text: &str, file: &Path) -> Result<Self, HostError> {
        let quoted = |word: &str| {
            let (_, after) = text.split_once(word)?;
            let value = after.trim_start().split([';', '{']).next()?.trim().trim_matches('"');
            (!value.is_empty()).then(|| value.to_owned())
        };
        let key = quoted("key ").zip(quoted("algorithm ")).zip(quoted("secret "));
        let Some(((name, algorithm), secret)) = key else {
            let problem = Text {
                en: "no TSIG key: expected `key \"name\" { algorithm hmac-sha256; secret \"…\"; };`",
                ja: "TSIG キーがありません。`key \"name\" { algorithm hmac-sha256; secret \"…\"; };` の形式で記述してください",
            };
            return Err(bad(file, problem.into()));
        };
        Ok(Self { name, algorithm, secret })
    }
}

fn bad(file: &Path, problem: Sentence) -> HostError {
    HostError::Config { file: file.display().to_string(), problem }
}

#[cfg(test)]
mod tests {
    use super::{HostConfig, PublishDomain, StoreConfig, TsigKeyFile};
    use muster_core::lang::Lang;
    use std::path::Path;

    fn parse(text: &str) -> Result<HostConfig, String> {
        let text = format!("name = \"kms.corp.test\"\n{text}");
        HostConfig::parse(&text, Path::new("host.toml")).map_err(|error| error.to_string())
    }

    #[test]
    fn a_name_is_enough() {
        let config = parse("").expect("read");
        assert_eq!((config.address.to_string().as_str(), config.history.days), ("::", 400));
        assert_eq!(config.evidence.days, 30);
        assert_eq!((config.clock.jump_seconds, config.clock.off_days), (3_600, 7));
        assert!(
            config.console.is_none()
                && config.authority.is_none()
                && config.dns.is_none()
                && config.store.postgres.is_none()
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_file_and_line() {
        for (text, problem) in [
            ("adress = \"::\"", "unknown field `adress`"),
            ("[access]\ndeny_machine = []", "unknown field `deny_machine`"),
            ("[access]\nallow_networks = [\"10.0.0.0/33\"]", "'10.0.0.0/33' is not a network"),
            ("[history]\ndays = -1", "invalid value"),
            ("[clock]\njump = 60", "unknown field `jump`"),
            ("[dns]\nserver = \"ns\"\nkey = \"k\"\npublish = [\"corp.test, 1\", \"a, b\"]", "'a, b' is not `domain`"),
            ("[dns]\nserver = \"ns\"\nkey = \"k\"\npublish = [\"a, 1, 2, 3\"]", "'a, 1, 2, 3' is not `domain`"),
            ("[dns]\nserver = \"ns\"\nkey = \"k\"\npublish = [\"\"]", "'' is not `domain`"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains("host.toml") && error.contains(problem), "{text}: {error}");
        }
    }

    #[test]
    fn an_error_names_the_line_and_repeats_nothing_of_it() {
        for (text, line) in [
            ("[store]\npostgres = \"host=db password=hunter2\" x", "line 3: "),
            ("[store]\npostgres = host=db password=hunter2", "line 3: "),
            ("store = \"postgres://muster:hunter2@db/\"", "line 2: "),
            ("[store]\npostgres = \"password=hunter2\"\npostgres = \"password=hunter2\"", "line 4: "),
            ("[history]\ndays = \"hunter2\"", "line 3: "),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.starts_with(&format!("host.toml: {line}")) && !error.contains("hunter2"), "{text}: {error}");
        }
        let error = parse("\n[clock]\njump = 60").expect_err("unknown");
        assert!(error.contains("line 4: unknown field `jump`"), "what is wrong is said as before: {error}");
    }

    #[test]
    fn what_is_wrong_is_told_in_the_language_of_the_reader() {
        let text = "name = \"kms\"\n[access]\nallow_networks = [\"10.0.0.0/33\"]";
        let error = HostConfig::parse(text, Path::new("host.toml")).expect_err("no network");
        let ja = "host.toml: 3 行目: '10.0.0.0/33' は 10.0.0.0/8 や 2001:db8::/32 のようなネットワークではありません";
        assert_eq!(error.text(Lang::Ja), ja);
        assert_eq!(
            error.to_string(),
            "host.toml: line 3: '10.0.0.0/33' is not a network such as 10.0.0.0/8 or 2001:db8::/32"
        );
    }

    #[test]
    fn a_published_domain_has_priority_and_weight_or_zero() {
        let publish = "publish = [\"corp.test.\", \"eu.corp.test , 5\", \"us.corp.test, 7, 65535\"]";
        let config = parse(&format!("[dns]\nserver = \"ns\"\nkey = \"k\"\n{publish}")).expect("read");
        let domain = |domain: &str, priority, weight| PublishDomain { domain: domain.into(), priority, weight };
        let expected = [domain("corp.test", 0, 0), domain("eu.corp.test", 5, 0), domain("us.corp.test", 7, 65_535)];
        assert_eq!(config.dns.expect("given").publish, expected);
    }

    #[test]
    fn networks_are_ranges_or_single_addresses() {
        let config = parse("[access]\nallow_networks = [\"10.0.0.0/8\", \"::1\", \"192.0.2.7\"]").expect("read");
        let lists = config.access.lists();
        let networks: Vec<String> = lists.allow_networks.iter().map(ToString::to_string).collect();
        assert_eq!(networks, ["10.0.0.0/8", "::1/128", "192.0.2.7/32"]);
    }

    #[test]
    fn a_store_is_written_as_it_is_read() {
        let store = StoreConfig {
            postgres: Some("host=db user=\"muster\"".into()),
            password_file: Some("/etc/muster/password".into()),
            ca: None,
        };
        let read = parse(&store.to_toml()).expect("read").store;
        assert_eq!((read.postgres, read.password_file, read.ca), (store.postgres, store.password_file, store.ca));
    }

    #[test]
    fn a_tsig_key_is_read_as_tsig_keygen_writes_it() {
        let parse = |text| TsigKeyFile::parse(text, Path::new("dns.key"));
        let key = parse("key \"kms-key\" {\n\talgorithm hmac-sha256;\n\tsecret \"c2VjcmV0\";\n};\n").expect("a key");
        assert_eq!(
            (key.name.as_str(), key.algorithm.as_str(), key.secret.as_str()),
            ("kms-key", "hmac-sha256", "c2VjcmV0")
        );
        for text in
            ["", "key \"\" { algorithm hmac-sha256; secret \"c2VjcmV0\"; };", "key \"kms-key\" { secret \"x\"; };"]
        {
            let error = parse(text).err().expect(text).to_string();
            assert!(error.contains("dns.key") && error.contains("no TSIG key"), "{text}: {error}");
        }
    }
}
