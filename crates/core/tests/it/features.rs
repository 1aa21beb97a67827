//! What is a feature, and what of two levels holds.

use muster_core::features::{FEATURES_MAX, FeatureValue, Features};

fn parse(list: &str) -> Result<Features, String> {
    Features::parse(list.split_whitespace()).map_err(|error| error.to_string())
}

fn check(list: &str, expected: &str) {
    let found = parse(list).map_or_else(|error| error, |features| features.to_string());
    assert!(found.contains(expected) && (!expected.is_empty() || found.is_empty()), "{list}: {found}");
}

#[test]
fn a_feature_is_a_name_and_a_value() {
    check("", "");
    check("export", "export");
    check("export=true seats=50 edition=pro", "edition=pro, export, seats=50");
    check("seats=-3 export=false", "export=false, seats=-3");
    check("edition=専門版", "edition=専門版");
    check("url=a=b", "url=a=b");
    check("seats=99999999999999999999", "seats=99999999999999999999");
    assert_eq!(parse("seats=050").expect("a number").value("seats"), Some(&FeatureValue::Integer(50)));
    assert_eq!(parse("edition=Pro").expect("a text").value("edition"), Some(&FeatureValue::Text("Pro".into())));
}

#[test]
fn what_is_no_feature_is_refused_by_its_name() {
    for name in ["Export", "9lives", "-a", "a_b", "=1", "a.b", "エクスポート", &"a".repeat(33)] {
        check(name, "is no name of a feature");
    }
    check("a\u{1b}[2J", "'a\\u{1b}[2J' is no name");
    check("seats=", "the value of feature 'seats' is true, false, an integer, or a text of 1 to 64");
    check(&format!("edition={}", "x".repeat(65)), "the value of feature 'edition'");
    check("edition=a\u{202e}b", "the value of feature 'edition'");
    check(&format!("{}={}", "a".repeat(32), "x".repeat(64)), "aaa=xxx");
    let many = |count: usize| (0..count).map(|number| format!("f{number} ")).collect::<String>();
    assert!(parse(&many(FEATURES_MAX)).is_ok());
    check(&many(FEATURES_MAX + 1), "at most 64 features");
}

#[test]
fn a_level_overrides_extends_and_takes_away() {
    let over = |above: &str, below: &str| {
        let both = parse(above).expect("features").over(&parse(below).expect("features"));
        (both.to_string(), both.granted().to_string())
    };
    let same = |text: &str| (text.to_owned(), text.to_owned());
    assert_eq!(over("seats=50", "export seats=5"), same("export, seats=50"));
    assert_eq!(over("", "export"), same("export"));
    assert_eq!(over("audit", ""), same("audit"));
    assert_eq!(over("export=false", "export seats=5"), ("export=false, seats=5".into(), "seats=5".into()));
    assert!(over("seats=0", "seats=5").1.contains("seats=0"), "none is a number, too");
}
