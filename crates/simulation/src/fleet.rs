//! The machines of a scenario, and what each has from its group: product, policy, online schedule.

use crate::{
    clock::{DAY, moment},
    license_pack::license_pack,
    machine::{Machine, hardware},
    online_schedule::OnlineSchedule,
    scenario::{GroupPlan, Scenario},
};
use muster_core::{
    host::{
        group::ReceivedRequest,
        request::{ActivationRequest, RequestTime},
    },
    pack::{Pack, Policy, Product},
};
use std::net::Ipv4Addr;

/// Machines of a new day are installed from eight to four.
const INSTALLED_FROM: u32 = 8 * 60 * 60;
const INSTALLED_FOR: u32 = 8 * 60 * 60;

/// All machines, by their number.
#[derive(Debug)]
pub(crate) struct Fleet<'s> {
    pub(crate) pack: Pack,
    groups: &'s [GroupPlan],
    /// Each group's index in the pack's products.
    product_of: Vec<usize>,
    machines: Vec<Machine>,
}

impl<'s> Fleet<'s> {
    pub(crate) fn new(scenario: &'s Scenario) -> Self {
        let index = |group: &GroupPlan| scenario.products.iter().position(|product| product.name == group.product);
        Self {
            pack: license_pack(scenario),
            groups: &scenario.groups,
            product_of: scenario.groups.iter().map(|group| index(group).unwrap_or(0)).collect(),
            machines: (0u16..).zip(&scenario.groups).flat_map(|(number, group)| machines(number, group)).collect(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.machines.len()
    }

    pub(crate) fn ids(&self) -> std::ops::Range<u32> {
        0..self.machines.len() as u32
    }

    pub(crate) fn machine(&self, id: u32) -> &Machine {
        &self.machines[id as usize]
    }

    pub(crate) fn machine_mut(&mut self, id: u32) -> &mut Machine {
        &mut self.machines[id as usize]
    }

    pub(crate) fn online_schedule(&self, id: u32) -> OnlineSchedule<'s> {
        OnlineSchedule::new(&self.groups[usize::from(self.machine(id).group)], id)
    }

    /// The index of its product in the pack.
    pub(crate) fn product_index(&self, id: u32) -> usize {
        self.product_of[usize::from(self.machine(id).group)]
    }

    pub(crate) fn policy(&self, id: u32) -> &Policy {
        &self.product(id).policy
    }

    fn product(&self, id: u32) -> &Product {
        &self.pack.products[self.product_index(id)]
    }

    /// The request that machine `id` makes now.
    pub(crate) fn request(&self, id: u32, now: u32) -> ReceivedRequest {
        let (machine, product, now) = (self.machine(id), self.product(id), moment(now));
        let standing = machine.license().standing(&product.policy, now);
        let ask = ActivationRequest {
            cmid: machine.identity(id).cmid(),
            hardware: hardware(id),
            machine: String::new(),
            product: product.id,
            client_time: now,
            virtual_machine: false,
            status: standing.status,
            minutes_left: standing.remaining(now).minutes_saturating(),
            threshold: product.policy.threshold,
            // No state is put back here.
            counter: 1,
        };
        // Every machine has an address of its own.
        ReceivedRequest { request: ask, peer: Ipv4Addr::from_bits(0x0A00_0000 | id).into(), time: RequestTime::at(now) }
    }
}

/// A group's machines, copies of its image first, installed evenly over its days.
fn machines(number: u16, group: &GroupPlan) -> impl Iterator<Item = Machine> {
    let copies = (f64::from(group.machines) * group.clones).round() as u32;
    (0..group.machines).map(move |place| {
        let share = f64::from(place) / f64::from(group.machines);
        let days = share * f64::from(group.over_days);
        let time_of_day = INSTALLED_FROM + (days.fract() * f64::from(INSTALLED_FOR)) as u32;
        let installed = (group.first_day + days as u32) * DAY + time_of_day;
        Machine::new(number, (place < copies).then_some(number), installed)
    })
}
