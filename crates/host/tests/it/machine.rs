//! A host serves on the machine that it was activated on, and a copy of its folder on no other.

use muster_core::{client::license::Status, code, id::Nonce};
use muster_host::{Host, HostError, Serving};
use muster_testbed::{
    activate_online,
    harness::{
        http::fetch,
        world::{World, machine},
    },
    own_machine,
};
use std::{fs, path::Path};

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
    }
}

fn start_on(world: &World, host: Host, name: &str) -> Result<(), HostError> {
    world.block_on(Serving::start(host, machine(name), Some(0), world.clock())).map(drop)
}

#[test]
fn a_copied_folder_serves_on_no_other_machine_until_it_is_activated_there() {
    let world = World::new();
    let host = world.activated_host("kms");
    let folder = world.path("copy/host");
    copied(host.directory(), &folder);
    let open = || Host::open(&folder).expect("a copy of a host");
    let error = start_on(&world, open(), "elsewhere").expect_err("another machine");
    assert_eq!(error.code(), code::HARDWARE_OUT_OF_TOLERANCE);
    assert!(error.to_string().contains("muster host activate"), "{error}");
    let report = open().license_report(Some(&machine("elsewhere")), world.now()).expect("a report");
    assert_eq!((report.status, report.reason), (Status::Notification, Some(code::HARDWARE_OUT_OF_TOLERANCE)));
    // What the copy says of its hardware is not what the license binds, and nothing it leaves out helps.
    fs::write(folder.join("hardware.json"), "{\"operator\": 1}").expect("written");
    start_on(&world, open(), "elsewhere").expect_err("another machine");
    fs::remove_file(folder.join("hardware.json")).expect("removed");
    start_on(&world, open(), "elsewhere").expect_err("another machine");
    // The way out costs an activation of the key.
    activate_online(&mut open(), &machine("elsewhere"), world.now()).expect("activated");
    start_on(&world, open(), "elsewhere").expect("its own machine");
    assert_eq!(world.vendor.authority.computers().expect("computers").len(), 2);
    start_on(&world, host, "kms.corp.test").expect("the first goes on");
}

#[test]
fn a_running_host_takes_no_license_of_another_machine() {
    let world = World::new();
    let host = world.activated_host("kms");
    let service = world.serve(Host::open(host.directory()).expect("the host"), "kms");
    let request = host.license_request(machine("elsewhere").id(), Nonce::from_bytes([3; 16]), world.now());
    let config = host.authority().expect("an authority");
    let foreign = (muster_testbed::ask_authority().license)(&config, &request.expect("a request")).expect("a license");
    let before = host.license_document().expect("a license").to_owned();
    let mut changed = Host::open(host.directory()).expect("the host");
    let error = changed.install_license_on(&own_machine(&host), &foreign).expect_err("another machine's");
    assert_eq!(error.code(), code::HARDWARE_OUT_OF_TOLERANCE);
    assert_eq!(Host::open(host.directory()).expect("the host").license_document(), Some(before.as_str()));
    // Put there by hand it changes nothing either.
    fs::write(host.directory().join("host-license.jws"), &foreign).expect("written");
    assert_eq!(world.ask(service.address(), 1).0, 200);
    assert_eq!(fetch(service.address(), "/health").0, 200);
    world.block_on(service.stop());
    start_on(&world, Host::open(host.directory()).expect("the host"), "kms.corp.test").expect_err("at the next start");
}

#[test]
fn a_host_activated_by_telephone_is_compared_with_what_was_enrolled() {
    let world = World::new();
    let mut host = world.setup("kms", None).init(&world.vendor).expect("a host");
    let own = own_machine(&host);
    let file = world.vendor.authority.offline_file(&world.vendor.host_key, 1, world.now()).expect("a file");
    host.install_slots(&serde_json::to_string(&file).expect("JSON")).expect("installed");
    let iid = host.installation_id(&own).expect("an id");
    let cid = world.vendor.authority.confirm(&iid, world.now()).expect("no fault").expect("confirmed");
    host.apply_confirmation_id(&cid.to_string(), &own).expect("activated");
    let directory = host.directory().to_owned();
    start_on(&world, host, "kms.corp.test").expect("its own machine");
    let open = || Host::open(&directory).expect("the host");
    assert_eq!(
        start_on(&world, open(), "elsewhere").map_err(|error| error.code()),
        Err(code::HARDWARE_OUT_OF_TOLERANCE)
    );
}

#[test]
fn a_machine_that_changed_within_tolerance_asks_as_it_was_enrolled() {
    let world = World::new();
    let host = world.activated_host("kms");
    let own = own_machine(&host);
    assert_eq!(host.hardware(&own).expect("read"), own.id());
    assert_eq!(host.hardware(&machine("elsewhere")).expect("read"), machine("elsewhere").id());
    fs::write(host.directory().join("hardware.json"), "damaged").expect("written");
    assert_eq!(host.hardware(&own).expect("read"), own.id());
    start_on(&world, Host::open(host.directory()).expect("the host"), "kms.corp.test").expect("the license says so");
}
