//! What attackers try at a signer: other accounts, garbage, floods, an imitation, and a service that was taken over.

use crate::{
    command::{Service, muster, outcome, text},
    signer::{SERVICE, Signer, Site},
};
use muster_authority::{Authority, NewSecrets, RootPlace, SealEntropy};
use muster_core::code::{self, Code};
use muster_platform::entropy;
use muster_proto::jwk::Jwk;
use muster_testbed::{PACK, harness::http::health_that};
use muster_trust::jwk::SigningKey;
use serde_json::Value;
use std::{
    fs,
    io::{BufRead, BufReader, Read, Seek, SeekFrom, Write},
    os::unix::{
        fs::{MetadataExt, PermissionsExt},
        net::UnixStream,
    },
    path::Path,
    process::{Command, Stdio},
};

/// A service that was taken over writes the store. What an administrator has signed next names no root key from there.
#[test]
fn a_root_key_that_was_put_into_the_store_is_named_by_no_pack() {
    let site = Site::new();
    let _signer = site.signer();
    let store = rusqlite::Connection::open(site.path("authority/authority.db")).expect("the store");
    let foreign = SigningKey::from_seed([9; 32]).expect("a key");
    let jwk = serde_json::to_string(&Jwk::from(foreign.public())).expect("JSON");
    store.execute("INSERT INTO root (id, jwk, trusted) VALUES (2, ?1, TRUE)", [jwk]).expect("written");
    drop(store);
    let pack = site.path("pack.jws");
    let (exit, told) = site.as_root(&["pack", "--out", pack.to_str().expect("a path")]);
    assert!(
        exit == 1 && told.contains("0xC004F06A") && told.contains("a root key that the signer does not know"),
        "{told}"
    );
    assert!(!pack.exists());
}

/// Whether the memory of a process holds these bytes.
fn holds(process: u32, bytes: &[u8]) -> bool {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).expect("tests run as root");
    let mut memory = fs::File::open(format!("/proc/{process}/mem")).expect("tests run as root");
    let writable =
        maps.lines().filter(|line| line.split_whitespace().nth(1).is_some_and(|mode| mode.starts_with("rw")));
    for line in writable {
        let (from, to) = line.split(' ').next().and_then(|range| range.split_once('-')).expect("a range");
        let [from, to] = [from, to].map(|end| u64::from_str_radix(end, 16).expect("an address"));
        let mut part = vec![0; usize::try_from(to - from).expect("a length")];
        // Guard pages and the like are not there to be read.
        if memory.seek(SeekFrom::Start(from)).and_then(|_| memory.read_exact(&mut part)).is_ok()
            && part.windows(bytes.len()).any(|window| window == bytes)
        {
            return true;
        }
    }
    false
}

#[test]
fn neither_passphrase_nor_secret_is_anywhere_in_the_service() {
    const PASSPHRASE: &str = "a passphrase that is nowhere else";
    let folder = tempfile::tempdir().expect("a folder");
    let (state, authority) = (folder.path(), folder.path().join("authority"));
    let seal = SealEntropy { salt: entropy::bytes(), nonce: entropy::bytes() };
    let secrets = NewSecrets { root: entropy::bytes::<32>().into(), key_secret: entropy::bytes::<32>().into(), seal };
    let made = Authority::init(&authority, &RootPlace::File, PASSPHRASE, &secrets).expect("an authority");
    made.sign_pack(PACK, muster_platform::clock::Clock::System.now()).expect("a pack");
    drop(made);
    let passphrase = state.join("passphrase");
    muster_platform::files::write_secret(&passphrase, PASSPHRASE).expect("written");
    let signer = Signer::start(state, &passphrase);
    let mut command = muster(["--state", state.to_str().expect("a path"), "authority", "serve"]);
    command.args(["--listen", "127.0.0.1:0"]).arg("--signer").arg(state.join("signer.sock"));
    let service = Service::start(command);
    health_that(service.address, "a signer", |health| health["status"] == "ok");
    for secret in [PASSPHRASE.as_bytes(), &*secrets.root, &*secrets.key_secret] {
        assert!(holds(signer.id(), secret), "or the search finds nothing");
        assert!(!holds(service.id(), secret));
    }
    for file in ["environ", "cmdline"] {
        let shown = text(&fs::read(format!("/proc/{}/{file}", service.id())).expect("tests run as root"));
        assert!(!shown.contains("passphrase") && !shown.contains(PASSPHRASE), "{shown}");
    }
}

/// Sends lines to a socket and reads so many answers.
fn exchange(socket: &Path, lines: &[u8], answers: usize) -> Vec<Value> {
    let mut stream = UnixStream::connect(socket).expect("connected");
    // A line that is too long is not read to its end.
    let _ = stream.write_all(lines);
    let lines = BufReader::new(stream).lines().take(answers);
    lines.map_while(Result::ok).map(|line| serde_json::from_str(&line).expect("JSON")).collect()
}

fn is_root(answers: &[Value]) -> bool {
    answers.len() == 1 && answers[0]["answer"] == "root"
}

const ROOT: &[u8] = b"{\"request\":\"root\",\"check\":true}\n";

#[test]
fn garbage_is_refused_with_a_code_and_repeated_nowhere() {
    let site = Site::new();
    let (_signer, socket) = (site.signer(), site.socket());
    let answers = |lines: &[u8]| exchange(&socket, lines, 1);
    assert!(is_root(&answers(ROOT)));
    let refused = |line: &str, code: Code| {
        let answer = answers(format!("{line}\n").as_bytes());
        assert_eq!(answer[0]["code"], code.to_string(), "{line}: {answer:?}");
        assert!(!answer[0].to_string().contains("secret word"), "{answer:?}");
    };
    for garbage in [
        "",
        "nonsense",
        "[]",
        "{}",
        "null",
        r#"{"request":"secret word"}"#,
        r#"{"request":"root"}"#,
        r#"{"request":"root","check":true,"secret word":1}"#,
        r#"{"request":"check-key","key":["secret word"],"epoch":[]}"#,
        r#"{"request":"sign","input":7}"#,
        &"[".repeat(100_000),
    ] {
        refused(garbage, code::NOT_SUPPORTED);
    }
    for wrong in [
        r#"{"request":"sign","input":"secret word"}"#,
        r#"{"request":"sign","input":"e30.e30"}"#,
        r#"{"request":"make-keys","claims":[4294967295],"epoch":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}"#,
        r#"{"request":"check-proof","installation_id":"secret word","epoch":[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}"#,
    ] {
        let answer = answers(format!("{wrong}\n").as_bytes());
        assert_eq!(answer[0]["answer"], "refused", "{wrong}: {answer:?}");
        assert!(!answer[0].to_string().contains("secret word"), "{answer:?}");
    }
    // No text, and more than is read of a line.
    assert!(answers(b"\xff\xfe\n").is_empty());
    assert!(answers(&vec![b'x'; 3 * 1024 * 1024]).is_empty());
    assert!(is_root(&answers(ROOT)));
}

#[test]
fn a_thousand_connections_and_slow_ones_do_not_keep_the_next_one_out() {
    muster_platform::process::raise_file_limit(8192);
    let site = Site::new();
    let (signer, socket) = (site.signer(), site.socket());
    // Halves of requests and silence on a thousand connections, and a thousand requests on one.
    let answers = |lines: &[u8]| exchange(&socket, lines, 1);
    let mut callers = Vec::new();
    for number in 0..1_000 {
        let mut caller = UnixStream::connect(&socket).expect("connected");
        if number % 2 == 1 {
            let _ = caller.write_all(&ROOT[..10]);
        }
        callers.push(caller);
    }
    assert!(is_root(&answers(ROOT)));
    let files = fs::read_dir(format!("/proc/{}/fd", signer.id())).expect("a process").count();
    assert!(files < 200, "{files} files are open");
    assert_eq!(exchange(&socket, &ROOT.repeat(1_000), 1_000).len(), 1_000);
    // Bytes that come one by one are put together.
    let mut slow = UnixStream::connect(&socket).expect("connected");
    for byte in ROOT {
        slow.write_all(&[*byte]).expect("sent");
    }
    let mut line = String::new();
    BufReader::new(slow).read_line(&mut line).expect("an answer");
    assert!(line.contains("\"root\""), "{line}");
    // None of it has filled its memory.
    let peak = muster_platform::process::peak_memory(signer.id()).expect("its memory");
    assert!(peak < 200 * 1024 * 1024, "{peak}");
    // Whoever takes no answers is let go.
    let mut deaf = UnixStream::connect(&socket).expect("connected");
    deaf.set_write_timeout(Some(std::time::Duration::from_secs(20))).expect("a timeout");
    let _ = deaf.write_all(&ROOT.repeat(20_000));
    assert!(is_root(&answers(ROOT)));
}

/// The file keeps other accounts away; one that gets through to it is refused by its credentials.
#[test]
fn other_accounts_get_nothing_from_the_signer() {
    const STRANGER: u32 = 65_533;
    let site = Site::new();
    let (_signer, socket) = (site.signer(), site.socket());
    let found = fs::metadata(&socket).expect("a socket");
    assert_eq!((found.mode() & 0o777, found.uid(), found.gid()), (0o660, 0, SERVICE));
    let request = text(ROOT).trim().replace('"', "\\\"");
    let script = format!(
        "import socket; s = socket.socket(socket.AF_UNIX); s.connect('{}'); s.send(b\"{request}\\n\"); print(s.recv(9999).decode())",
        socket.display()
    );
    let ask = |user: u32, group: u32| {
        let mut command = Command::new("setpriv");
        command.args([format!("--reuid={user}"), format!("--regid={group}"), "--clear-groups".into()]);
        outcome(command.args(["python3", "-c", &script]).env_clear().env("PATH", "/usr/bin:/bin")).1
    };
    assert!(ask(STRANGER, STRANGER).contains("PermissionError"));
    let refused = ask(STRANGER, SERVICE);
    assert!(refused.contains("refused") && refused.contains("0x80070005"), "{refused}");
    assert!(ask(SERVICE, SERVICE).contains("\"answer\":\"root\""));
}

/// Whoever takes the place of a signer that is away, without being root or the owner of the folder there, is told nothing.
#[test]
fn an_imitation_of_the_signer_is_told_nothing() {
    let site = Site::new();
    fs::set_permissions(site.path(""), fs::Permissions::from_mode(0o777)).expect("changed");
    let script = format!(
        "import socket\ns = socket.socket(socket.AF_UNIX)\ns.bind('{}')\ns.listen()\nprint('ready', flush=True)\n\
         while True: print(s.accept()[0].recv(9999), flush=True)",
        site.socket().display()
    );
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65533", "--regid=65533", "--clear-groups", "python3", "-c", &script]);
    command.env_clear().env("PATH", "/usr/bin:/bin");
    let mut fake = command.stdout(Stdio::piped()).spawn().expect("setpriv is installed");
    let mut said = BufReader::new(fake.stdout.take().expect("its output")).lines().map_while(Result::ok);
    assert_eq!(said.next().as_deref(), Some("ready"));
    fs::set_permissions(site.socket(), fs::Permissions::from_mode(0o777)).expect("changed");
    let (exit, told) = outcome(site.of_service().args(["root", "list"]));
    assert!(exit == 1 && told.contains("0x80070426") && told.contains("nothing was sent"), "{told}");
    assert_eq!(said.next().as_deref(), Some("b''"));
    // Whoever asks may come again; it is there until it is ended, and got nothing.
    fake.kill().expect("ended");
    fake.wait().expect("it ends");
    assert!(said.all(|got| got == "b''"), "something was sent");
}
