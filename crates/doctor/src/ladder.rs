//! The ladder from the product key to the license store.

use muster_core::lang::Lang;

/// A step on the ladder from the product key to the license store. A client fails at the lowest step that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The installed product key.
    Key,
    /// The licensing service and its rights.
    Service,
    /// Finding a host.
    Discovery,
    /// Resolving its name.
    Name,
    /// Reaching its port.
    Port,
    /// Calling its RPC interface.
    Rpc,
    /// Its answer.
    Answer,
    /// Its count, and the clocks of host and client.
    Count,
    /// Storing the license.
    Store,
    /// Not on the ladder: a state, or a remark on the evidence.
    None,
}

/// The ladder, lowest step first.
pub const LADDER: [Step; 9] = [
    Step::Key,
    Step::Service,
    Step::Discovery,
    Step::Name,
    Step::Port,
    Step::Rpc,
    Step::Answer,
    Step::Count,
    Step::Store,
];

impl Step {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Service => "service",
            Self::Discovery => "discovery",
            Self::Name => "name",
            Self::Port => "port",
            Self::Rpc => "rpc",
            Self::Answer => "answer",
            Self::Count => "count",
            Self::Store => "store",
            Self::None => "none",
        }
    }

    /// The name in a report.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Key => lang.pick("Key", "キー"),
            Self::Service => lang.pick("Service", "サービス"),
            Self::Discovery => lang.pick("Discovery", "ホストの検出"),
            Self::Name => lang.pick("Name", "名前解決"),
            Self::Port => lang.pick("Port", "ポート"),
            Self::Rpc => lang.pick("RPC", "RPC"),
            Self::Answer => lang.pick("Host's answer", "ホストの応答"),
            Self::Count => lang.pick("Count and time", "カウントと時刻"),
            Self::Store => lang.pick("License store", "ライセンス ストア"),
            Self::None => lang.pick("State", "状態"),
        }
    }
}
