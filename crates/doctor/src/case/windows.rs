//! Whether a machine runs Windows Server or a Windows for clients, by the names of systems and of editions.

use muster_evidence::holds_any;

/// The two kinds of Windows, which take different commands and keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Windows {
    Server,
    Client,
}

impl Windows {
    /// The kind that a text names. A server of another product is none of Windows.
    fn of(text: &str) -> Option<Self> {
        const SERVERS: [&str; 8] = [
            "windows server",
            "windows(r) server",
            "windows(r), server",
            "server 20",
            "server(r) 20",
            "serverstandard",
            "serverdatacenter",
            "serveressentials",
        ];
        // slmgr names the edition alone, `Windows(R), Professional edition`; of those, ServerRdsh is Enterprise multi-session.
        const CLIENTS: [&str; 8] = [
            "windows 7",
            "windows(r) 7",
            "windows 8",
            "windows 10",
            "windows(r) 10",
            "windows 11",
            "windows vista",
            "windows(r), ",
        ];
        let text = text.to_lowercase().replace("serverrdsh", "rdsh");
        let names = |words: &[&str]| holds_any(&text, words);
        if names(&SERVERS) { Some(Self::Server) } else { names(&CLIENTS).then_some(Self::Client) }
    }

    /// The kind that these texts name; a server if any of them names one.
    pub(super) fn first<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut found = None;
        for kind in texts.filter_map(Self::of) {
            if kind == Self::Server {
                return Some(kind);
            }
            found = Some(kind);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Windows;

    #[test]
    fn an_edition_tells_the_kind_without_a_version() {
        for (text, kind) in [
            ("Windows(R), EnterpriseEval edition", Some(Windows::Client)),
            ("Windows(R), ServerRdsh edition", Some(Windows::Client)),
            ("Windows(R), ServerTurbine edition", Some(Windows::Server)),
            ("Windows Server(R), ServerEnterprise edition", Some(Windows::Server)),
            ("Current Edition : ServerEssentials", Some(Windows::Server)),
            ("Microsoft Windows 11 Pro", Some(Windows::Client)),
            ("Windows(R) Operating System, VOLUME_KMSCLIENT channel", None),
            ("Microsoft SQL Server", None),
        ] {
            assert_eq!(Windows::of(text), kind, "{text}");
        }
    }
}
