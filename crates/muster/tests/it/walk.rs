//! The walk of docs/first-host.md, command by command, as an administrator types it.

use crate::command::{Service, muster, text};
use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Output};

/// The page.
const PAGE: &str = include_str!("../../../../docs/first-host.md");

/// The commands of the page, in order: the indented lines that start with `muster`.
fn commands() -> impl Iterator<Item = &'static str> {
    PAGE.lines().filter_map(|line| line.strip_prefix("    muster "))
}

/// Runs a line of the page in `folder`.
fn run(folder: &Path, line: &str) -> Output {
    muster(line.split_whitespace()).current_dir(folder).output().expect("muster runs")
}

#[test]
fn every_command_of_the_page_works() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("passphrase"), "a passphrase\n").expect("written");
    fs::set_permissions(folder.path().join("passphrase"), fs::Permissions::from_mode(0o600)).expect("set");
    fs::write(folder.path().join("ledger.toml"), muster_testbed::PACK).expect("written");
    let mut services = Vec::new();
    let key = |file: &str| {
        let text = fs::read_to_string(folder.path().join(file)).unwrap_or_default();
        text.split_whitespace().next().unwrap_or_default().to_owned()
    };
    let mut authority = String::new();
    let mut host = String::new();
    let mut seen = 0;
    for line in commands() {
        let line = line.replace("HOST-KEY", &key("host-key.txt"));
        let line = line.replace("SETUP-KEY", &key("setup-keys.txt"));
        let line = line.replace("KMS-ADDRESS", &host);
        seen += 1;
        if line.contains(" serve") {
            let mut command = muster(line.split_whitespace());
            command.current_dir(folder.path());
            if line.contains(" host serve") {
                command.args(["--port", "0"]);
            } else {
                command.args(["--listen", "127.0.0.1:0"]);
            }
            let service = Service::start(command);
            let address = service.address.to_string();
            if line.contains(" host ") {
                host = address;
            } else {
                authority = address;
                let config = format!(
                    "name = \"kms.corp.test\"\naddress = \"127.0.0.1\"\n[authority]\nurl = \"http://{authority}\"\n"
                );
                fs::write(folder.path().join("host.toml"), config).expect("written");
            }
            services.push(service);
            continue;
        }
        let output = run(folder.path(), &line);
        let printed = text(&output.stdout);
        // The last attempt is refused for the count: one machine is not 25.
        let refused = line.contains("/ato") && line.contains("client-pc") && printed.contains("0xC004F038");
        assert!(output.status.success() || refused, "{line}\n{printed}{}", text(&output.stderr));
        let whole = |file: &str| !key(file).is_empty() && printed.contains(&key(file));
        assert!(!whole("host-key.txt") && !whole("setup-keys.txt"), "{line} shows a whole key");
        if line.contains("slmgr /dlv") && line.contains("kms") {
            assert!(printed.contains("License Status: Licensed"), "{printed}");
        }
    }
    assert!(seen > 12 && !authority.is_empty() && !host.is_empty(), "{seen} commands");
}

/// The page that tells a vendor's engineer how a product asks, and the license pack that it uses.
const PRODUCT_PAGE: &str = include_str!("../../../../docs/license-your-product.md");
const PACK_PAGE: &str = include_str!("../../../../docs/license-pack.md");

/// What stands at the end of a line of the page is left to the shell.
#[test]
fn a_machine_to_try_on_is_licensed_after_the_commands_of_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("written");
    let (_, pack) = PACK_PAGE.split_once("```toml\n").expect("an example");
    write("ledger.toml", pack.split_once("```").expect("its end").0);
    write("passphrase", "a passphrase to try with\n");
    fs::set_permissions(folder.path().join("passphrase"), fs::Permissions::from_mode(0o600)).expect("set");
    let (_, page) = PRODUCT_PAGE.split_once("```sh\n").expect("the commands");
    let (page, _) = page.split_once("```").expect("their end");
    let page = page.lines().filter_map(|line| line.strip_prefix("muster "));
    let commands: Vec<&str> = page.map(|line| line.trim_end_matches(" &")).collect();
    let ran = |line: &str| {
        let output = run(folder.path(), line);
        assert!(output.status.success(), "{line}\n{}{}", text(&output.stdout), text(&output.stderr));
        text(&output.stdout)
    };
    let mut service = None;
    for line in &commands {
        if line.contains(" serve ") {
            // The port of the page may be taken.
            let mut command = muster(line.split_whitespace());
            command.current_dir(folder.path()).args(["--listen", "127.0.0.1:0"]);
            let running = Service::start(command);
            write("client.toml", &format!("[authority]\nurl = \"http://{}\"\n", running.address));
            service = Some(running);
        } else if line.ends_with(" agent") {
            ran(&format!("{line} --once"));
        } else if line.ends_with(" /ato") {
            assert!(ran(line).contains("Product activated successfully"), "{line}");
        } else {
            ran(line);
        }
    }
    assert!(ran("--state try slmgr /dlv").contains("Licensed features: export, seats=50"));
    assert!(service.is_some() && commands.len() == 8, "{commands:?}");
}
