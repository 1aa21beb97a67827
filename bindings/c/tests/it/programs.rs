//! Programs that ask: the samples of the pages, and one that does everything wrong.

use crate::site::Site;
use std::{
    env::current_exe,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The folder in which cargo puts the libraries that it makes for this test.
pub(crate) fn libraries() -> PathBuf {
    current_exe().expect("this program").parent().expect("its folder").to_owned()
}

/// A machine with an agent, and a folder in which a product is built.
struct Workshop {
    folder: TempDir,
    _site: Site,
}

impl Workshop {
    fn new() -> Self {
        let (folder, site) = (tempfile::tempdir().expect("a folder"), Site::new());
        site.write_vendor_files(folder.path());
        Self { folder, _site: site }
    }

    /// Compiles a program by a compiler with its options, and runs it.
    fn run(&self, name: &str, source: &str, compiler: &[&str], libraries: &[&str]) -> Output {
        let folder = self.folder.path();
        let (text, program) = (folder.join(format!("{name}.c")), folder.join(name));
        fs::write(&text, source).expect("written");
        let mut command = Command::new(compiler[0]);
        command.args(&compiler[1..]).args(["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I"]);
        command.arg(root().join("include")).arg("-I").arg(folder).arg(&text).args(["-x", "none"]);
        let built = command.args(libraries).arg("-o").arg(&program).output().expect("a compiler is installed");
        assert!(built.status.success(), "{name}: {}", String::from_utf8_lossy(&built.stderr));
        Command::new(program).output().expect("it runs")
    }
}

/// The blocks of a page in this language.
fn samples(page: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join("../../docs").join(page)).expect("the page");
    let begin = format!("```{language}\n");
    let blocks = text.split(&begin).skip(1);
    blocks.map(|rest| rest.split_once("```").expect("its end").0.to_owned()).collect()
}

fn sample(page: &str, language: &str) -> String {
    samples(page, language).remove(0)
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
    let workshop = Workshop::new();
    let [source, cpp] = ["c", "cpp"].map(|language| sample("license-your-product.md", language));
    let shared = shared();
    let shared = shared.each_ref().map(String::as_str);
    let archive = libraries().join("libmuster_license.a").display().to_string();
    let licensed = "Ledger 9 Professional is licensed.\n";
    assert_eq!(printed(&workshop.run("shared", &source, &["cc", "-std=c99"], &shared)), licensed);
    assert_eq!(printed(&workshop.run("cpp", &source, &["c++", "-std=c++11", "-x", "c++"], &shared)), licensed);
    assert_eq!(printed(&workshop.run("hpp", &cpp, &["c++", "-std=c++11", "-x", "c++"], &shared)), licensed);
    let system = [&archive, "-lpthread", "-ldl", "-lm"];
    assert_eq!(printed(&workshop.run("archive", &source, &["cc", "-std=c99"], &system)), licensed);
}

#[test]
fn the_sample_of_features_says_what_the_license_allows() {
    let workshop = Workshop::new();
    let [_, source] = samples("license-your-product.md", "c").try_into().expect("two samples");
    let shared = shared();
    let output = workshop.run("features", &source, &["cc", "-std=c99"], &shared.each_ref().map(String::as_str));
    assert_eq!(printed(&output), "Here the product exports.\n50 seats\n");
}

#[test]
fn both_pages_have_the_same_samples_of_at_most_fifteen_lines() {
    for language in ["c", "cpp", "cmake", "rust,no_run", "python", "java", "csharp"] {
        assert!(sample("license-your-product.md", language).lines().count() <= 15, "{language}");
        assert_eq!(samples("license-your-product.md", language), samples("ja/license-your-product.md", language));
    }
}

/// Null everywhere, texts that are none, a thousand threads, the library loaded twice and beside a copy of itself, forks while threads ask, and
/// an unload while a thread lives that has asked.
#[test]
fn whatever_a_program_does_wrong_has_a_code() {
    let workshop = Workshop::new();
    let source = include_str!("faults.c");
    let (library, copy) = (libraries().join("libmuster_license.so"), workshop.folder.path().join("copy.so"));
    fs::copy(&library, &copy).expect("copied");
    let defined = |name: &str, path: &Path| format!("-D{name}=\"{}\"", path.display());
    let (library, copy) = (defined("LIBRARY", &library), defined("COPY", &copy));
    let output = workshop.run("faults", source, &["cc", "-std=gnu11", &library, &copy], &["-lpthread", "-ldl"]);
    assert_eq!(printed(&output), "all 1000 threads were answered\n");
}

/// A library whose version is another, and of which nothing else may be called.
const OTHER_ABI: &str = "unsigned muster_version(void) { return 2; }
int muster_open(void) { return *(volatile int *)0; }
int muster_status(void) { return *(volatile int *)0; }
int muster_last_error(void) { return *(volatile int *)0; }
void muster_close(void) { *(volatile int *)0 = 1; }
";

#[test]
fn a_library_of_another_abi_is_called_no_further_in_cpp() {
    let workshop = Workshop::new();
    let stub = workshop.folder.path().join("stub.c");
    fs::write(&stub, OTHER_ABI).expect("written");
    let output = workshop.run(
        "other",
        &sample("license-your-product.md", "cpp"),
        &["c++", "-x", "c++"],
        &["-x", "c", &stub.display().to_string()],
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("0x80070032 the library"), "{output:?}");
}

/// What C returns as a code is thrown, and what was moved away is left alone.
#[test]
fn a_refusal_is_an_exception_in_cpp() {
    let workshop = Workshop::new();
    let shared = shared();
    let shared = shared.each_ref().map(String::as_str);
    let output = workshop.run("refusals", include_str!("refusals.cpp"), &["c++", "-std=c++11", "-x", "c++"], &shared);
    assert_eq!(printed(&output), "0x8007000D 0xC004F050 0xC004F06A licensed\n");
}
