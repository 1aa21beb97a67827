//! Reading takes time in proportion to the text: how often lines are looked at is counted, and a text of twice as many parts may
//! not cost more than twice as much.

use crate::{Source, read};
use std::cell::Cell;

thread_local! {
    static LOOKS: Cell<u64> = const { Cell::new(0) };
}

/// Counts a look at a line.
pub(crate) fn count() {
    LOOKS.set(LOOKS.get() + 1);
}

/// So many looks does a text of so many parts take.
fn looks(part: impl Fn(usize) -> String, parts: usize) -> u64 {
    let text: String = (0..parts).map(part).collect();
    LOOKS.set(0);
    read(&[Source { name: "evidence.txt".into(), bytes: text.into() }]);
    LOOKS.get()
}

fn check(name: &str, part: impl Fn(usize) -> String) {
    const PARTS: usize = 40;
    let (few, many) = (looks(&part, PARTS), looks(&part, 2 * PARTS));
    // A square would be four times as much.
    assert!(few > 0 && many * 2 <= few * 5, "{name}: {few} looks for {PARTS} parts, {many} for twice as many");
}

#[test]
fn outputs_of_tools_cost_in_proportion() {
    let guid = |number: usize| format!("{number:08x}-5638-40f6-bc11-f1d7b0d64300");
    check("slmgr /dlv", |number| {
        format!(
            "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
             Activation ID: {}\nLicense Status: Notification\nNotification Reason: 0xC004F074.\n\n",
            guid(number)
        )
    });
    check("slmgr /dlv without empty lines", |number| {
        format!(
            "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
             Activation ID: {}\nLicense Status: Licensed\n",
            guid(number)
        )
    });
    check("slmgr /ato", |number| {
        format!("C:\\>slmgr /ato\nActivating Windows(R), X edition ({}) ...\nError: 0xC004F074\n", guid(number))
    });
    check("ospp", |number| {
        format!(
            "---------------------------------------\nSKU ID: {}\nLICENSE NAME: Office 16, Office16X edition\n\
             LICENSE DESCRIPTION: Office 16, VOLUME_MAK channel\nLICENSE STATUS:  ---LICENSED---\n",
            guid(number)
        )
    });
    check("nslookup", |number| {
        format!(
            "C:\\>nslookup -type=srv _vlmcs._tcp\nServer:  dc1.corp.example\nAddress:  10.0.0.2\n\n\
             _vlmcs._tcp.d{number}.corp.example SRV service location:\n  priority = 0\n  weight = 0\n  port = 1688\n\
             \x20 svr hostname = kms{number}.corp.example\n"
        )
    });
    check("names without an address", |number| {
        format!("C:\\>nslookup kms{number}.x\n*** dc1 can't find kms{number}.x: Non-existent domain\n")
    });
    check("events", |number| {
        format!(
            "Log Name: Application\nEvent ID: 8198\nLevel: Error\nDescription:\nfailed: hr=0xC004F074, RuleId={}\n\n",
            guid(number)
        )
    });
    check("properties", |number| format!("Name : Windows {number}\nLicenseStatus : 5\nPartialProductKey : 2YT43\n\n"));
    check("properties as JSON", |number| format!("{{\"Name\": \"Windows {number}\", \"LicenseStatus\": 5}}\n"));
    check("JSON that is cut", |number| format!("{{\"Name\": \"Windows {number}\", \"LicenseStatus\": [5,\n"));
    check("tables", |number| format!("Name LicenseStatus\n---- -------------\nX{number} 5\n\n"));
    check("rows", |number| format!("Name,LicenseStatus,PartialProductKey\nWindows {number},5,2YT43\n\n"));
    check("updates", |number| format!("KB50{number:05} installed\n[{number:02}]: KB50{number:05}\n"));
}

#[test]
fn what_people_tell_costs_in_proportion() {
    check("states", |number| format!("On srv{number} the license status is Notification.\n"));
    check("successes", |number| format!("srv{number}: slmgr /ato completed successfully.\n"));
    check("successes that are quoted", |_| "\"Product activated successfully.\"\n".to_owned());
    check("successes below what teaches", |_| "You should then see:\n\nProduct activated successfully.\n\n".to_owned());
    check("codes", |number| format!("After that we got 0x{:08X}.\n", 0xC004_F000_u32 + number as u32));
    check("one code", |number| format!("0x{:08X}; ", 0x8007_0000_u32 + number as u32));
    check("ports", |number| format!("psping kms{number}.corp.example:1688 times out.\n"));
    check("ends of evaluations", |_| "Windows license is expired.\n".to_owned());
}

#[test]
fn other_texts_cost_in_proportion() {
    check("a log", |number| format!("2026-11-26 10:00:00, Info  CBS  Exec: package KB50{number:05}, state: Staged\n"));
    check("prose", |_| {
        "We moved the file server, and since then the backup takes an hour longer than before.\n".to_owned()
    });
    check("empty lines", |_| "\n\n\n".to_owned());
    check("a page", |number| format!("<p>License Status: Licensed</p><div>{number}</div>\n"));
    check("a mail", |number| format!("> > License Status: Licensed {number}\n"));
}
