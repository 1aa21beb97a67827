//! A simulated machine: who it is, its license, and which host answered it last.

use crate::clock::{moment, second};
use muster_core::{
    client::license::{License, Period},
    host::request::Grant,
    id::{Cmid, HardwareId},
};

const NO_HOST: u8 = u8::MAX;

/// What is kept of each machine; small, for there are up to ten million.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine {
    pub(crate) group: u16,
    /// One past the number of the image that it was copied from; 0 for none.
    image: u16,
    /// The index of the host that answered last.
    cached: u8,
    /// Whether a host has answered once and so set how often the machine asks.
    pub(crate) has_host_intervals: bool,
    installed: u32,
    /// When the activation was issued and when it ends; 0 for none.
    pub(crate) issued: u32,
    until: u32,
    /// The second up to which the metrics have counted its license.
    pub(crate) counted_until: u32,
}

impl Machine {
    pub(crate) fn new(group: u16, image: Option<u16>, installed: u32) -> Self {
        let image = image.map_or(0, |image| image + 1);
        Self {
            group,
            image,
            cached: NO_HOST,
            has_host_intervals: false,
            installed,
            issued: 0,
            until: 0,
            counted_until: installed,
        }
    }

    pub(crate) fn license(&self) -> License {
        let period = Period { from: moment(self.issued), until: Some(moment(self.until)) };
        License {
            installed: moment(self.installed),
            activation: (self.until > 0).then_some(period),
            hardware_changed: None,
            non_genuine: None,
            ends: None,
        }
    }

    pub(crate) fn activate(&mut self, grant: &Grant, now: u32) {
        (self.issued, self.until) = (now, second(grant.until));
    }

    pub(crate) fn cached_host(&self) -> Option<usize> {
        (self.cached != NO_HOST).then_some(usize::from(self.cached))
    }

    pub(crate) fn cache_host(&mut self, host: usize) {
        self.cached = u8::try_from(host).unwrap_or(NO_HOST);
    }

    /// Machine `id` as it identifies itself in a request.
    pub(crate) fn identity(&self, id: u32) -> MachineIdentity {
        MachineIdentity { id, image: self.image.checked_sub(1).map(u32::from) }
    }
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MachineIdentity {
    pub(crate) id: u32,
    /// The image that it was copied from with its client machine id.
    pub(crate) image: Option<u32>,
}

impl MachineIdentity {
    /// The client machine id: the machine's own, or that of the image it was copied from.
    pub(crate) fn cmid(self) -> Cmid {
        let (kind, number) = self.image.map_or((0, self.id), |image| (1, image));
        let mut bytes = [kind; 16];
        bytes.iter_mut().zip(number.to_be_bytes()).for_each(|(to, from)| *to = from);
        Cmid::from_random(bytes)
    }
}

/// The hardware of machine `id`: each has its own, copies of an image too.
pub(crate) fn hardware(id: u32) -> HardwareId {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(id.to_be_bytes()).for_each(|(to, from)| *to = from);
    HardwareId::from_bytes(bytes)
}
