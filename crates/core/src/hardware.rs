//! Whether a machine is still the same: its hardware may change within a tolerance.

/// A component that tells one machine from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HardwareComponent {
    /// The identity that an operator gave a container.
    Operator,
    /// The machine id of the operating system.
    System,
    /// The id in the firmware.
    Firmware,
    /// The first network adapter.
    Network,
    /// The processor model.
    Processor,
}

impl HardwareComponent {
    /// The name in state files and digests.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::System => "system",
            Self::Firmware => "firmware",
            Self::Network => "network",
            Self::Processor => "processor",
        }
    }

    /// The component with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Operator, Self::System, Self::Firmware, Self::Network, Self::Processor];
        all.into_iter().find(|part| part.name() == name)
    }

    /// How much a component identifies a machine. Many machines share a processor model.
    fn weight(self) -> u32 {
        match self {
            Self::Operator => 8,
            Self::Firmware | Self::System => 3,
            Self::Network => 2,
            Self::Processor => 1,
        }
    }
}

/// A component and a digest of its value.
pub type Fingerprint = (HardwareComponent, u64);

/// Whether `now` is still the machine that was `enrolled`: at least half of its components, by weight, are the same. A
/// component that cannot be read any more counts as changed.
pub fn within_tolerance(enrolled: &[Fingerprint], now: &[Fingerprint]) -> bool {
    let weigh = |readings: &mut dyn Iterator<Item = &Fingerprint>| readings.map(|(part, _)| part.weight()).sum::<u32>();
    let total = weigh(&mut enrolled.iter());
    let same = weigh(&mut enrolled.iter().filter(|reading| now.contains(reading)));
    2 * same >= total
}

/// [`within_tolerance`] for a service, which may run as another account than the one that enrolled the machine: only root may read
/// the firmware's id, so it is compared where it can be read.
pub fn service_within_tolerance(enrolled: &[Fingerprint], now: &[Fingerprint]) -> bool {
    let firmware = |readings: &[Fingerprint]| readings.iter().any(|(part, _)| *part == HardwareComponent::Firmware);
    if firmware(now) {
        return within_tolerance(enrolled, now);
    }
    let readable: Vec<_> = enrolled.iter().copied().filter(|(part, _)| *part != HardwareComponent::Firmware).collect();
    !readable.is_empty() && within_tolerance(&readable, now)
}

/// Whether `now` is still the same installation of a system, or the same container, as was `enrolled`, whatever became of its hardware:
/// files that were copied to another machine are not.
pub fn same_installation(enrolled: &[Fingerprint], now: &[Fingerprint]) -> bool {
    let names = |part| matches!(part, HardwareComponent::Operator | HardwareComponent::System);
    enrolled.iter().any(|reading| names(reading.0) && now.contains(reading))
}
