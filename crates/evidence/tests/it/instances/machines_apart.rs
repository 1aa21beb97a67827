//! Lists of several machines: each state belongs to the machine that stands beside it, and a number to its own numbering.

use crate::read_text;

/// The rows of these keys, in their order.
fn said(text: &str, keys: &[&str]) -> Vec<String> {
    let rows = read_text(text).rows();
    rows.iter().filter(|row| keys.contains(&row.key.as_str())).map(|row| row.value.clone()).collect()
}

const KEYS: [&str; 2] = ["computer.vamt", "license.status"];

#[test]
fn metrics() {
    let by_number = "# TYPE windows_license_status gauge
windows_license_status{instance=\"ws-01:9182\",name=\"Windows(R), Enterprise edition\"} 1
windows_license_status{instance=\"ws-02:9182\",name=\"Windows(R), Enterprise edition\"} 5";
    assert_eq!(said(by_number, &KEYS), ["ws-01", "1", "ws-02", "5"]);
    // A sample of 0 says of its state that it does not hold.
    let by_label = "win_license_state{host=\"ws-01\",product=\"Windows(R), Enterprise edition\",state=\"licensed\"} 0
win_license_state{host=\"ws-01\",product=\"Windows(R), Enterprise edition\",state=\"notification\"} 1
win_license_state{host=\"ws-02\",product=\"Windows(R), Enterprise edition\",state=\"licensed\"} 1.0 1767225600000";
    assert_eq!(said(by_label, &KEYS), ["ws-01", "5", "ws-02", "1"]);
    let reason = "windows_license_status{host=\"srv-4\",partial_product_key=\"T83GX\"} 5
windows_license_status_reason{host=\"srv-4\",partial_product_key=\"T83GX\"} 3221549172";
    assert_eq!(said(reason, &["computer.vamt", "license.status", "license.code"]), ["srv-4", "5", "0xC004F074"]);
    assert_eq!(
        said("http_requests{state=\"licensed\",host=\"a-1\"} 1\nlicense_status{state=\"licensed\"", &KEYS),
        [""; 0]
    );
}

#[test]
fn objects_that_name_the_machine() {
    let nested = "[{\"asset\": {\"id\": 1, \"name\": \"FIN-21\"}, \"os\": {\"license\": {\"status\": \"Licensed\", \"partialKey\": \"T83GX\"}}},
{\"asset\": {\"id\": 2, \"name\": \"FIN-22\"}, \"os\": {\"license\": {\"status\": \"Notification\", \"partialKey\": \"T83GX\"}}}]";
    assert_eq!(said(nested, &KEYS), ["FIN-21", "1", "FIN-22", "5"]);
    let plain = "[{\"asset\":\"HR-01\",\"software\":[{\"name\":\"Windows 11 Enterprise\",\"licenseStatus\":1}]},
{\"asset\":\"HR-02\",\"software\":[{\"name\":\"Windows 11 Enterprise\",\"licenseStatus\":5}]}]";
    assert_eq!(said(plain, &KEYS), ["HR-01", "1", "HR-02", "5"]);
    let played = "changed: [ws-17] => {\"stdout\": \"Name: Windows(R), Professional edition\\nPartial Product Key: T83GX\\nLicense Status: Licensed\"}
changed: [ws-18] => {\"stdout_lines\": [\"Name: Windows(R), Professional edition\", \"Partial Product Key: T83GX\", \"License Status: Notification\"]}";
    assert_eq!(said(played, &KEYS), ["ws-17", "1", "ws-18", "5"]);
}

#[test]
fn tables_whose_names_could_be_of_anything() {
    let table = "| Computer | Edition | Channel | Status | Code |
|---|---|---|---|---|
| SRV01 | ServerStandardEval | TIMEBASED_EVAL | Licensed | |
| SRV02 | ServerStandardEval | TIMEBASED_EVAL | Notification | 0xC004FC07 |";
    assert_eq!(said(table, &KEYS), ["SRV01", "1", "SRV02", "5"]);
    assert_eq!(said(table, &["license.code"]), ["0xC004FC07"]);
    let other =
        "| Computer | Edition | Channel | Status |\n|---|---|---|---|\n| SRV01 | Standard | Retail | Licensed |";
    assert_eq!(said(other, &KEYS), [""; 0]);
}

#[test]
fn numbers_of_another_numbering() {
    let status = |text: &str| said(text, &["license.status"]);
    let cast = "@{Name='Windows(R), Professional edition';LicenseStatus=[uint32]5;LicenseStatusReason=[uint32]3221549108;PartialProductKey='3V66T'}";
    assert_eq!(said(cast, &["license.status", "license.code"]), ["5", "0xC004F034"]);
    let object = "{\"product\": \"Windows 11 Pro\", \"LicenseStatus\": 1, \"StatusText\": \"WORD\", \"PartialProductKey\": \"3V66T\"}";
    assert_eq!(status(&object.replace("WORD", "Licensed")), ["1"]);
    assert_eq!(status(&object.replace("WORD", "OK")), ["1"]);
    assert_eq!(status(&object.replace("WORD", "Cracked")), [""; 0]);
    assert_eq!(status(&object.replace("WORD", "Expired")), [""; 0]);
    let list = "LEGEND\n\nProduct: Windows 11 Pro\nLicenseStatus: 1\nPartialProductKey: 3V66T";
    let legends = [
        "enum State { Ok = 0, Expired = 1 }",
        "1 = Unlicensed, 2 = Licensed",
        "\"1\": \"Expired\"",
        "1 -> Notification",
        "case 1: return \"Cracked\"",
    ];
    for legend in legends {
        assert_eq!(status(&list.replace("LEGEND", legend)), [""; 0], "{legend}");
    }
    for legend in ["0 = Unlicensed, 1 = Licensed", "Notification: 1, Licensed: 4", "1. Unlicensed machines", "Step 1"] {
        assert_eq!(status(&list.replace("LEGEND", legend)), ["1"], "{legend}");
    }
}
