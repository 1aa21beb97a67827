//! Programs that ask: the samples of the pages, and one that does everything wrong.

use crate::site::{Site, libraries, root};
use std::{
    fs,
    process::{Command, Output},
};

/// The first block of a page in this language.
fn sample(page: &str, language: &str) -> String {
    let text = fs::read_to_string(root().join("../../docs").join(page)).expect("the page");
    let (_, rest) = text.split_once(&format!("```{language}\n")).expect("a sample");
    rest.split_once("```").expect("its end").0.to_owned()
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn shared() -> [String; 3] {
    let folder = libraries().display().to_string();
    [format!("-L{folder}"), "-lmuster_license".into(), format!("-Wl,-rpath,{folder}")]
}

#[test]
fn the_sample_of_the_page_says_that_it_is_licensed_in_c_and_in_cpp() {
    let site = Site::new();
    site.write_vendor_header();
    let source = sample("license-your-product.md", "c");
    assert!(source.lines().count() <= 18, "a sample is short");
    let shared = shared();
    let shared = shared.each_ref().map(String::as_str);
    let archive = libraries().join("libmuster_license.a").display().to_string();
    let licensed = "Ledger 9 Professional is licensed.\n";
    assert_eq!(printed(&site.run("shared", &source, &["cc", "-std=c99"], &shared)), licensed);
    assert_eq!(printed(&site.run("cpp", &source, &["c++", "-std=c++11", "-x", "c++"], &shared)), licensed);
    let system = [&archive, "-lpthread", "-ldl", "-lm"];
    assert_eq!(printed(&site.run("archive", &source, &["cc", "-std=c99"], &system)), licensed);
}

#[test]
fn both_pages_have_the_same_samples() {
    for language in ["c", "rust,no_run", "python"] {
        assert_eq!(sample("license-your-product.md", language), sample("ja/license-your-product.md", language));
    }
}

/// Null everywhere, texts that are none, a thousand threads, the library loaded twice, a fork, and an unload.
#[test]
fn whatever_a_program_does_wrong_has_a_code() {
    let site = Site::new();
    site.write_vendor_header();
    let source = include_str!("faults.c");
    let library = format!("-DLIBRARY=\"{}\"", libraries().join("libmuster_license.so").display());
    let output = site.run("faults", source, &["cc", "-std=gnu11", &library], &["-lpthread", "-ldl"]);
    assert_eq!(printed(&output), "all 1000 threads were answered\n");
}

/// By the foreign functions of the interpreter, which needs nothing installed.
#[test]
fn the_sample_of_the_page_says_that_it_is_licensed_in_python() {
    let site = Site::new();
    site.write_vendor_module(&libraries().join("libmuster_license.so"));
    let program = site.folder().join("product.py");
    fs::write(&program, sample("license-your-product.md", "python")).expect("written");
    let output = Command::new("python3").arg(program).output().expect("python3 is installed");
    assert_eq!(printed(&output), "Ledger 9 Professional is licensed.\n");
}
