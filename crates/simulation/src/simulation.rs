//! The loop: machines ask when they are due, hosts decide, time goes on. Everything that is decided is decided by the core,
//! and everything that is drawn comes from one seed.

use crate::{
    DAY,
    calendar::Calendar,
    faults::{Checks, Faults},
    machine::{self, Machine},
    moment, presence,
    scenario::{GroupPlan, Scenario},
    store::{Asking, Host, Store, hardware},
    tally::Tally,
};
use fastrand::Rng;
use muster_core::{
    client::{
        discovery::{HostAddress, LookupFailure, Settings},
        license::{Intervals, next_attempt},
        session::{Outcome, Session, Step},
        srv::{self, Srv},
    },
    code::{self, Code},
    host::{
        access_list::AccessList,
        group::{DecisionContext, ReceivedRequest},
        rate_limit::NewMachineLimit,
        request::{ActivationRequest, Grant, HostStatus},
    },
    id::{ActivationId, ApplicationId},
    pack::{Pack, Policy},
    time::Span,
};
use std::{collections::HashMap, net::Ipv4Addr};

const DOMAIN: &str = "corp.example";
/// How long a client waits for an answer, in seconds.
const PATIENCE: u32 = 30;
/// A host that died is back after a second, or up to ten minutes.
const RESTART: core::ops::Range<u32> = 1..600;
/// From one commit to the next, in seconds, where messages take time.
const COMMIT: u32 = 1;

/// A machine that is on is renewed so long after it was due, in seconds, however many messages get lost.
const RENEWED_WITHIN: u32 = 14 * DAY;

/// What is due.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// A machine looks whether to ask.
    Due(u32),
    /// A request reaches its host.
    Arrive(u32),
    /// A host decides what waits.
    Commit(usize),
    /// An answer reaches its machine.
    Answer(u32),
    /// A machine stops waiting for an answer.
    GiveUp(u32),
}

/// A request on its way.
#[derive(Debug)]
struct Message {
    machine: u32,
    host: usize,
    asked: ReceivedRequest,
    answer: Option<Result<Grant, Code>>,
}

/// A fleet in its time.
pub(crate) struct Simulation<'s> {
    scenario: &'s Scenario,
    pack: Pack,
    products: Vec<ActivationId>,
    /// Each group's place in the pack's products.
    product_of: Vec<usize>,
    access: AccessList,
    intervals: Intervals,
    machines: Vec<Machine>,
    hosts: Vec<Host>,
    stores: Vec<Store>,
    calendar: Calendar<Event>,
    rng: Rng,
    faults: Option<Faults>,
    messages: Vec<Message>,
    /// Machines that wait for an answer, and for which.
    flights: HashMap<u32, (u32, Session)>,
    pub(crate) tally: Tally,
    pub(crate) checks: Checks,
}

impl<'s> Simulation<'s> {
    pub(crate) fn new(scenario: &'s Scenario, seed: u64, faults: Option<Faults>) -> Self {
        let pack = crate::vendor::pack(scenario);
        let (machines, arrivals) = crate::vendor::machines(scenario);
        let (hosts, stores) = crate::vendor::hosts(scenario, &pack, machines.len());
        let mut calendar = Calendar::new(scenario.days * DAY);
        arrivals.for_each(|(id, second)| calendar.put(second, Event::Due(id)));
        let place = |group: &GroupPlan| scenario.products.iter().position(|product| product.name == group.product);
        let minutes = Span::minutes;
        Self {
            scenario,
            products: pack.products.iter().map(|product| product.id).collect(),
            product_of: scenario.groups.iter().map(|group| place(group).unwrap_or(0)).collect(),
            access: AccessList::default(),
            intervals: Intervals {
                activation: minutes(scenario.intervals.activation),
                renewal: minutes(scenario.intervals.renewal),
            },
            tally: Tally::new(hosts.len(), scenario.groups.len(), pack.products.len(), scenario.days),
            checks: Checks::new(scenario.some_host_lives()),
            pack,
            machines,
            hosts,
            stores,
            calendar,
            rng: Rng::with_seed(seed),
            faults,
            messages: Vec::new(),
            flights: HashMap::new(),
        }
    }

    /// Lets all the time pass.
    pub(crate) fn run(&mut self) {
        while let Some((now, event)) = self.calendar.take() {
            match event {
                Event::Due(id) => self.due(id, now),
                Event::Arrive(number) => self.arrive(number, now),
                Event::Commit(host) => self.commit(host, now),
                Event::Answer(number) => {
                    let answer = self.messages.get(number as usize).and_then(|message| message.answer);
                    self.answered(number, answer.unwrap_or(Err(code::TIMEOUT)), now);
                }
                Event::GiveUp(number) => self.answered(number, Err(code::TIMEOUT), now),
            }
        }
        let end = self.scenario.days * DAY;
        for id in 0..self.machines.len() as u32 {
            self.check_renewal(id, end);
            self.count(id, end);
        }
    }

    fn machine(&self, id: u32) -> Machine {
        self.machines[id as usize]
    }

    fn group(&self, id: u32) -> &'s GroupPlan {
        &self.scenario.groups[usize::from(self.machine(id).group)]
    }

    fn product(&self, id: u32) -> usize {
        self.product_of[usize::from(self.machine(id).group)]
    }

    fn policy(&self, id: u32) -> Policy {
        self.pack.products[self.product(id)].policy
    }

    fn host(&self, address: &HostAddress) -> Option<usize> {
        self.hosts.iter().position(|host| host.address == *address)
    }

    fn due(&mut self, id: u32, now: u32) {
        let on = presence::next_on(self.group(id), id, now);
        if on > now {
            return self.calendar.put(on, Event::Due(id));
        }
        self.check_renewal(id, now);
        let cached = self.machine(id).cached().and_then(|host| self.hosts.get(host)).map(|host| host.address.clone());
        let settings = Settings { fixed: None, lookup_domain: None, cached, suffixes: vec![DOMAIN.to_owned()] };
        self.go_on(id, Session::new(settings, self.policy(id).threshold), now);
    }

    /// Does what the session says, until it waits or is over.
    fn go_on(&mut self, id: u32, mut session: Session, now: u32) {
        loop {
            match session.poll() {
                Step::Lookup(_) => {
                    let found = self.lookup(now);
                    session.on_lookup(found);
                }
                Step::Request(address) => {
                    let host = self.host(&address).unwrap_or(0);
                    match self.ask(id, host, now) {
                        Ok(answer) => session.on_response(answer),
                        Err(number) => return drop(self.flights.insert(id, (number, session))),
                    }
                }
                Step::Done(outcome) => return self.finish(id, &outcome, now),
            }
        }
    }

    fn lookup(&mut self, now: u32) -> Result<Vec<HostAddress>, LookupFailure> {
        let dns = &self.scenario.dns;
        self.tally.lookups += 1;
        if dns.outages.iter().any(|outage| outage.covers(now)) || (dns.failing > 0.0 && self.rng.f64() < dns.failing) {
            self.tally.lookups_failed += 1;
            return Err(LookupFailure::ServerFailure);
        }
        let record = |host: &Host| Srv { priority: host.priority, weight: host.weight, host: host.address.clone() };
        Ok(srv::order(self.hosts.iter().map(record).collect(), |most| self.rng.u32(0..=most)))
    }

    /// Asks a host: the answer, or the number of the request that is on its way.
    fn ask(&mut self, id: u32, host: usize, now: u32) -> Result<Result<Grant, Code>, u32> {
        if !self.hosts[host].answers(now) {
            return Ok(Err(code::HOST_UNAVAILABLE));
        }
        let asked = self.asked(id, now);
        if self.faults.is_none() {
            self.tally.request(host, now);
            return Ok(self.decide(host, self.machine(id).asking(id), &asked));
        }
        let number = self.messages.len() as u32;
        self.messages.push(Message { machine: id, host, asked, answer: None });
        self.send(Event::Arrive(number), now);
        self.calendar.put(now + PATIENCE, Event::GiveUp(number));
        Err(number)
    }

    fn asked(&self, id: u32, now: u32) -> ReceivedRequest {
        let machine = self.machine(id);
        let (policy, now) = (self.policy(id), moment(now));
        let standing = machine.license().standing(&policy, now);
        let ask = ActivationRequest {
            cmid: machine::cmid(machine.asking(id)),
            hardware: hardware(id),
            machine: String::new(),
            product: self.products[self.product(id)],
            client_time: now,
            virtual_machine: false,
            status: standing.status,
            minutes_left: standing.remaining(now).minutes_saturating(),
            threshold: policy.threshold,
        };
        // Every machine has an address of its own.
        ReceivedRequest { ask, peer: Ipv4Addr::from_bits(0x0A00_0000 | id).into(), now }
    }

    fn decide(&mut self, host: usize, asking: Asking, asked: &ReceivedRequest) -> Result<Grant, Code> {
        let rules = DecisionContext {
            pack: &self.pack,
            standing: HostStatus::Activated(&self.products),
            intervals: self.intervals,
            access: &self.access,
            new_machines: NewMachineLimit::default(),
        };
        let host = &mut self.hosts[host];
        let decided = self.stores[host.store].decide(asking, asked, &rules, &mut host.limiter);
        self.tally.cloned += u64::from(decided.cloned);
        decided.answer
    }

    /// What a message meets on its way: it may get lost, come late, or come twice.
    fn send(&mut self, event: Event, now: u32) {
        let Some(faults) = self.faults else { return };
        let copies = if self.rng.f64() < faults.lost { 0 } else { 1 + u32::from(self.rng.f64() < faults.doubled) };
        for _ in 0..copies {
            self.calendar.put(now + self.rng.u32(0..=faults.delay), event);
        }
    }

    fn arrive(&mut self, number: u32, now: u32) {
        let message = &mut self.messages[number as usize];
        let place = message.host;
        let host = &mut self.hosts[place];
        if !host.answers(now) {
            return;
        }
        self.tally.request(place, now);
        if host.waiting.is_empty() {
            self.calendar.put(now + COMMIT, Event::Commit(place));
        }
        host.waiting.push(number);
    }

    /// A group commit: decided together, on disk together or not at all, answered after that.
    fn commit(&mut self, place: usize, now: u32) {
        let Some(faults) = self.faults else { return };
        let waiting = std::mem::take(&mut self.hosts[place].waiting);
        let store = self.hosts[place].store;
        let before = self.stores[store].snapshot();
        let mut decided = Vec::new();
        for number in waiting {
            let message = &self.messages[number as usize];
            let asking = self.machine(message.machine).asking(message.machine);
            let asked = ReceivedRequest { now: moment(now), ..message.asked.clone() };
            let answer = self.decide(place, asking, &asked);
            decided.push((number, asked, answer));
        }
        let crashed = self.rng.f64() < faults.crash;
        // Before one of its writes, the commit being the last of them, or after it.
        let after_commit = crashed && self.rng.usize(0..=decided.len() + 1) == 0;
        if faults.careless {
            decided.iter().for_each(|(number, _, answer)| self.reply(*number, *answer, now));
        }
        if crashed && !after_commit {
            self.stores[store] = before;
        } else {
            self.book(store, &decided);
        }
        self.checks.counters(store, &self.stores[store], now);
        if crashed {
            return self.hosts[place].die(now + self.rng.u32(RESTART));
        }
        if !faults.careless {
            decided.iter().for_each(|(number, _, answer)| self.reply(*number, *answer, now));
        }
    }

    fn book(&mut self, store: usize, decided: &[(u32, ReceivedRequest, Result<Grant, Code>)]) {
        for (_, asked, answer) in decided {
            let application = self.pack.product(asked.ask.product).map(|product| product.application);
            let application = application.unwrap_or(ApplicationId::from_bytes([0; 16]));
            let threshold = self.pack.threshold(application);
            self.checks.stored(store, (application, threshold), asked, answer);
        }
    }

    fn reply(&mut self, number: u32, answer: Result<Grant, Code>, now: u32) {
        self.messages[number as usize].answer = Some(answer);
        self.send(Event::Answer(number), now);
    }

    /// An answer, or none in time. One to a request that is not waited for any more is not even read.
    fn answered(&mut self, number: u32, answer: Result<Grant, Code>, now: u32) {
        let id = self.messages[number as usize].machine;
        if self.flights.get(&id).is_some_and(|(waited, _)| *waited == number)
            && let Some((_, mut session)) = self.flights.remove(&id)
        {
            session.on_response(answer);
            self.go_on(id, session, now);
        }
    }

    fn finish(&mut self, id: u32, outcome: &Outcome, now: u32) {
        self.tally.attempt(outcome.code());
        let product = self.product(id);
        let granted = match outcome {
            Outcome::Activated { host, grant } => {
                self.count(id, now);
                self.tally.passed[product].get_or_insert(now);
                self.machines[id as usize].activate(grant, now);
                self.check_accepted(id, host, grant, now);
                self.host(host)
            }
            Outcome::TooFew { host, .. } => self.host(host),
            Outcome::Failed(_) => None,
        };
        let machine = &mut self.machines[id as usize];
        if let Some(host) = granted {
            machine.cache(host);
            machine.told = true;
        }
        let intervals = if machine.told { self.intervals.within_limits() } else { Intervals::default() };
        let activated = matches!(outcome, Outcome::Activated { .. });
        let next = next_attempt(moment(now), activated, &intervals, self.rng.u8(..));
        self.calendar.put(crate::second(next), Event::Due(id));
    }

    fn count(&mut self, id: u32, now: u32) {
        let policy = self.policy(id);
        self.tally.count(&mut self.machines[id as usize], &policy, now);
    }

    fn check_accepted(&mut self, id: u32, host: &HostAddress, grant: &Grant, now: u32) {
        if self.faults.is_some()
            && let Some(host) = self.host(host)
        {
            let recorded = self.stores[self.hosts[host].store].row(id).until;
            self.checks.accepted(id, grant, self.policy(id).threshold, recorded, now);
        }
    }

    fn check_renewal(&mut self, id: u32, now: u32) {
        let machine = self.machine(id);
        if self.faults.is_some() && machine.issued > 0 {
            let renewal = u32::try_from(self.intervals.renewal.as_seconds()).unwrap_or(u32::MAX);
            let absence = presence::longest_absence(self.group(id));
            self.checks.renewed(id, now - machine.issued, renewal + absence + RENEWED_WITHIN, now);
        }
    }
}
