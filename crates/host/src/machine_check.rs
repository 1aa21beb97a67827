//! Whether this is the machine that the host was activated on: a copy of its folder does not serve on another.

use crate::{enrolled_hardware::EnrolledHardware, error::HostError, host::Host};
use muster_core::id::HardwareId;
use muster_platform::machine::Machine;

impl Host {
    /// The hardware to ask with on this machine: as it was enrolled while it is within tolerance, else as it is now. So a changed
    /// component costs no activation.
    pub fn hardware(&self, machine: &Machine) -> Result<HardwareId, HostError> {
        let enrolled = self.directory.enrolled_hardware()?.filter(|enrolled| enrolled.is(machine));
        Ok(enrolled.map_or_else(|| machine.id(), |enrolled| enrolled.id()))
    }

    /// Enrolls `machine`, unless it is the one that was enrolled.
    pub(crate) fn enroll(&self, machine: &Machine) -> Result<(), HostError> {
        match self.directory.enrolled_hardware()? {
            Some(enrolled) if enrolled.is(machine) => Ok(()),
            _ => self.directory.write_enrolled_hardware(&EnrolledHardware::of(machine)),
        }
    }

    /// Refuses another machine than the one that the license was issued to, within the tolerance of a client. A license that came by
    /// telephone names no hardware: what was enrolled with it is compared.
    ///
    /// # Errors
    /// [`HostError::OtherMachine`]
    pub fn check_machine(&self, machine: &Machine) -> Result<(), HostError> {
        let Some(license) = self.license() else { return Ok(()) };
        let enrolled = self.directory.enrolled_hardware()?;
        let bound = license.license.hardware;
        let own = enrolled.filter(|enrolled| bound.is_none_or(|bound| bound == enrolled.id()));
        if bound == Some(machine.id()) || own.is_some_and(|enrolled| enrolled.is(machine)) {
            return Ok(());
        }
        Err(HostError::OtherMachine)
    }
}
