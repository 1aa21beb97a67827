//! Proxy activation as a job, end to end: machines with a MAK and without a way out, a host that is killed on the way, and a list that
//! somebody carries to the authority and back.

use crate::{
    command::{Service, run, run_in, text},
    job_site::{Site, holds},
};
use muster_client::{Channel, Client};
use muster_core::keys::product_key::ProductKey;
use muster_testbed::harness::world::ledger;
use serde_json::Value;
use std::fs;

const SUCCESS: &str = "0x00000000";

/// Exit code and everything printed.
fn proxy(words: &[&str]) -> (Option<i32>, String) {
    let output = run([&["--lang", "en", "proxy"], words].concat());
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

/// The product key and the offline license file of a MAK, as files.
fn delivered(site: &Site, key: &ProductKey) -> (String, String) {
    let slots = site.world.vendor.authority.offline_file(key, 10, site.world.now()).expect("a file");
    let (of_key, of_slots) = (site.world.path("mak.txt"), site.world.path("offline.json"));
    fs::write(&of_key, key.reveal()).expect("written");
    fs::write(&of_slots, serde_json::to_string(&slots).expect("JSON")).expect("written");
    let path = |path: std::path::PathBuf| path.to_str().expect("a path").to_owned();
    (path(of_key), path(of_slots))
}

/// Machines of a host, with an agent and the offline license file of a MAK, which a job installs.
struct Fleet {
    site: Site,
    key: String,
    product: String,
    mak_file: String,
    offline: String,
}

impl Fleet {
    /// A host, and the MAK's files.
    fn new(mak: &ProductKey, site: Site) -> Self {
        let (mak_file, offline) = delivered(&site, mak);
        let (key, product) = (site.key_of("kms"), ledger(&site.world).to_string());
        Self { site, key, product, mak_file, offline }
    }

    /// A machine that has activated at the host, and has the MAK now.
    fn machine(&self, name: &str, host: &Service) -> String {
        self.site.machine(name, host, &self.key);
        let client = Client::open(&self.site.client(name), self.site.world.now()).expect("a client");
        client.install_slots(&fs::read_to_string(&self.offline).expect("read")).expect("installed");
        let cmid = client.cmid().to_string();
        self.site.add(&["install-key", "--key-file", &self.mak_file, "--yes", "--machine", &cmid]);
        self.site.once(name);
        cmid
    }

    /// Begins a job for a product on machines.
    fn add(&self, verb: &str, machines: &[&str]) -> String {
        let named = machines.iter().flat_map(|name| ["--machine", name]);
        let words: Vec<&str> = [verb, "--activation-id", &self.product].into_iter().chain(named).collect();
        self.site.add(&words)
    }

    /// Takes a list to the authority.
    fn fetch(&self, list: &str) -> (Option<i32>, String) {
        proxy(&["fetch", list, "--authority", &self.site.world.authority.url()])
    }

    /// Runs `muster host job` on the state of the host, without a look at how it ends.
    fn job(&self, words: &[&str]) -> (i32, String) {
        run_in(&self.site.world.path("kms"), &[&["host", "job"], words].concat())
    }

    fn path(&self, name: &str) -> String {
        self.site.world.path(name).to_str().expect("a path").to_owned()
    }

    /// Writes the list of a job.
    fn list(&self, job: &str, name: &str) -> String {
        let path = self.path(name);
        self.site.job(&["installation-ids", job, "--out", &path, "--force"]);
        path
    }
}

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a list")).expect("JSON")
}

#[test]
fn machines_without_a_way_out_are_activated_by_a_list_whatever_is_killed_meanwhile() {
    let site = Site::new();
    let host = site.filled("kms");
    let mak = site.world.mak(2, 3);
    let fleet = Fleet::new(&mak, site);
    let site = &fleet.site;
    let names = ["vault-1", "vault-2", "vault-3"];
    names.iter().for_each(|name| drop(fleet.machine(name, &host)));
    let job = fleet.add("proxy-activate", &names);
    assert_eq!(site.states(&job), ["waiting", "waiting", "waiting"]);
    let (code, printed) = fleet.job(&["confirm", &job, "/nowhere"]);
    assert!(code == 1 && printed.contains("/nowhere"), "{printed}");
    site.once("vault-1");
    site.once("vault-2");
    host.kill();
    let printed = site.once("vault-3");
    assert!(printed.contains("[managed]"), "the host cannot be reached: {printed}");
    assert_eq!(site.states(&job), ["identified", "identified", "waiting"]);
    let host = site.serve("kms");
    names.iter().for_each(|name| site.point(name, host.address, &fleet.key));
    site.once("vault-3");
    assert_eq!(site.states(&job), ["identified", "identified", "identified"]);
    // The list goes where there is a network. The MAK has two places.
    let list = fleet.list(&job, "list.json");
    let document = read(&list);
    assert_eq!(
        (&document["schema"], &document["job"]["number"]),
        (&"muster-proxy-2".into(), &job.parse::<i64>().expect("a number").into())
    );
    let (code, told) = fleet.fetch(&list);
    assert_eq!(
        (code, told.as_str()),
        (
            Some(1),
            "✓ vault-1\n✓ vault-2\n✗ vault-3  0xC004C020 the authority determined that the Multiple Activation Key has exceeded its limit\n"
        )
    );
    let (code, told) = proxy(&["deposit", &list]);
    assert!(code == Some(2) && told.contains(&format!("job {job} of")), "{told}");
    host.kill();
    let taken = site.job(&["confirm", &job, &list]);
    assert_eq!((&taken["confirmed"], &taken["refused"]), (&2.into(), &1.into()));
    let host = site.serve("kms");
    names.iter().for_each(|name| site.point(name, host.address, &fleet.key));
    assert_eq!(site.states(&job), ["confirmed", "confirmed", "refused"]);
    site.once("vault-1");
    host.kill();
    site.once("vault-2");
    assert_eq!(site.states(&job), ["done", "confirmed", "refused"]);
    let host = site.serve("kms");
    names.iter().for_each(|name| site.point(name, host.address, &fleet.key));
    names.iter().for_each(|name| drop(site.once(name)));
    let done = |name: &str| (name.to_owned(), "done".to_owned(), Some(SUCCESS.to_owned()));
    let refused = ("vault-3".to_owned(), "refused".to_owned(), Some("0xC004C020".to_owned()));
    assert_eq!(site.progress(&job), [done("vault-1"), done("vault-2"), refused]);
    // The vendor lets one more in; the list of the job asks for that one alone.
    site.world.vendor.authority.raise_limit(&mak.claim(), 3, site.world.now()).expect("raised");
    let rest = fleet.list(&job, "rest.json");
    assert_eq!(read(&rest)["machines"].as_array().map(Vec::len), Some(1));
    let (code, told) = fleet.fetch(&rest);
    assert_eq!((code, told.as_str()), (Some(0), "✓ vault-3\n"));
    assert_eq!(site.job(&["confirm", &job, &rest])["confirmed"], 1);
    site.once("vault-3");
    assert_eq!(site.states(&job), ["done", "done", "done"]);
    assert!(names.iter().all(|name| site.activated_by(name) == Some(Channel::Mak)));
    no_key_is_seen(&fleet, &mak, &[&list, &rest]);
    drop(host);
}

/// Nothing that the host keeps, logs or hands out has the product key.
fn no_key_is_seen(fleet: &Fleet, mak: &ProductKey, files: &[&str]) {
    let site = &fleet.site;
    let kms = site.world.path("kms");
    let (code, audit) = run_in(&kms, &["host", "audit", "list"]);
    assert!(code == 0 && audit.contains("job-confirm") && audit.contains("confirmed: 2, refused: 1"), "{audit}");
    let log = fs::read_to_string(site.world.path("log")).expect("a log");
    let shown: String = files.iter().map(|file| fs::read_to_string(file).expect("a list")).collect();
    for whole in [mak.reveal(), mak.reveal().replace('-', "")] {
        assert!(!log.contains(&whole) && !shown.contains(&whole) && !audit.contains(&whole));
        assert!(!holds(&kms, whole.as_bytes()), "in a file of the host");
    }
}

/// Two confirmation ids change places on the way: both machines say that they do not fit, and nothing is lost. Then one of them is installed
/// anew, and its confirmation id is used again without the authority.
#[test]
fn what_does_not_fit_is_told_and_what_was_stored_is_used_again() {
    let site = Site::new();
    let host = site.filled("kms");
    let mak = site.world.mak(2, 2);
    let fleet = Fleet::new(&mak, site);
    let site = &fleet.site;
    let (one, other) = (fleet.machine("vault-1", &host), fleet.machine("vault-2", &host));
    let both = || ["vault-1", "vault-2"].iter().for_each(|name| drop(site.once(name)));
    let job = fleet.add("proxy-activate", &[&one, &other]);
    both();
    let list = fleet.list(&job, "list.json");
    assert_eq!(fleet.fetch(&list).0, Some(0));
    let mut swapped = read(&list);
    let (first, second) = (&swapped["machines"][0]["confirmation_id"], &swapped["machines"][1]["confirmation_id"]);
    let (first, second) = (first.clone(), second.clone());
    (swapped["machines"][0]["confirmation_id"], swapped["machines"][1]["confirmation_id"]) = (second, first);
    fs::write(&list, swapped.to_string()).expect("written");
    assert_eq!(site.job(&["confirm", &job, &list])["confirmed"], 2);
    both();
    let failed = |name: &str| (name.to_owned(), "failed".to_owned(), Some("0xC004F07F".to_owned()));
    assert_eq!(site.progress(&job), [failed("vault-1"), failed("vault-2")]);
    // The same installation ids cost nothing more: the MAK has no third place.
    let job = fleet.add("proxy-activate", &[&one, &other]);
    both();
    let list = fleet.list(&job, "again.json");
    assert_eq!(fleet.fetch(&list).0, Some(0));
    assert_eq!(site.job(&["confirm", &job, &list])["confirmed"], 2);
    let (code, told) = fleet.job(&["confirm", &job, &list]);
    assert!(code == 1 && told.contains("every answer in the list was taken before"), "{told}");
    both();
    assert_eq!(site.states(&job), ["done", "done"]);
    // Installed anew on the same hardware, it is another machine to the host.
    fs::remove_dir_all(site.world.path("vault-1")).expect("removed");
    let anew = fleet.machine("vault-1", &host);
    assert!(anew != one && site.activated_by("vault-1") == Some(Channel::Host));
    let job = fleet.add("reapply", &[&anew]);
    assert_eq!(site.states(&job), ["waiting"]);
    site.once("vault-1");
    assert_eq!(site.progress(&job), [("vault-1".to_owned(), "done".to_owned(), Some(SUCCESS.to_owned()))]);
    assert_eq!(site.activated_by("vault-1"), Some(Channel::Mak));
    // Other hardware has none.
    let third = fleet.machine("vault-3", &host);
    let (code, told) = fleet.job(&["reapply", "--activation-id", &fleet.product, "--machine", &third]);
    assert!(code == 1 && told.contains("0x80070057") && told.contains("proxy-activate"), "{told}");
    drop(host);
}

/// An activation with a term would begin anew, and one that was given back would be taken twice.
#[test]
fn an_activation_that_ends_is_not_used_again() {
    let site = Site::new();
    let host = site.filled("kms");
    let mak = site.world.returnable_mak(2, 2);
    let fleet = Fleet::new(&mak, site);
    let site = &fleet.site;
    let cmid = fleet.machine("vault-1", &host);
    let job = fleet.add("proxy-activate", &[&cmid]);
    site.once("vault-1");
    let list = fleet.list(&job, "list.json");
    assert_eq!(fleet.fetch(&list).0, Some(0));
    site.job(&["confirm", &job, &list]);
    site.once("vault-1");
    assert_eq!((site.states(&job), site.activated_by("vault-1")), (vec!["done".to_owned()], Some(Channel::Mak)));
    fs::remove_dir_all(site.world.path("vault-1")).expect("removed");
    let anew = fleet.machine("vault-1", &host);
    let job = fleet.add("reapply", &[&anew]);
    site.once("vault-1");
    let failed = ("vault-1".to_owned(), "failed".to_owned(), Some("0xC004F07F".to_owned()));
    assert_eq!((site.progress(&job), site.activated_by("vault-1")), (vec![failed], Some(Channel::Host)));
    drop(host);
}

/// Read out by telephone, or in a picture that somebody sent.
#[test]
fn the_confirmation_id_of_one_machine_is_taken_by_itself() {
    let site = Site::new();
    let host = site.filled("kms");
    let mak = site.world.mak(2, 2);
    let fleet = Fleet::new(&mak, site);
    let site = &fleet.site;
    let cmid = fleet.machine("vault-1", &host);
    let job = fleet.add("proxy-activate", &["vault-1"]);
    site.once("vault-1");
    let told = read(&fleet.list(&job, "list.json"));
    let iid = told["machines"][0]["installation_id"].as_str().expect("an id").parse().expect("an id");
    let cid = site.world.vendor.authority.confirm(&iid, site.world.now()).expect("no fault").expect("confirmed");
    let file = fleet.path("cid.txt");
    fs::write(&file, format!("MUSTER:CID:{cid}\n")).expect("written");
    let (code, printed) = fleet.job(&["confirm", &job, &file, "--machine", "nobody"]);
    assert!(code == 1 && printed.contains("has no machine nobody"), "{printed}");
    let (code, printed) = fleet.job(&["confirm", &job, &cid.to_string()[1..], "--machine", "vault-1"]);
    assert!(code == 1 && printed.contains("0xC004F02F"), "{printed}");
    assert_eq!(site.job(&["confirm", &job, &file, "--machine", &cmid])["confirmed"], 1);
    let (code, printed) = fleet.job(&["confirm", &job, &file, "--machine", "vault-1"]);
    assert!(code == 1 && printed.contains("taken before"), "{printed}");
    site.once("vault-1");
    assert_eq!((site.states(&job), site.activated_by("vault-1")), (vec!["done".to_owned()], Some(Channel::Mak)));
    drop(host);
}
