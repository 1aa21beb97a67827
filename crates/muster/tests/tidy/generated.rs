//! Pages that are made of the code. `MUSTER_BLESS=1 cargo test --test tidy` writes them anew.

use crate::{read, root};
use muster_core::{
    code::CATALOGUE,
    event::{self, Level},
    lang::Lang,
};
use std::fs;

/// docs/codes.md is made of the catalogue. To write it anew: `MUSTER_BLESS=1 cargo test --test tidy`.
#[test]
fn the_page_of_codes_is_that_of_the_catalogue() {
    let mut page = String::from(
        "# Codes\n\nEvery code that Muster itself uses. Numbers and names are Microsoft's documented ones; the meanings are \
         those that they have in Muster.\n\nMuster 自身が使用するコードの一覧です。番号と名前は Microsoft の文書と同じです。\n",
    );
    for entry in CATALOGUE {
        page += &format!("\n## {} `{}`\n\n", entry.code, entry.name);
        for lang in [Lang::En, Lang::Ja] {
            let fix = lang.pick("What to do", "対処方法");
            page += &format!("{}\n\n{fix}: {}\n\n", capital(entry.title.get(lang)), capital(entry.fix.get(lang)));
        }
        page.truncate(page.trim_end().len());
        page.push('\n');
    }
    check_made("docs/codes.md", &page, "the catalogue");
}

/// docs/console-permissions.md is made of the table of routes.
#[test]
fn the_page_of_permissions_is_that_of_the_routes() {
    check_made("docs/console-permissions.md", &muster_host::console_permissions_page(), "the routes");
}

/// schema/*.openapi.json are made of the operations of host, authority and console, and of their messages.
#[test]
fn the_descriptions_of_interfaces_are_those_of_their_operations() {
    let documents = [
        ("authority", muster_authority::openapi()),
        ("authority-console", muster_host::console_openapi(muster_host::ServiceKind::Authority)),
        ("console", muster_host::console_openapi(muster_host::ServiceKind::Host)),
        ("host", muster_host::openapi()),
    ];
    for (name, document) in documents {
        check_made(&format!("schema/{name}.openapi.json"), &document, "the operations");
    }
}

/// packaging/events.mc has the messages by which Windows shows the events of the catalogue: their sentences, and the list of their fields.
#[test]
fn the_messages_of_windows_are_those_of_the_events() {
    let mut text = String::from(
        ";// Made of the catalogue of events: MUSTER_BLESS=1 cargo test --test tidy\n\
         MessageIdTypedef=DWORD\n\
         SeverityNames=(Information=0x1 Warning=0x2 Error=0x3)\n\
         LanguageNames=(English=0x409:MSG00409 Japanese=0x411:MSG00411)\n",
    );
    for entry in event::CATALOGUE {
        let levels = entry.level.map_or_else(|| vec![Level::Information, Level::Error], |level| vec![level]);
        for level in levels {
            text += &format!("\nMessageId={}\nSeverity={level:?}\nSymbolicName={level:?}{0}\n", entry.id);
            for (language, lang) in [("English", Lang::En), ("Japanese", Lang::Ja)] {
                text += &format!("Language={language}\n{}%nInfo:%n%1\n.\n", message(entry, lang));
            }
        }
    }
    check_made("packaging/events.mc", &text, "the events");
}

/// Holds a file against what it is made of; `MUSTER_BLESS` writes it anew.
pub(crate) fn check_made(file: &str, text: &str, source: &str) {
    let path = root().join(file);
    if option_env!("MUSTER_BLESS").is_some() {
        fs::write(&path, text).expect("written");
    }
    assert!(
        path.exists() && read(&path) == text,
        "{file} is not that of {source}: MUSTER_BLESS=1 cargo test --test tidy"
    );
}

/// The sentence with the numbers of the fields that it names: the first text is the list of all.
fn message(entry: &event::Entry, lang: Lang) -> String {
    let sentence = entry.text.get(lang).replace('%', "%%");
    let numbered = (2..).zip(entry.fields);
    numbered.fold(sentence, |sentence, (number, name)| sentence.replace(&format!("{{{name}}}"), &format!("%{number}")))
}

/// docs/rules holds one page for each rule of the doctor, made of the rule.
#[test]
fn the_pages_of_rules_are_those_of_the_rules() {
    let folder = root().join("docs/rules");
    let mut index = String::from("# Rules of muster doctor\n\n| | English | 日本語 |\n| --- | --- | --- |\n");
    let mut pages: Vec<(String, String)> = Vec::new();
    for rule in muster_doctor::all_rules() {
        index += &format!("| [{0}]({0}.md) | {1} | {2} |\n", rule.id, rule.title.en, rule.title.ja);
        pages.push((format!("{}.md", rule.id), muster_doctor::report::rule_page(rule)));
    }
    pages.push(("README.md".into(), index));
    if option_env!("MUSTER_BLESS").is_some() {
        fs::create_dir_all(&folder).expect("a folder");
        pages.iter().for_each(|(name, page)| fs::write(folder.join(name), page).expect("written"));
    }
    for (name, page) in &pages {
        assert!(
            read(&folder.join(name)) == *page,
            "docs/rules/{name} is not that of the rule: MUSTER_BLESS=1 cargo test --test tidy"
        );
    }
    let there = fs::read_dir(&folder).expect("a folder").count();
    assert_eq!(there, pages.len(), "docs/rules holds pages of rules that are gone");
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let ending = if text.ends_with('。') { "" } else { "." };
    rest.next().map(|first| first.to_uppercase().collect::<String>() + rest.as_str() + ending).unwrap_or_default()
}
