//! The usage and the grammar know the same options.

use muster_core::lang::Lang;
use muster_slmgr::{
    ospp::{self, OsppOption},
    slmgr::{self, SlmgrOption},
};

/// The options that a usage names, without their arguments.
fn options(usage: &str, lang: Lang) -> Vec<String> {
    let japanese = usage.chars().any(|c| ('\u{3040}'..='\u{30ff}').contains(&c));
    assert_eq!(japanese, lang == Lang::Ja);
    let lines = usage.lines().filter_map(|line| line.trim().strip_prefix('/'));
    lines.map(|line| format!("/{}", line.split([' ', ':', '[']).next().expect("a name"))).collect()
}

#[test]
fn every_option_of_the_usage_is_read() {
    for lang in [Lang::En, Lang::Ja] {
        let named = options(&slmgr::usage(lang), lang);
        assert_eq!(named.len(), 37, "{named:?}");
        for option in named {
            assert_ne!(SlmgrOption::parse(std::slice::from_ref(&option)), Ok(None), "{option}");
        }
        let named = options(&ospp::usage(lang), lang);
        assert_eq!(named.len(), 32, "{named:?}");
        for option in named {
            assert_ne!(OsppOption::parse(std::slice::from_ref(&option)), Ok(None), "{option}");
        }
    }
}

/// Both languages list the same options in the same order.
#[test]
fn both_languages_have_the_same_options() {
    for usage in [slmgr::usage, ospp::usage] {
        assert_eq!(options(&usage(Lang::En), Lang::En), options(&usage(Lang::Ja), Lang::Ja));
    }
}
