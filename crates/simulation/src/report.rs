//! What a simulation found: figures for whoever prints, plots or reads them.

use crate::{
    scenario::{GroupPlan, HostPlan, ProductPlan, Scenario},
    tally::{Census, Load, Tally},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A simulated fleet. Days count from 0; seconds from the start of day 0.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// What it was drawn from.
    pub seed: u64,
    /// How long.
    pub days: u32,
    /// How many machines.
    pub machines: u64,
    /// Requests at all hosts.
    pub requests: u64,
    /// DNS lookups, and how many of them failed.
    pub lookups: u64,
    /// Of those.
    pub lookups_failed: u64,
    /// Machines that asked with the client machine id of another.
    pub copies: u64,
    /// How the attempts of the machines ended, by code.
    pub attempts: BTreeMap<String, u64>,
    /// Each product.
    pub products: Vec<ProductReport>,
    /// Each host.
    pub hosts: Vec<HostReport>,
    /// Each group of machines.
    pub groups: Vec<GroupReport>,
}

/// A product's threshold.
#[derive(Clone, Debug, Serialize)]
pub struct ProductReport {
    /// Its name.
    pub name: String,
    /// The least count.
    pub threshold: u32,
    /// The second that the first machine was activated, if one was.
    pub passed: Option<u32>,
}

/// A host's load.
#[derive(Clone, Debug, Serialize)]
pub struct HostReport {
    /// Its name.
    pub name: String,
    /// Requests.
    pub requests: u64,
    /// The second that its busiest minute began.
    pub busiest: u32,
    /// The requests of that minute.
    pub peak: u32,
    /// Requests of each day.
    pub per_day: Vec<u64>,
    /// The busiest minute of each day.
    pub peaks: Vec<u32>,
}

/// A group's licenses, at noon of each day.
#[derive(Clone, Debug, Serialize)]
pub struct GroupReport {
    /// Its name.
    pub name: String,
    /// How many machines.
    pub machines: u32,
    /// Licensed.
    pub licensed: Vec<u64>,
    /// In a grace period.
    pub grace: Vec<u64>,
    /// Out of grace: reminded, or unlicensed.
    pub expired: Vec<u64>,
    /// Activations that ended on the day without having been renewed.
    pub ended: Vec<u64>,
}

impl Report {
    pub(crate) fn new(scenario: &Scenario, seed: u64, tally: &Tally) -> Self {
        let products = scenario.products.iter().zip(&tally.passed);
        let product = |(plan, passed): (&ProductPlan, &Option<u32>)| ProductReport {
            name: plan.name.clone(),
            threshold: plan.threshold,
            passed: *passed,
        };
        let host = |(plan, load): (&HostPlan, &Load)| HostReport {
            name: plan.name.clone(),
            requests: load.days.iter().sum(),
            busiest: load.busiest.0,
            peak: load.busiest.1,
            per_day: load.days.clone(),
            peaks: load.peaks.clone(),
        };
        let group = |(plan, census): (&GroupPlan, Census)| GroupReport {
            name: plan.name.clone(),
            machines: plan.machines,
            licensed: census.licensed,
            grace: census.grace,
            expired: census.expired,
            ended: census.ended,
        };
        let hosts: Vec<HostReport> = scenario.hosts.iter().zip(&tally.load).map(host).collect();
        Self {
            seed,
            days: scenario.days,
            machines: scenario.machines(),
            requests: hosts.iter().map(|host| host.requests).sum(),
            lookups: tally.lookups,
            lookups_failed: tally.lookups_failed,
            copies: tally.cloned,
            attempts: tally.codes.iter().map(|(code, count)| (code.to_string(), *count)).collect(),
            products: products.map(product).collect(),
            hosts,
            groups: scenario.groups.iter().zip(tally.census()).map(group).collect(),
        }
    }
}
