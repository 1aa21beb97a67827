//! A fleet as a document.

use super::{diagnosis::StepRow, origin::Origin};
use crate::{
    fleet::{Cause, Counts, Coverage, CoverageState, Difference, Fleet, Machine, Reason},
    judge::Verdict,
};
use muster_core::lang::Lang;
use serde::{Serialize, Serializer};

/// A fleet as `muster doctor fleet --json` prints it. The machines are written one by one, so a large fleet needs no second copy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FleetDocument<'f> {
    /// What made it, and when.
    #[serde(flatten)]
    pub origin: Origin,
    /// How many machines there are.
    machines: usize,
    verdicts: CountsRow,
    /// By customer; empty where the tree of folders names none.
    customers: Vec<CustomerRow<'f>>,
    /// What stops machines: what fails before what is not seen, and the most machines first.
    causes: Vec<CauseRow>,
    /// What has changed since the run that was named.
    since: Option<SinceRow<'f>>,
    /// Machines whose systems have a programme of Extended Security Updates, by what it comes to.
    esu: Vec<EsuRow>,
    /// Activation hosts, and how many machines ask each.
    hosts: Vec<NameRow<'f>>,
    /// Client machine ids that several machines share.
    shared_cmids: Vec<SharedRow<'f>>,
    /// When licenses end.
    expiry: Vec<ExpiryRow>,
    /// Channels, and how many products each has.
    channels: Vec<NameRow<'f>>,
    /// Bundles and files of which nothing was read.
    unread: Vec<UnreadRow<'f>>,
    /// Bundles that hold several computers.
    shared_bundles: Vec<SharedBundleRow<'f>>,
    /// Computers that stand in several bundles; each bundle counts as a machine.
    repeated: Vec<RepeatedRow<'f>>,
    /// Every machine, ordered by customer, name and bundle.
    #[cfg_attr(test, schemars(with = "Vec<MachineRow>"))]
    list: Rows<'f>,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CountsRow {
    healthy: usize,
    failing: usize,
    not_seen: usize,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CustomerRow<'f> {
    /// Empty for machines without one.
    customer: &'f str,
    verdicts: CountsRow,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CauseRow {
    /// Id of the rule; the machines of the list that it stops have it among their `headline`.
    rule: &'static str,
    title: &'static str,
    verdict: Verdict,
    /// How many machines it stops.
    machines: usize,
    /// How many of them need exactly these steps. The commands of the others differ in names.
    machines_with_these_steps: usize,
    /// What to do, in order.
    steps: Vec<StepRow>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SinceRow<'f> {
    /// Time of that run (RFC 3339, UTC); empty where it gave none.
    time: &'f str,
    /// Failing, and not then.
    new: Vec<Key<'f>>,
    /// Healthy, and failing then.
    mended: Vec<Key<'f>>,
    /// Failing, then as today.
    still_failing: Vec<Key<'f>>,
    /// Failing then; nothing shows how they stand today.
    out_of_sight: Vec<Key<'f>>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Key<'f> {
    customer: &'f str,
    computer: &'f str,
}

/// Machines of one system that stand alike.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct EsuRow {
    system: &'static str,
    state: CoverageState,
    /// The rule that says why they are not covered; null where none does.
    rule: Option<&'static str>,
    /// The year in force; null before the first and after the last.
    year_in_force: Option<&'static str>,
    machines: usize,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct NameRow<'f> {
    name: &'f str,
    machines: usize,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SharedRow<'f> {
    cmid: &'f str,
    /// `windows` or `office`.
    application: &'static str,
    machines: Vec<Key<'f>>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ExpiryRow {
    /// First and last day from the evidence.
    days: &'static str,
    machines: usize,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct UnreadRow<'f> {
    customer: &'f str,
    bundle: &'f str,
    /// Null where it is the whole bundle.
    file: Option<&'f str>,
    /// Why, in English.
    reason: &'f str,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SharedBundleRow<'f> {
    bundle: &'f str,
    machines: usize,
    /// The first of them.
    first: Vec<&'f str>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RepeatedRow<'f> {
    customer: &'f str,
    computer: &'f str,
    bundles: Vec<&'f str>,
}

/// A machine of the list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MachineRow<'f> {
    /// Empty without one.
    customer: &'f str,
    /// Name of the computer, else of its bundle.
    computer: &'f str,
    bundle: &'f str,
    verdict: Verdict,
    /// The finding that matters most for each product, the worst first.
    headline: Vec<HeadRow<'f>>,
    /// Until the first license ends.
    days_left: Option<u64>,
    /// Extended Security Updates; null where its system has no such programme.
    esu: Option<CoverageRow<'f>>,
    /// Its page, relative to the index.
    report: Option<&'f str>,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct HeadRow<'f> {
    product: &'f str,
    rule: &'static str,
    severity: &'static str,
    verdict: Verdict,
}

#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct CoverageRow<'f> {
    system: &'static str,
    state: CoverageState,
    licensed_years: &'f [&'static str],
    year_in_force: Option<&'static str>,
    rule: Option<&'static str>,
}

/// Names of the computers of a bundle that stand in the document.
const FIRST: usize = 10;

impl<'f> FleetDocument<'f> {
    /// The fleet on a document; the time (RFC 3339, UTC) is the caller's.
    pub fn of(fleet: &'f Fleet, since: Option<&Difference<'f>>, lang: Lang, time: Option<String>) -> Self {
        let names = |all: Vec<(&'f str, usize)>| {
            all.into_iter().map(|(name, machines)| NameRow { name, machines }).collect::<Vec<_>>()
        };
        let customers = fleet.customers().into_iter();
        let shared = fleet.shared_ids().into_iter().map(|shared| SharedRow {
            cmid: shared.cmid,
            application: if shared.is_office { "office" } else { "windows" },
            machines: keys(&shared.machines),
        });
        let bundles = fleet.shared_bundles().into_iter().map(|(bundle, machines)| SharedBundleRow {
            bundle,
            machines: machines.len(),
            first: machines.iter().take(FIRST).map(|machine| &*machine.name).collect(),
        });
        let repeated = fleet.repeated().into_iter().map(|(computer, machines)| RepeatedRow {
            customer: machines.first().map_or("", |machine| &machine.customer),
            computer,
            bundles: machines.iter().map(|machine| &*machine.bundle).collect(),
        });
        Self {
            origin: Origin::new(lang, time),
            machines: fleet.len(),
            verdicts: fleet.counts().into(),
            customers: customers.map(|(customer, counts)| CustomerRow { customer, verdicts: counts.into() }).collect(),
            causes: fleet.causes().iter().map(|cause| CauseRow::of(cause, lang)).collect(),
            since: since.map(SinceRow::of),
            esu: esu(fleet),
            hosts: names(fleet.hosts()),
            shared_cmids: shared.collect(),
            expiry: fleet.calendar().into_iter().map(|(days, machines)| ExpiryRow { days, machines }).collect(),
            channels: names(fleet.channels()),
            unread: fleet.unread().iter().map(UnreadRow::of).collect(),
            shared_bundles: bundles.collect(),
            repeated: repeated.collect(),
            list: Rows(fleet.machines()),
        }
    }
}

impl From<Counts> for CountsRow {
    fn from(Counts { healthy, failing, not_seen }: Counts) -> Self {
        Self { healthy, failing, not_seen }
    }
}

impl CauseRow {
    fn of(cause: &Cause<'_>, lang: Lang) -> Self {
        let (steps, machines_with_these_steps) = cause.steps.unwrap_or_default();
        Self {
            rule: cause.rule.id,
            title: cause.rule.title.get(lang),
            verdict: cause.verdict,
            machines: cause.machines.len(),
            machines_with_these_steps,
            steps: steps.iter().map(|step| StepRow::of(step, lang)).collect(),
        }
    }
}

impl<'f> SinceRow<'f> {
    fn of(difference: &Difference<'f>) -> Self {
        let gone = difference.out_of_sight.iter();
        Self {
            time: difference.since,
            new: keys(&difference.new),
            mended: keys(&difference.mended),
            still_failing: keys(&difference.still),
            out_of_sight: gone.map(|(customer, computer)| Key { customer, computer }).collect(),
        }
    }
}

impl<'f> UnreadRow<'f> {
    fn of(unread: &'f crate::fleet::Unread) -> Self {
        let reason: &Reason = &unread.reason;
        let file = Some(unread.file.as_str()).filter(|file| !file.is_empty());
        Self { customer: &unread.customer, bundle: &unread.bundle, file, reason: reason.text(Lang::En) }
    }
}

fn keys<'f>(machines: &[&'f Machine]) -> Vec<Key<'f>> {
    machines.iter().map(|machine| Key { customer: &machine.customer, computer: &machine.name }).collect()
}

fn esu(fleet: &Fleet) -> Vec<EsuRow> {
    fleet
        .coverage_counts()
        .into_iter()
        .map(|(coverage, machines)| EsuRow {
            system: coverage.system,
            state: coverage.state,
            rule: coverage.rule.map(|rule| rule.id),
            year_in_force: coverage.in_force,
            machines,
        })
        .collect()
}

/// The machines, each made into its row when it is written.
#[derive(Clone, Copy, Debug)]
struct Rows<'f>(&'f [Machine]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(MachineRow::of))
    }
}

impl<'f> MachineRow<'f> {
    fn of(machine: &'f Machine) -> Self {
        let head = |head: &'f crate::fleet::Head| HeadRow {
            product: &head.product,
            rule: head.rule.id,
            severity: head.severity.id(),
            verdict: head.verdict,
        };
        Self {
            customer: &machine.customer,
            computer: &machine.name,
            bundle: &machine.bundle,
            verdict: machine.verdict,
            headline: machine.heads.iter().map(head).collect(),
            days_left: machine.days_left,
            esu: machine.coverage.as_deref().map(CoverageRow::of),
            report: machine.page.as_deref(),
        }
    }
}

impl<'f> CoverageRow<'f> {
    fn of(coverage: &'f Coverage) -> Self {
        Self {
            system: coverage.system,
            state: coverage.state,
            licensed_years: &coverage.licensed,
            year_in_force: coverage.in_force,
            rule: coverage.rule.map(|rule| rule.id),
        }
    }
}
