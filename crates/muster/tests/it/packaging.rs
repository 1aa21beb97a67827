//! What systemd meets: units that it understands and that confine, and services that say when they answer. And the bill of materials
//! that packages have beside them.

use crate::command::{Service, muster, serve_host, text};
use muster_testbed::harness::world::World;
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    os::unix::{fs::MetadataExt, net::UnixDatagram},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tempfile::TempDir;

/// The most that `systemd-analyze security` may find exposed, of 100: below 20 it calls a unit safe.
const EXPOSURE_MAX: u32 = 20;

fn packaging() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packaging")
}

fn analyze(words: &[&str], unit: &Path) -> (bool, String) {
    let mut command = Command::new("systemd-analyze");
    let output = command.args(words).arg(unit).env("SYSTEMD_COLORS", "0").output();
    let output = output.expect("systemd-analyze is installed (Debian package systemd)");
    (output.status.success(), text(&output.stdout) + &text(&output.stderr))
}

/// The units as packages have them.
fn units() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let made = Command::new(packaging().join("units")).arg(folder.path()).status().expect("it runs");
    assert!(made.success());
    folder
}

#[test]
fn units_are_understood_and_confined() {
    let (units, folder) = (units(), tempfile::tempdir().expect("a folder"));
    let of_one =
        ["muster-host.service", "muster-authority.service", "muster-authority-signer.service", "muster-agent.service"];
    for unit in of_one.into_iter().chain(["muster-host@.service", "muster-agent@.service"]) {
        let original = fs::read_to_string(units.path().join(unit)).expect("a unit");
        let copy = folder.path().join(unit.replace('@', "@contoso"));
        // The command is where it was built, and the pages are not installed.
        let here = original.replace("/usr/bin/muster", env!("CARGO_BIN_EXE_muster"));
        let lines: Vec<&str> = here.lines().filter(|line| !line.starts_with("Documentation=")).collect();
        fs::write(&copy, lines.join("\n")).expect("written");
        let (good, said) = analyze(&["verify", "--man=no", "--recursive-errors=no"], &copy);
        assert!(good && !said.contains(&unit.replace('@', "@contoso")), "{said}");
        let threshold = format!("--threshold={EXPOSURE_MAX}");
        let (good, said) = analyze(&["security", "--offline=true", "--no-pager", &threshold], &copy);
        assert!(good, "{unit} is exposed to more than {EXPOSURE_MAX}:\n{said}");
    }
}

/// The units of several vendors on one machine: those of one, each in a state folder of its own.
#[test]
fn units_of_several_vendors_differ_in_their_state_folder_alone() {
    let units = units();
    for (unit, state) in [("muster-host", "muster/vendor/%i/host"), ("muster-agent", "muster/vendor/%i")] {
        let read = |name: &str| fs::read_to_string(units.path().join(name)).expect("a unit");
        let (of_one, of_vendor) = (read(&format!("{unit}.service")), read(&format!("{unit}@.service")));
        assert_eq!(of_one.lines().count(), of_vendor.lines().count());
        let others = of_one.lines().zip(of_vendor.lines()).filter(|(one, vendor)| one != vendor);
        let others: Vec<&str> = others.map(|(_, vendor)| vendor).collect();
        assert_eq!(others.len(), 4, "{others:?}");
        assert!(others.iter().all(|line| line.contains("vendor %i") || line.contains("vendor/%i")), "{others:?}");
        assert!(others.contains(&format!("StateDirectory={state}").as_str()), "{others:?}");
    }
}

#[test]
fn a_host_says_when_it_answers() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let socket = world.path("notify");
    let heard = UnixDatagram::bind(&socket).expect("a socket");
    heard.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    let state = world.state("kms");
    let mut command = muster(["--state", state.to_str().expect("a path"), "host", "serve", "--port", "0"]);
    command.env("NOTIFY_SOCKET", &socket).env("MUSTER_IDENTITY", "kms.corp.test");
    let _service = Service::start(command);
    let mut buffer = [0; 64];
    let length = heard.recv(&mut buffer).expect("it says something");
    assert_eq!(text(&buffer[..length]).trim(), "READY=1");
}

#[test]
fn an_authority_says_when_it_answers() {
    let world = World::in_real_time();
    let socket = world.path("notify");
    let heard = UnixDatagram::bind(&socket).expect("a socket");
    heard.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    let state = world.path("");
    let mut command =
        muster(["--state", state.to_str().expect("a path"), "authority", "serve", "--listen", "127.0.0.1:0"]);
    command.env("NOTIFY_SOCKET", &socket).env("MUSTER_PASSPHRASE_FILE", world.path("authority/passphrase.txt"));
    let _service = Service::start(command);
    let mut buffer = [0; 64];
    let length = heard.recv(&mut buffer).expect("it says something");
    assert_eq!(text(&buffer[..length]).trim(), "READY=1");
}

/// An administrator sets the host up as root; the service, which is not, has to read and write what that made.
#[test]
fn what_root_makes_belongs_to_the_service() {
    const NOBODY: u32 = 65_534;
    let world = World::in_real_time();
    let directory = world.state("kms").join("host");
    fs::create_dir_all(&directory).expect("a folder");
    // Whoever is not root cannot give anything away, and has nothing to give.
    let given = std::os::unix::fs::chown(&directory, Some(NOBODY), Some(NOBODY)).is_ok();
    drop(world.activated_host("kms"));
    drop(serve_host(&world.state("kms")));
    let owner = fs::metadata(&directory).expect("a folder").uid();
    assert!(!given || owner == NOBODY);
    for entry in fs::read_dir(&directory).expect("a folder") {
        let entry = entry.expect("an entry");
        assert_eq!(entry.metadata().expect("its owner").uid(), owner, "{}", entry.path().display());
    }
}

/// The bill of materials of a program, at the beginning of 2027.
fn bill(arguments: &[&str]) -> Value {
    let mut command = Command::new(packaging().join("sbom"));
    command.args(arguments).current_dir(packaging().join("..")).env("SOURCE_DATE_EPOCH", "1798761600");
    let output = command.output().expect("packaging/sbom runs");
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn string<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value}"))
}

fn is_hexadecimal(text: &str, length: usize) -> bool {
    text.len() == length && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
}

/// What the schema of CycloneDX 1.6 asks, of the members that are there.
#[test]
fn a_bill_of_materials_has_the_form_of_cyclonedx_and_names_what_is_linked() {
    let bill = bill(&[
        "muster",
        "--package",
        "muster",
        "--no-default-features",
        "--features",
        "console,directory,doctor,postgres",
    ]);
    assert_eq!(
        (string(&bill, "bomFormat"), string(&bill, "specVersion"), &bill["version"]),
        ("CycloneDX", "1.6", &1.into())
    );
    let number = string(&bill, "serialNumber").strip_prefix("urn:uuid:").expect("a UUID");
    let parts: Vec<usize> = number.split('-').map(str::len).collect();
    assert!(parts == [8, 4, 4, 4, 12] && is_hexadecimal(&number.replace('-', ""), 32), "{number}");
    assert_eq!(string(&bill["metadata"], "timestamp"), "2027-01-01T00:00:00Z");
    let program = &bill["metadata"]["component"];
    assert_eq!((string(program, "type"), string(program, "name")), ("application", "muster"));
    assert_eq!(string(program, "version"), env!("CARGO_PKG_VERSION"));

    let components = bill["components"].as_array().expect("components");
    let mut references = BTreeSet::from([string(program, "bom-ref")]);
    for component in components {
        let (name, version) = (string(component, "name"), string(component, "version"));
        assert_eq!(string(component, "type"), "library");
        assert!(references.insert(string(component, "bom-ref")), "{component} is named twice");
        let [license] = component["licenses"].as_array().expect("licenses").as_slice() else { panic!("{component}") };
        assert!(!string(license, "expression").contains('/'), "{license} is no SPDX expression");
        // Ours come from no registry.
        if name.starts_with("muster") {
            continue;
        }
        assert_eq!(string(component, "purl"), format!("pkg:cargo/{name}@{version}"));
        let hash = &component["hashes"][0];
        assert!(string(hash, "alg") == "SHA-256" && is_hexadecimal(string(hash, "content"), 64), "{component}");
    }
    let mut depended = BTreeSet::new();
    for dependency in bill["dependencies"].as_array().expect("dependencies") {
        assert!(references.contains(string(dependency, "ref")), "{dependency}");
        for other in dependency["dependsOn"].as_array().expect("a list") {
            assert!(references.contains(other.as_str().expect("a reference")), "{dependency}");
            depended.insert(other.as_str().expect("a reference"));
        }
    }
    references.remove(string(program, "bom-ref"));
    assert_eq!(depended, references, "somebody depends on each component");

    let has = |name: &str| components.iter().any(|component| component["name"] == name);
    assert!(["aws-lc-sys", "libsqlite3-sys", "muster-host", "tokio-postgres"].into_iter().all(has));
    // Only in tests, and only in the features that packages leave out.
    assert!(!["muster-testbed", "rcgen", "plotters", "indicatif"].into_iter().any(has));
}
