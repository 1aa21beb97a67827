//! Packs in a row: which lines are taken, which are refused, and what is kept of them.

use crate::documents::{Changes, key, naming, pack_version};
use muster_trust::{anchors::TrustAnchors, error::ChainError};

/// Packs as words: `2` is version 2 signed by key 1; `2@3` is signed by key 3; `2+3` names keys 1 and 3, `2=3` key 3 alone as
/// roots; `2!` is another vendor's; `x` is no pack; `-` is an empty line.
fn packs(words: &str) -> String {
    let line = |word: &str| -> String {
        let number = |text: &str| text.parse::<u8>().expect("a number");
        let version = |text: &str| u32::from(number(text));
        match word {
            "x" => "x".into(),
            "-" => "  ".into(),
            _ => {
                if let Some(word) = word.strip_suffix('!') {
                    let other = Changes { vendor: Some("fabrikam".into()), ..Changes::default() };
                    return pack_version(1, version(word), other);
                }
                let (word, seed) = word.split_once('@').map_or((word, 1), |(word, seed)| (word, number(seed)));
                if let Some((word, root)) = word.split_once('+') {
                    return pack_version(seed, version(word), naming(&[1, number(root)]));
                }
                let (word, changes) = match word.split_once('=') {
                    Some((word, root)) => (word, naming(&[number(root)])),
                    None => (word, Changes::default()),
                };
                pack_version(seed, version(word), changes)
            }
        }
    };
    words.split_whitespace().map(line).collect::<Vec<_>>().join("\n")
}

/// The version, how many lines are kept, and how many roots are trusted; or why not.
fn text(found: Result<TrustAnchors, ChainError>) -> String {
    match found {
        Ok(trust) => {
            let (lines, roots) = (trust.document().lines().count(), trust.roots.len());
            let reopened = TrustAnchors::open(trust.document(), &key(1).public()).map(|trust| trust.pack.version);
            assert_eq!(reopened.ok(), Some(trust.pack.version), "what is kept opens again");
            format!("version {}, {lines} kept, {roots} trusted", trust.pack.version)
        }
        Err(error) => error.to_string(),
    }
}

fn open(lines: &str) -> Result<TrustAnchors, ChainError> {
    TrustAnchors::open(&packs(lines), &key(1).public())
}

fn check_open(lines: &str, expected: &str) {
    assert_eq!(text(open(lines)), expected, "{lines}");
}

fn check_update(installed: &str, lines: &str, expected: &str) {
    let found = open(installed).expect("installed").update(&packs(lines));
    assert_eq!(text(found), expected, "{installed} then {lines}");
}

const NOT_SIGNED: &str = "the license pack is not accepted: not a signed document (JWS compact with three parts)";

/// Key `found` signed where only `trusted` may.
fn signed_by_another(found: u8, trusted: u8) -> String {
    let thumbprint = |seed| key(seed).public().thumbprint();
    format!(
        "the license pack is not accepted: signed by key {}; trusted here: {}",
        thumbprint(found),
        thumbprint(trusted)
    )
}

#[test]
fn a_text_of_packs_opens_line_by_line() {
    check_open("1", "version 1, 1 kept, 1 trusted");
    check_open("- 1 -", "version 1, 1 kept, 1 trusted");
    check_open("", NOT_SIGNED);
    check_open("x", NOT_SIGNED);
    // Lines before the first that the root signed belong to an earlier root.
    check_open("x 1@3 2", "version 2, 1 kept, 1 trusted");
    check_open("1@3 x", NOT_SIGNED);
    check_open("1@3", &signed_by_another(3, 1));
    // After it, each line must be good.
    check_open("1 2@3", &signed_by_another(3, 1));
    check_open("1 x", NOT_SIGNED);
    check_open("2 1", "the license pack has version 1; version 2 is installed");
    check_open("2 2", "the license pack has version 2; version 2 is installed");
    check_open("1 2!", "the document is of vendor 'fabrikam', the installed pack of 'contoso'");
}

/// Packs that changed the roots are kept, for they lead from the first root to the last; others are replaced by the next.
#[test]
fn what_is_kept_leads_from_the_first_root_to_the_last() {
    check_open("1 2", "version 2, 1 kept, 1 trusted");
    check_open("1 2+3", "version 2, 1 kept, 2 trusted");
    check_open("1+3 2+3", "version 2, 2 kept, 2 trusted");
    check_open("1+3 2=3", "version 2, 2 kept, 1 trusted");
    check_open("1+3 2=3@3 3@3 4@3", "version 4, 3 kept, 1 trusted");
    check_open("1+3 2+3 3=3 4@3 5+4@3", "version 5, 3 kept, 2 trusted");
}

#[test]
fn an_update_takes_what_is_newer() {
    check_update("1", "2", "version 2, 1 kept, 1 trusted");
    check_update("1", "1 2", "version 2, 1 kept, 1 trusted");
    check_update("1", "x 2 -", "version 2, 1 kept, 1 trusted");
    check_update("1", "2 2", "version 2, 1 kept, 1 trusted");
    check_update("1", "2+3 3@3", "version 3, 2 kept, 1 trusted");
    check_update("1", "", NOT_SIGNED);
    check_update("1", "x", NOT_SIGNED);
    check_update("1", "2@3", &signed_by_another(3, 1));
    check_update("2", "1", "the license pack has version 1; version 2 is installed");
    check_update("2", "2", "the license pack has version 2; version 2 is installed");
    check_update("1", "2!", "the document is of vendor 'fabrikam', the installed pack of 'contoso'");
}
