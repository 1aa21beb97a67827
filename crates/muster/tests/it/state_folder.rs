//! A state folder may belong to a service's account, and root works in it: nothing that this account can put there leads root
//! out of the folder, and what is made there is for its owner alone.

use crate::command::{muster, serve_host, text};
use muster_testbed::harness::world::World;
use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink},
    path::{Path, PathBuf},
    process::Output,
};

const NOBODY: u32 = 65_534;
const NOT_TRUSTED: &str = "0x80070780";
const SECRET: &str = "root:x:0:0\n";

/// What lies outside of the state folders, and what links to it is called.
struct Outside {
    folder: PathBuf,
}

impl Outside {
    fn new(world: &World) -> Self {
        let folder = world.path("outside");
        fs::create_dir_all(folder.join("folder")).expect("a folder");
        fs::write(folder.join("file"), SECRET).expect("a file");
        Self { folder }
    }

    /// Names, owners, modes, and the file's bytes.
    fn state(&self) -> (BTreeSet<(PathBuf, u32, u32)>, String) {
        let mut all = BTreeSet::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let meta = path.symlink_metadata().expect("it is there");
                if meta.is_dir() {
                    folders.push(path.clone());
                }
                all.insert((path, meta.uid(), meta.mode()));
            }
        }
        (all, fs::read_to_string(self.folder.join("file")).expect("the file"))
    }
}

fn run(world: &World, state: &str, words: &[&str]) -> Output {
    let passphrase = world.path("passphrase.txt");
    let mut command = muster(["--state", world.path(state).to_str().expect("a path")]);
    command.args(words).env("MUSTER_PASSPHRASE_FILE", passphrase).output().expect("muster runs")
}

/// Puts a link in the place of each file of `folder`, and of each of `more`, and expects of every command that it refuses,
/// and changes nothing outside.
fn check(world: &World, state: &str, folder: &str, more: &[&str], commands: &[&[&str]]) {
    let (outside, folder) = (Outside::new(world), world.path(state).join(folder));
    // Whoever is not root cannot give the folder away, and the files outside are the user's own.
    let given = chown(&folder, Some(NOBODY), Some(NOBODY)).is_ok();
    let files = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    if given {
        files.iter().for_each(|path| chown(path, Some(NOBODY), Some(NOBODY)).expect("root may"));
    }
    let before = outside.state();
    let aside = world.path("aside");
    for path in files.iter().cloned().chain(more.iter().map(|name| folder.join(name))) {
        let was_there = path.exists();
        if was_there {
            fs::rename(&path, &aside).expect("put aside");
        }
        for target in ["new", "file", "folder"] {
            symlink(outside.folder.join(target), &path).expect("a link");
            for words in commands {
                let output = run(world, state, words);
                let said = text(&output.stdout) + &text(&output.stderr);
                let failed = output.status.code() == Some(1) && said.contains(NOT_TRUSTED);
                assert!(failed, "{words:?} with {} as a link to a {target}: {said}", path.display());
                assert!(said.contains(path.to_str().expect("a path")), "{words:?} names no file: {said}");
            }
            assert_eq!(outside.state(), before, "{} as a link to a {target}", path.display());
            fs::remove_file(&path).expect("the link is still there");
        }
        if was_there {
            fs::rename(&aside, &path).expect("put back");
        }
    }
}

#[test]
fn no_link_in_a_hosts_folder_is_followed() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    drop(serve_host(&world.state("kms")));
    let pack = world.path("authority/pack.jws");
    fs::write(&pack, &world.vendor.pack).expect("written");
    let commands: [&[&str]; 13] = [
        &["host", "status"],
        &["host", "events"],
        &["host", "export"],
        &["host", "machines"],
        &["host", "publish"],
        &["host", "withdraw"],
        &["host", "retire"],
        &["host", "resume"],
        &["host", "activate"],
        &["host", "release", "pc-1"],
        &["host", "pack", pack.to_str().expect("a path")],
        &["host", "backup", "/nowhere/backup"],
        &["host", "serve", "--port", "0"],
    ];
    check(&world, "kms", "host", &["host.db-wal", "host.db-shm", "host.db-journal", "offline", "new"], &commands);
}

#[test]
fn no_link_in_a_clients_folder_is_followed() {
    let world = World::in_real_time();
    let (mut client, _) = world.client("pc");
    let _ = world.activate_at(&mut client, "pc", "127.0.0.1:9".parse().expect("an address"));
    let commands: [&[&str]; 5] =
        [&["client", "status"], &["client", "events"], &["slmgr", "/dlv"], &["slmgr", "/ato"], &["slmgr", "/rearm"]];
    check(&world, "pc", "client", &["client.toml", "offline", "state.json.bak"], &commands);
}

#[test]
fn no_link_in_an_authoritys_folder_is_followed() {
    let world = World::in_real_time();
    fs::rename(world.path("authority/passphrase.txt"), world.path("passphrase.txt")).expect("moved");
    let commands: [&[&str]; 3] =
        [&["authority", "key", "list"], &["authority", "computer", "list"], &["authority", "root", "list"]];
    check(&world, "", "authority", &["authority.db-wal"], &commands);
}

/// A file that only root may read is not read for somebody who can write the file that names it.
#[test]
fn a_file_that_the_configuration_names_is_read_with_the_rights_of_the_folders_owner() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let folder = world.path("kms/host");
    // Without root there is nobody else to read for; then the file is one that this user may not read either.
    let given = chown(&folder, Some(NOBODY), Some(NOBODY)).is_ok();
    let secret = world.path("secret");
    fs::write(&secret, "swordfish").expect("a file");
    fs::set_permissions(&secret, fs::Permissions::from_mode(if given { 0o600 } else { 0 })).expect("its mode");
    let config = folder.join("host.toml");
    let store = format!("\n[store]\npostgres = \"host=127.0.0.1 port=9\"\npassword_file = {secret:?}\n");
    fs::write(&config, fs::read_to_string(&config).expect("a file") + &store).expect("written");
    let output = run(&world, "kms", &["host", "status"]);
    let said = text(&output.stderr);
    assert!(output.status.code() == Some(1) && said.contains("0x80070005") && said.contains("secret"), "{said}");
}

/// The folder keeps others out; should somebody open it, the files still do.
#[test]
fn what_holds_secrets_is_for_its_owner_alone() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let (mut client, _) = world.client("pc");
    let _ = world.activate_at(&mut client, "pc", "127.0.0.1:9".parse().expect("an address"));
    let service = serve_host(&world.state("kms"));
    let for_all = ["root.jwk", "pack.jws", "host-license.jws"];
    for folder in ["kms/host", "pc/client", "authority"] {
        for entry in fs::read_dir(world.path(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let (name, mode) = (path.file_name().and_then(|name| name.to_str()).expect("a name"), mode(&path));
            let expected = if for_all.contains(&name) { 0o644 } else { 0o600 };
            assert_eq!(mode, expected, "{}: {mode:o}", path.display());
        }
    }
    drop(service);
}

fn mode(path: &Path) -> u32 {
    path.metadata().expect("a file").permissions().mode() & 0o777
}
