//! Blocks beside the texts that they should be. To write the texts anew: `MUSTER_BLESS=1 cargo test -p muster-slmgr`.

use muster_core::lang::Lang;
use std::{fs, path::Path};

/// The texts of one tool, one section for each block.
pub(crate) struct Golden {
    pub(crate) tool: &'static str,
    pub(crate) en: &'static str,
    pub(crate) ja: &'static str,
}

impl Golden {
    pub(crate) fn check(&self, blocks: impl Fn(Lang) -> Vec<(&'static str, String)>) {
        for (lang, name, expected) in [(Lang::En, "en", self.en), (Lang::Ja, "ja", self.ja)] {
            let sections = blocks(lang).into_iter().map(|(title, block)| format!("=== {title}\n{block}"));
            let version = format!(": {}\n", env!("CARGO_PKG_VERSION"));
            let found = sections.collect::<String>().replace(&version, ": $version\n");
            if option_env!("MUSTER_BLESS").is_some() {
                let file = format!("{}.{name}.txt", self.tool);
                fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(file), &found).expect("written");
                continue;
            }
            let first = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
            assert!(found == expected, "{} in {name}: found and expected: {first:#?}", self.tool);
            assert!(!found.contains(['{', '}']), "a placeholder was not filled: {found}");
        }
    }
}
