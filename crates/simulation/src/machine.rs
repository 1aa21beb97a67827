//! A simulated machine: its license, which host answered it last, and the requests that it makes.

use crate::{moment, second, store::Asking};
use muster_core::{
    client::license::{License, Period},
    host::request::Grant,
    id::Cmid,
};

const NO_HOST: u8 = u8::MAX;

/// What is kept of each machine; small, for there are many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Machine {
    pub(crate) group: u16,
    /// One past the number of the image that it was copied from; 0 for none.
    image: u16,
    /// The place of the host that answered last.
    cached: u8,
    /// Whether a host has told it how often to ask.
    pub(crate) told: bool,
    installed: u32,
    /// When the activation was issued and when it ends; 0 for none.
    pub(crate) issued: u32,
    until: u32,
    /// Up to when its license has been counted.
    pub(crate) counted: u32,
}

impl Machine {
    pub(crate) fn new(group: u16, image: Option<u16>, installed: u32) -> Self {
        let image = image.map_or(0, |image| image + 1);
        Self { group, image, cached: NO_HOST, told: false, installed, issued: 0, until: 0, counted: installed }
    }

    pub(crate) fn license(&self) -> License {
        let period = Period { from: moment(self.issued), until: Some(moment(self.until)) };
        License {
            installed: moment(self.installed),
            activation: (self.until > 0).then_some(period),
            hardware_changed: None,
            non_genuine: None,
        }
    }

    pub(crate) fn activate(&mut self, grant: &Grant, now: u32) {
        (self.issued, self.until) = (now, second(grant.until));
    }

    pub(crate) fn cached(&self) -> Option<usize> {
        (self.cached != NO_HOST).then_some(usize::from(self.cached))
    }

    pub(crate) fn cache(&mut self, host: usize) {
        self.cached = u8::try_from(host).unwrap_or(NO_HOST);
    }

    /// How it shows itself in a request.
    pub(crate) fn asking(&self, id: u32) -> Asking {
        Asking { id, image: self.image.checked_sub(1).map(u32::from) }
    }
}

/// The client machine id: the machine's own, or that of the image it was copied from.
pub(crate) fn cmid(asking: Asking) -> Cmid {
    let (kind, number) = asking.image.map_or((0, asking.id), |image| (1, image));
    let mut bytes = [kind; 16];
    bytes.iter_mut().zip(number.to_be_bytes()).for_each(|(to, from)| *to = from);
    Cmid::from_random(bytes)
}
