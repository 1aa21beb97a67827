//! Whatever a machine calls itself is text, on every page and in the file for a spreadsheet.

use crate::{browser::World, evidence::held, made_up_host::machine};
use muster_console::Role;
use muster_core::code;

const NAMES: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></textarea><svg/onload=alert(1)>",
    "{{7*7}}${7*7}",
    "javascript:alert(1)",
    "\u{202e}cod.exe\u{2066}",
    "a\r\nSet-Cookie: muster_console=1",
    "&lt;b&gt;",
    "\u{0}\u{1b}[2J",
];

#[test]
fn a_name_is_text_on_every_page() {
    for name in NAMES {
        let world = World::new();
        world.host.data().machines.push(machine(1, name, code::COUNT_TOO_LOW));
        // What the doctor quotes has the name in it.
        world.host.data().evidence = Some(held("0.1.0", "hr=0x8007232B, x, corp.test"));
        let cookie = world.session(Role::Administrator);
        let searched = world.get("/machines?q=%22%3E%3Cscript%3E&lang=en", &cookie);
        assert!(!searched.body.contains("\"><script>"), "the search is text too");
        for path in ["/machines", "/machine?id=01010101-0101-0101-0101-010101010101", "/events"] {
            let page = world.get(path, &cookie);
            assert_eq!(page.status, 200);
            let lower = page.body.to_lowercase();
            for never in [
                "<script",
                "<img",
                "<svg",
                " onmouseover='",
                "<b>pc",
                "href=\"javascript",
                "\u{202e}",
                "\u{1b}",
                "\u{0}",
            ] {
                assert!(!lower.contains(never), "{name:?} at {path} has {never:?}");
            }
            assert!(page.headers.get("set-cookie").is_none());
        }
    }
}

#[test]
fn the_text_of_a_name_stays_readable() {
    let world = World::new();
    world.host.data().machines.push(machine(1, "<b>会計&\u{202e}1", code::SUCCESS));
    let page = world.get("/machines", &world.session(Role::Viewer)).body;
    assert!(page.contains("&#60;b&#62;会計&#38;\\u{202e}1"), "{page}");
}

#[test]
fn the_file_holds_no_formula_and_every_name() {
    let world = World::new();
    for (number, name) in ["=HYPERLINK(\"http://x\")", "+1", "@SUM(1)", "a,\"b\"", "two\r\nlines"].iter().enumerate() {
        let number = u8::try_from(number).expect("few");
        world.host.data().machines.push(machine(number, name, code::SUCCESS));
    }
    let answer = world.get("/machines.csv", &world.session(Role::Auditor));
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    assert!(answer.header("content-disposition").starts_with("attachment;"));
    let mut reader = csv::Reader::from_reader(answer.body.as_bytes());
    let names: Vec<String> = reader.records().map(|row| row.expect("RFC 4180")[0].to_owned()).collect();
    assert_eq!(names, ["'=HYPERLINK(\"http://x\")", "'+1", "'@SUM(1)", "a,\"b\"", "two\r\nlines"]);
}
