//! Whether a machine is still the one it was: hardware may change a little.

/// A part of a machine that tells it from others.
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
    /// Its name in documents.
    pub fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::System => "system",
            Self::Firmware => "firmware",
            Self::Network => "network",
            Self::Processor => "processor",
        }
    }

    /// The part with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Operator, Self::System, Self::Firmware, Self::Network, Self::Processor];
        all.into_iter().find(|part| part.name() == name)
    }

    /// How much it says about which machine this is. A processor model says little: many share it.
    fn weight(self) -> u32 {
        match self {
            Self::Operator => 8,
            Self::Firmware | Self::System => 3,
            Self::Network => 2,
            Self::Processor => 1,
        }
    }
}

/// A part and a digest of what was read there.
pub type Fingerprint = (HardwareComponent, u64);

/// Whether `now` is still the machine that was `enrolled`: at least half of what was read then, by weight, is the
/// same. A part that cannot be read any more counts as changed.
pub fn within_tolerance(enrolled: &[Fingerprint], now: &[Fingerprint]) -> bool {
    let weigh = |readings: &mut dyn Iterator<Item = &Fingerprint>| readings.map(|(part, _)| part.weight()).sum::<u32>();
    let total = weigh(&mut enrolled.iter());
    let same = weigh(&mut enrolled.iter().filter(|reading| now.contains(reading)));
    2 * same >= total
}
