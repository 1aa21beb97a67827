//! The hardware that a host was activated on, as it was read then: the license beside it binds its digest.

use muster_core::{
    hardware::{self, Fingerprint, HardwareComponent},
    id::HardwareId,
};
use muster_platform::machine::Machine;
use std::collections::BTreeMap;

/// The hardware as it was enrolled, by the names of its components.
#[derive(Clone, Debug, Default)]
pub(crate) struct EnrolledHardware(BTreeMap<String, u64>);

impl EnrolledHardware {
    /// `None` if the text is nothing that [`Self::to_text`] made.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    pub(crate) fn of(machine: &Machine) -> Self {
        Self(machine.readings().iter().map(|(part, value)| (part.name().to_owned(), *value)).collect())
    }

    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    fn readings(&self) -> Vec<Fingerprint> {
        let mut readings: Vec<_> =
            self.0.iter().filter_map(|(name, value)| Some((HardwareComponent::from_name(name)?, *value))).collect();
        readings.sort();
        readings
    }

    /// The digest that a license binds.
    pub(crate) fn id(&self) -> HardwareId {
        Machine::hardware_id(&self.readings())
    }

    pub(crate) fn is(&self, machine: &Machine) -> bool {
        hardware::service_within_tolerance(&self.readings(), machine.readings())
    }
}
