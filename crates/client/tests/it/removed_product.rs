//! A product key that is removed and installed again: nothing that is limited begins anew by it.

use muster_client::{Client, ClientError};
use muster_core::{
    client::license::Status,
    code,
    keys::{installation_id::InstallationId, product_key::ProductKey},
    time::Span,
};
use muster_testbed::harness::world::{World, ledger};

/// A machine with a MAK and its offline license file.
struct Phone {
    world: World,
    key: ProductKey,
    client: Client,
}

impl Phone {
    fn new(key: impl Fn(&World) -> ProductKey) -> Self {
        let world = World::new();
        let key = key(&world);
        let client = world.mak_client("pc", &key);
        let slots = world.vendor.authority.offline_file(&key, 3, world.now()).expect("a file");
        client.install_slots(&serde_json::to_string(&slots).expect("JSON")).expect("installed");
        Self { world, key, client }
    }

    fn installation_id(&self) -> InstallationId {
        self.client.installation_id(ledger(&self.world), &self.world.env("pc")).expect("an id")
    }

    /// What the vendor's desk answers to the installation id that the machine has now.
    fn confirmation_id(&self) -> String {
        let answer = self.world.vendor.authority.confirm(&self.installation_id(), self.world.now());
        answer.expect("no fault").expect("confirmed").to_string()
    }

    fn apply(&mut self, cid: &str) -> Result<(), ClientError> {
        self.client.apply_confirmation_id(ledger(&self.world), cid, &self.world.env("pc"))
    }

    fn install_again(&mut self) {
        self.client.remove_key(ledger(&self.world)).expect("removed");
        self.client.install_key(&self.key.reveal(), self.world.now()).expect("installed");
    }

    fn status(&self) -> Status {
        self.client.report(ledger(&self.world), &self.world.env("pc")).expect("a report").standing.status
    }

    /// Fails if `cid` activates the machine, or if the machine tells `iid` again.
    fn refuses(&mut self, cid: &str, iid: InstallationId) {
        let error = self.apply(cid).expect_err("it was used");
        assert_eq!(error.code(), code::OFFLINE_NOT_BOUND);
        assert_ne!(self.installation_id(), iid, "an installation id that was used does not come again");
        assert_ne!(self.status(), Status::Licensed);
    }
}

/// Else its term would begin anew whenever the key is removed and installed.
#[test]
fn a_confirmation_id_with_a_term_is_good_once() {
    let mut phone = Phone::new(|world| world.returnable_mak(3, 3));
    let (iid, cid) = (phone.installation_id(), phone.confirmation_id());
    phone.apply(&cid).expect("activated");
    phone.install_again();
    phone.refuses(&cid, iid);
    phone.world.clock.advance(Span::days(200));
    phone.install_again();
    phone.refuses(&cid, iid);
    let next = phone.confirmation_id();
    phone.apply(&next).expect("another confirmation id is taken");
    assert_eq!(phone.status(), Status::Licensed);
}

/// The place of the key is another machine's by then.
#[test]
fn a_confirmation_id_whose_activation_was_returned_is_not_taken_again() {
    let mut phone = Phone::new(|world| world.returnable_mak(1, 1));
    let (iid, cid) = (phone.installation_id(), phone.confirmation_id());
    phone.apply(&cid).expect("activated");
    phone.client.return_activation(ledger(&phone.world)).expect("taken");
    phone.install_again();
    phone.refuses(&cid, iid);
    let asked = phone.world.vendor.authority.confirm(&iid, phone.world.now()).expect("no fault");
    assert_eq!(asked, Err(code::LICENSE_REVOKED), "the desk does not tell it again either");
}

#[test]
fn a_permanent_activation_that_was_removed_is_not_taken_again_by_telephone() {
    let mut phone = Phone::new(|world| world.mak(1, 1));
    let (iid, cid) = (phone.installation_id(), phone.confirmation_id());
    phone.apply(&cid).expect("activated");
    phone.install_again();
    phone.refuses(&cid, iid);
}

#[test]
fn the_initial_grace_goes_on() {
    let world = World::new();
    let (mut client, product) = world.client("pc");
    let status = |client: &Client| client.report(product, &world.env("pc")).expect("a report").standing.status;
    let key = world.vendor.ledger_key.reveal();
    let again = |client: &mut Client| {
        client.remove_key(product).expect("removed");
        client.install_key(&key, world.now()).expect("installed");
    };
    world.clock.advance(Span::days(20));
    again(&mut client);
    assert_eq!(status(&client), Status::InitialGrace);
    world.clock.advance(Span::days(20));
    again(&mut client);
    assert_eq!(status(&client), Status::Notification, "30 days since the key was installed first");
    // A rearm of the machine begins it anew, for products whose keys are removed meanwhile as well.
    client.remove_key(product).expect("removed");
    client.rearm(&world.env("pc")).expect("rearmed");
    world.clock.advance(Span::days(400));
    client.install_key(&key, world.now()).expect("installed");
    assert_eq!(status(&client), Status::InitialGrace);
}

#[test]
fn the_rearms_of_a_product_stay_counted() {
    let world = World::new();
    let (mut client, product) = world.client("pc");
    let limit = client.pack().product(product).expect("a product").policy.rearms;
    for _ in 0..limit {
        client.rearm_product(product, world.now()).expect("rearmed");
    }
    client.remove_key(product).expect("removed");
    client.install_key(&world.vendor.ledger_key.reveal(), world.now()).expect("installed");
    let error = client.rearm_product(product, world.now()).expect_err("as often as it may be");
    assert!(matches!(error, ClientError::Rearmed(times) if times == limit), "{error}");
}
