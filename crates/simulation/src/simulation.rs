//! The event loop: machines ask when they are due, hosts decide, time goes on. The core decides everything, and everything
//! random is drawn from one seed.

use crate::{
    clock::{DAY, moment, second},
    event_queue::EventQueue,
    faults::Faults,
    fleet::Fleet,
    host::{Host, hosts_and_stores},
    invariants::Invariants,
    machine::MachineIdentity,
    metrics::Metrics,
    scenario::Scenario,
    store::Store,
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
        request::{Grant, HostStatus},
    },
    id::ActivationId,
    time::Span,
};
use std::collections::HashMap;

const DOMAIN: &str = "corp.example";
/// How long a machine waits for an answer, in seconds.
const REQUEST_TIMEOUT: u32 = 30;
/// A machine that is on is renewed within this time after it was due, in seconds, however many messages get lost.
const RENEWED_WITHIN: u32 = 14 * DAY;

/// What is due. Requests go by their index in [`Simulation::requests`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// A machine looks whether to ask.
    MachineDue(u32),
    /// A request reaches its host.
    RequestArrives(u32),
    /// A host decides about what waits.
    HostCommits(usize),
    /// An answer reaches its machine.
    AnswerArrives(u32),
    /// A machine stops waiting for an answer.
    RequestTimesOut(u32),
}

/// A request that takes time.
#[derive(Debug)]
pub(crate) struct SentRequest {
    pub(crate) machine: u32,
    pub(crate) host: usize,
    pub(crate) received: ReceivedRequest,
    pub(crate) answer: Option<Result<Grant, Code>>,
}

/// A fleet and its hosts.
pub(crate) struct Simulation<'s> {
    scenario: &'s Scenario,
    pub(crate) fleet: Fleet<'s>,
    product_ids: Vec<ActivationId>,
    access: AccessList,
    intervals: Intervals,
    pub(crate) hosts: Vec<Host>,
    pub(crate) stores: Vec<Store>,
    pub(crate) events: EventQueue<Event>,
    pub(crate) rng: Rng,
    pub(crate) faults: Option<Faults>,
    pub(crate) requests: Vec<SentRequest>,
    /// By machine: the request whose answer its session waits for.
    waiting: HashMap<u32, (u32, Session)>,
    pub(crate) metrics: Metrics,
    pub(crate) invariants: Invariants,
}

impl<'s> Simulation<'s> {
    pub(crate) fn new(scenario: &'s Scenario, seed: u64, faults: Option<Faults>) -> Self {
        let fleet = Fleet::new(scenario);
        let (hosts, stores) = hosts_and_stores(scenario, &fleet.pack, fleet.len());
        let mut events = EventQueue::new(scenario.days * DAY);
        fleet.ids().for_each(|id| events.push(fleet.machine(id).counted_until, Event::MachineDue(id)));
        Self {
            scenario,
            product_ids: fleet.pack.products.iter().map(|product| product.id).collect(),
            access: AccessList::default(),
            intervals: Intervals {
                activation: Span::minutes(scenario.intervals.activation),
                renewal: Span::minutes(scenario.intervals.renewal),
            },
            metrics: Metrics::new(hosts.len(), scenario.groups.len(), fleet.pack.products.len(), scenario.days),
            invariants: Invariants::new(scenario.always_a_host()),
            fleet,
            hosts,
            stores,
            events,
            rng: Rng::with_seed(seed),
            faults,
            requests: Vec::new(),
            waiting: HashMap::new(),
        }
    }

    /// Runs to the end of the scenario.
    pub(crate) fn run(&mut self) {
        while let Some((now, event)) = self.events.pop() {
            match event {
                Event::MachineDue(id) => self.machine_due(id, now),
                Event::RequestArrives(request) => self.request_arrives(request, now),
                Event::HostCommits(host) => self.host_commits(host, now),
                Event::AnswerArrives(request) => {
                    let answer = self.requests[request as usize].answer;
                    self.resume(request, answer.unwrap_or(Err(code::TIMEOUT)), now);
                }
                Event::RequestTimesOut(request) => self.resume(request, Err(code::TIMEOUT), now),
            }
        }
        let end = self.scenario.days * DAY;
        for id in self.fleet.ids() {
            self.check_renewal(id, end);
            self.metrics.count_license(&mut self.fleet, id, end);
        }
    }

    fn host(&self, address: &HostAddress) -> Option<usize> {
        self.hosts.iter().position(|host| host.address == *address)
    }

    fn machine_due(&mut self, id: u32, now: u32) {
        let online = self.fleet.online_schedule(id).next_online(now);
        if online > now {
            return self.events.push(online, Event::MachineDue(id));
        }
        self.check_renewal(id, now);
        let cached = self.fleet.machine(id).cached_host().and_then(|host| self.hosts.get(host));
        let cached = cached.map(|host| host.address.clone());
        let settings = Settings { fixed: None, lookup_domain: None, cached, suffixes: vec![DOMAIN.to_owned()] };
        self.drive(id, Session::new(settings, self.fleet.policy(id).threshold), now);
    }

    /// Does what the session asks for, until it waits for an answer or ends.
    fn drive(&mut self, id: u32, mut session: Session, now: u32) {
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
                        Err(request) => return drop(self.waiting.insert(id, (request, session))),
                    }
                }
                Step::Done(outcome) => return self.finish(id, &outcome, now),
            }
        }
    }

    /// Continues the session that waits for this request. Without one, nobody reads the answer.
    fn resume(&mut self, request: u32, answer: Result<Grant, Code>, now: u32) {
        let id = self.requests[request as usize].machine;
        if self.waiting.get(&id).is_some_and(|(waited_for, _)| *waited_for == request)
            && let Some((_, mut session)) = self.waiting.remove(&id)
        {
            session.on_response(answer);
            self.drive(id, session, now);
        }
    }

    /// Looks up SRV records.
    fn lookup(&mut self, now: u32) -> Result<Vec<HostAddress>, LookupFailure> {
        let dns = &self.scenario.dns;
        self.metrics.lookups += 1;
        if dns.outages.iter().any(|outage| outage.covers(now)) || (dns.failing > 0.0 && self.rng.f64() < dns.failing) {
            self.metrics.lookups_failed += 1;
            return Err(LookupFailure::ServerFailure);
        }
        let record = |host: &Host| Srv { priority: host.priority, weight: host.weight, host: host.address.clone() };
        Ok(srv::order(self.hosts.iter().map(record).collect(), |most| self.rng.u32(0..=most)))
    }

    /// Asks a host. Returns the answer, or the index of the request if it takes time.
    fn ask(&mut self, id: u32, host: usize, now: u32) -> Result<Result<Grant, Code>, u32> {
        if !self.hosts[host].answers(now) {
            return Ok(Err(code::HOST_UNAVAILABLE));
        }
        let received = self.fleet.request(id, now);
        if self.faults.is_none() {
            self.metrics.load[host].record(now);
            return Ok(self.decide(host, self.fleet.machine(id).identity(id), &received));
        }
        let request = self.requests.len() as u32;
        self.requests.push(SentRequest { machine: id, host, received, answer: None });
        self.send(Event::RequestArrives(request), now);
        self.events.push(now + REQUEST_TIMEOUT, Event::RequestTimesOut(request));
        Err(request)
    }

    /// Lets the core decide for a host.
    pub(crate) fn decide(
        &mut self,
        host: usize,
        identity: MachineIdentity,
        received: &ReceivedRequest,
    ) -> Result<Grant, Code> {
        let context = DecisionContext {
            pack: &self.fleet.pack,
            status: HostStatus::Activated(&self.product_ids),
            ends: None,
            intervals: self.intervals,
            access: &self.access,
            new_machines: NewMachineLimit::default(),
        };
        let host = &mut self.hosts[host];
        let decision = self.stores[host.store].decide(identity, received, &context, &mut host.limiter);
        self.metrics.cloned += u64::from(decision.cloned);
        decision.answer
    }

    fn finish(&mut self, id: u32, outcome: &Outcome, now: u32) {
        self.metrics.record_attempt(outcome.code());
        let answered_by = match outcome {
            Outcome::Activated { host, grant } => {
                self.metrics.count_license(&mut self.fleet, id, now);
                self.metrics.threshold_passed[self.fleet.product_index(id)].get_or_insert(now);
                self.fleet.machine_mut(id).activate(grant, now);
                let host = self.host(host);
                self.check_activation(id, host, grant, now);
                host
            }
            Outcome::TooFew { host, .. } => self.host(host),
            Outcome::Failed(_) => None,
        };
        let machine = self.fleet.machine_mut(id);
        if let Some(host) = answered_by {
            machine.cache_host(host);
            machine.has_host_intervals = true;
        }
        let intervals = if machine.has_host_intervals { self.intervals.within_limits() } else { Intervals::default() };
        let activated = matches!(outcome, Outcome::Activated { .. });
        let next = next_attempt(moment(now), activated, &intervals, self.rng.u8(..));
        self.events.push(second(next), Event::MachineDue(id));
    }

    fn check_activation(&mut self, id: u32, host: Option<usize>, grant: &Grant, now: u32) {
        if self.faults.is_some()
            && let Some(host) = host
        {
            let recorded_until = self.stores[self.hosts[host].store].activated_until(id);
            self.invariants.activated(id, grant, self.fleet.policy(id).threshold, recorded_until, now);
        }
    }

    fn check_renewal(&mut self, id: u32, now: u32) {
        let issued = self.fleet.machine(id).issued;
        if self.faults.is_some() && issued > 0 {
            let renewal = u32::try_from(self.intervals.renewal.as_seconds()).unwrap_or(u32::MAX);
            let absence = self.fleet.online_schedule(id).longest_absence();
            self.invariants.renewed(id, now - issued, renewal + absence + RENEWED_WITHIN, now);
        }
    }
}
