//! Lists of codes with their meanings.

use muster_evidence::{Fact, Kind, Source, read};

const MEANINGS: [(&str, &str); 4] = [
    ("0xC004F074", "No KMS could be contacted"),
    ("0xC004F038", "カウントが足りません"),
    ("0x8007232B", "DNS 名称不存在"),
    ("0xC004C003", "Schlüssel gesperrt"),
];

/// The kinds of a text, and the codes that are read in it.
fn read_of(text: &str) -> (Vec<Kind>, Vec<String>) {
    let set = read(&[Source { name: "a.md".into(), bytes: text.into() }]);
    let code = |fact: &Fact| if let Fact::Code(code, _) = fact { Some(code.to_string()) } else { None };
    (set.evidence[0].kinds.clone(), set.facts.iter().filter_map(code).collect())
}

fn codes(text: &str) -> Vec<String> {
    read_of(text).1
}

fn listed(entry: impl Fn(&str, &str) -> String) -> String {
    MEANINGS.iter().map(|(code, meaning)| entry(code, meaning) + "\n").collect()
}

#[test]
fn codes_that_are_listed_with_their_meanings_are_of_no_machine() {
    let lists = [
        listed(|code, meaning| format!("| {code} | {meaning} |")),
        listed(|code, meaning| format!("     | `{code}` | **{meaning}** | network |")),
        listed(|code, meaning| format!("| {code} | {meaning} |")).replace('\n', " "),
        listed(|code, meaning| format!("> - **{code}**: {meaning}\n>   and what to do about it")),
        listed(|code, meaning| format!("{code}\t{meaning}")),
        listed(|code, meaning| format!("・{code} ({meaning})")),
    ];
    for list in lists {
        assert_eq!(read_of(&list), (vec![Kind::CodeList], Vec::new()), "{list}");
    }
}

#[test]
fn what_a_machine_said_beside_a_list_is_read() {
    let list = listed(|code, meaning| format!("| {code} | {meaning} |"));
    assert_eq!(codes(&format!("It says 0xC004F074.\n{list}")), ["0xC004F074"]);
}

#[test]
fn a_few_codes_and_a_history_are_no_list() {
    let two: String =
        listed(|code, meaning| format!("{code}: {meaning}")).lines().take(3).collect::<Vec<_>>().join("\n");
    assert_eq!(codes(&two).len(), 3, "three attempts of somebody");
    let history = listed(|code, meaning| format!("{code}: {meaning}")) + "0xC004F074: again\n";
    assert_eq!(codes(&history).len(), 5);
    let bare = listed(|code, _| code.to_owned());
    assert_eq!(codes(&bare).len(), 4, "nobody says what they mean");
}
