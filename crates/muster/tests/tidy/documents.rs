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
