//! Large tables are cut into pieces that say the same as the whole.

use muster_evidence::{Fact, ObservationKind, Source, inventory::Inventory, read};
use std::{collections::BTreeSet, io::Cursor};

const HEADER: &str = "FullyQualifiedDomainName,ProductName,ProductDescription,PartialProductKey,LicenseStatus,CMID";

/// Rows of Windows and of Office for each machine; those of Office stand together at the end, and every tenth has a line break.
fn table(machines: usize, end: &str) -> String {
    let mut text = format!("#TYPE Selected.Product{end}{HEADER}{end}");
    for number in 0..machines {
        text += &format!(
            "PC-{number}.corp.example,\"Windows(R), Enterprise edition\",VOLUME_KMSCLIENT channel,2YT43,1,{end}"
        );
    }
    text += end;
    for number in 0..machines {
        let name = if number % 10 == 0 { format!("Office{end}16") } else { "Office 16".to_owned() };
        text += &format!(
            "pc-{number},\"{name}, Office16ProPlusVL_KMS_Client edition\",VOLUME_KMSCLIENT channel,WFG99,1,{end}"
        );
    }
    text
}

/// What each line says, without the places in the text of a cite.
fn said(facts: &[Fact]) -> BTreeSet<String> {
    facts.iter().flat_map(Fact::rows).map(|row| format!("{row:?}")).collect()
}

/// The first label of the computer that a fact names.
fn computer(fact: &Fact) -> Option<String> {
    match fact {
        Fact::Observation(observation, _) if observation.kind == ObservationKind::Computer => {
            observation.value.to_lowercase().split('.').next().map(str::to_owned)
        }
        _ => None,
    }
}

#[test]
fn the_pieces_say_what_the_whole_says_on_the_same_lines() {
    for end in ["\n", "\r\n"] {
        let text = table(1_200, end);
        let whole = read(&[Source { name: "vamt.csv".into(), bytes: text.clone().into() }]);
        let mut inventory = Inventory::open(Cursor::new(text)).expect("readable").expect("a table");
        let (mut pieces, mut facts) = (0, Vec::new());
        let mut seen = BTreeSet::new();
        while let Some(piece) = inventory.next_piece().expect("readable") {
            pieces += 1;
            let set = piece.read("vamt.csv");
            let names: BTreeSet<String> = set.facts.iter().filter_map(computer).collect();
            assert!(names.iter().all(|name| seen.insert(name.clone())), "a machine lies in one piece");
            facts.extend(set.facts.iter().cloned());
        }
        assert!(pieces > 1, "{pieces}");
        assert_eq!(seen.len(), 1_200);
        let (pieced, whole) = (said(&facts), said(&whole.facts));
        let different: Vec<&String> = pieced.symmetric_difference(&whole).take(4).collect();
        assert!(different.is_empty(), "{} and {}: {different:#?}", pieced.len(), whole.len());
    }
}

#[test]
fn what_is_no_table_of_machines_is_no_inventory() {
    for text in [
        "a letter\n",
        "Name,LicenseStatus\nWindows,1\n",
        "\u{feff}",
        "",
        &format!("{HEADER}\npc-1,a,b,2YT43,1,\n{HEADER}\npc-2,a,b,2YT43,1,\n"),
    ] {
        assert!(Inventory::open(Cursor::new(text)).expect("readable").is_none(), "{text}");
    }
    let utf16: Vec<u8> = HEADER.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(Inventory::open(Cursor::new(utf16)).expect("readable").is_none());
}
