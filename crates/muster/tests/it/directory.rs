//! Directory-based activation, with a real OpenLDAP server and a real Active Directory domain controller.

use crate::command::{muster, run, text};
use muster_client::{Channel, Client};
use muster_core::{client::license::Status, code, time::Span};
use muster_testbed::harness::{
    http,
    samba::Samba,
    slapd::{ADMIN, MACHINES, SUFFIX, Slapd},
    world::{World, env, ledger},
};
use std::fs;

struct Site {
    world: World,
    slapd: Slapd,
}

impl Site {
    fn new() -> Self {
        Self { world: World::in_real_time(), slapd: Slapd::start() }
    }

    /// A client that is a member of the directory, bound as `dn`.
    fn member(&self, name: &str, dn: &str, start_tls: bool) -> String {
        drop(self.world.client(name));
        let config =
            format!("[authority]\nurl = \"{}\"\n\n{}", self.world.authority.url(), self.slapd.member(dn, start_tls));
        fs::write(self.world.path(name).join("client/client.toml"), config).expect("written");
        self.world.path(name).to_str().expect("a path").to_owned()
    }

    fn slmgr(&self, state: &str, name: &str, words: &[&str]) -> (i32, String) {
        let identity = ["--identity", name, "--machine-name", name];
        let output = run([&["--state", state, "--lang", "en", "slmgr"], &identity[..], words].concat());
        (output.status.code().expect("a code"), text(&output.stdout) + &text(&output.stderr))
    }
}

#[test]
fn members_activate_from_the_directory_with_no_host_and_no_threshold() {
    let site = Site::new();
    let key = site.world.vendor.host_key.reveal();
    let admin = site.member("admin", ADMIN, false);
    assert_eq!(site.slmgr(&admin, "admin", &["/ao-list"]).1, "Activation Objects\n    No objects found\n");
    let (code, created) = site.slmgr(&admin, "admin", &["/ad-activation-online", &key, "Ledger for all"]);
    assert_eq!(code, 0, "{created}");
    let dn = format!("cn=Ledger for all,ou=Muster Activation Objects,{SUFFIX}");
    assert_eq!(created, format!("Product activated successfully.\nAO DN: {dn}\n"));
    assert!(site.slapd.search().contains("objectClass: musterActivationObject\n"), "{}", site.slapd.search());
    let (_, listed) = site.slmgr(&admin, "admin", &["/ao-list"]);
    for line in [
        "    Activation Object name: Ledger for all\n",
        &format!("    AO DN: {dn}\n"),
        "    AO extended PID: ",
        "    AO activation ID: 4c1d8a52-",
    ] {
        assert!(listed.contains(line), "{line}: {listed}");
    }
    // A member that may only read, over StartTLS.
    let member = site.member("pc", MACHINES, true);
    let (code, activated) = site.slmgr(&member, "pc", &["/ato"]);
    assert!(code == 0 && activated.ends_with("Product activated successfully.\n"), "{activated}");
    let (_, shown) = site.slmgr(&member, "pc", &["/dlv"]);
    for line in [
        "License Status: Licensed\n",
        "AD Activation client information\n",
        "    Activation Object name: Ledger for all\n",
        "    AO extended PID: ",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let client = Client::open(&site.world.path("pc/client"), site.world.now()).expect("a client");
    let product = client.chosen(None).expect("a product")[0];
    let report = |at| client.report(product, &env("pc", at)).expect("a report");
    assert_eq!(report(site.world.now()).activated_by.expect("activated").by, Channel::Directory);
    assert_eq!(report(site.world.now() + Span::days(179)).standing.status, Status::Licensed);
    assert_eq!(report(site.world.now() + Span::days(181)).standing.status, Status::AdditionalGrace);
    let (code, refused) = site.slmgr(&member, "pc", &["/del-ao", "Ledger for all"]);
    assert!(code == 1 && refused.contains("0x80070005"), "{refused}");
    assert_eq!(
        site.slmgr(&admin, "admin", &["/del-ao", "cn=Ledger for all"]),
        (0, "Operation completed successfully.\n".into())
    );
    let (code, missing) = site.slmgr(&admin, "admin", &["/del-ao", &dn]);
    assert!(code == 1 && missing.contains("0x80072030"), "{missing}");
}

#[test]
fn a_directory_is_activated_by_telephone() {
    let site = Site::new();
    let vendor = &site.world.vendor;
    let key = vendor.host_key.reveal();
    let admin = site.member("admin", ADMIN, true);
    let file = site.world.path("offline.json");
    let slots = vendor.authority.offline_file(&vendor.host_key, 3, site.world.now()).expect("a file");
    fs::write(&file, serde_json::to_string(&slots).expect("JSON")).expect("written");
    assert_eq!(site.slmgr(&admin, "admin", &["/ilc", file.to_str().expect("a path")]).0, 0);
    let (_, shown) = site.slmgr(&admin, "admin", &["/ad-activation-get-iid", &key]);
    let iid = shown.lines().next().and_then(|line| line.strip_prefix("Installation ID: ")).expect("an id").to_owned();
    let confirmed = vendor.authority.confirm(&iid.parse().expect("digits"), site.world.now()).expect("no fault");
    let cid = confirmed.expect("a confirmation id").to_string();
    let (code, created) = site.slmgr(&admin, "admin", &["/ad-activation-apply-cid", &key, &cid]);
    assert!(code == 0 && created.contains("AO DN: cn=Ledger 9 Host,"), "{created}");
    let (code, again) = site.slmgr(&admin, "admin", &["/ad-activation-apply-cid", &key, &cid]);
    assert!(code == 1 && again.contains("0xC004F07F"), "twice: {again}");
    let member = site.member("pc", MACHINES, false);
    assert_eq!(site.slmgr(&member, "pc", &["/ato"]).0, 0);
}

#[test]
fn a_host_is_the_way_out_where_the_directory_has_nothing() {
    let mut site = Site::new();
    let host = site.world.running_host(&site.world.setup("kms", None));
    for number in 0..25 {
        let request = http::request(number, ledger(&site.world), site.world.now());
        http::activate(host.address(), &request);
    }
    let member = site.member("pc", MACHINES, false);
    site.slmgr(&member, "pc", &["/skms", &host.address().to_string()]);
    assert_eq!(site.slmgr(&member, "pc", &["/act-type", "1"]).1, "Volume activation type set successfully.\n");
    let (code, refused) = site.slmgr(&member, "pc", &["/ato"]);
    assert!(code == 1 && refused.contains("Error: 0x80072030 "), "{refused}");
    site.slmgr(&member, "pc", &["/act-type", "0"]);
    assert_eq!(site.slmgr(&member, "pc", &["/ato"]).0, 0);
    let events = Client::open(&site.world.path("pc/client"), site.world.now()).expect("a client").events();
    let ids: Vec<u16> = events.iter().map(|event| event.id).collect();
    assert_eq!(ids, [12404, 12404, 12288, 12289], "the directory is asked first");
    // With the directory gone, what was activated stays, and the reason is told.
    site.slapd.stop();
    let client_state = site.world.path("pc/client");
    let mut client = Client::open(&client_state, site.world.now()).expect("a client");
    client.set_activation_type(muster_client::ActivationType::Directory, None).expect("set");
    let attempt = site.world.activate(&mut client, "pc", &muster_client::Network::default());
    assert_eq!(attempt.code, code::DIRECTORY_UNAVAILABLE, "{attempt:?}");
}

struct Domain {
    world: World,
    samba: Samba,
}

impl Domain {
    /// A client that is a member of the domain.
    fn member(&self, name: &str, start_tls: bool) {
        drop(self.world.client(name));
        let config = self.world.path(name).join("client/client.toml");
        fs::write(config, self.samba.member(start_tls)).expect("written");
    }

    fn slmgr(&self, name: &str, words: &[&str]) -> (i32, String) {
        let state = self.world.path(name);
        let global = ["--state", state.to_str().expect("a path"), "--lang", "en", "slmgr"];
        let identity = ["--identity", name, "--machine-name", name];
        let output = self.samba.inside(&mut muster([&global[..], &identity, words].concat()));
        (output.status.code().expect("a code"), text(&output.stdout) + &text(&output.stderr))
    }
}

/// In Active Directory: no change of the schema, and nothing of the class that a Windows client looks for.
#[test]
fn an_active_directory_domain_activates_its_members() {
    let domain = Domain { world: World::in_real_time(), samba: Samba::start() };
    let vendor = &domain.world.vendor;
    let key = vendor.host_key.reveal();
    domain.member("admin", false);
    let slots = vendor.authority.offline_file(&vendor.host_key, 3, domain.world.now()).expect("a file");
    let file = domain.world.path("offline.json");
    fs::write(&file, serde_json::to_string(&slots).expect("JSON")).expect("written");
    assert_eq!(domain.slmgr("admin", &["/ilc", file.to_str().expect("a path")]).0, 0);
    // The network of the domain controller has no way out: the telephone it is.
    let (_, shown) = domain.slmgr("admin", &["/ad-activation-get-iid", &key]);
    let iid = shown.lines().next().and_then(|line| line.strip_prefix("Installation ID: "));
    let iid = iid.unwrap_or_else(|| panic!("{shown}")).parse().expect("digits");
    let cid = vendor.authority.confirm(&iid, domain.world.now()).expect("no fault").expect("confirmed").to_string();
    let (code, created) = domain.slmgr("admin", &["/ad-activation-apply-cid", &key, &cid]);
    assert!(code == 0 && created.contains("CN=Services,CN=Configuration,DC=corp,DC=test"), "{created}");
    let objects = domain.samba.objects();
    assert!(objects.contains("objectClass: serviceConnectionPoint"), "{objects}");
    assert!(!objects.contains("msSPP"), "{objects}");
    domain.member("pc", true);
    let (code, activated) = domain.slmgr("pc", &["/ato"]);
    assert!(code == 0 && activated.ends_with("Product activated successfully.\n"), "{activated}");
    assert!(domain.slmgr("pc", &["/dlv"]).1.contains("AD Activation client information\n"));
    assert!(domain.slmgr("admin", &["/ao-list"]).1.contains("    Activation Object name: Ledger 9 Host\n"));
    assert_eq!(domain.slmgr("admin", &["/del-ao", "Ledger 9 Host"]).0, 0);
    assert_eq!(domain.slmgr("pc", &["/act-type", "1"]).0, 0);
    let (_, refused) = domain.slmgr("pc", &["/ato"]);
    assert!(refused.contains("0x80072030"), "{refused}");
}
