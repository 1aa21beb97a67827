//! What is simulated: products, hosts, groups of machines, and what goes wrong when.

use crate::clock::DAY;
use muster_core::{say, sentence, sentence::Sentence};
use serde::Deserialize;
use std::collections::HashSet;

/// Ten years: seconds fit into 32 bits with room to spare.
const DAYS_MAX: u32 = 3_650;
const MACHINES_MAX: u64 = 10_000_000;
const HOSTS_MAX: usize = 200;

/// A fleet, as a scenario file describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Length in days, 1 to 3 650. Day 0 is a Monday.
    #[serde(default = "year")]
    pub days: u32,
    /// How often machines ask, as the hosts tell them.
    #[serde(default)]
    pub intervals: IntervalPlan,
    /// DNS, without failures by default.
    #[serde(default)]
    pub dns: DnsPlan,
    /// Written as `[[product]]`.
    #[serde(rename = "product")]
    pub products: Vec<ProductPlan>,
    /// Written as `[[host]]`.
    #[serde(rename = "host")]
    pub hosts: Vec<HostPlan>,
    /// Written as `[[group]]`.
    #[serde(rename = "group")]
    pub groups: Vec<GroupPlan>,
}

fn year() -> u32 {
    365
}

/// What `/sai` and `/sri` set, in minutes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IntervalPlan {
    /// Of a machine that is not activated.
    pub activation: u32,
    /// Of a machine that is activated.
    pub renewal: u32,
}

impl Default for IntervalPlan {
    fn default() -> Self {
        Self { activation: 120, renewal: 10_080 }
    }
}

/// How DNS behaves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DnsPlan {
    /// The share of lookups that fail, 0 to 1.
    pub failing: f64,
    /// The times in which no lookup succeeds.
    pub outages: Vec<Outage>,
}

/// A product and its threshold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductPlan {
    /// The name that groups refer to.
    pub name: String,
    /// The application whose count it shares; its own name if none is given.
    pub application: Option<String>,
    /// The least count that activates.
    #[serde(default = "threshold")]
    pub threshold: u32,
}

fn threshold() -> u32 {
    25
}

/// An activation host.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostPlan {
    /// The name in the report; unique.
    pub name: String,
    /// Of its SRV record: lower is tried first.
    #[serde(default)]
    pub priority: u16,
    /// Of its SRV record: among equal priorities, more is tried first more often.
    #[serde(default)]
    pub weight: u16,
    /// Hosts that name the same store share one count.
    pub store: Option<String>,
    /// The times in which it does not answer.
    #[serde(default)]
    pub outages: Vec<Outage>,
}

/// A time in which a host or DNS does not answer.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// Its begin in days, with fractions.
    pub from_day: f64,
    /// Its length in days, with fractions.
    pub days: f64,
}

impl Outage {
    pub(crate) fn covers(self, now: u32) -> bool {
        let day = f64::from(now) / f64::from(DAY);
        (self.from_day..self.from_day + self.days).contains(&day)
    }
}

/// Machines that behave alike.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupPlan {
    /// The name in the report.
    pub name: String,
    /// How many; at most ten million in all groups.
    pub machines: u32,
    /// The name of the installed product.
    pub product: String,
    /// The day on which the first is installed.
    #[serde(default)]
    pub first_day: u32,
    /// The number of days over which they are installed evenly.
    #[serde(default = "one")]
    pub over_days: u32,
    /// Working hours, such as `[8, 18]`; always on without them.
    pub hours: Option<[u32; 2]>,
    /// Off on Saturday and Sunday.
    #[serde(default)]
    pub weekdays: bool,
    /// Time away from the network, as of laptops.
    pub away: Option<AwayPlan>,
    /// The share of them that was copied from one image without a new client machine id, 0 to 1.
    #[serde(default)]
    pub clones: f64,
}

fn one() -> u32 {
    1
}

/// How often and how long a machine is away from the network.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AwayPlan {
    /// Days from one departure to the next.
    pub every_days: u32,
    /// The mean of a time away, in days; each lasts half to one and a half times as long.
    pub for_days: u32,
}

impl Scenario {
    /// Reads a scenario file. The error is a sentence that names the field.
    pub fn parse(text: &str) -> Result<Self, Sentence> {
        let scenario: Self = toml::from_str(text).map_err(Sentence::foreign)?;
        scenario.check()?;
        Ok(scenario)
    }

    /// The fleet of `muster plan` without a file: six of ten are desktops, three laptops, one a server with a product of its own.
    pub fn plain(machines: u32, days: u32, hosts: u32) -> Self {
        let product = |name: &str, threshold| ProductPlan { name: name.into(), application: None, threshold };
        let group = |name: &str, machines, product: &str| GroupPlan {
            name: name.into(),
            machines,
            product: product.into(),
            first_day: 0,
            over_days: 20,
            hours: Some([8, 18]),
            weekdays: true,
            away: None,
            clones: 0.0,
        };
        let (servers, laptops) = (machines / 10, machines / 10 * 3);
        let away = Some(AwayPlan { every_days: 30, for_days: 6 });
        Self {
            days,
            intervals: IntervalPlan::default(),
            dns: DnsPlan::default(),
            products: vec![product("Client", 25), product("Server", 5)],
            hosts: (1..=hosts)
                .map(|number| HostPlan {
                    name: format!("kms{number}"),
                    priority: 0,
                    weight: 0,
                    store: None,
                    outages: Vec::new(),
                })
                .collect(),
            groups: vec![
                group("desktops", machines - servers - laptops, "Client"),
                GroupPlan { away, ..group("laptops", laptops, "Client") },
                GroupPlan { hours: None, weekdays: false, ..group("servers", servers, "Server") },
            ],
        }
    }

    /// The number of machines in all groups.
    pub fn machines(&self) -> u64 {
        self.groups.iter().map(|group| u64::from(group.machines)).sum()
    }

    /// Whether at every hour DNS and some host answer, and all hosts share one count: then every machine must be renewed. A host
    /// with a count of its own can be one that too few machines ask.
    pub(crate) fn always_a_host(&self) -> bool {
        let away = |outages: &[Outage], now| outages.iter().any(|outage| outage.covers(now));
        let lives = |now| !away(&self.dns.outages, now) && self.hosts.iter().any(|host| !away(&host.outages, now));
        let one_count = self.hosts.windows(2).all(|pair| pair[0].store.is_some() && pair[0].store == pair[1].store);
        one_count && (0..self.days * 24).all(|hour| lives(hour * 60 * 60))
    }

    fn check(&self) -> Result<(), Sentence> {
        let must = |good: bool, problem: Sentence| if good { Ok(()) } else { Err(problem) };
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let (days, failing, hosts, machines) = (self.days, self.dns.failing, self.hosts.len(), self.machines());
        let range =
            sentence!("days is {days}: 1 to {DAYS_MAX}", "days が {days} です。1 ～ {DAYS_MAX} を指定してください");
        must((1..=DAYS_MAX).contains(&days), range)?;
        let most = sentence!(
            "{machines} machines: at most {MACHINES_MAX}",
            "コンピューターが {machines} 台あります。{MACHINES_MAX} 台まで指定できます"
        );
        must(machines <= MACHINES_MAX, most)?;
        let most = sentence!(
            "{hosts} hosts: at most {HOSTS_MAX}",
            "ホストが {hosts} 台あります。{HOSTS_MAX} 台まで指定できます"
        );
        must(hosts <= HOSTS_MAX, most)?;
        let range =
            sentence!("dns.failing is {failing}: 0 to 1", "dns.failing が {failing} です。0 ～ 1 を指定してください");
        must(share(failing), range)?;
        let mut names = HashSet::new();
        for host in &self.hosts {
            let twice = sentence!("host '{name}' is there twice", "ホスト '{name}' が重複しています", name = host.name);
            must(names.insert(&host.name), twice)?;
        }
        self.groups.iter().try_for_each(|group| {
            self.check_group(group).map_or(Ok(()), |problem| {
                Err(Sentence::of(|lang| {
                    let (name, problem) = (&group.name, problem.text(lang));
                    say!(lang; "group '{name}': {problem}", "グループ '{name}': {problem}")
                }))
            })
        })
    }

    /// What is wrong with a group, if anything is.
    fn check_group(&self, group: &GroupPlan) -> Option<Sentence> {
        let (product, clones) = (&group.product, group.clones);
        if !self.products.iter().any(|known| known.name == *product) {
            return Some(sentence!("there is no product '{product}'", "製品 '{product}' が見つかりません"));
        }
        if !(0.0..=1.0).contains(&clones) {
            return Some(sentence!("clones is {clones}: 0 to 1", "clones が {clones} です。0 ～ 1 を指定してください"));
        }
        if !group.hours.is_none_or(|[from, to]| from < to && to <= 24) {
            return Some(sentence!(
                "hours go from a smaller to a larger one, up to 24",
                "hours には、小さい値から大きい値の順に 24 までを指定してください"
            ));
        }
        (!group.away.is_none_or(|away| away.for_days > 0 && away.every_days > 2 * away.for_days)).then(|| {
            sentence!(
                "away.every_days is more than twice away.for_days",
                "away.every_days には away.for_days の 2 倍を超える値を指定してください"
            )
        })
    }
}
