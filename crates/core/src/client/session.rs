//! One activation attempt of a client, without a network.
//!
//! The driver calls [`Session::poll`] and does what it says, then reports with [`Session::on_lookup`] or
//! [`Session::on_response`] and calls `poll` again, until it says [`Step::Done`].

use crate::{
    client::discovery::{HostAddress, LookupFailure, Settings},
    code::{self, Code},
    host::request::Grant,
};
use std::collections::VecDeque;

/// What the driver does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Look up the SRV records of this domain in DNS; report with `on_lookup`.
    Lookup(String),
    /// Send the request to this host; report with `on_response`.
    Request(HostAddress),
    /// The attempt is over.
    Done(Outcome),
}

/// The outcome of an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A host answered and its count is enough.
    Activated {
        /// The host that answered.
        host: HostAddress,
        /// What it granted.
        grant: Grant,
    },
    /// A host answered, and its count is below the threshold.
    TooFew {
        /// The host that answered.
        host: HostAddress,
        /// The count it stated, and how often to ask again.
        grant: Grant,
    },
    /// No host granted anything. The code of each try is in [`Session::tries`].
    Failed(Code),
}

impl Outcome {
    /// The documented code of the outcome; zero for success.
    pub fn code(&self) -> Code {
        match self {
            Self::Activated { .. } => code::SUCCESS,
            Self::TooFew { .. } => code::COUNT_TOO_LOW,
            Self::Failed(code) => *code,
        }
    }
}

/// One host that was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Try {
    /// The host.
    pub host: HostAddress,
    /// The code of the failure; zero if it granted.
    pub code: Code,
}

/// The state of one attempt.
#[derive(Clone, Debug)]
pub struct Session {
    threshold: u32,
    /// Only these hosts are asked; there is no lookup (`/skms`).
    pinned: bool,
    hosts: VecDeque<HostAddress>,
    domains: VecDeque<String>,
    asking: Option<HostAddress>,
    tries: Vec<Try>,
    lookup_failure: Option<LookupFailure>,
    outcome: Option<Outcome>,
}

impl Session {
    /// An attempt for a product that needs `threshold` machines.
    pub fn new(settings: Settings, threshold: u32) -> Self {
        let pinned = settings.fixed.is_some();
        let domains = match settings.lookup_domain {
            Some(domain) => vec![domain],
            None => settings.suffixes,
        };
        Self {
            threshold,
            pinned,
            hosts: settings.fixed.or(settings.cached).into_iter().collect(),
            domains: domains.into(),
            asking: None,
            tries: Vec::new(),
            lookup_failure: None,
            outcome: None,
        }
    }

    /// What to do next. Hosts found are tried before another domain is looked up.
    pub fn poll(&mut self) -> Step {
        if let Some(outcome) = &self.outcome {
            return Step::Done(outcome.clone());
        }
        if let Some(host) = self.hosts.pop_front() {
            self.asking = Some(host.clone());
            return Step::Request(host);
        }
        // Once a domain named hosts, the suffixes after it are not asked: they would name other sites' hosts.
        if !self.pinned
            && let Some(domain) = self.domains.pop_front()
        {
            return Step::Lookup(domain);
        }
        Step::Done(Outcome::Failed(self.summary()))
    }

    /// The hosts of the domain that was looked up, in the order to try them.
    pub fn on_lookup(&mut self, found: Result<Vec<HostAddress>, LookupFailure>) {
        match found {
            Ok(hosts) => {
                let tried: Vec<&HostAddress> = self.tries.iter().map(|attempt| &attempt.host).collect();
                self.hosts = hosts.into_iter().filter(|host| !tried.contains(&host)).collect();
                self.domains.clear();
            }
            Err(failure) => self.lookup_failure = Some(self.lookup_failure.map_or(failure, |first| first.or(failure))),
        }
    }

    /// Reports the result of the last request: a verified grant, or the code of the failure. A host that failed is struck off.
    pub fn on_response(&mut self, answer: Result<Grant, Code>) {
        let Some(host) = self.asking.take() else { return };
        let code = answer.err().unwrap_or(code::SUCCESS);
        self.tries.push(Try { host: host.clone(), code });
        if let Ok(grant) = answer {
            let enough = grant.count >= self.threshold;
            self.outcome =
                Some(if enough { Outcome::Activated { host, grant } } else { Outcome::TooFew { host, grant } });
        }
    }

    /// Every host tried so far, in order.
    pub fn tries(&self) -> &[Try] {
        &self.tries
    }

    /// One code for the attempt: the one that all hosts answered, else 0xC004F074.
    fn summary(&self) -> Code {
        let Some(first) = self.tries.first() else {
            return self.lookup_failure.unwrap_or(LookupFailure::NoDomain).code();
        };
        let agreed = self.tries.iter().all(|attempt| attempt.code == first.code);
        if agreed && first.code.is_hosts_answer() { first.code } else { code::NO_HOST_REACHED }
    }
}

impl LookupFailure {
    /// The more specific failure: a server that answered outranks one that did not.
    fn or(self, later: Self) -> Self {
        match self {
            Self::Timeout | Self::ServerFailure | Self::NoServers => later,
            _ => self,
        }
    }
}
