//! The identity of this machine: its name, and the hardware that tells it from others.

use crate::system;
use aws_lc_rs::digest;
use muster_core::{
    hardware::{Fingerprint, HardwareComponent},
    id::HardwareId,
};

/// A machine as a client or a host names itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Its host name; fully qualified where the system has it so.
    pub name: String,
    /// Whether it runs under a hypervisor.
    pub virtual_machine: bool,
    readings: Vec<Fingerprint>,
}

impl Machine {
    /// Reads this machine; a hardware component that cannot be read is left out. `name` replaces the host name. `identity`
    /// replaces the hardware, as in a container that shows the hardware of its host.
    pub fn read(name: Option<&str>, identity: Option<&str>) -> Self {
        let name = name.map(str::to_owned).or_else(system::machine::name);
        let virtual_machine = system::machine::is_virtual();
        let readings = match identity {
            Some(identity) => vec![(HardwareComponent::Operator, digest_of(identity))],
            None => read_hardware(),
        };
        Self { name: name.unwrap_or_else(|| "localhost".into()), virtual_machine, readings }
    }

    /// The digest of a machine's hardware components.
    pub fn hardware_id(readings: &[Fingerprint]) -> HardwareId {
        let mut context = digest::Context::new(&digest::SHA256);
        for (part, value) in readings {
            context.update(part.name().as_bytes());
            context.update(&value.to_be_bytes());
        }
        let digest = context.finish();
        let mut id = [0; 16];
        id.iter_mut().zip(digest.as_ref()).for_each(|(to, from)| *to = *from);
        HardwareId::from_bytes(id)
    }

    /// A digest of each hardware component that could be read.
    pub fn readings(&self) -> &[Fingerprint] {
        &self.readings
    }

    /// The digest of this machine's hardware components.
    pub fn id(&self) -> HardwareId {
        Self::hardware_id(&self.readings)
    }
}

fn read_hardware() -> Vec<Fingerprint> {
    let parts = [
        (HardwareComponent::System, system::machine::installation()),
        (HardwareComponent::Firmware, system::machine::firmware()),
        (HardwareComponent::Network, system::machine::first_adapter()),
        (HardwareComponent::Processor, system::machine::processor()),
    ];
    parts.into_iter().filter_map(|(part, value)| Some((part, digest_of(&value?)))).collect()
}

fn digest_of(value: &str) -> u64 {
    let digest = digest::digest(&digest::SHA256, value.as_bytes());
    digest.as_ref().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
