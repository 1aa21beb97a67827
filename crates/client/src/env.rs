//! What a client takes from its surroundings, read once at the edge: the clock, this machine, the network, randomness.

use crate::{discover::Network, error::ClientError};
use muster_core::time::Moment;
use muster_platform::{clock::Clock, entropy::Entropy, machine::Machine};

/// The surroundings of one operation. A program reads them anew for each; a test makes its own.
#[derive(Clone, Debug)]
pub struct Env {
    /// The reading of the clock.
    pub now: Moment,
    /// The machine that is licensed.
    pub machine: Machine,
    /// Where hosts are looked for. Only activation uses it.
    pub network: Network,
    /// Where nonces, machine ids and keys come from.
    pub entropy: Entropy,
}

impl Env {
    /// This machine now, on the network that it is configured with. Fails if that configuration cannot be read.
    pub fn system() -> Result<Self, ClientError> {
        let machine = Machine::read(None, None);
        let network = Network::system(&machine.name)?;
        Ok(Self { network, ..Self::offline(machine, Clock::System.now()) })
    }

    /// A machine without a network, with the randomness of the operating system: enough for everything but asking a host.
    pub fn offline(machine: Machine, now: Moment) -> Self {
        Self { now, machine, network: Network::default(), entropy: Entropy::system() }
    }

    /// The same surroundings at another moment.
    pub fn at(&self, now: Moment) -> Self {
        Self { now, ..self.clone() }
    }
}
