//! The simulated vendor and site: a pack, hosts with their stores, and machines with the days of their installation.

use crate::{
    DAY,
    machine::Machine,
    scenario::Scenario,
    store::{Host, Store},
};
use muster_core::{
    host::{count::Pool, group::LoadedState},
    id::{ActivationId, ApplicationId},
    keys::product_key::{KeyClaim, KeyKind, ProductKey},
    pack::{Application, Pack, Policy, Product},
};

/// Machines of a new day are set up from eight to four.
const SETUP_FROM: u32 = 8 * 60 * 60;
const SETUP_FOR: u32 = 8 * 60 * 60;

/// The products of a scenario as a license pack.
pub(crate) fn pack(scenario: &Scenario) -> Pack {
    let mut applications: Vec<Application> = Vec::new();
    let mut products = Vec::new();
    for (number, plan) in (1u16..).zip(&scenario.products) {
        let name = plan.application.as_ref().unwrap_or(&plan.name);
        let id = match applications.iter().find(|application| application.name == *name) {
            Some(application) => application.id,
            None => {
                let id = ApplicationId::from_bytes(bytes(1, number));
                applications.push(Application { id, name: name.clone() });
                id
            }
        };
        let claim = KeyClaim { kind: KeyKind::Setup, group: number, serial: 0 };
        products.push(Product {
            id: ActivationId::from_bytes(bytes(2, number)),
            application: id,
            name: plan.name.clone(),
            number,
            setup_key: ProductKey::new(claim, 0),
            policy: Policy::documented(plan.threshold),
        });
    }
    Pack {
        vendor: "plan".into(),
        version: 1,
        service: "muster".into(),
        applications,
        products,
        groups: Vec::new(),
        authority: None,
        revoked: Vec::new(),
        revoked_packs: Vec::new(),
    }
}

fn bytes(kind: u8, number: u16) -> [u8; 16] {
    let [high, low] = number.to_be_bytes();
    let mut bytes = [kind; 16];
    (bytes[14], bytes[15]) = (high, low);
    bytes
}

/// The hosts and what they keep. Hosts that name one store share it.
pub(crate) fn hosts(scenario: &Scenario, pack: &Pack, machines: usize) -> (Vec<Host>, Vec<Store>) {
    let mut names: Vec<&String> = Vec::new();
    let mut hosts = Vec::new();
    for plan in &scenario.hosts {
        let name = plan.store.as_ref().unwrap_or(&plan.name);
        let place = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        hosts.push(Host::new(plan, place));
    }
    let known = || {
        let pool = |application: &Application| (application.id, Pool::new(pack.threshold(application.id)));
        LoadedState { pools: pack.applications.iter().map(pool).collect(), ..LoadedState::default() }
    };
    let stores = names.iter().map(|_| Store::new(known(), machines)).collect();
    (hosts, stores)
}

/// The machines, and when each is set up. Copies of an image come first in their group.
pub(crate) fn machines(scenario: &Scenario) -> (Vec<Machine>, impl Iterator<Item = (u32, u32)> + use<>) {
    let mut machines = Vec::new();
    let mut arrivals = Vec::new();
    for (number, group) in (0u16..).zip(&scenario.groups) {
        let copies = (f64::from(group.machines) * group.clones).round() as u32;
        for place in 0..group.machines {
            let share = f64::from(place) / f64::from(group.machines);
            let days = share * f64::from(group.over_days);
            let installed =
                (group.first_day + days as u32) * DAY + SETUP_FROM + (days.fract() * f64::from(SETUP_FOR)) as u32;
            arrivals.push((machines.len() as u32, installed));
            machines.push(Machine::new(number, (place < copies).then_some(number), installed));
        }
    }
    (machines, arrivals.into_iter())
}
