//! How long a measurement takes, and how much it loads.

use super::load::Load;
use crate::args::BenchArguments;
use std::time::Duration;

/// How long and how much.
#[derive(Clone, Debug)]
pub(super) struct Effort {
    pub(super) run: Duration,
    pub(super) connections: usize,
    pub(super) runs: u32,
    pub(super) machines: u32,
}

impl Effort {
    pub(super) fn load(&self) -> Load {
        Load { connections: self.connections, duration: self.run, rate: None }
    }
}

impl From<&BenchArguments> for Effort {
    fn from(arguments: &BenchArguments) -> Self {
        Self {
            run: Duration::from_secs(u64::from(arguments.seconds)),
            connections: arguments.connections as usize,
            runs: arguments.runs,
            machines: arguments.machines,
        }
    }
}
