//! What systemd meets: units that it understands and that confine, and services that say when they answer.

use crate::command::{Service, muster, serve_host, text};
use muster_testbed::harness::world::World;
use std::{
    fs,
    os::unix::{fs::MetadataExt, net::UnixDatagram},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

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

#[test]
fn units_are_understood_and_confined() {
    let folder = tempfile::tempdir().expect("a folder");
    for unit in ["muster-host.service", "muster-authority.service", "muster-agent.service"] {
        let original = fs::read_to_string(packaging().join(unit)).expect("a unit");
        let copy = folder.path().join(unit);
        // The command is where it was built, and the pages are not installed.
        let here = original.replace("/usr/bin/muster", env!("CARGO_BIN_EXE_muster"));
        let lines: Vec<&str> = here.lines().filter(|line| !line.starts_with("Documentation=")).collect();
        fs::write(&copy, lines.join("\n")).expect("written");
        let (good, said) = analyze(&["verify", "--man=no", "--recursive-errors=no"], &copy);
        assert!(good && !said.contains(unit), "{said}");
        let threshold = format!("--threshold={EXPOSURE_MAX}");
        let (good, said) = analyze(&["security", "--offline=true", "--no-pager", &threshold], &copy);
        assert!(good, "{unit} is exposed to more than {EXPOSURE_MAX}:\n{said}");
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
