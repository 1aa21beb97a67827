//! What the agent of a managed machine is answered: `POST /v1/contacts`.

use muster_core::{
    code::{self, Code},
    id::{Cmid, Nonce, OrderId},
    order::{OrderState, Task},
    time::Span,
};
use muster_host::{Actor, Host, HostError, MachineChoice, NewJob, each_audit_entry};
use muster_platform::{
    entropy::Entropy,
    hpke::{self, Sealed},
};
use muster_proto::{
    order::{CONTACT_VERSION, CONTACTS_PATH, Contact, ContactAnswer, Order, OrderOutcome},
    problem::Problem,
};
use muster_testbed::{
    RunningHost,
    harness::{
        http::{self, cmid, post_bytes, send},
        world::World,
    },
};
use muster_trust::{
    chain::VerifiedLicense,
    contact,
    jwk::SigningKey,
    machine_key,
    order::{OrderedMachine, SEALING_CONTEXT, bound_to, check_order, open_managing_license, open_order, sealed_bytes},
};
use std::{cell::Cell, fs, net::Ipv4Addr, sync::Arc};

/// A running host that machine 1 has asked, and what an agent of that machine does.
pub(crate) struct Site {
    pub(crate) world: World,
    pub(crate) running: RunningHost,
    /// How many contacts there were: each has its own nonce.
    told: Cell<u32>,
}

pub(crate) fn key(seed: u8) -> Arc<SigningKey> {
    Arc::new(SigningKey::from_seed([seed; 32]).expect("a key"))
}

pub(crate) fn actor() -> Actor {
    Actor { account: "uid 0".into(), address: Ipv4Addr::LOCALHOST.into() }
}

impl Site {
    pub(crate) fn new() -> Self {
        let world = World::new();
        let running = world.running_host(&world.setup("kms", None));
        assert_eq!(world.ask(running.address(), 1).0, 200);
        Self { world, running, told: Cell::default() }
    }

    pub(crate) fn host(&self) -> Host {
        self.running.open().expect("a host")
    }

    fn host_key(&self) -> String {
        self.host().license().expect("activated").key.thumbprint()
    }

    pub(crate) fn contact(&self, machine: u32, seed: u8, outcomes: &[(OrderId, Code)]) -> Contact {
        self.told.set(self.told.get() + 1);
        let outcome = |(order, code): &(OrderId, Code)| OrderOutcome { order: *order, code: *code };
        Contact {
            ver: CONTACT_VERSION,
            sub: cmid(machine),
            aud: self.host_key(),
            iat: self.world.now().unix(),
            nonce: Nonce::from_bytes(u128::from(self.told.get()).to_be_bytes()),
            machine: format!("pc-{machine}"),
            sealing: machine_key::sealing_jwk(&key(seed)).expect("a key"),
            outcomes: outcomes.iter().map(outcome).collect(),
            installation_ids: Vec::new(),
        }
    }

    pub(crate) fn send(&self, contact: &Contact, seed: u8) -> Result<ContactAnswer, (u16, Code)> {
        let body = serde_json::to_string(&contact::sign(contact, key(seed)).expect("signed")).expect("JSON");
        let (status, text) = send(self.running.address(), &post_bytes(CONTACTS_PATH, &body)).expect("an answer");
        if status == 200 {
            return Ok(serde_json::from_str(&text).expect("an answer"));
        }
        Err((status, serde_json::from_str::<Problem>(&text).expect("a problem document").code))
    }

    /// The orders that machine 1 with this key is given.
    pub(crate) fn orders(&self, seed: u8, outcomes: &[(OrderId, Code)]) -> Vec<(Order, Task)> {
        let answer = self.send(&self.contact(1, seed, outcomes), seed).expect("an answer");
        let (host, now) = (self.host(), self.world.now());
        let license: VerifiedLicense =
            open_managing_license(&answer.host_license, &self.host_key(), host.anchors(), now).expect("in force");
        let machine = OrderedMachine { cmid: cmid(1), key: key(seed).public(), now };
        let opened = |document: &String| {
            let order = open_order(document, &license).expect("signed by the host");
            let task = check_order(&order, &license, &machine).expect("for this machine");
            (order, task)
        };
        answer.orders.iter().map(opened).collect()
    }

    pub(crate) fn add(&self, task: Task, key: bool, machines: &[&str]) -> Result<i64, HostError> {
        let key = key.then_some(self.world.vendor.ledger_key);
        let machines = MachineChoice::Named(machines.iter().map(|name| (*name).to_owned()).collect());
        let host = self.host();
        let shown = host.admin()?.choose(&machines)?.keys();
        let new = NewJob { task, key, machines, term: Span::days(30), shown };
        host.admin()?.add_job(&new, &actor(), &Entropy::system(), self.world.now()).map(|added| added.id)
    }

    /// How each order of a job stands.
    pub(crate) fn states(&self, job: i64) -> Vec<OrderState> {
        let host = self.host();
        let mut admin = host.admin().expect("a store");
        let known = admin.job(job).expect("a job");
        let mut states = Vec::new();
        admin.each_order(job, |order| states.push(order.state(known.term(), self.world.now()))).expect("orders");
        states
    }

    fn events(&self, id: u16) -> Vec<String> {
        let events = self.host().admin().and_then(|mut admin| admin.events(100)).expect("events");
        events.into_iter().filter(|event| event.id == id).map(|event| event.info).collect()
    }
}

fn refusal(answer: Result<ContactAnswer, (u16, Code)>) -> (u16, Code) {
    answer.expect_err("refused")
}

#[test]
fn the_first_key_of_a_machine_of_the_inventory_holds_until_it_is_released() {
    let site = Site::new();
    assert_eq!(refusal(site.send(&site.contact(2, 20, &[]), 20)), (403, code::ACCESS_DENIED), "nobody's machine");
    assert!(site.orders(20, &[]).is_empty());
    assert!(site.orders(20, &[]).is_empty(), "again");
    let enrolled = site.events(12440);
    let thumbprint = key(20).public().thumbprint();
    assert_eq!(enrolled, [format!("0x00000000, {}, {thumbprint}, pc-1", cmid(1))]);
    let rows = site.host().admin().and_then(|mut admin| admin.managed_machines()).expect("machines");
    let shown: Vec<_> = rows.iter().map(|row| (row.cmid, row.name.as_str(), row.key.as_str())).collect();
    assert_eq!(shown, [(cmid(1), "pc-1", thumbprint.as_str())]);
    for _ in 0..20 {
        assert_eq!(refusal(site.send(&site.contact(1, 21, &[]), 21)), (403, code::SIGNATURE_INVALID));
    }
    // The right key with something else to seal to.
    let swapped = Contact { sealing: machine_key::sealing_jwk(&key(21)).expect("a key"), ..site.contact(1, 20, &[]) };
    assert_eq!(refusal(site.send(&swapped, 20)), (403, code::SIGNATURE_INVALID));
    assert_eq!(site.events(12441).len(), 10, "no stranger fills the disk with events");
    let host = site.host();
    host.admin().and_then(|mut admin| admin.release("pc-1", site.world.now())).expect("released");
    assert_eq!(refusal(site.send(&site.contact(1, 21, &[]), 21)), (403, code::ACCESS_DENIED), "it has to ask first");
    assert_eq!(site.world.ask(site.running.address(), 1).0, 200);
    assert!(site.orders(21, &[]).is_empty());
    assert_eq!(refusal(site.send(&site.contact(1, 20, &[]), 20)), (403, code::SIGNATURE_INVALID));
}

#[test]
fn a_contact_that_is_not_for_this_host_now_is_refused() {
    let site = Site::new();
    let send = |contact: &Contact| refusal(site.send(contact, 20));
    let good = || site.contact(1, 20, &[]);
    let other = Contact { aud: key(9).public().thumbprint(), ..good() };
    assert_eq!(send(&other), (403, code::NONCE_MISMATCH));
    let late = Contact { iat: (site.world.now() - Span::hours(5)).unix(), ..good() };
    assert_eq!(send(&late), (403, code::CLOCK_SKEW));
    assert_eq!(send(&Contact { machine: String::new(), ..good() }), (400, code::INVALID_DATA));
    let mut sealing = good().sealing;
    sealing.crv = "Ed25519".into();
    assert_eq!(send(&Contact { sealing, ..good() }), (400, code::INVALID_DATA));
    let config = site.world.state("kms").join("host/host.toml");
    let text = fs::read_to_string(&config).expect("read");
    fs::write(&config, text.replace("[access]\n", "[access]\ndeny_machines = [\"pc-1\"]\n")).expect("written");
    assert_eq!(send(&good()), (403, code::ACCESS_DENIED));
    fs::write(&config, text.replace("[access]\n", "[access]\ndeny_networks = [\"127.0.0.0/8\"]\n")).expect("written");
    assert_eq!(send(&good()), (403, code::ACCESS_DENIED));
    fs::write(&config, text).expect("written");
    let host = site.host();
    host.admin().and_then(|mut admin| admin.change_settings(|settings| settings.enabled = false)).expect("retired");
    assert_eq!(send(&good()), (503, code::HOST_NOT_ENABLED));
    host.admin().and_then(|mut admin| admin.change_settings(|settings| settings.enabled = true)).expect("resumed");
    assert!(site.send(&good(), 20).is_ok());
}

#[test]
fn a_contact_that_somebody_recorded_is_answered_once() {
    let site = Site::new();
    let first = site.contact(1, 20, &[]);
    assert!(site.send(&first, 20).is_ok());
    assert_eq!(refusal(site.send(&first, 20)), (403, code::CLOCK_SKEW), "the same again");
    let same_second = site.contact(1, 20, &[]);
    assert!(site.send(&same_second, 20).is_ok());
    assert_eq!(refusal(site.send(&first, 20)), (403, code::CLOCK_SKEW));
    site.world.clock.advance(Span::seconds(1));
    let second = site.contact(1, 20, &[]);
    assert!(site.send(&second, 20).is_ok());
    // One of the second before that never arrived has its time behind it, too.
    let late = Contact { iat: first.iat, ..site.contact(1, 20, &[]) };
    assert_eq!(refusal(site.send(&late, 20)), (403, code::CLOCK_SKEW));
    for old in [&first, &same_second, &second] {
        assert_eq!(refusal(site.send(old, 20)), (403, code::CLOCK_SKEW));
    }
    // An order that was added meanwhile is not given to whoever sends an old contact, and counts as not fetched.
    let job = site.add(Task::Activate(None), false, &["pc-1"]).expect("added");
    assert!(site.send(&second, 20).is_err());
    assert!(matches!(site.states(job)[..], [OrderState::Waiting(_)]));
    assert_eq!(site.orders(20, &[]).len(), 1);
    // Each machine has its own.
    assert_eq!(site.world.ask(site.running.address(), 2).0, 200);
    assert!(site.send(&Contact { iat: first.iat, ..site.contact(2, 21, &[]) }, 21).is_ok());
}

#[test]
fn a_key_travels_sealed_to_its_machine_and_its_outcome_is_recorded_once() {
    let site = Site::new();
    site.orders(20, &[]);
    let job = site.add(Task::InstallKey, true, &["PC-1"]).expect("added");
    assert!(matches!(site.states(job)[..], [OrderState::Waiting(_)]));
    let (order, task) = site.orders(20, &[]).remove(0);
    assert_eq!((task, order.job), (Task::InstallKey, job));
    assert!(matches!(site.states(job)[..], [OrderState::Fetched(_)]));
    let (enc, ciphertext) = sealed_bytes(order.sealed_key.as_ref().expect("a key")).expect("base64url");
    let open = |seed| {
        let sealed = Sealed { enc: enc.clone(), ciphertext: ciphertext.clone() };
        let secret = machine_key::opening_key(&key(seed));
        hpke::open(&secret, SEALING_CONTEXT, &bound_to(order.jti, order.sub), &sealed)
    };
    assert_eq!(open(20).as_deref(), Some(site.world.vendor.ledger_key.reveal().as_bytes()));
    assert_eq!(open(21), None);
    assert_eq!(site.orders(20, &[]).len(), 1, "until it is reported");
    let outcome = [(order.jti, code::SUCCESS), (OrderId::from_bytes([9; 16]), code::SUCCESS)];
    assert!(site.orders(20, &outcome).is_empty());
    assert!(site.orders(20, &[(order.jti, code::TIMEOUT)]).is_empty());
    assert!(matches!(site.states(job)[..], [OrderState::Done(_)]), "the first report holds");
    assert_eq!(site.events(12444), [format!("0x00000000, {job}, install-key, {}, pc-1", cmid(1))]);
    assert_eq!(site.events(12442), [format!("0x00000000, {job}, install-key, 1, uid 0")]);
}

/// What a machine calls itself when it asks for an activation.
fn ask_as(site: &Site, machine: u32, name: &str) {
    let product = muster_testbed::harness::world::ledger(&site.world);
    let request = http::request(machine, product, site.world.now()).replace(&format!("pc-{machine}"), name);
    assert_eq!(http::activate(site.running.address(), &request).0, 200);
}

#[test]
fn a_key_is_not_sealed_to_whoever_calls_his_machine_as_another_is_called() {
    let site = Site::new();
    site.orders(20, &[]);
    ask_as(&site, 2, "PC-1");
    assert!(site.send(&site.contact(2, 21, &[]), 21).is_ok(), "the stranger has an agent, too");
    let error = site.add(Task::InstallKey, true, &["pc-1"]).expect_err("whose is it?");
    let text = error.to_string();
    for (machine, seed) in [(1, 20), (2, 21)] {
        let shown = format!("{} (key {})", cmid(machine), key(seed).public().thumbprint());
        assert!(text.contains(&shown), "{text}");
    }
    assert!(matches!(error, HostError::SeveralMachines { found: 2, .. }) && text.contains("its id"), "{text}");
    // The id names the one machine.
    let job = site.add(Task::InstallKey, true, &[&cmid(1).to_string()]).expect("added");
    assert_eq!(site.states(job).len(), 1);
    assert_eq!(site.orders(20, &[]).len(), 1);
    assert!(site.send(&site.contact(2, 21, &[]), 21).expect("an answer").orders.is_empty());
}

#[test]
fn the_id_of_a_machine_is_no_name_of_another() {
    let site = Site::new();
    site.orders(20, &[]);
    ask_as(&site, 2, &cmid(1).to_string());
    assert!(site.send(&site.contact(2, 21, &[]), 21).is_ok());
    let job = site.add(Task::InstallKey, true, &[&cmid(1).to_string()]).expect("added");
    assert_eq!(site.states(job).len(), 1);
    assert!(site.send(&site.contact(2, 21, &[]), 21).expect("an answer").orders.is_empty());
    // Nor is it a name if there is no such id.
    ask_as(&site, 2, &cmid(7).to_string());
    assert!(matches!(site.add(Task::InstallKey, true, &[&cmid(7).to_string()]), Err(HostError::NoMachine(_))));
}

#[test]
fn a_key_is_sealed_to_the_machines_and_keys_that_were_shown() {
    let site = Site::new();
    site.orders(20, &[]);
    let product = muster_testbed::harness::world::ledger(&site.world);
    let (host, key_of) = (site.host(), |machine, seed| (cmid(machine), key(seed).public().thumbprint()));
    let add = |shown: Vec<(Cmid, String)>| {
        let (key, machines) = (Some(site.world.vendor.ledger_key), MachineChoice::OfProduct(product));
        let new = NewJob { task: Task::InstallKey, key, machines, term: Span::days(30), shown };
        host.admin()?.add_job(&new, &actor(), &Entropy::system(), site.world.now())
    };
    for shown in [Vec::new(), vec![key_of(1, 21)], vec![key_of(1, 20), key_of(2, 21)]] {
        assert!(matches!(add(shown), Err(HostError::OtherMachines)));
    }
    let chosen = host.admin().and_then(|mut admin| admin.choose(&MachineChoice::OfProduct(product))).expect("chosen");
    assert_eq!(chosen.keys(), [key_of(1, 20)]);
    // A stranger asks for the product before the job is begun.
    ask_as(&site, 2, "pc-2");
    assert!(site.send(&site.contact(2, 21, &[]), 21).is_ok());
    assert!(matches!(add(chosen.keys()), Err(HostError::OtherMachines)));
    assert_eq!(add(vec![key_of(1, 20), key_of(2, 21)]).expect("both were shown").machines, 2);
}

#[test]
fn a_job_that_was_cancelled_is_handed_out_no_more() {
    let site = Site::new();
    site.orders(20, &[]);
    let job = site.add(Task::Activate(None), false, &[&cmid(1).to_string()]).expect("added");
    let host = site.host();
    let cancel = || host.admin().and_then(|mut admin| admin.cancel_job(job, &actor(), site.world.now()));
    assert!(cancel().expect("cancelled"));
    assert!(!cancel().expect("before"));
    assert!(site.orders(20, &[]).is_empty());
    assert!(matches!(site.states(job)[..], [OrderState::Cancelled(_)]));
    assert_eq!(site.events(12443), [format!("0x00000000, {job}, uid 0")]);
    let mut actions = Vec::new();
    let mut admin = host.admin().expect("the store");
    let entries = each_audit_entry(admin.console_store(), |entry, _| {
        actions.push((entry.action.id(), entry.account.clone(), entry.new.clone()));
    });
    entries.expect("the audit log");
    let acted = |action, new: Option<&str>| (action, "uid 0".to_owned(), new.map(str::to_owned));
    assert_eq!(actions, [acted("job-add", Some("activate: 1")), acted("job-cancel", None)]);
}

#[test]
fn a_job_that_cannot_be_is_refused_before_anything_is_ordered() {
    let site = Site::new();
    assert!(matches!(site.add(Task::Activate(None), false, &["pc-1"]), Err(HostError::NoAgent)));
    site.orders(20, &[]);
    assert!(
        matches!(site.add(Task::Activate(None), false, &["pc-1", "pc-2"]), Err(HostError::NoMachine(name)) if name == "pc-2")
    );
    let unknown = muster_core::id::ActivationId::from_bytes([1; 16]);
    assert!(matches!(site.add(Task::RemoveKey(unknown), false, &["pc-1"]), Err(HostError::NoProduct(_))));
    assert!(matches!(site.add(Task::InstallKey, false, &["pc-1"]), Err(HostError::NoProductKey)));
    let new = NewJob {
        task: Task::InstallKey,
        key: Some(site.world.vendor.host_key),
        machines: MachineChoice::Named(vec!["pc-1".into()]),
        term: Span::days(1),
        shown: Vec::new(),
    };
    let host = site.host();
    let added = host.admin().and_then(|mut admin| admin.add_job(&new, &actor(), &Entropy::system(), site.world.now()));
    assert!(matches!(added, Err(HostError::HostKeyForMachines)));
    assert!(site.orders(20, &[]).is_empty());
    assert_eq!(host.admin().and_then(|mut admin| admin.jobs(i64::MAX, 10)).expect("jobs"), []);
    // All of a product: machine 2 has no agent.
    assert_eq!(site.world.ask(site.running.address(), 2).0, 200);
    let product = muster_testbed::harness::world::ledger(&site.world);
    let of_product =
        NewJob { task: Task::Activate(Some(product)), key: None, machines: MachineChoice::OfProduct(product), ..new };
    let added =
        host.admin().and_then(|mut admin| admin.add_job(&of_product, &actor(), &Entropy::system(), site.world.now()));
    let added = added.expect("added");
    let without: Vec<(Cmid, &str)> = added.without_agent.iter().map(|(cmid, name)| (*cmid, name.as_str())).collect();
    assert_eq!((added.machines, without), (1, vec![(cmid(2), "pc-2")]));
}
