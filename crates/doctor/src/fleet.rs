//! Many machines together: which causes stop most of them, which hosts they use, which ids they share, when they expire.
//!
//! The fleet keeps a summary of each machine and no evidence, so its memory depends on the number of machines alone.

use crate::{case::host_and_port, diagnosis::Diagnosis, rule::Severity};
use muster_core::lang::Lang;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The spans of the expiry calendar: last day and name.
const CALENDAR: [(u64, &str); 5] = [(7, "0-7"), (14, "8-14"), (30, "15-30"), (90, "31-90"), (u64::MAX, "91+")];

/// Summary of one machine.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Name of the computer, else the name of its bundle.
    pub name: String,
    /// Name of the bundle that the evidence came in.
    pub bundle: String,
    /// Id of the rule in the first headline; empty if there is none.
    pub rule: &'static str,
    title: muster_core::lang::Text,
    severity: Severity,
    /// Product of the first headline.
    pub product: String,
    /// Client machine ids, and whether each is Office's.
    cmids: Vec<(String, bool)>,
    channels: Vec<String>,
    hosts: Vec<String>,
    /// Days until the first license expires.
    days_left: Option<u64>,
}

impl Machine {
    /// Summarises a diagnosis: one machine, or each of several.
    pub fn all_of(bundle: &str, diagnosis: &Diagnosis) -> Vec<Self> {
        diagnosis.computers.iter().map(|computer| Self::of(bundle, computer, diagnosis)).collect()
    }

    fn of(bundle: &str, computer: &str, diagnosis: &Diagnosis) -> Self {
        let is_only = diagnosis.computers.len() == 1;
        let head = diagnosis.headline.iter().find(|head| is_only || head.computer == computer);
        let own = || diagnosis.products.iter().filter(|product| is_only || product.computer == computer);
        let clients = || own().filter(|product| !product.is_host);
        let office = |name: &str| ["Office", "Visio", "Project"].iter().any(|word| name.contains(word));
        let mut cmids: Vec<(String, bool)> = clients()
            .filter(|product| !product.cmid.is_empty())
            .map(|product| (product.cmid.clone(), office(&product.name)))
            .collect();
        // Facts do not say which of several machines they are about.
        let told = diagnosis.facts.iter().filter(|fact| is_only && fact.key == "cmid");
        cmids.extend(told.map(|fact| (fact.value.clone(), true)));
        cmids.sort();
        cmids.dedup();
        let mut hosts: Vec<String> = clients()
            .filter(|product| !product.host.is_empty())
            .map(|product| host_and_port(&product.host).0)
            .collect();
        hosts.sort();
        hosts.dedup();
        let licensed = clients().filter(|product| product.status == Some(1));
        Self {
            name: if computer.is_empty() { bundle.to_owned() } else { computer.to_owned() },
            bundle: bundle.to_owned(),
            rule: head.map_or("", |head| head.rule.id),
            title: head.map_or(muster_core::lang::Text { en: "", ja: "" }, |head| head.rule.title),
            severity: head.map_or(Severity::Info, |head| head.severity),
            product: head.map(|head| head.product.clone()).unwrap_or_default(),
            cmids,
            channels: clients().map(|product| product.channel.clone()).filter(|channel| !channel.is_empty()).collect(),
            hosts,
            days_left: licensed.filter_map(|product| product.days_left).min(),
        }
    }

    fn is_failing(&self) -> bool {
        self.severity >= Severity::Medium
    }
}

/// The summaries of all machines.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    machines: Vec<Machine>,
}

/// A cause and the machines that it stops.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Id of the rule.
    pub rule: &'static str,
    /// Title of the rule in the requested language.
    pub title: &'static str,
    /// Names of the machines.
    pub machines: Vec<String>,
}

impl Fleet {
    /// Adds a machine.
    pub fn add(&mut self, machine: Machine) {
        self.machines.push(machine);
    }

    /// How many machines there are.
    pub fn len(&self) -> usize {
        self.machines.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.machines.is_empty()
    }

    /// How many machines have a headline of medium severity or above.
    pub fn failing(&self) -> usize {
        self.machines.iter().filter(|machine| machine.is_failing()).count()
    }

    /// The machines, ordered by name.
    pub fn machines(&self) -> Vec<&Machine> {
        let mut all: Vec<&Machine> = self.machines.iter().collect();
        all.sort_by(|one, other| (&one.name, &one.bundle).cmp(&(&other.name, &other.bundle)));
        all
    }

    /// The causes, ordered by the number of machines that they stop.
    pub fn causes(&self, lang: Lang) -> Vec<Cause> {
        let mut found: BTreeMap<&'static str, Cause> = BTreeMap::new();
        for machine in self.machines().into_iter().filter(|machine| machine.is_failing()) {
            let cause = found.entry(machine.rule).or_insert_with(|| Cause {
                rule: machine.rule,
                title: machine.title.get(lang),
                machines: Vec::new(),
            });
            cause.machines.push(machine.name.clone());
        }
        let mut causes: Vec<Cause> = found.into_values().collect();
        causes.sort_by_key(|cause| std::cmp::Reverse(cause.machines.len()));
        causes
    }

    /// Client machine ids of several machines: the id, whether it is Office's, and the names of the machines.
    pub fn shared_ids(&self) -> Vec<(String, bool, Vec<String>)> {
        let mut found: BTreeMap<(String, bool), Vec<String>> = BTreeMap::new();
        for machine in self.machines() {
            for id in &machine.cmids {
                let names = found.entry(id.clone()).or_default();
                if !names.iter().any(|name| name.eq_ignore_ascii_case(&machine.name)) {
                    names.push(machine.name.clone());
                }
            }
        }
        found
            .into_iter()
            .filter(|(_, names)| names.len() > 1)
            .map(|((id, office), names)| (id, office, names))
            .collect()
    }

    /// Each host and the number of machines that ask it.
    pub fn hosts(&self) -> Vec<(String, usize)> {
        counted(self.machines.iter().flat_map(|machine| machine.hosts.iter().cloned()))
    }

    /// Each channel and the number of its products.
    pub fn channels(&self) -> Vec<(String, usize)> {
        counted(self.machines.iter().flat_map(|machine| machine.channels.iter().cloned()))
    }

    /// The number of machines that expire in each span of days.
    pub fn calendar(&self) -> Vec<(&'static str, usize)> {
        let mut from = 0;
        let mut found = Vec::new();
        for (to, name) in CALENDAR {
            let days = self.machines.iter().filter_map(|machine| machine.days_left);
            found.push((name, days.filter(|days| (from..=to).contains(days)).count()));
            from = to.saturating_add(1);
        }
        found
    }

    /// The fleet as JSON.
    pub fn json(&self, lang: Lang) -> Value {
        let pairs = |all: Vec<(String, usize)>| -> Vec<Value> {
            all.into_iter().map(|(name, count)| json!({ "name": name, "machines": count })).collect()
        };
        json!({
            "machines": self.len(),
            "failing": self.failing(),
            "causes": self.causes(lang).iter().map(|cause| json!({
                "rule": cause.rule, "title": cause.title, "machines": cause.machines,
            })).collect::<Vec<_>>(),
            "hosts": pairs(self.hosts()),
            "shared_cmids": self.shared_ids().iter().map(|(cmid, office, machines)| json!({
                "cmid": cmid, "application": if *office { "office" } else { "windows" }, "machines": machines,
            })).collect::<Vec<_>>(),
            "expiry": self.calendar().iter().map(|(days, count)| json!({ "days": days, "machines": count })).collect::<Vec<_>>(),
            "channels": pairs(self.channels()),
            "list": self.machines().iter().map(|machine| json!({
                "computer": machine.name, "bundle": machine.bundle, "rule": machine.rule, "product": machine.product,
                "severity": machine.severity.id(), "days_left": machine.days_left,
            })).collect::<Vec<_>>(),
        })
    }

    /// The machines as CSV (RFC 4180), one line each.
    pub fn csv(&self, lang: Lang) -> String {
        let mut text = String::from("computer,bundle,rule,title,product,severity,days_left,hosts,channels,cmids\r\n");
        for machine in self.machines() {
            let cmids: Vec<&str> = machine.cmids.iter().map(|(cmid, _)| cmid.as_str()).collect();
            let cells = [
                machine.name.clone(),
                machine.bundle.clone(),
                machine.rule.to_owned(),
                machine.title.get(lang).to_owned(),
                machine.product.clone(),
                machine.severity.id().to_owned(),
                machine.days_left.map(|days| days.to_string()).unwrap_or_default(),
                machine.hosts.join(" "),
                machine.channels.join(" "),
                cmids.join(" "),
            ];
            text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
            text.push_str("\r\n");
        }
        text
    }
}

/// Quotes a cell of CSV. An apostrophe keeps a spreadsheet from reading it as a formula.
fn quoted(cell: &str) -> String {
    let guarded = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

fn counted(names: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    names.for_each(|name| *found.entry(name).or_default() += 1);
    let mut all: Vec<(String, usize)> = found.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_is_a_formula_to_a_spreadsheet() {
        for (cell, expected) in [
            ("pc-1", "pc-1"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "\"'\r=1\""),
        ] {
            assert_eq!(quoted(cell), expected);
        }
    }
}
