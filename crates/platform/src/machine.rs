//! The identity of this machine: its name, and the hardware that tells it from others.

use aws_lc_rs::digest;
use muster_core::{
    hardware::{Fingerprint, HardwareComponent},
    id::HardwareId,
};
use std::{fs, path::Path};

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
        let name = name.map(str::to_owned).or_else(|| text("/proc/sys/kernel/hostname"));
        let virtual_machine = text("/proc/cpuinfo").is_some_and(|cpu| cpu.contains(" hypervisor"));
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
        (HardwareComponent::System, text("/etc/machine-id")),
        (HardwareComponent::Firmware, text("/sys/class/dmi/id/product_uuid")),
        (HardwareComponent::Network, first_adapter()),
        (HardwareComponent::Processor, processor()),
    ];
    parts.into_iter().filter_map(|(part, value)| Some((part, digest_of(&value?)))).collect()
}

/// The address of the first adapter that has one, in the order of their names. One with a device comes first: bridges and tunnels come
/// and go, with other addresses each time.
fn first_adapter() -> Option<String> {
    let adapters = fs::read_dir("/sys/class/net").ok()?;
    let mut paths: Vec<_> = adapters.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort_by_key(|path| (!path.join("device").exists(), path.clone()));
    let mut addresses = paths.iter().filter_map(|path| text(path.join("address")));
    addresses.find(|address| address.chars().any(|c| !"0:".contains(c)))
}

fn processor() -> Option<String> {
    let info = text("/proc/cpuinfo")?;
    info.lines().find(|line| line.starts_with("model name")).map(str::to_owned)
}

fn text(path: impl AsRef<Path>) -> Option<String> {
    let text = fs::read_to_string(path).ok()?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

fn digest_of(value: &str) -> u64 {
    let digest = digest::digest(&digest::SHA256, value.as_bytes());
    digest.as_ref().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
