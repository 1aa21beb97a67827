//! Activation without a network: digits, files and QR codes between a machine and the vendor's desk.

use crate::command::{authority, run_in, run_ok, serve_host_as};
use muster_core::keys::product_key::ProductKey;
use muster_testbed::harness::{
    http,
    world::{World, ledger},
};
use std::fs;

struct Desk {
    world: World,
}

impl Desk {
    fn new() -> Self {
        Self { world: World::in_real_time() }
    }

    /// The vendor's side: `muster authority …`.
    fn authority(&self, words: &[&str]) -> (i32, String) {
        authority(&self.world, words)
    }

    /// The customer's side.
    fn muster(&self, name: &str, words: &[&str]) -> (i32, String) {
        let identity = ["--identity", name, "--machine-name", name];
        let (command, rest) = words.split_first().expect("a command");
        let (command, rest) = match *command {
            "phone" => (vec!["phone", rest[0]], &rest[1..]),
            other => (vec![other], rest),
        };
        run_in(&self.world.state(name), &[&command, &identity[..], rest].concat())
    }

    fn path(&self, name: &str) -> String {
        self.world.path(name).to_str().expect("a path").to_owned()
    }

    /// Writes the offline license file of a key and returns its path.
    fn offline(&self, key: &ProductKey, slots: u16, name: &str) -> String {
        let path = self.path(name);
        let (code, told) =
            self.authority(&["key", "offline", &key.partial(), "--slots", &slots.to_string(), "--out", &path]);
        assert_eq!(code, 0, "{told}");
        path
    }

    fn iid(&self, name: &str) -> String {
        let (code, shown) = self.muster(name, &["slmgr", "/dti"]);
        assert_eq!(code, 0, "{shown}");
        shown.lines().next().and_then(|line| line.strip_prefix("Installation ID: ")).expect("an id").to_owned()
    }

    fn confirm(&self, iid: &str) -> (i32, String) {
        let (code, told) = self.authority(&["confirm", iid]);
        let cid = told.lines().next().and_then(|line| line.strip_prefix("Confirmation ID: ")).unwrap_or(&told);
        (code, cid.to_owned())
    }

    fn host(&self, name: &str, slots: &str) {
        drop(self.world.setup(name, None).init(&self.world.vendor).expect("a host"));
        let (code, told) = self.muster(name, &["slmgr", "/ilc", slots]);
        assert_eq!(code, 0, "{told}");
    }
}

#[test]
fn a_host_is_activated_by_telephone_and_serves() {
    let desk = Desk::new();
    let slots = desk.offline(&desk.world.vendor.host_key, 8, "offline.json");
    desk.host("kms", &slots);
    let iid = desk.iid("kms");
    assert_eq!((iid.len(), iid.matches('-').count()), (54 + 8, 8));
    assert_eq!(desk.iid("kms"), iid, "it stays the same until it was used");
    assert!(desk.muster("kms", &["slmgr", "/dlv"]).1.contains(&format!("Installation ID: {iid}\n")));
    let (code, cid) = desk.confirm(&iid);
    assert!(code == 0 && cid.len() == 48 + 7, "{cid}");
    assert_eq!(desk.confirm(&iid).1, cid, "asking again gives the same and costs nothing");
    let (code, deposited) = desk.muster("kms", &["slmgr", "/atp", &cid]);
    assert_eq!(code, 0, "{deposited}");
    assert!(deposited.starts_with("Confirmation ID for product 4c1d8a52-"), "{deposited}");
    assert!(desk.muster("kms", &["slmgr", "/dlv"]).1.contains("License Status: Licensed\n"));
    let service = serve_host_as(&desk.world.state("kms"), "kms");
    let request = http::request(1, ledger(&desk.world), desk.world.now());
    assert_eq!(http::activate(service.address, &request).0, 200);
    let (mut client, _) = desk.world.client("pc");
    let attempt = desk.world.activate_at(&mut client, "pc", service.address);
    assert_eq!(attempt.granted.expect("verified").1.count, 2);
}

#[test]
fn what_is_wrong_with_the_digits_is_named() {
    let desk = Desk::new();
    let slots = desk.offline(&desk.world.vendor.host_key, 8, "offline.json");
    desk.host("kms", &slots);
    desk.host("other", &slots);
    let iid = desk.iid("kms");
    let (_, cid) = desk.confirm(&iid);
    let mistyped = |text: &str, place: usize| {
        let digit = if &text[place..=place] == "7" { "8" } else { "7" };
        format!("{}{digit}{}", &text[..place], &text[place + 1..])
    };
    // The third group of each.
    let (code, told) = desk.authority(&["confirm", &mistyped(&iid, 16)]);
    assert!(code == 1 && told.contains("0xC004F04D") && told.contains("group 3 is mistyped"), "{told}");
    let (code, told) = desk.muster("kms", &["slmgr", "/atp", &mistyped(&cid, 16)]);
    assert!(code == 1 && told.contains("0xC004F04D") && told.contains("group 3 is mistyped"), "{told}");
    for (text, expected) in [("123", "0xC004F02F"), ("hello", "0xC004F02C")] {
        let (code, told) = desk.muster("kms", &["slmgr", "/atp", text]);
        assert!(code == 1 && told.contains(expected), "{text}: {told}");
    }
    desk.iid("other");
    let (code, told) = desk.muster("other", &["slmgr", "/atp", &cid]);
    assert!(code == 1 && told.contains("0xC004F07F"), "on another machine: {told}");
    assert_eq!(desk.muster("kms", &["slmgr", "/atp", &cid]).0, 0);
    let (code, told) = desk.muster("kms", &["slmgr", "/atp", &cid]);
    assert!(code == 1 && told.contains("0xC004F07F"), "twice: {told}");
    assert_ne!(desk.iid("kms"), iid, "a new one for the next time");
}

#[test]
fn a_key_that_is_not_there_whole_or_a_file_without_the_slot_is_refused() {
    let desk = Desk::new();
    let slots = desk.offline(&desk.world.vendor.host_key, 1, "offline.json");
    desk.host("kms", &slots);
    let iid = desk.iid("kms");
    // Somebody who knows the number of a key, and not the key.
    let claim = desk.world.vendor.host_key.claim();
    let guessed = muster_trust::installation_id::installation_id(
        &ProductKey::new(claim, [1; 10]),
        muster_core::keys::installation_id::ActivationTarget::Machine,
        [1; 6],
        [1; 3],
    );
    let (code, told) = desk.authority(&["confirm", &guessed.to_string()]);
    assert!(code == 1 && told.contains("0xC004C001"), "{told}");
    let (_, cid) = desk.confirm(&iid);
    assert_eq!(desk.muster("kms", &["slmgr", "/atp", &cid]).0, 0);
    let (code, told) = desk.authority(&["confirm", &desk.iid("kms")]);
    assert!(code == 1 && told.contains("0xC004C008"), "no license is left in the file: {told}");
    // A later file helps, once it is installed.
    let more = desk.offline(&desk.world.vendor.host_key, 1, "more.json");
    let (code, cid) = desk.confirm(&desk.iid("kms"));
    assert_eq!(code, 0, "{cid}");
    let (code, told) = desk.muster("kms", &["slmgr", "/atp", &cid]);
    assert!(code == 1 && told.contains("0xC004F02D"), "the file with this license is missing: {told}");
    assert_eq!(desk.muster("kms", &["slmgr", "/ilc", &more]).0, 0);
    assert_eq!(desk.muster("kms", &["slmgr", "/atp", &cid]).0, 0);
}

/// Reads a QR code in an image of `side` pixels a side.
fn scan(side: usize, dark: impl Fn(usize, usize) -> bool) -> String {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| if dark(x, y) { 0 } else { 255 });
    let grids = image.detect_grids();
    let [grid] = grids.as_slice() else { panic!("{} codes", grids.len()) };
    grid.decode().expect("a readable code").1
}

fn scan_png(path: &str) -> String {
    let file = std::io::BufReader::new(fs::File::open(path).expect("written"));
    let mut reader = png::Decoder::new(file).read_info().expect("PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let side = reader.next_frame(&mut pixels).expect("a frame").width as usize;
    scan(side, |x, y| pixels[y * side + x] < 128)
}

fn scan_terminal(text: &str) -> String {
    let is_code = |line: &&str| !line.is_empty() && line.chars().all(|c| "█▀▄ ".contains(c));
    let rows: Vec<Vec<char>> = text.lines().filter(is_code).map(|line| line.chars().collect()).collect();
    let (side, scale) = (rows[0].len(), 4);
    scan(side * scale, |x, y| {
        let (x, y) = (x / scale, y / scale);
        let Some(cell) = rows.get(y / 2).and_then(|row| row.get(x)) else { return false };
        let light = if y % 2 == 0 { "█▀" } else { "█▄" };
        !light.contains(*cell)
    })
}

fn scan_svg(path: &str) -> String {
    let svg = fs::read_to_string(path).expect("written");
    let side: usize = svg
        .split("viewBox=\"0 0 ")
        .nth(1)
        .and_then(|rest| rest.split(' ').next())
        .expect("a side")
        .parse()
        .expect("a number");
    let squares: std::collections::HashSet<(usize, usize)> = svg
        .split(" d=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a path")
        .split('M')
        .skip(1)
        .map(|square| {
            let (x, y) = square.split_once("h1v1h-1z").expect("a square").0.split_once(' ').expect("a place");
            (x.parse().expect("x"), y.parse().expect("y"))
        })
        .collect();
    let scale = 4;
    scan(side * scale, |x, y| squares.contains(&(x / scale, y / scale)))
}

#[test]
fn ids_travel_as_qr_codes_and_text_files() {
    let desk = Desk::new();
    let slots = desk.offline(&desk.world.vendor.host_key, 8, "offline.json");
    desk.host("kms", &slots);
    let [png, svg, file] = ["iid.png", "iid.svg", "iid.txt"].map(|name| desk.path(name));
    let (code, printed) = desk.muster("kms", &["phone", "iid", "--qr", "--png", &png, "--svg", &svg, "--text", &file]);
    assert_eq!(code, 0, "{printed}");
    let ticket = format!("MUSTER:IID:{}", desk.iid("kms"));
    assert_eq!(scan_png(&png), ticket);
    assert_eq!(scan_svg(&svg), ticket);
    assert_eq!(scan_terminal(&printed), ticket);
    assert_eq!(fs::read_to_string(&file).expect("written"), format!("{ticket}\n"));
    let [png, answer] = ["cid.png", "cid.txt"].map(|name| desk.path(name));
    let (code, told) = desk.authority(&["confirm", &file, "--png", &png, "--text", &answer]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(scan_png(&png), fs::read_to_string(&answer).expect("written").trim());
    let mailed = format!("インストール ID：「{}」", desk.iid("kms"));
    assert_eq!(desk.authority(&["confirm", &mailed]), (code, told.clone()), "as somebody writes it in a mail");
    // The desk and the machine read the pictures, too.
    assert_eq!(desk.authority(&["confirm", &desk.path("iid.png")]), (code, told.clone()));
    let other = desk.path("other.png");
    fs::write(&other, &fs::read(&png).expect("written")[..300]).expect("cut off");
    let (refused, said) = desk.muster("kms", &["phone", "cid", &other]);
    assert!(refused == 1 && said.contains("0x8007000D") && said.contains("other.png: the image is damaged"), "{said}");
    assert_eq!(desk.muster("kms", &["phone", "cid", &png]).0, 0);
    assert!(desk.muster("kms", &["slmgr", "/dlv"]).1.contains("License Status: Licensed\n"));
}

#[test]
fn what_has_no_installation_id_says_so() {
    let desk = Desk::new();
    drop(desk.world.client("pc"));
    let (code, told) = desk.muster("pc", &["slmgr", "/dti"]);
    assert!(code == 1 && told.contains("0xC004F07D"), "{told}");
    let state = desk.world.state("pc");
    let nothing = run_ok(["--state", state.to_str().expect("a path"), "--lang", "ja", "slmgr", "/dli"]);
    assert!(nothing.contains("ライセンスの状態: 初期猶予期間"), "{nothing}");
}
