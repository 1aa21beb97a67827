//! A clock that was set back is believed only where a signed answer to this very request states the time.

use muster_client::{Client, Env};
use muster_core::{
    client::license::Status,
    code::{self, Code},
    id::ActivationId,
    time::{Moment, Span},
};
use muster_testbed::harness::world::{World, env, ledger};

/// A client with two products: Draft, whose grace ended, and Ledger. The clock was seen 61 days after the start, and goes back to
/// one day after it.
struct SetBack {
    world: World,
    client: Client,
    draft: ActivationId,
    then: Moment,
}

fn set_back(world: World, mut client: Client) -> SetBack {
    let start = world.now();
    let draft = client.install_key(&world.vendor.draft_key.reveal(), start).expect("a key").id;
    client.record_observations(&env("pc", start + Span::days(61))).expect("recorded");
    let set_back = SetBack { world, client, draft, then: start + Span::days(1) };
    assert_eq!(set_back.draft_at_the_set_clock(), Status::Notification);
    set_back
}

impl SetBack {
    fn draft_at_the_set_clock(&self) -> Status {
        self.client.report(self.draft, &env("pc", self.then)).expect("a report").standing.status
    }

    /// Activates Ledger with the clock set back, so long after the start by the clock of who is asked: what comes of it, and what
    /// the set clock says of Draft then.
    #[track_caller]
    fn check(mut self, asked: Span, code: Code, draft: Status) {
        self.world.clock.advance(asked);
        let env = Env { network: Default::default(), ..env("pc", self.then) };
        let attempt = self.client.activate(ledger(&self.world), &env).expect("an attempt");
        assert_eq!((attempt.code, self.draft_at_the_set_clock()), (code, draft));
    }
}

/// The authority's clock is right: it states a time that this machine's does not agree with.
#[test]
fn a_mak_vouches_for_no_clock_that_differs_from_the_authoritys() {
    let world = World::new();
    let client = world.mak_client("pc", &world.mak(1, 1));
    set_back(world, client).check(Span::days(61), code::CLOCK_SKEW, Status::Notification);
}

/// The same with a license from before: that the machine asks again with the same key gives it no old answer.
#[test]
fn a_license_that_was_issued_long_ago_vouches_for_no_clock() {
    let world = World::new();
    let mut client = world.mak_client("pc", &world.mak(1, 1));
    let product = ledger(&world);
    assert!(client.activate(product, &env("pc", world.now())).expect("an attempt").is_activated());
    set_back(world, client).check(Span::days(61), code::CLOCK_SKEW, Status::Notification);
}

#[test]
fn an_authority_whose_clock_agrees_sets_a_clock_right_that_ran_ahead() {
    let world = World::new();
    let client = world.mak_client("pc", &world.mak(1, 1));
    set_back(world, client).check(Span::days(1), code::SUCCESS, Status::InitialGrace);
}

#[test]
fn a_host_vouches_for_no_clock_that_differs_from_its_own() {
    let world = World::new();
    let host = world.filled_host("kms");
    let (mut client, _) = world.client("pc");
    client.set_host(Some(host.address().to_string().parse().expect("a host")), None).expect("saved");
    set_back(world, client).check(Span::days(61), code::CLOCK_SKEW, Status::Notification);
}

/// A confirmation id says nothing of the time.
#[test]
fn a_telephone_call_vouches_for_no_clock() {
    let world = World::new();
    let key = world.mak(1, 1);
    let client = world.mak_client("pc", &key);
    let mut set_back = set_back(world, client);
    let SetBack { world, client, then, .. } = &mut set_back;
    let file = world.vendor.authority.offline_file(&key, 1, world.now()).expect("a file");
    client.install_slots(&serde_json::to_string(&file).expect("JSON")).expect("installed");
    let env = env("pc", *then);
    let iid = client.installation_id(ledger(world), &env).expect("an id");
    let cid = world.vendor.authority.confirm(&iid, world.now()).expect("no fault").expect("confirmed");
    client.apply_confirmation_id(ledger(world), &cid.to_string(), &env).expect("activated");
    let ledger_status = client.report(ledger(world), &env).expect("a report").standing.status;
    assert_eq!(ledger_status, Status::Licensed);
    assert_eq!(set_back.draft_at_the_set_clock(), Status::Notification);
}
