//! One license in every costume that tools and people give it.

use crate::read_text;

/// The values that every costume below has.
const SAID: [(&str, &str); 4] = [
    ("license.name", "Windows(R), Education edition"),
    ("license.partial_key", "2YT43"),
    ("license.status", "5"),
    ("license.code", "0xC004F074"),
];

fn told(text: &str) {
    let rows = read_text(text).rows();
    for (key, value) in SAID {
        let found: Vec<&str> = rows.iter().filter(|row| row.key == key).map(|row| row.value.as_str()).collect();
        assert_eq!(found, [value], "{key} in:\n{text}");
    }
}

#[test]
fn powershell() {
    told(
        "PS C:\\> Get-CimInstance SoftwareLicensingProduct | fl Name,LicenseStatus,LicenseStatusReason,PartialProductKey

Name                : Windows(R), Education edition
LicenseStatus       : 5
LicenseStatusReason : 3221549172
PartialProductKey   : 2YT43

PS C:\\>",
    );
    told(
        "Name                          LicenseStatus LicenseStatusReason PartialProductKey
----                          ------------- ------------------- -----------------
Windows(R), Education edition             5          3221549172 2YT43            ",
    );
    told(
        "@{Name=Windows(R), Education edition; LicenseStatus=5; LicenseStatusReason=3221549172; PartialProductKey=2YT43}",
    );
    told(
        "\"Name\",\"LicenseStatus\",\"LicenseStatusReason\",\"PartialProductKey\"
\"Windows(R), Education edition\",\"5\",\"3221549172\",\"2YT43\"",
    );
    told(
        "Name;LicenseStatus;LicenseStatusReason;PartialProductKey
\"Windows(R), Education edition\";5;-1073418124;2YT43",
    );
}

/// A form made one blank of every run of blanks.
#[test]
fn a_table_whose_columns_were_closed() {
    told(
        "Name LicenseStatus LicenseStatusReason PartialProductKey
---- ------------- ------------------- -----------------
Windows(R), Education edition 5 3221549172 2YT43
That is all that it prints on this machine",
    );
}

#[test]
fn wmic() {
    told(
        "\n\nLicenseStatus=5\nLicenseStatusReason=3221549172\nName=Windows(R), Education edition\nPartialProductKey=2YT43\n\n",
    );
    told(
        "LicenseStatus  LicenseStatusReason  Name                           PartialProductKey
5              3221549172           Windows(R), Education edition  2YT43",
    );
    told(
        "Node,LicenseStatus,LicenseStatusReason,Name,PartialProductKey
PC7,5,3221549172,Windows(R), Education edition,2YT43",
    );
    told(
        r#"<INSTANCE CLASSNAME="SoftwareLicensingProduct">
<PROPERTY NAME="LicenseStatus" TYPE="uint32"><VALUE>5</VALUE></PROPERTY>
<PROPERTY NAME="LicenseStatusReason" TYPE="uint32"><VALUE>3221549172</VALUE></PROPERTY>
<PROPERTY NAME="Name" TYPE="string"><VALUE>Windows(R), Education edition</VALUE></PROPERTY>
<PROPERTY NAME="PartialProductKey" TYPE="string"><VALUE>2YT43</VALUE></PROPERTY>
</INSTANCE>"#,
    );
}

#[test]
fn json_of_any_names_and_depth() {
    told(
        r#"{"name":"Windows(R), Education edition","license_status":"5","license_status_reason":"3221549172","partial_product_key":"2YT43"}"#,
    );
    told(
        r#"here is what the agent sent:
{
  "host": "pc-7",
  "software": {
    "licenses": [
      {"licenseStatus": "Notification", "statusReason": "0xC004F074", "productName": "Windows(R), Education edition", "partialKey": "2YT43"}
    ]
  }
}
what now?"#,
    );
    told(
        r#"2026-11-26T10:00:00Z agent INFO inventory {"Product Name":"Windows(R), Education edition","License Status":5,"Reason Code":3221549172,"Partial Key":"2YT43"}"#,
    );
    told(
        r#"[{"Name":"Name","Value":"Windows(R), Education edition"},{"Name":"LicenseStatus","Value":5},
{"Name":"LicenseStatusReason","Value":3221549172},{"Name":"PartialProductKey","Value":"2YT43"}]"#,
    );
    told(
        r#"{"value":["@{Name=Windows(R), Education edition; LicenseStatus=5; LicenseStatusReason=3221549172; PartialProductKey=2YT43}"]}"#,
    );
    told(
        r#"{"licenses":{"Windows(R), Education edition":{"license_state":"notification","reason":"0xc004f074","last5":"2YT43"}}}"#,
    );
    // Its end was cut off.
    told(
        r#"[
{"Name":"Windows(R), Education edition","LicenseStatus":5,"LicenseStatusReason":3221549172,"PartialProductKey":"2YT43"},
{"Name":"Windows(R), Educ"#,
    );
}

/// GLPI and OCS write the name, the description and what they could see of the key, and no state.
#[test]
fn licenses_of_an_inventory_are_known_by_their_keys() {
    let xml = "<LICENSEINFOS>\n<FULLNAME>Office 19, RETAIL channel</FULLNAME>\n<KEY>XXXXX-XXXXX-XXXXX-XXXXX-YWTV9</KEY>\n\
               <NAME>Office 19, Office19VisioPro2019R_Retail edition</NAME>\n</LICENSEINFOS>";
    let json = r#"{"licenseinfos": [{"fullname": "Office 19, RETAIL channel", "key": "XXXXX-XXXXX-XXXXX-XXXXX-YWTV9",
                   "name": "Office 19, Office19VisioPro2019R_Retail edition"}]}"#;
    for text in [xml, json] {
        let rows = crate::read_text(text).rows();
        let value = |key: &str| rows.iter().find(|row| row.key == key).map(|row| row.value.as_str());
        assert_eq!(value("license.partial_key"), Some("YWTV9"), "{text}");
        assert_eq!(value("license.channel"), Some("RETAIL"));
        assert_eq!(value("license.status"), None);
    }
    let other = xml.replace("Office 19, Office19VisioPro2019R_Retail edition", "Some Painter 4.1");
    assert!(crate::read_text(&other).facts.is_empty());
}

#[test]
fn xml_of_any_elements() {
    told(
        r#"<?xml version="1.0"?><inventory><pc name="pc-7"><license Name="Windows(R), Education edition" LicenseStatus="5"
 LicenseStatusReason="3221549172" PartialProductKey="2YT43"/></pc></inventory>"#,
    );
    told(
        "<report>
<license-product>
<product_name>Windows(R), Education edition</product_name>
<license_status type=\"int\">5</license_status>
<status-reason>0xC004F074</status-reason>
<partial-product-key>2YT43</partial-product-key>
</license-product></report>",
    );
    told(
        r#"<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><MS>
<S N="Name">Windows(R), Education edition</S><U32 N="LicenseStatus">5</U32><U32 N="LicenseStatusReason">3221549172</U32>
<S N="PartialProductKey">2YT43</S></MS></Obj></Objs>"#,
    );
}

#[test]
fn text_of_people_and_scripts() {
    told(
        "licenses:
  - name: Windows(R), Education edition
    license_status: 5
    license_status_reason: 0xC004F074
    partial_product_key: 2YT43",
    );
    told(
        "[License]
ProductName = Windows(R), Education edition
LicenseStatus = Notification (5)
StatusReason = 0xC004F074
PartialProductKey = XXXXX-XXXXX-XXXXX-XXXXX-2YT43",
    );
    told(
        "| Product                       | License Status | Reason     | Partial Key |
|-------------------------------|----------------|------------|-------------|
| Windows(R), Education edition | Notification   | 0xC004F074 | 2YT43       |",
    );
    told(
        "| Property | Value |
|---|---|
| Name | Windows(R), Education edition |
| LicenseStatus | 5 |
| LicenseStatusReason | 3221549172 |
| PartialProductKey | 2YT43 |",
    );
    told(
        "level=warn product=\"Windows(R), Education edition\" license_status=5 reason_code=0xC004F074 partial_key=2YT43",
    );
    told(
        "{'Name': 'Windows(R), Education edition', 'LicenseStatus': 5, 'LicenseStatusReason': 3221549172, 'PartialProductKey': '2YT43'}",
    );
    told(
        "製品名,ライセンスの状態,LicenseStatusReason,PartialProductKey
\"Windows(R), Education edition\",通知,0xC004F074,2YT43",
    );
}

/// Blocks of a list begin where a name is repeated, with a blank line between them or without.
#[test]
fn two_products_are_two_licenses() {
    for between in ["\n", "\n\n"] {
        let text =
            [("Windows(R), Education edition", 5), ("Office 21, Office21ProPlus2021VL_KMS_Client_AE edition", 1)]
                .map(|(name, status)| format!("LicenseStatus={status}\nName={name}\nPartialProductKey=2YT43"))
                .join(between);
        let rows = read_text(&text).rows();
        let states: Vec<&str> =
            rows.iter().filter(|row| row.key == "license.status").map(|row| row.value.as_str()).collect();
        assert_eq!(states, ["5", "1"], "{text}");
    }
}

/// A narrow console cuts names and values; part of a value is another value.
#[test]
fn what_was_cut_off_is_not_guessed() {
    crate::check(
        "
        Name                 ApplicationID        LicenseSta… PartialProductKey
        ----                 -------------        ----------- -----------------
        Windows(R), Educati… 55c92734-d682-4d71-…           1 2YT43",
        "cim
        3 license.name = Windows(R), Educati
        3 license.partial_key = 2YT43
        3 license.status = 1",
    );
}

#[test]
fn names_with_a_path_before_them() {
    told(
        "win7-lab | SUCCESS => {
    \"ansible_facts\": {
        \"ansible_os_license_edition\": \"Windows(R), Education edition\",
        \"ansible_os_license_status\": \"Notification\",
        \"ansible_os_license_status_reason\": \"0xC004F074\",
        \"ansible_os_partial_product_key\": \"2YT43\"
    }
}",
    );
    told(
        "facter_win_license_edition=Windows(R), Education edition
facter_win_license_status=5
facter_win_license_status_reason=3221549172
facter_win_partial_product_key=2YT43",
    );
    told(
        r#"{"os": {"name": "Windows(R), Education edition", "license": {"status": "Notification", "status_reason": -1073418124, "partial_key": "2YT43"}}}"#,
    );
    told(
        "win_edition: Windows(R), Education edition
license:
  name: Windows(R), Education edition
  status: Notification
  status_reason: 0xC004F074
  partial_key: 2YT43",
    );
}

#[test]
fn a_state_that_is_wanted_is_none_that_is() {
    let text = r#"{"name": "Windows(R), Education edition", "expected_license_status": "Licensed", "partial_product_key": "2YT43"}"#;
    assert!(read_text(text).rows().iter().all(|row| row.key != "license.status"));
}

#[test]
fn a_masked_end_of_a_key_is_no_key() {
    for masked in ["XXXXX", "xxxxx", "*****", ".....", "<removed>", "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"] {
        let text = format!(
            "Name              : Windows(R), Education edition\nLicenseStatus     : 1\nPartialProductKey : {masked}"
        );
        let rows = read_text(&text).rows();
        assert!(rows.iter().any(|row| row.key == "license.status" && row.value == "1"), "{masked}");
        assert!(rows.iter().all(|row| row.key != "license.partial_key"), "{masked}");
    }
}

#[test]
fn values_below_their_names() {
    // Salt's nested output: each value stands deeper, on the line below its name.
    told(
        "pc07.corp.example:
    ----------
    license_status:
        Notification
    license_status_reason:
        0xC004F074
    name:
        Windows(R), Education edition
    partial_key:
        2YT43",
    );
}

#[test]
fn parallel_lists() {
    let said = |text: &str| -> Vec<(String, String)> {
        let rows = read_text(text).rows();
        let values = |key: &str| rows.iter().filter(|row| row.key == key).map(|row| row.value.clone()).collect();
        let (names, states): (Vec<String>, Vec<String>) = (values("license.name"), values("license.status"));
        names.into_iter().zip(states).collect()
    };
    let expected = [
        ("Windows(R), Professional edition".to_owned(), "1".to_owned()),
        ("Office 16, Office16StandardVL_KMS_Client edition".to_owned(), "5".to_owned()),
    ];
    assert_eq!(
        said(
            "facts:
  os_license_edition:
  - Windows(R), Professional edition
  - Office 16, Office16StandardVL_KMS_Client edition
  os_license_status:
  - Licensed
  - Notification
  os_license_channel:
  - OEM:DM
  - Volume:GVLK"
        ),
        expected
    );
    assert_eq!(
        said(
            r#"{"ansible_facts": {"os_license_channel": ["OEM:DM", "Volume:GVLK"], "os_license_edition":
                ["Windows(R), Professional edition", "Office 16, Office16StandardVL_KMS_Client edition"],
                "os_license_status": ["Licensed", "Notification"], "addresses": ["10.0.0.4", "fe80::1", "::1"]}}"#
        ),
        expected
    );
}

#[test]
fn a_word_for_a_state_counts_more_than_a_number_that_a_tool_gave_it() {
    let rows = read_text(
        r#"{"licenseStatus": 0, "licenseStatusDetail": "Licensed", "name": "Windows(R), Education edition", "partialProductKey": "2YT43"}"#,
    )
    .rows();
    let status: Vec<&str> =
        rows.iter().filter(|row| row.key == "license.status").map(|row| row.value.as_str()).collect();
    assert_eq!(status, ["1"]);
}

#[test]
fn behind_the_prefixes_of_logs() {
    for prefix in
        ["2026-11-26T14:00:01.1234567Z ", "[2026-11-26 14:00:01] [INFO] ", "    vmware-iso: ", "==> default: "]
    {
        let lines = [
            "Name: Windows(R), Education edition",
            "License Status: Notification",
            "License Status Reason: 0xC004F074",
            "Partial Product Key: 2YT43",
        ];
        told(&lines.map(|line| format!("{prefix}{line}")).join("\n"));
    }
}

#[test]
fn limits_of_a_monitoring_plug_in_are_no_part_of_a_value() {
    told(
        "CRITICAL: Product: Windows(R), Education edition, Reason: 0xC004F074, Key suffix: 2YT43 | license_status=5;;;0;6 latency=1ms",
    );
}

#[test]
fn what_a_command_printed_in_one_value() {
    told(
        r#"{"changed": true, "rc": 0, "stdout": "Name: Windows(R), Education edition\r\nPartial Product Key: 2YT43\r\nLicense Status: Notification\r\nNotification Reason: 0xC004F074\r\n"}"#,
    );
}

#[test]
fn notes_in_markdown() {
    told(
        "Measured today: `Name=Windows(R), Education edition`, `LicenseStatus=5`,
`LicenseStatusReason 0xC004F074`, key ends in `PartialProductKey: 2YT43`; nothing else was changed.",
    );
}

#[test]
fn the_reason_beside_the_state() {
    told(
        "Name: Windows(R), Education edition
License Status: Notification (0xC004F074 - no host)
Partial Product Key: 2YT43
Channel: VOLUME_KMSCLIENT",
    );
}

/// The number of a state that other words follow, and no digit of a date.
#[test]
fn a_number_before_what_lost_its_line_break() {
    let status = |value: &str| {
        let text = format!("Name: Windows(R), Education edition\nPartialProductKey: 2YT43\nLicenseStatus: {value}");
        read_text(&text).rows().into_iter().find(|row| row.key == "license.status").map(|row| row.value)
    };
    assert_eq!(status("1 VLActivation : 0").as_deref(), Some("1"));
    assert_eq!(status("Unbekannt (5)").as_deref(), Some("5"));
    assert_eq!(status("x 2020/2/27 11:48"), None);
}

#[test]
fn a_list_without_its_line_breaks() {
    told(
        "PS C:\\> Get-CimInstance SoftwareLicensingProduct | fl ADActivationObjectDN                           : \
         Name                : Windows(R), Education edition LicenseStatus       : 5 LicenseStatusReason : 3221549172 \
         PartialProductKey   : 2YT43",
    );
}

/// Salt prints each value below its name; a chat took the indents.
#[test]
fn values_below_names_without_an_indent() {
    let rows = read_text(
        "pc7.corp.example:\ndescription:\nWindows(R) Operating System, RETAIL channel\nlicensed:\nTrue\nname:\n\
         Windows(R), Education edition\npartial_key:\n2YT43",
    )
    .rows();
    for (key, value) in [("license.name", SAID[0].1), ("license.channel", "RETAIL"), ("license.status", "1")] {
        assert!(rows.iter().any(|row| row.key == key && row.value == value), "{key}: {rows:?}");
    }
}

/// The tool that printed them may have printed a time left as slmgr does.
#[test]
fn the_time_left_in_minutes_and_days() {
    let rows = read_text(
        "{\"licenseStatus\": \"Licensed\", \"partialProductKey\": \"Q1W2E\", \"kms_configured_server\": \"kms1.corp.example\",
          \"kms_configured_port\": 1689, \"volumeExpiration\": \"259192 minute(s) (180 day(s))\"}",
    )
    .rows();
    for (key, value) in [
        ("license.minutes_left", "259192"),
        ("license.days_left", "180"),
        ("license.partial_key", "Q1W2E"),
        ("license.registered_host", "kms1.corp.example:1689"),
    ] {
        assert!(rows.iter().any(|row| row.key == key && row.value == value), "{key}: {rows:?}");
    }
}

/// What another tool prints below a prompt is no part of a list above it.
#[test]
fn a_prompt_ends_a_list() {
    let text = "LicenseStatus : 1\nPartialProductKey : YPYPY\nPS C:\\> Test-NetConnection -ComputerName kms1 -Port 1688\n\
                ComputerName : kms1.corp.example\nRemotePort : 1688\nTcpTestSucceeded : False\n";
    let rows = crate::read_text(text).rows();
    assert!(rows.iter().any(|row| row.key == "port" && row.value == "kms1.corp.example:1688 closed"), "{rows:?}");
    assert!(rows.iter().all(|row| !row.key.starts_with("computer")), "{rows:?}");
}

#[test]
fn a_ledger_in_japanese() {
    let rows = read_text(
        "\"コンピュータ名\",\"OS\",\"チャネル\",\"キー末尾\",\"ライセンス状態\",\"残り(分)\"\n\
         \"PC-1\",\"Windows 11 Pro\",\"VOLUME_KMSCLIENT\",\"T83GX\",\"認証済み\",\"253702\"\n\
         \"PC-2\",\"Windows 11 Pro\",\"OEM_DM\",\"QF3WT\",\"未認証\",\"0\"\n\
         \"PC-3\",\"Windows 11 Pro\",\"OEM_DM\",\"9RVJM\",\"調査中\",\"0\"",
    )
    .rows();
    let of = |key: &str| rows.iter().filter(|row| row.key == key).map(|row| row.value.clone()).collect::<Vec<_>>();
    assert_eq!(of("license.status"), ["1", "0"]);
    assert_eq!(of("license.minutes_left"), ["253702", "0", "0"]);
    assert_eq!(of("license.partial_key"), ["T83GX", "QF3WT", "9RVJM"]);
}

/// Without the machine of each row, one that fails would be a part of the others.
#[test]
fn a_column_of_names_beside_a_product_holds_machines() {
    let computers = |text: &str| {
        let rows = read_text(text).rows();
        rows.iter().filter(|row| row.key == "computer.vamt").map(|row| row.value.clone()).collect::<Vec<_>>()
    };
    let table = |first: &str| {
        format!(
            "Name,OS,LicenseStatus,PartialKey\n{first},Windows 10 Enterprise,1,2YT43\nLAB-07,Windows 10 Enterprise,5,2YT43\n"
        )
    };
    assert_eq!(computers(&table("LAB-01")), ["LAB-01", "LAB-07"]);
    assert_eq!(computers("Name,LicenseFamily,LicenseStatus\nWindows-10 Pro,Professional,1\n"), Vec::<String>::new());
    assert_eq!(computers("Name,OS,LicenseStatus\nEnterpriseS-2021,Windows 10,1\n"), Vec::<String>::new());
}
