//! The list of a proxy activation at the host: what goes out, what comes back, and what is not taken.

use crate::contacts::{Site, actor, key};
use muster_core::{
    code::{self, Code},
    id::OrderId,
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId},
        product_key::KeyClaim,
    },
    list_refusal::ListRefusal,
    order::{OrderState, Task},
    time::Span,
};
use muster_host::{HostError, TakenAnswers};
use muster_proto::{
    order::{Contact, OrderedInstallationId},
    proxy_list::{ProxyJob, ProxyList},
};
use muster_testbed::harness::{http::cmid, world::ledger};

const KEY: u8 = 20;

fn iid(number: u8) -> InstallationId {
    let (hardware, nonce, proof) = ([number; 6], [number; 3], [number; 6]);
    InstallationId { claim: KeyClaim::setup(1), target: ActivationTarget::Machine, hardware, nonce, proof }
}

fn cid(number: u8) -> ConfirmationId {
    ConfirmationId { slot: number.into(), masked: [number; 15] }
}

/// A host with machine 1, a proxy activation of it, and its order.
struct Proxy {
    site: Site,
    job: i64,
    order: OrderId,
}

impl Proxy {
    /// The machine has told its installation id.
    fn new() -> Self {
        let site = Site::new();
        assert!(site.orders(KEY, &[]).is_empty());
        let (job, order) = begin(&site);
        let proxy = Self { site, job, order };
        proxy.tell(proxy.order, iid(1));
        proxy
    }

    /// Machine 1 tells an installation id for an order.
    fn tell(&self, order: OrderId, installation_id: InstallationId) {
        let told = vec![OrderedInstallationId { order, installation_id }];
        let contact = Contact { installation_ids: told, ..self.site.contact(1, KEY, &[]) };
        self.site.send(&contact, KEY).expect("taken");
    }

    fn list(&self) -> ProxyList {
        let host = self.site.host();
        host.admin().expect("a store").proxy_list(self.job, self.site.world.now()).expect("a list")
    }

    /// The list with an answer of the authority.
    fn answered(&self, answer: Result<ConfirmationId, Code>) -> ProxyList {
        let mut list = self.list();
        let row = &mut list.machines[0];
        (row.confirmation_id, row.code) = match answer {
            Ok(id) => (Some(id), code::SUCCESS),
            Err(code) => (None, code),
        };
        list
    }

    fn take_text(&self, text: &str) -> Result<TakenAnswers, HostError> {
        let host = self.site.host();
        host.admin()?.take_answers(self.job, text.as_bytes(), &actor(), self.site.world.now())
    }

    fn take(&self, list: &ProxyList) -> Result<TakenAnswers, HostError> {
        self.take_text(&list.text().expect("JSON"))
    }

    /// Why a list was not taken; the machine is still without an answer.
    fn refused(&self, list: &ProxyList) -> ListRefusal {
        let refusal = refusal(self.take(list).expect_err("refused"));
        assert!(matches!(self.state(), OrderState::Identified(_)), "{:?}", self.state());
        refusal
    }

    fn state(&self) -> OrderState {
        self.site.states(self.job)[0]
    }

    /// The ids that machine 1 is handed now.
    fn handed(&self) -> Vec<(InstallationId, ConfirmationId)> {
        self.site.orders(KEY, &[]).iter().filter_map(|(order, _)| order.confirmation()).collect()
    }
}

fn begin(site: &Site) -> (i64, OrderId) {
    let job = site.add(Task::ProxyActivate(ledger(&site.world)), false, &["pc-1"]).expect("begun");
    let (order, task) = site.orders(KEY, &[]).into_iter().find(|(order, _)| order.job == job).expect("an order");
    // An agent of an older version, which knows no ids, refuses an order without them in peace.
    assert_eq!((task.verb(), order.confirmation()), ("proxy-activate", None));
    (job, order.jti)
}

fn refusal(error: HostError) -> ListRefusal {
    match error {
        HostError::List(refusal) => refusal,
        other => panic!("{other}"),
    }
}

#[test]
fn an_order_waits_for_the_answer_and_is_handed_out_with_it() {
    let proxy = Proxy::new();
    assert!(matches!(proxy.state(), OrderState::Identified(_)));
    assert!(proxy.site.orders(KEY, &[]).is_empty(), "nothing is asked twice");
    let list = proxy.list();
    let row = &list.machines[0];
    assert_eq!((row.name.as_deref(), row.machine.as_str()), (Some("pc-1"), cmid(1).to_string().as_str()));
    assert_eq!((row.installation_id, row.order), (Some(iid(1)), Some(proxy.order)));
    // The id that was told first is the one that the list has.
    proxy.tell(proxy.order, iid(2));
    assert_eq!(proxy.list().machines[0].installation_id, Some(iid(1)));
    assert!(proxy.handed().is_empty());
    let taken = proxy.take(&proxy.answered(Ok(cid(7)))).expect("taken");
    assert_eq!(taken, TakenAnswers { confirmed: 1, ..TakenAnswers::default() });
    assert!(matches!(proxy.state(), OrderState::Confirmed(_)));
    assert_eq!(proxy.handed(), [(iid(1), cid(7))]);
    assert_eq!(proxy.handed(), [(iid(1), cid(7))], "until it is reported");
    assert!(proxy.list().machines.is_empty());
    proxy.site.orders(KEY, &[(proxy.order, code::SUCCESS)]);
    assert!(matches!(proxy.state(), OrderState::Done(_)));
    assert!(proxy.handed().is_empty());
}

#[test]
fn a_refusal_of_the_authority_is_shown_and_another_answer_is_taken() {
    let proxy = Proxy::new();
    let taken = proxy.take(&proxy.answered(Err(code::MAK_LIMIT_EXCEEDED))).expect("taken");
    assert_eq!((taken.confirmed, taken.refused), (0, 1));
    assert_eq!(proxy.state().code(), Some(code::MAK_LIMIT_EXCEEDED));
    assert!(!proxy.state().is_over() && proxy.handed().is_empty());
    proxy.take(&proxy.answered(Ok(cid(7)))).expect("taken");
    assert_eq!(proxy.handed(), [(iid(1), cid(7))]);
}

#[test]
fn a_list_that_does_not_fit_the_job_changes_nothing() {
    let proxy = Proxy::new();
    let good = || proxy.answered(Ok(cid(7)));
    let whole = good().text().expect("JSON");
    for cut in [0, 1, whole.len() / 2, whole.len() - 3] {
        let error = proxy.take_text(&whole[..cut]).expect_err("cut off");
        assert_eq!(error.code(), code::INVALID_DATA, "{error}");
    }
    assert!(matches!(proxy.state(), OrderState::Identified(_)));
    assert_eq!(proxy.refused(&proxy.list()), ListRefusal::Empty);
    let mut other = good();
    other.job = Some(ProxyJob { vendor: "fabrikam".into(), ..other.job.expect("a job") });
    assert_eq!(proxy.refused(&other), ListRefusal::OtherVendor("fabrikam".into()));
    let mut other = good();
    other.job = Some(ProxyJob { number: 99, host: "kms2".into(), ..other.job.expect("a job") });
    assert_eq!(proxy.refused(&other), ListRefusal::OtherJob("kms2".into(), 99));
    // The job of the same number at another host.
    let mut other = good();
    other.machines[0].order = Some(OrderId::from_bytes([9; 16]));
    assert!(matches!(proxy.refused(&other), ListRefusal::OtherJob(..)));
    let mut changed = good();
    changed.machines[0].installation_id = Some(iid(2));
    assert_eq!(proxy.refused(&changed), ListRefusal::Changed("pc-1".into()));
    let collected = ProxyList::collected(Vec::new());
    assert_eq!(proxy.refused(&collected), ListRefusal::Collected);
    // One row that fits is not taken beside one that does not.
    let mut both = good();
    let mut second = both.machines[0].clone();
    second.order = Some(OrderId::from_bytes([9; 16]));
    both.machines.push(second);
    assert!(matches!(proxy.refused(&both), ListRefusal::OtherJob(..)));
    proxy.take(&good()).expect("its twin");
}

#[test]
fn a_list_that_was_taken_before_is_told_and_changes_nothing() {
    let proxy = Proxy::new();
    let list = proxy.answered(Ok(cid(7)));
    proxy.take(&list).expect("taken");
    assert_eq!(refusal(proxy.take(&list).expect_err("known")), ListRefusal::Known);
    let mut other = list;
    other.machines[0].confirmation_id = Some(cid(8));
    assert_eq!(refusal(proxy.take(&other).expect_err("known")), ListRefusal::Known);
    assert_eq!(proxy.handed(), [(iid(1), cid(7))]);
    let host = proxy.site.host();
    let again =
        host.admin().expect("a store").confirm_order(proxy.job, proxy.order, cid(8), &actor(), proxy.site.world.now());
    assert_eq!(refusal(again.expect_err("known")), ListRefusal::Known);
}

#[test]
fn a_job_that_is_over_or_takes_no_ids_takes_no_list() {
    let proxy = Proxy::new();
    let list = proxy.answered(Ok(cid(7)));
    let (host, now) = (proxy.site.host(), proxy.site.world.now());
    let mut admin = host.admin().expect("a store");
    let plain = proxy.site.add(Task::Activate(None), false, &["pc-1"]).expect("begun");
    assert_eq!(refusal(admin.proxy_list(plain, now).expect_err("none")), ListRefusal::NotByProxy);
    assert!(matches!(admin.proxy_list(99, now), Err(HostError::NoJob(99))));
    admin.cancel_job(proxy.job, &actor(), now).expect("cancelled");
    assert_eq!(refusal(proxy.take(&list).expect_err("over")), ListRefusal::Over);
    assert_eq!(refusal(admin.proxy_list(proxy.job, now).expect_err("over")), ListRefusal::Over);
    let (job, order) = begin(&proxy.site);
    let next = Proxy { job, order, site: proxy.site };
    next.tell(order, iid(1));
    let list = next.answered(Ok(cid(7)));
    next.site.world.clock.advance(Span::days(31));
    assert_eq!(refusal(next.take(&list).expect_err("ended")), ListRefusal::Over);
    assert!(matches!(next.state(), OrderState::Expired(_)));
}

/// The machine was released on the way: the answer is kept, and whoever brings it is told that nobody fetches it.
#[test]
fn a_machine_that_was_replaced_meanwhile_is_named() {
    let proxy = Proxy::new();
    let list = proxy.answered(Ok(cid(7)));
    let (host, now) = (proxy.site.host(), proxy.site.world.now());
    host.admin().and_then(|mut admin| admin.release("pc-1", now)).expect("released");
    let taken = proxy.take(&list).expect("taken");
    assert_eq!((taken.confirmed, taken.released), (1, vec![(cmid(1), "pc-1".to_owned())]));
    assert!(matches!(proxy.state(), OrderState::Confirmed(_)));
}

/// Nobody tells an installation id for the order of another machine, or for one that asks for none.
#[test]
fn an_installation_id_is_taken_for_the_own_order_that_asks_for_it_alone() {
    let proxy = Proxy::new();
    let (job, _) = begin(&proxy.site);
    assert_eq!(proxy.site.world.ask(proxy.site.running.address(), 2).0, 200);
    let order = proxy.site.orders(KEY, &[])[0].0.jti;
    let told = vec![OrderedInstallationId { order, installation_id: iid(2) }];
    let contact = Contact { installation_ids: told.clone(), ..proxy.site.contact(2, 30, &[]) };
    proxy.site.send(&contact, 30).expect("an answer");
    assert!(matches!(proxy.site.states(job)[0], OrderState::Fetched(_)));
    let many = Contact { installation_ids: vec![told[0].clone(); 17], ..proxy.site.contact(1, KEY, &[]) };
    assert_eq!(proxy.site.send(&many, KEY).expect_err("refused").0, 403);
    let plain = proxy.site.add(Task::Activate(None), false, &["pc-1"]).expect("begun");
    let order = proxy.site.orders(KEY, &[]).iter().find(|(order, _)| order.job == plain).expect("an order").0.jti;
    proxy.tell(order, iid(3));
    assert!(matches!(proxy.site.states(plain)[0], OrderState::Fetched(_)));
    assert_ne!(key(KEY).public(), key(30).public());
}

#[test]
fn a_stored_confirmation_id_is_used_again_for_the_same_hardware() {
    let proxy = Proxy::new();
    let again = |site: &Site| site.add(Task::Reapply(ledger(&site.world)), false, &["pc-1"]);
    assert!(matches!(again(&proxy.site), Err(HostError::NoConfirmation)));
    // The id of another hardware: the machine asks with its own.
    proxy.take(&proxy.answered(Ok(cid(7)))).expect("taken");
    assert!(matches!(again(&proxy.site), Err(HostError::NoConfirmation)));
    let hardware = {
        let (host, mut found) = (proxy.site.host(), None);
        let mut admin = host.admin().expect("a store");
        admin.each_machine(|row| found = Some(row.hardware)).expect("machines");
        found.expect("a machine").short()
    };
    let (job, order) = begin(&proxy.site);
    let own = InstallationId { hardware, ..iid(1) };
    let next = Proxy { job, order, site: proxy.site };
    next.tell(order, own);
    next.take(&next.answered(Ok(cid(8)))).expect("taken");
    next.site.orders(KEY, &[(order, code::SUCCESS)]);
    let job = again(&next.site).expect("begun");
    assert!(matches!(next.site.states(job)[0], OrderState::Waiting(_)));
    let order = next.site.orders(KEY, &[]).into_iter().find(|(order, _)| order.job == job).expect("an order").0;
    assert_eq!((order.verb.as_str(), order.confirmation()), ("reapply", None), "first the machine tells its id");
    let now = InstallationId { nonce: [9; 3], ..own };
    next.tell(order.jti, now);
    assert!(next.handed().contains(&(own, cid(8))), "with the id that it was issued for");
    let host = next.site.host();
    let refused = host.admin().expect("a store").proxy_list(job, next.site.world.now());
    assert_eq!(refusal(refused.expect_err("none")), ListRefusal::NotByProxy);
}
