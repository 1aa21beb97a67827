//! Orders of a host at the machine: who is obeyed, what is done once, and what the host is told of what was refused.

use crate::imitation::imitation;
use muster_client::{
    ActivationId, Channel, Client, ClientError, Code, Env,
    agent::{self, AgentEnv},
};
use muster_core::{
    code,
    id::{Cmid, HostId, OrderId},
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::ProductKey,
    },
    time::{Moment, Span},
};
use muster_platform::hpke;
use muster_proto::order::{ContactAnswer, ContactBody, ORDER_VERSION, Order};
use muster_testbed::harness::world::{World, env, ledger};
use muster_trust::{
    contact,
    jwk::{PublicKey, SigningKey},
    jws::{Kind, Signer},
    machine_key::sealing_key,
    order::{SEALING_CONTEXT, bound_to, sealed_key},
};
use std::{
    fs,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

/// A host that hands out whatever a test puts into its hands, signed by the host's true key, and the machine `pc`.
struct Site {
    world: World,
    key: Arc<SigningKey>,
    host: HostId,
    address: SocketAddr,
    orders: Arc<Mutex<Vec<String>>>,
    contacts: Arc<Mutex<Vec<(ContactBody, Moment)>>>,
}

/// The machine, and what went wrong on it.
struct Machine<'w>(&'w World, Mutex<Vec<Code>>);

impl AgentEnv for Machine<'_> {
    fn local(&self) -> Env {
        env("pc", self.0.now())
    }

    fn env(&self) -> Result<Env, ClientError> {
        Ok(self.local())
    }

    fn attempted(&self, _: ActivationId, _: Code, _: Option<Channel>) {}

    fn failed(&self, error: &ClientError) {
        self.1.lock().unwrap_or_else(PoisonError::into_inner).push(error.code());
    }
}

impl Site {
    fn new() -> Self {
        let world = World::new();
        let host = world.activated_host("kms");
        let key = Arc::new(host.signing_key().expect("a key"));
        let license = host.license_document().expect("activated").to_owned();
        let id = host.license().expect("activated").license.sub;
        let (orders, contacts) = (Arc::new(Mutex::new(Vec::<String>::new())), Arc::new(Mutex::new(Vec::new())));
        let (out, taken, clock) = (orders.clone(), contacts.clone(), world.clock.clone());
        let address = imitation(move |request| {
            let (_, body) = request.split_once("\r\n\r\n").expect("a body");
            let body = serde_json::from_str(body).expect("a contact");
            taken.lock().expect("one").push((body, clock.now()));
            let orders = out.lock().expect("one").clone();
            let answer = ContactAnswer { version: 1, host_license: license.clone(), orders };
            serde_json::to_string(&answer).expect("JSON")
        });
        let (mut client, product) = world.client("pc");
        // Nothing else of the agent's asks anybody here.
        client.remove_key(product).expect("removed");
        let site = Self { world, key, host: id, address, orders, contacts };
        site.point(&site.key.public());
        site
    }

    /// Names a host by its key.
    fn point(&self, key: &PublicKey) {
        let (address, key) = (self.address, key.thumbprint());
        let config = format!("[managed]\nhosts = [{{ address = \"{address}\", key = \"{key}\" }}]\n");
        fs::write(self.world.path("pc/client/client.toml"), config).expect("written");
    }

    /// Lets the agent do what is due; returns the codes of what went wrong.
    fn look(&self) -> Vec<Code> {
        let machine = Machine(&self.world, Mutex::default());
        agent::look(&self.world.path("pc/client"), false, &machine).expect("it looks");
        machine.1.into_inner().expect("the codes")
    }

    fn client(&self) -> Client {
        Client::open(&self.world.path("pc/client"), self.world.now()).expect("a client")
    }

    fn is_installed(&self) -> bool {
        self.client().chosen(Some(ledger(&self.world))).is_ok()
    }

    fn installs(&self) -> usize {
        self.client().events().iter().filter(|event| event.id == 12445).count()
    }

    /// The keys that the machine has announced.
    fn announced(&self) -> (PublicKey, [u8; 32]) {
        let contacts = self.contacts.lock().expect("one");
        let (body, at) = contacts.last().expect("a contact");
        let (told, key) = contact::open(body, &self.key.public(), *at).expect("genuine");
        (key, sealing_key(&told.sealing).expect("a key"))
    }

    /// What the machine has reported, in all contacts.
    fn reported(&self) -> Vec<(OrderId, Code)> {
        let contacts = self.contacts.lock().expect("one");
        let told = contacts
            .iter()
            .flat_map(|(body, at)| contact::open(body, &self.key.public(), *at).expect("genuine").0.outcomes);
        told.map(|outcome| (outcome.order, outcome.code)).collect()
    }

    /// An order of this host to this machine to install the key of Ledger.
    fn install(&self, number: u8) -> Order {
        let (machine, sealing) = self.announced();
        let (id, cmid) = (OrderId::from_bytes([number; 16]), self.client().cmid());
        let text = self.world.vendor.ledger_key.reveal();
        let sealed = hpke::seal(&sealing, SEALING_CONTEXT, &bound_to(id, cmid), text.as_bytes()).expect("sealed");
        Order {
            ver: ORDER_VERSION,
            iss: self.host,
            sub: cmid,
            aud: machine.thumbprint(),
            jti: id,
            job: 1,
            iat: self.world.now().unix(),
            exp: (self.world.now() + Span::days(30)).unix(),
            verb: "install-key".into(),
            product: None,
            activation_type: None,
            sealed_key: Some(sealed_key(&sealed.enc, &sealed.ciphertext)),
            installation_id: None,
            confirmation_id: None,
        }
    }

    fn hand_out(&self, order: &Order, signer: Arc<SigningKey>) {
        let document = Signer::new(Kind::Order, signer).seal(order).expect("signed");
        *self.orders.lock().expect("one") = vec![document];
    }

    /// Hands out one order that is not to be carried out; returns what the host is told.
    fn refused(&self, change: impl FnOnce(&mut Order)) -> Code {
        let number = u8::try_from(self.reported().len()).expect("few") + 100;
        let mut order = self.install(number);
        change(&mut order);
        self.hand_out(&order, self.key.clone());
        self.look();
        assert!(!self.is_installed());
        let (id, code) = *self.reported().last().expect("a report");
        assert_eq!(id, order.jti);
        code
    }
}

#[test]
fn an_order_that_is_handed_out_again_is_not_carried_out_again() {
    let site = Site::new();
    assert_eq!(site.look(), []);
    site.hand_out(&site.install(1), site.key.clone());
    site.look();
    assert!(site.is_installed());
    assert!(site.reported().iter().all(|told| *told == (OrderId::from_bytes([1; 16]), code::SUCCESS)));
    // Somebody kept it.
    let before = site.reported().len();
    site.client().remove_key(ledger(&site.world)).expect("removed");
    site.look();
    assert!(!site.is_installed(), "a replayed order is worthless");
    assert_eq!(site.installs(), 1);
    assert!(site.reported().len() > before, "the host, which seems not to know, is told again");
    // It is forgotten when it has ended, and refused for that.
    site.world.clock.advance(Span::days(31));
    site.look();
    assert!(!site.is_installed());
    assert_eq!(site.reported().last(), Some(&(OrderId::from_bytes([1; 16]), code::NONCE_MISMATCH)));
}

#[test]
fn an_order_that_is_not_to_be_carried_out_is_reported_with_its_code() {
    let site = Site::new();
    site.look();
    let mine = code::NONCE_MISMATCH;
    assert_eq!(site.refused(|order| order.iss = HostId::from_bytes([9; 16])), mine);
    assert_eq!(site.refused(|order| order.sub = Cmid::from_bytes([9; 16])), mine);
    assert_eq!(site.refused(|order| order.aud = "another".into()), mine);
    assert_eq!(site.refused(|order| order.exp = order.iat), mine);
    assert_eq!(site.refused(|order| order.exp += Span::days(90).as_seconds()), mine);
    assert_eq!(site.refused(|order| order.verb = "format-disk".into()), mine);
    assert_eq!(site.refused(|order| order.iat += Span::hours(5).as_seconds()), code::CLOCK_SKEW);
    let other = site.install(9);
    // A key that was sealed for another order opens nothing.
    assert_eq!(site.refused(|order| order.sealed_key = other.sealed_key.clone()), code::SIGNATURE_INVALID);
    // Their twin.
    site.hand_out(&site.install(2), site.key.clone());
    site.look();
    assert!(site.is_installed());
}

#[test]
fn nothing_is_obeyed_that_the_named_host_has_not_signed() {
    let site = Site::new();
    site.look();
    let order = site.install(1);
    let forger = Arc::new(SigningKey::from_seed([9; 32]).expect("a key"));
    site.hand_out(&order, forger.clone());
    assert_eq!(site.look(), [code::SIGNATURE_INVALID]);
    assert!(!site.is_installed() && site.reported().is_empty());
    // The vendor has licensed this host, and the machine's administrator named another.
    site.hand_out(&order, site.key.clone());
    site.point(&forger.public());
    assert_eq!(site.look(), [code::NONCE_MISMATCH]);
    assert!(!site.is_installed());
    // By default nobody is asked.
    let asked = site.contacts.lock().expect("one").len();
    fs::remove_file(site.world.path("pc/client/client.toml")).expect("removed");
    assert_eq!(site.look(), []);
    assert_eq!(site.contacts.lock().expect("one").len(), asked);
    site.point(&site.key.public());
    site.look();
    assert!(site.is_installed());
}

/// Whoever holds the first key of a machine against it takes no other: so it is the same at every contact.
#[test]
fn the_machine_shows_the_key_that_it_announces_and_keeps_it() {
    let site = Site::new();
    let key = site.client().machine_key().expect("read");
    site.look();
    assert_eq!(site.announced().0.thumbprint(), key);
    site.look();
    assert_eq!(site.announced().0.thumbprint(), key);
    assert_eq!(site.client().machine_key().expect("read"), key);
}

/// A name or a part of the key in its place would be a host that nobody ever is, and a refusal that sends the administrator elsewhere.
#[test]
fn a_text_that_is_no_thumbprint_is_refused_where_it_is_written() {
    let site = Site::new();
    let config = site.world.path("pc/client/client.toml");
    for key in ["kms.corp.example", "", &site.key.public().thumbprint()[1..]] {
        let text = format!("[managed]\nhosts = [{{ address = \"127.0.0.1:1688\", key = \"{key}\" }}]\n");
        fs::write(&config, text).expect("written");
        let error = Client::open(&site.world.path("pc/client"), site.world.now()).expect_err("no thumbprint");
        assert!(error.to_string().contains("client.toml") && error.to_string().contains("43 characters"), "{error}");
    }
}

/// The machine of a site with a MAK and its offline license file, and what the desk answers to an installation id.
fn with_mak(site: &Site, key: &ProductKey) -> ActivationId {
    let slots = site.world.vendor.authority.offline_file(key, 3, site.world.now()).expect("a file");
    let mut client = site.client();
    client.install_key(&key.reveal(), site.world.now()).expect("installed");
    client.install_slots(&serde_json::to_string(&slots).expect("JSON")).expect("installed");
    ledger(&site.world)
}

/// An order for the MAK of this machine, with ids or without.
fn ordered(site: &Site, verb: &str, number: u8, ids: Option<(InstallationId, ConfirmationId)>) -> Order {
    let (installation_id, confirmation_id) = ids.unzip();
    let product = Some(ledger(&site.world));
    Order { verb: verb.into(), product, sealed_key: None, installation_id, confirmation_id, ..site.install(number) }
}

/// The installation ids that the machine has told, in all contacts.
fn told(site: &Site) -> Vec<(OrderId, InstallationId)> {
    let contacts = site.contacts.lock().expect("one");
    let told = contacts
        .iter()
        .flat_map(|(body, at)| contact::open(body, &site.key.public(), *at).expect("genuine").0.installation_ids);
    told.map(|told| (told.order, told.installation_id)).collect()
}

/// The code that the machine reports of the order with this number.
fn carried_out(site: &Site, order: &Order) -> Code {
    site.hand_out(order, site.key.clone());
    site.look();
    let reported = site.reported();
    reported.iter().rev().find(|(id, _)| *id == order.jti).expect("a report").1
}

#[test]
fn a_machine_tells_its_installation_id_and_applies_the_confirmation_id_once() {
    let site = Site::new();
    site.look();
    // Without a MAK there is nothing to tell.
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 1, None)), code::PRODUCT_NOT_INSTALLED);
    assert_eq!(told(&site), []);
    let key = site.world.mak(2, 2);
    let product = with_mak(&site, &key);
    let iid = site.client().installation_id(product, &env("pc", site.world.now())).expect("an id");
    site.hand_out(&ordered(&site, "proxy-activate", 2, None), site.key.clone());
    site.look();
    let ids = told(&site);
    assert!(!ids.is_empty() && ids.iter().all(|told| *told == (OrderId::from_bytes([2; 16]), iid)), "{ids:?}");
    assert!(site.reported().iter().all(|(id, _)| *id != OrderId::from_bytes([2; 16])), "the order is not over");
    let cid =
        site.world.vendor.authority.confirm(&iid, site.world.now()).expect("an answer").expect("a confirmation id");
    // Another's id: of other hardware, or of another key.
    let other = InstallationId { hardware: [9; 6], ..iid };
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 3, Some((other, cid)))), code::OFFLINE_NOT_BOUND);
    let wrong = ConfirmationId { masked: [7; 15], ..cid };
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 4, Some((iid, wrong)))), code::OFFLINE_NOT_BOUND);
    let missing = ConfirmationId { slot: 9, ..cid };
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 5, Some((iid, missing)))), code::OFFLINE_VERSION);
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 2, Some((iid, cid)))), code::SUCCESS);
    let activated = || site.client().report(product, &env("pc", site.world.now())).expect("a report").activated_by;
    assert!(activated().is_some_and(|activated| activated.by == Channel::Mak));
    // The agent was killed after that and before it could keep it: the same ids in an order that it does not know.
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 6, Some((iid, cid)))), code::SUCCESS);
    // They activate nothing else later: the installation id is used.
    site.client().rearm_product(product, site.world.now()).expect("rearmed");
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 7, Some((iid, cid)))), code::OFFLINE_NOT_BOUND);
    assert_eq!(carried_out(&site, &ordered(&site, "reapply", 8, Some((iid, cid)))), code::SUCCESS);
    assert!(activated().is_some_and(|activated| activated.by == Channel::Mak));
    // Neither do they after the key was removed and installed again.
    site.client().remove_key(product).expect("removed");
    site.client().install_key(&key.reveal(), site.world.now()).expect("installed");
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 9, Some((iid, cid)))), code::OFFLINE_NOT_BOUND);
    assert_eq!(carried_out(&site, &ordered(&site, "reapply", 10, Some((iid, cid)))), code::SUCCESS);
    // Nor where the vendor has revoked what they open, once the machine has the pack that says so.
    let computers = site.world.vendor.authority.computers().expect("computers");
    let holder = computers.iter().find(|computer| computer.claim == key.claim()).expect("this one").holder;
    site.world.vendor.authority.revoke(holder, site.world.now()).expect("revoked");
    let pack = site.world.vendor.authority.sign_pack_again(site.world.now()).expect("a pack");
    site.client().install_pack(&pack).expect("newer");
    site.client().remove_key(product).expect("removed");
    site.client().install_key(&key.reveal(), site.world.now()).expect("installed");
    assert_eq!(carried_out(&site, &ordered(&site, "reapply", 11, Some((iid, cid)))), code::LICENSE_REVOKED);
    assert!(activated().is_none());
}

#[test]
fn an_activation_with_a_term_is_not_applied_again() {
    let site = Site::new();
    site.look();
    let key = site.world.returnable_mak(2, 2);
    let product = with_mak(&site, &key);
    let iid = site.client().installation_id(product, &env("pc", site.world.now())).expect("an id");
    let cid =
        site.world.vendor.authority.confirm(&iid, site.world.now()).expect("an answer").expect("a confirmation id");
    assert_eq!(carried_out(&site, &ordered(&site, "reapply", 1, Some((iid, cid)))), code::OFFLINE_NOT_BOUND);
    assert_eq!(carried_out(&site, &ordered(&site, "proxy-activate", 2, Some((iid, cid)))), code::SUCCESS);
    let client = site.client();
    let report = client.report(product, &env("pc", site.world.now())).expect("a report");
    assert!(report.activated_by.is_some_and(|activated| activated.by == Channel::Mak));
}
