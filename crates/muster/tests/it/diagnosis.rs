//! `muster doctor PATH…`: verdict, machine form and page, on evidence of our own.

use crate::command::{muster, run, run_ok, text};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use std::{fs, path::Path};

const LICENSED: &str = "Name: Windows(R), Enterprise edition\n\
    Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
    Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300\n\
    Partial Product Key: 2YT43\n\
    License Status: Licensed\n\
    Volume activation expiration: 253564 minute(s) (177 day(s))\n";
const REFUSED: &str = "Activating Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...\n\
    Error: 0xC004F041 The KMS host is not activated.\n";

fn written(content: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("evidence.txt");
    fs::write(&path, content).expect("written");
    (folder, path.to_str().expect("a path").to_owned())
}

#[test]
fn the_exit_code_tells_whether_somebody_must_act() {
    let (_folder, well) = written(LICENSED);
    let (_other, refused) = written(REFUSED);
    let (_third, nothing) = written("a letter\n");
    assert_eq!(run(["doctor", &well]).status.code(), Some(0));
    assert_eq!(run(["doctor", &refused]).status.code(), Some(1));
    assert_eq!(run(["doctor", "/nowhere/at/all"]).status.code(), Some(2));
    assert_eq!(run(["doctor", &nothing]).status.code(), Some(3));
}

#[test]
fn the_verdict_names_product_rule_ladder_and_next_step_in_both_languages() {
    let (_folder, path) = written(REFUSED);
    // A rung is never parted from its mark.
    let english = text(&run(["doctor", &path]).stdout).replace('\u{a0}', " ");
    assert!(english.contains("  ✗ Windows(R), Enterprise\n      HST002 Host not activated (certain)\n"), "{english}");
    assert!(english.contains("RPC ✓ → Host's answer ✗ → Count and time ?"), "{english}");
    assert!(english.contains("1. Compare the host and port in the newest event 12288"), "{english}");
    assert!(
        english.contains("2. On the KMS host: activate the license that serves Windows(R), Enterprise"),
        "{english}"
    );
    assert!(english.contains("\n         cscript //nologo %windir%\\system32\\slmgr.vbs /ato\n"), "{english}");
    assert!(english.contains("evidence.txt:2  Error: 0xC004F041"), "{english}");
    let japanese = text(&run(["--lang", "ja", "doctor", &path]).stdout);
    assert!(japanese.contains("HST002 ホストがライセンス認証されていない (確実)"), "{japanese}");
    assert!(
        japanese.contains("2. KMS ホストで、Windows(R), Enterprise に対応するライセンスを専用のキーで"),
        "{japanese}"
    );
}

#[test]
fn the_machine_form_has_its_stable_fields_and_is_the_same_each_time() {
    let (_folder, path) = written(REFUSED);
    let at = |seconds: &str| {
        let output =
            muster(["doctor", "--json", &path]).env("SOURCE_DATE_EPOCH", seconds).output().expect("muster runs");
        text(&output.stdout)
    };
    let printed = at("1795687200");
    assert_eq!(printed, at("1795687200"));
    assert_ne!(printed, at("1795687201"), "the document says when it was made");
    for words in [&["--html", "-", &path][..], &[&path]] {
        let output = muster(["doctor"]).args(words).env("SOURCE_DATE_EPOCH", "1800000000").output().expect("it runs");
        assert!(text(&output.stdout).contains("2027-01-15"), "page and summary too: {}", text(&output.stdout));
    }
    let document: Value = serde_json::from_str(&printed).expect("JSON");
    let keys: Vec<&String> = document.as_object().expect("an object").keys().collect();
    let wanted = [
        "schema",
        "version",
        "time",
        "language",
        "computer",
        "computers",
        "verdict",
        "headline",
        "findings",
        "steps",
        "harmless",
        "could_not_check",
        "passed",
        "facts",
        "evidence",
    ];
    assert_eq!(keys, wanted);
    assert_eq!((&document["verdict"], &document["headline"][0]["verdict"]), (&"failing".into(), &"failing".into()));
    let head = &document["headline"][0];
    assert_eq!(
        (head["rule"].as_str(), head["step"].as_str(), head["confidence"].as_str()),
        (Some("HST002"), Some("answer"), Some("certain"))
    );
    let found = &document["findings"][0];
    assert_eq!((found["rule"].as_str(), found["severity"].as_str()), (Some("HST002"), Some("critical")));
    let cite = &found["cites"][0];
    assert!(cite["file"].as_str().is_some_and(|file| file.ends_with("evidence.txt")) && cite["line"] == 2, "{cite}");
    let step = &document["steps"][0];
    for field in ["rule", "product", "who", "text", "risk", "undo", "check", "article", "link"] {
        assert!(step[field].as_str().is_some(), "{field}: {step}");
    }
    let command = &step["commands"][0];
    assert!(command["shell"] == "cmd" && command["command"].is_string(), "{step}");
}

fn page(folder: &Path, evidence: &str, lang: &str) -> String {
    let file = folder.join("page.html");
    run(["--lang", lang, "doctor", evidence, "--force", "--html", file.to_str().expect("a path")]);
    fs::read_to_string(file).expect("a page")
}

/// What stands in evidence may try to become markup: names of files, computers and products.
#[test]
fn the_page_escapes_whatever_the_evidence_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("files");
    fs::create_dir(&inner).expect("a folder");
    let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    let evidence = format!(
        "Host Name:                 {hostile}\n\n{}Registered KMS machine name: kms1:1688\n\
         Activating {hostile} (73111121-5638-40f6-bc11-f1d7b0d64300) ...\nError: 0xC004F041 {hostile}\n",
        LICENSED.replace("Windows(R), Enterprise", &format!("Windows(R) {hostile}"))
    );
    fs::write(inner.join("<b onclick=x>.txt"), evidence).expect("written");
    let page = page(folder.path(), inner.to_str().expect("a path"), "en");
    assert!(page.contains("HST002"), "{page}");
    assert_eq!(page.matches("<script").count(), 1, "the page's own script alone");
    for markup in ["<script>alert", "<img", "<b onclick", "onerror=alert(2)>"] {
        assert!(!page.contains(markup), "{markup} is in the page");
    }
}

/// Nothing is fetched, and the only style and the only script are those whose hashes the policy names.
#[test]
fn the_page_stands_alone_under_a_strict_policy() {
    let (folder, path) = written(REFUSED);
    for lang in ["en", "ja"] {
        let page = page(folder.path(), &path, lang);
        assert!(page.contains(&format!("<html lang=\"{lang}\">")));
        let [style, script] = ["style", "script"].map(|element| hash(&page, element));
        let policy = format!("default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; base-uri");
        let escaped = policy.replace('\'', "&#39;").replace('+', "&#43;");
        assert!(page.contains(&policy) || page.contains(&escaped), "the policy is not {policy}");
        assert!(page.contains("<a href=\"https://learn.microsoft.com/"), "no article is linked");
        let links = ["a href=\"https://", "a href=\"#"];
        for tag in page.split('<').filter(|tag| !links.iter().any(|link| tag.starts_with(link))) {
            let tag = tag.split('>').next().unwrap_or_default();
            for fetched in ["http://", "https://", "src=", "href=", " style="] {
                assert!(!tag.contains(fetched), "{fetched} is in <{tag}>");
            }
        }
        for fetched in ["url(", "@import", "fetch(", "XMLHttpRequest"] {
            assert!(!page.contains(fetched), "{fetched} is in the page");
        }
    }
}

/// SHA-256 of what stands in the only element of a name, as a policy has it.
fn hash(page: &str, element: &str) -> String {
    let (_, rest) = page.split_once(&format!("<{element}>")).expect("the element");
    let (written, after) = rest.split_once(&format!("</{element}>")).expect("its end");
    assert!(!after.contains(&format!("<{element}")), "a second {element}");
    BASE64_STANDARD.encode(aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, written.as_bytes()))
}

#[test]
fn in_a_folder_the_page_gets_the_computers_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let (_kept, path) = written(&format!("Host Name:                 ../PC 7\n\n{LICENSED}"));
    let printed = run_ok(["doctor", &path, "--html", folder.path().to_str().expect("a path")]);
    let name = ".._PC_7_Activation_Report.html";
    assert!(printed.contains(name) && folder.path().join(name).is_file(), "{printed}");
}

/// What the lab's machines print is judged like what Windows prints.
#[test]
fn a_muster_machine_is_judged_like_any_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let lab = folder.path().join("lab");
    run_ok(["lab", "--machines", "25", "--keep", lab.to_str().expect("a path")]);
    let dlv = run_ok(["--state", lab.to_str().expect("a path"), "slmgr", "/dlv"]);
    let (_kept, path) = written(&dlv);
    let document: Value = serde_json::from_str(&text(&run(["doctor", "--json", &path]).stdout)).expect("JSON");
    let rules: Vec<&str> =
        document["headline"].as_array().expect("headlines").iter().filter_map(|head| head["rule"].as_str()).collect();
    assert!(rules.contains(&"HST024"), "{rules:?}");
}
