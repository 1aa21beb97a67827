//! The header says what the library is: every function with its types, every field of the struct, and nothing more.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a file")
}

/// A declaration of C with this type of Rust.
fn declaration(name: &str, rust: &str) -> String {
    let (stars, base) = match rust.rsplit_once("mut ").or(rust.rsplit_once("const ")) {
        Some((pointers, base)) => ("*".repeat(pointers.matches('*').count()), base),
        None => (String::new(), rust),
    };
    let constant = if rust.starts_with("*const ") { "const " } else { "" };
    if let Some(length) = base.strip_prefix("[c_char; ") {
        return format!("char {name}[{}]", length.trim_end_matches(']'));
    }
    let base = match base {
        "c_char" => "char",
        "i32" => "int32_t",
        "i64" => "int64_t",
        "u32" => "uint32_t",
        "usize" => "size_t",
        own => own,
    };
    format!("{constant}{base} {stars}{name}")
}

/// What the sources export, as prototypes of C.
fn exported() -> BTreeSet<String> {
    let source = read("src/lib.rs");
    let functions = source.split("#[unsafe(no_mangle)]").skip(1);
    functions
        .map(|function| {
            let (_, function) = function.split_once("fn ").expect("a function");
            let (name, rest) = function.split_once('(').expect("its arguments");
            let (arguments, rest) = rest.split_once(')').expect("their end");
            let result = rest.split_once('{').expect("a body").0.trim().trim_start_matches("-> ");
            let arguments = arguments.split(',').filter_map(|argument| argument.trim().split_once(": "));
            let arguments: Vec<String> = arguments.map(|(name, rust)| declaration(name, rust)).collect();
            let arguments = if arguments.is_empty() { "void".to_owned() } else { arguments.join(", ") };
            let result = if result.is_empty() { "void".to_owned() } else { declaration("", result).trim().to_owned() };
            format!("{result} {name}({arguments});")
        })
        .collect()
}

/// The header without its comments.
fn code() -> String {
    let header = read("include/muster.h");
    let parts = header.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code));
    parts.collect()
}

#[test]
fn the_header_declares_what_the_library_exports() {
    let header = code();
    let declared = header.lines().map(str::trim).filter(|line| line.contains("muster_") && line.ends_with(");"));
    assert_eq!(declared.map(str::to_owned).collect::<BTreeSet<_>>(), exported());
    assert!(exported().len() <= 12, "twelve functions are enough");
}

#[test]
fn the_struct_of_the_header_is_that_of_the_library() {
    let source = read("src/status.rs");
    let length =
        source.split_once("MESSAGE_BYTES: usize = ").expect("a constant").1.split(';').next().expect("its end");
    let (_, fields) = source.split_once("pub struct MusterStatus {").expect("the struct");
    let fields = fields.split('}').next().expect("its end").lines().filter_map(|line| line.trim().strip_prefix("pub "));
    let fields = fields.filter_map(|field| field.trim_end_matches(',').split_once(": "));
    let expected: Vec<String> =
        fields.map(|(name, rust)| declaration(name, rust).replace("MESSAGE_BYTES", length) + ";").collect();
    let header = code();
    let (_, declared) = header.split_once("typedef struct MusterStatus {").expect("the struct");
    let declared = declared.split('}').next().expect("its end").lines().map(str::trim).filter(|line| !line.is_empty());
    assert_eq!(declared.collect::<Vec<_>>(), expected);
    let abi = format!(
        "const ABI: u32 = {};",
        header.split_once("MUSTER_ABI ").expect("a version").1.trim_start().split('\n').next().expect("a line")
    );
    assert!(read("src/lib.rs").contains(&abi), "{abi}");
}

/// Nothing of what the library is made of shows, so it lies beside another that is made of the same.
#[cfg(target_os = "linux")]
#[test]
fn the_library_exports_its_functions_alone() {
    let library = crate::programs::libraries().join("libmuster_license.so");
    let output =
        Command::new("nm").args(["--dynamic", "--defined-only", "--format=just-symbols"]).arg(library).output();
    let output = output.expect("nm is installed (Debian package binutils)");
    let symbols = String::from_utf8(output.stdout).expect("names");
    let name = |prototype: String| {
        prototype.split('(').next().and_then(|head| head.rsplit([' ', '*']).next().map(str::to_owned))
    };
    assert_eq!(
        symbols.lines().map(str::to_owned).collect::<BTreeSet<_>>(),
        exported().into_iter().filter_map(name).collect()
    );
}
