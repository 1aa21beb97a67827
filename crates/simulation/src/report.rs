//! What a simulation found: figures for whoever prints, plots or reads them.

use crate::{
    host_load::HostLoad,
    license_days::{DailySnapshots, LicenseDays},
    metrics::Metrics,
    scenario::{GroupPlan, HostPlan, ProductPlan, Scenario},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A simulated fleet. Days count from 0; seconds from the start of day 0.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The seed that everything random was drawn from.
    pub seed: u64,
    /// The length of the scenario.
    pub days: u32,
    /// The machines of all groups.
    pub machines: u64,
    /// Requests at all hosts.
    pub requests: u64,
    /// DNS lookups of all machines.
    pub lookups: u64,
    /// The lookups that failed.
    pub lookups_failed: u64,
    /// Machines that asked with the client machine id of another.
    pub copies: u64,
    /// How the attempts of the machines ended, by code.
    pub attempts: BTreeMap<String, u64>,
    /// In the order of the scenario.
    pub products: Vec<ProductReport>,
    /// In the order of the scenario.
    pub hosts: Vec<HostReport>,
    /// In the order of the scenario.
    pub groups: Vec<GroupReport>,
}

/// When a product passed its threshold.
#[derive(Clone, Debug, Serialize)]
pub struct ProductReport {
    /// As in the scenario.
    pub name: String,
    /// The least count that activates.
    pub threshold: u32,
    /// The second at which the first machine was activated; `None` if none was.
    pub passed: Option<u32>,
}

/// A host's load.
#[derive(Clone, Debug, Serialize)]
pub struct HostReport {
    /// As in the scenario.
    pub name: String,
    /// Requests that reached it.
    pub requests: u64,
    /// The second at which its busiest minute began.
    pub busiest: u32,
    /// The requests in that minute.
    pub peak: u32,
    /// Requests of each day.
    pub per_day: Vec<u64>,
    /// Requests in the busiest minute of each day.
    pub peaks: Vec<u32>,
}

/// A group's licenses, at noon of each day.
#[derive(Clone, Debug, Serialize)]
pub struct GroupReport {
    /// As in the scenario.
    pub name: String,
    /// The number of machines.
    pub machines: u32,
    /// Machines whose license is in force.
    pub licensed: Vec<u64>,
    /// Machines in a grace period.
    pub grace: Vec<u64>,
    /// Machines out of grace: notified, or unlicensed.
    pub expired: Vec<u64>,
    /// Activations that ended on the day without having been renewed.
    pub ended: Vec<u64>,
}

impl Report {
    pub(crate) fn new(scenario: &Scenario, seed: u64, metrics: &Metrics) -> Self {
        let products = scenario.products.iter().zip(&metrics.threshold_passed);
        let product = |(plan, passed): (&ProductPlan, &Option<u32>)| ProductReport {
            name: plan.name.clone(),
            threshold: plan.threshold,
            passed: *passed,
        };
        let host = |(plan, load): (&HostPlan, &HostLoad)| HostReport {
            name: plan.name.clone(),
            requests: load.per_day.iter().sum(),
            busiest: load.busiest.0,
            peak: load.busiest.1,
            per_day: load.per_day.clone(),
            peaks: load.peaks.clone(),
        };
        let group = |(plan, daily): (&GroupPlan, DailySnapshots)| GroupReport {
            name: plan.name.clone(),
            machines: plan.machines,
            licensed: daily.licensed,
            grace: daily.grace,
            expired: daily.expired,
            ended: daily.ended,
        };
        let hosts: Vec<HostReport> = scenario.hosts.iter().zip(&metrics.load).map(host).collect();
        Self {
            seed,
            days: scenario.days,
            machines: scenario.machines(),
            requests: hosts.iter().map(|host| host.requests).sum(),
            lookups: metrics.lookups,
            lookups_failed: metrics.lookups_failed,
            copies: metrics.cloned,
            attempts: metrics.attempts.iter().map(|(code, count)| (code.to_string(), *count)).collect(),
            products: products.map(product).collect(),
            hosts,
            groups: scenario
                .groups
                .iter()
                .zip(metrics.licenses.iter().map(LicenseDays::snapshots))
                .map(group)
                .collect(),
        }
    }
}
