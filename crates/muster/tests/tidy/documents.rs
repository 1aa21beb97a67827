//! Documents name only what exists, and every module opens with a sentence.

use crate::{files, read, relative, root};

#[test]
fn every_module_says_what_it_is_for() {
    for path in files(&root().join("crates"), ".rs") {
        assert!(read(&path).starts_with("//! "), "{} opens without a sentence", relative(&path));
    }
}

/// A document that names a file or a folder names one that is there.
#[test]
fn documents_name_only_what_exists() {
    for path in files(&root(), ".md") {
        let text = read(&path);
        let code = text.split('`').skip(1).step_by(2);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for name in code.chain(links) {
            let looks_like_path = name.contains('/')
                && name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c))
                && !name.starts_with('/');
            let here = path.parent().expect("a folder").join(name);
            assert!(
                !looks_like_path
                    || name.starts_with("v1/")
                    || name.starts_with("target/")
                    || root().join(name).exists()
                    || here.exists(),
                "{} names {name}, which is not there",
                relative(&path)
            );
        }
    }
}

/// A document that answers with a test links to the file that holds it: [`name of the test`](file).
#[test]
fn documents_link_to_tests_that_are_there() {
    for path in files(&root(), ".md") {
        for (test, file) in linked_tests(&read(&path)) {
            let source = path.parent().expect("a folder").join(file);
            let holds = source.exists() && read(&source).contains(&format!("fn {test}("));
            assert!(holds, "{} names the test {test}, which {file} does not hold", relative(&path));
        }
    }
}

/// Tests and their files: links to Rust files whose text is an identifier.
fn linked_tests(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("[`").skip(1).filter_map(|rest| {
        let (name, rest) = rest.split_once("`](")?;
        let file = rest.split(')').next().filter(|file| file.ends_with(".rs"))?;
        name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_').then_some((name, file))
    })
}
