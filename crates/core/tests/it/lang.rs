//! English and Japanese.

use muster_core::lang::{Lang, Text};

#[test]
fn a_locale_names_a_language() {
    let check = |locale, expected| assert_eq!(Lang::from_locale(locale), expected, "{locale}");
    check("ja_JP.UTF-8", Lang::Ja);
    check("JA", Lang::Ja);
    check("en_US.UTF-8", Lang::En);
    check("C", Lang::En);
    check("", Lang::En);
}

#[test]
fn a_language_picks_its_text() {
    let text = Text { en: "yes", ja: "はい" };
    assert_eq!((text.get(Lang::En), text.get(Lang::Ja)), ("yes", "はい"));
    assert_eq!((Lang::En.pick(1, 2), Lang::Ja.pick(1, 2)), (1, 2));
}
