//! The article on KMS activation of Office clients (KB2870357), section by section: what each section describes, in English and
//! Japanese, fires its rule and gets its steps, in order.

use muster_core::lang::Lang;
use muster_doctor::{Diagnosis, Source, diagnose};

const OFFICE_2013: &str = "SKU ID: b322da9c-a2e2-4058-9e4e-f59a6970bd69
LICENSE NAME: Office 15, OfficeProPlusVL_KMS_Client edition
LICENSE DESCRIPTION: Office 15, VOLUME_KMSCLIENT channel";
const OFFICE_2010: &str = "SKU ID: 6f327760-8c5c-417c-9b61-836a98287e0c
LICENSE NAME: Office 14, OfficeProPlus-KMS_Client edition
LICENSE DESCRIPTION: Office 14, VOLUME_KMSCLIENT channel";
const OFFICE_2013_MAK: &str = "SKU ID: 2b88c4f2-ea8f-43cd-805e-4d41346e18a7
LICENSE NAME: Office 15, OfficeProPlusVL_MAK edition
LICENSE DESCRIPTION: Office 15, VOLUME_MAK channel";
const WINDOWS_7: (&str, &str) = (
    "OS Name:                   Microsoft Windows 7 Professional\n",
    "OS 名:                 Microsoft Windows 7 Professional\n",
);
const PROMPT: &str = "C:\\Program Files (x86)\\Microsoft Office\\Office15>";

/// A section: what it is about, the rule, its evidence, and the commands, in order.
struct Section {
    title: &'static str,
    rule: &'static str,
    evidence: fn(Lang) -> String,
    commands: &'static [&'static str],
}

/// `ospp.vbs /act` that fails. Its labels are English in every language.
fn act(lang: Lang, product: &str, code: &str) -> String {
    let described = lang.pick("The activation failed.", "ライセンス認証に失敗しました。");
    format!(
        "{PROMPT}cscript ospp.vbs /act\n---Processing--------------------------\n\
         ---------------------------------------\n\
         Installed product key detected - attempting to activate the following product:\n{product}\n\
         Last 5 characters of installed product key: GVGXT\nERROR CODE: {code}\nERROR DESCRIPTION: {described}\n\
         ---------------------------------------\n---------------------------------------\n\
         ---Exiting-----------------------------\n"
    )
}

fn status(product: &str, state: &str, more: &str) -> String {
    format!(
        "---Processing--------------------------\n---------------------------------------\n{product}\n\
         LICENSE STATUS:  ---{state}---\n{more}Last 5 characters of installed product key: GVGXT\n\
         ---------------------------------------\n---------------------------------------\n\
         ---Exiting-----------------------------\n"
    )
}

/// Event 12288 of Office 2013.
fn sent(lang: Lang, code: &str, host: &str) -> String {
    let head = lang.pick(
        "\nLog Name:      Application\nSource:        Microsoft-Windows-Security-SPP\nDate:          2026/03/10 9:00:01\n\
         Event ID:      12288\nLevel:         Information\nComputer:      pc7.corp.example\nDescription:\n\
         The client has sent an activation request to the key management service machine.\nInfo:\n",
        "\nログの名前:         Application\nソース:           Microsoft-Windows-Security-SPP\n日付:            2026/03/10 9:00:01\n\
         イベント ID:       12288\nレベル:           情報\nコンピューター:       pc7.corp.example\n説明:\n\
         クライアントからキー管理サービス コンピューターに、ライセンス認証の要求が送信されました。\n情報:\n",
    );
    format!(
        "{head}{code}, 0x00000000, {host}, 7f3b5a10-2c4d-4e6f-8a9b-0c1d2e3f4a5b, 2026/03/10 09:00, 0, 2, 41760, \
         b322da9c-a2e2-4058-9e4e-f59a6970bd69, 5\n"
    )
}

fn lookup(lang: Lang, host: Option<(&str, u16)>) -> String {
    let server = lang.pick("Server:  dc1.corp.example", "サーバー:  dc1.corp.example");
    let asked = format!("\nC:\\>nslookup -type=srv _vlmcs._tcp\n{server}\nAddress:  10.0.0.2\n\n");
    let missing = lang.pick(
        "*** dc1.corp.example can't find _vlmcs._tcp.corp.example: Non-existent domain\n",
        "*** dc1.corp.example が _vlmcs._tcp.corp.example を見つけられません: Non-existent domain\n",
    );
    let found = host.map(|(host, port)| {
        format!(
            "_vlmcs._tcp.corp.example\tSRV service location:\n\t  priority       = 0\n\t  weight         = 0\n\
             \t  port           = {port}\n\t  svr hostname   = {host}\n"
        )
    });
    asked + &found.unwrap_or_else(|| missing.to_owned())
}

/// `slmgr /dlv` of a host for Office 2013.
fn host(lang: Lang, status: &str, publishing: &str) -> String {
    let [name, description, id, key, state] = lang.pick(
        ["Name", "Description", "Activation ID", "Partial Product Key", "License Status"],
        ["名前", "説明", "ライセンス認証 ID", "部分的なプロダクト キー", "ライセンスの状態"],
    );
    format!(
        "\n{name}: Office 15, OfficeKMSHostVL_KMS_Host edition\n{description}: Office 15, VOLUME_KMS channel\n\
         {id}: 2e28138a-847f-42bc-9752-61b03fff33cd\n{key}: 7KMSH\n{state}: {status}\n\n\
         Key Management Service is enabled on this machine\n    Current count: 8\n    Listening on Port: 1688\n    \
         DNS publishing {publishing}\n    KMS priority: Normal\n"
    )
}

const SECTIONS: &[Section] = &[
    Section {
        title: "generate the error",
        rule: "CLI019",
        evidence: |_| status(OFFICE_2013, "OOB_GRACE", "REMAINING GRACE: 29 days  (42500 minute(s) before expiring)\n"),
        commands: &["ospp.vbs /act", "ospp.vbs /dstatus"],
    },
    Section {
        title: "service not started: Office 2010, osppsvc",
        rule: "SVC001",
        evidence: |lang| act(lang, OFFICE_2010, "0x80070422"),
        commands: &["sc config osppsvc start= delayed-auto", "net start osppsvc", "Office14", "ospp.vbs /act"],
    },
    Section {
        title: "service not started: Office 2013 on Windows 7, osppsvc",
        rule: "SVC020",
        evidence: |lang| lang.pick(WINDOWS_7.0, WINDOWS_7.1).to_owned() + &act(lang, OFFICE_2013, "0x80070426"),
        commands: &["sc config osppsvc start= delayed-auto", "net start osppsvc", "Office15", "ospp.vbs /act"],
    },
    Section {
        title: "service not started: Office 2013 on Windows 8, sppsvc",
        rule: "SVC001",
        evidence: |lang| act(lang, OFFICE_2013, "0x80070422"),
        commands: &[
            "reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\sppsvc /v Start /t REG_DWORD /d 2 /f",
            "net start sppsvc",
            "ospp.vbs /act",
        ],
    },
    Section {
        title: "KMS needs Office 2010 or later",
        rule: "OFF006",
        evidence: |_| {
            status(
                "SKU ID: 11111111-2222-3333-4444-555555555555\nLICENSE NAME: Office 12, OfficeProPlus edition\nLICENSE DESCRIPTION: Office 12, VOLUME channel",
                "OOB_GRACE",
                "",
            )
        },
        commands: &["appwiz.cpl"],
    },
    Section {
        title: "no volume edition",
        rule: "OFF001",
        evidence: |_| {
            status(
                "SKU ID: 44984381-406e-4a35-b1c3-e54f499556e2\nLICENSE NAME: Office 15, OfficeProPlusR_Retail edition\nLICENSE DESCRIPTION: Office 15, RETAIL channel",
                "NOTIFICATIONS",
                "ERROR CODE: 0xC004F009\n",
            )
        },
        commands: &["appwiz.cpl"],
    },
    Section {
        title: "licensed by KMS",
        rule: "OFF004",
        evidence: |_| {
            status(OFFICE_2013, "LICENSED", "REMAINING GRACE: 178 days  (256320 minute(s) before expiring)\n")
        },
        commands: &[],
    },
    Section {
        title: "activated by MAK although a host serves the network",
        rule: "KEY004",
        evidence: |lang| {
            status(OFFICE_2013_MAK, "NOTIFICATIONS", "ERROR CODE: 0xC004F009\n")
                + &lookup(lang, Some(("kms1.corp.example", 1688)))
        },
        commands: &["ospp.vbs /dstatus", "ospp.vbs /unpkey:GVGXT", "ospp.vbs /inpkey:<setup-key>", "ospp.vbs /act"],
    },
    Section {
        title: "0x80070001",
        rule: "SVC008",
        evidence: |lang| act(lang, OFFICE_2013, "0x80070001"),
        commands: &["appwiz.cpl", "ospp.vbs /act"],
    },
    Section {
        title: "0x80070005",
        rule: "SVC003",
        evidence: |lang| act(lang, OFFICE_2013, "0x80070005"),
        commands: &["Start-Process cmd.exe -Verb RunAs", "ospp.vbs /act"],
    },
    Section {
        title: "0x8007000D",
        rule: "SVC007",
        evidence: |lang| act(lang, OFFICE_2013, "0x8007000D"),
        commands: &["reg export", "Get-Acl", "net stop sppsvc", "ospp.vbs /act"],
    },
    Section {
        title: "no SRV record: publish, create, suffix, name the host, MAK",
        rule: "DNS001",
        evidence: |lang| act(lang, OFFICE_2013, "0x8007232B") + &lookup(lang, None),
        commands: &[
            "slmgr.vbs /sdns",
            "net stop sppsvc && net start sppsvc",
            "Add-DnsServerResourceRecord -Srv -ZoneName 'corp.example' -Name '_vlmcs._tcp'",
            "_vlmcs._tcp  IN  SRV  0 0 1688",
            "Set-DnsClientGlobalSetting",
            "ospp.vbs /sethst:<kms-host>",
            "ospp.vbs /act",
            "ospp.vbs /unpkey:GVGXT",
            "ospp.vbs /inpkey:<mak>",
            "ospp.vbs /act",
        ],
    },
    Section {
        title: "no SRV record, 0x8007251D",
        rule: "DNS001",
        evidence: |lang| act(lang, OFFICE_2013, "0x8007251D"),
        commands: &["slmgr.vbs /sdns", "Add-DnsServerResourceRecord", "ospp.vbs /sethst:<kms-host>", "ospp.vbs /act"],
    },
    Section {
        title: "the host publishes nothing",
        rule: "DNS016",
        evidence: |lang| {
            act(lang, OFFICE_2013, "0x8007232B")
                + &host(lang, lang.pick("Licensed", "ライセンスされています"), "disabled")
        },
        commands: &["slmgr.vbs /sdns", "net stop sppsvc && net start sppsvc"],
    },
    Section {
        title: "no key",
        rule: "KEY001",
        evidence: |lang| act(lang, OFFICE_2013, "0xC004F014"),
        commands: &["ospp.vbs /inpkey:<setup-key>", "ospp.vbs /act"],
    },
    Section {
        title: "count below 5",
        rule: "CNT001",
        evidence: |lang| act(lang, OFFICE_2013, "0xC004F038"),
        commands: &["slmgr.vbs /dlv 2e28138a-847f-42bc-9752-61b03fff33cd", "ospp.vbs /dcmid"],
    },
    Section {
        title: "0xC004F039: host, firewall, pin",
        rule: "NET012",
        evidence: |lang| act(lang, OFFICE_2013, "0xC004F039"),
        commands: &[
            "EventID=12288",
            "nslookup -type=srv _vlmcs._tcp",
            "Enable-NetFirewallRule -Name SPPSVC-In-TCP",
            "ospp.vbs /remhst",
        ],
    },
    Section {
        title: "0xC004F041 from a host that DNS does not name",
        rule: "DNS025",
        evidence: |lang| {
            act(lang, OFFICE_2013, "0xC004F041")
                + &sent(lang, "0x00000000", "kms-old.corp.example:1688")
                + &lookup(lang, Some(("kms1.corp.example", 1688)))
        },
        commands: &["ospp.vbs /remhst", "ospp.vbs /act", "ospp.vbs /sethst:kms1.corp.example", "ospp.vbs /act"],
    },
    Section {
        title: "0xC004F041: the host is not activated",
        rule: "HST002",
        evidence: |lang| act(lang, OFFICE_2013, "0xC004F041"),
        commands: &[
            "EventID=12288",
            "slmgr.vbs /dlv 2e28138a-847f-42bc-9752-61b03fff33cd",
            "slmgr.vbs /ato 2e28138a-847f-42bc-9752-61b03fff33cd",
            "ospp.vbs /act",
        ],
    },
    Section {
        title: "0xC004F042: a host for Windows only",
        rule: "HST003",
        evidence: |lang| act(lang, OFFICE_2013, "0xC004F042"),
        commands: &[
            "slmgr.vbs /ipk <host-key>",
            "slmgr.vbs /ato 2e28138a-847f-42bc-9752-61b03fff33cd",
            "ospp.vbs /sethst:<kms-host>",
            "ospp.vbs /act",
            "Remove-DnsServerResourceRecord",
        ],
    },
    Section {
        title: "0xC004F042 from a host that DNS does not name",
        rule: "DNS025",
        evidence: |lang| {
            act(lang, OFFICE_2013, "0xC004F042")
                + &sent(lang, "0x00000000", "kms-old.corp.example:1688")
                + &lookup(lang, Some(("kms1.corp.example", 1688)))
        },
        commands: &["ospp.vbs /remhst", "ospp.vbs /act"],
    },
    Section {
        title: "0xC004F074: another host than DNS names",
        rule: "DNS025",
        evidence: |lang| {
            act(lang, OFFICE_2013, "0xC004F074")
                + &sent(lang, "0xC004F074", "kms-old.corp.example:1688")
                + &lookup(lang, Some(("kms1.corp.example", 1688)))
        },
        commands: &["ospp.vbs /remhst", "ospp.vbs /act", "ospp.vbs /sethst:kms1.corp.example", "ospp.vbs /act"],
    },
    Section {
        title: "0xC004F074: another port than DNS names",
        rule: "DNS025",
        evidence: |lang| {
            act(lang, OFFICE_2013, "0xC004F074")
                + &sent(lang, "0xC004F074", "kms1.corp.example:1699")
                + &lookup(lang, Some(("kms1.corp.example", 1688)))
        },
        commands: &["ospp.vbs /remhst", "ospp.vbs /act", "ospp.vbs /sethst:kms1.corp.example", "ospp.vbs /act"],
    },
    Section {
        title: "0xC004F074: DNS names none, the event has a host",
        rule: "DNS025",
        evidence: |lang| {
            act(lang, OFFICE_2013, "0xC004F074")
                + &sent(lang, "0xC004F074", "kms-old.corp.example:1688")
                + &lookup(lang, None)
        },
        commands: &["ospp.vbs /remhst", "ospp.vbs /act", "ospp.vbs /sethst:<kms-host>", "ospp.vbs /act"],
    },
    Section {
        title: "0xC004F074: the host that DNS names does not answer",
        rule: "NET004",
        evidence: |lang| {
            act(lang, OFFICE_2013, "0xC004F074")
                + &sent(lang, "0x800706BA", "kms1.corp.example:1688")
                + &lookup(lang, Some(("kms1.corp.example", 1688)))
        },
        commands: &[
            "sc query sppsvc",
            "slmgr.vbs /dlv 2e28138a-847f-42bc-9752-61b03fff33cd",
            "Enable-NetFirewallRule -Name SPPSVC-In-TCP",
            "Test-NetConnection kms1.corp.example -Port 1688",
        ],
    },
    Section {
        title: "the computer is a KMS host for Office",
        rule: "OFF007",
        evidence: |lang| host(lang, lang.pick("Licensed", "ライセンスされています"), "enabled"),
        commands: &[],
    },
    Section {
        title: "the record cannot be written",
        rule: "DNS017",
        evidence: |lang| {
            let head = lang.pick(
                "Log Name:      Application\nSource:        Microsoft-Windows-Security-SPP\nDate:          2026/03/10 09:00:00\n\
                 Event ID:      12293\nComputer:      kms1.corp.example\nDescription:\n\
                 Publishing the Key Management Service (KMS) to DNS in the 'corp.example' domain failed.\nInfo:\n",
                "ログの名前:         Application\nソース:           Microsoft-Windows-Security-SPP\n\
                 日付:            2026/03/10 9:00:00\nイベント ID:       12293\nコンピューター:       kms1.corp.example\n説明:\n\
                 'corp.example' ドメインの DNS にキー管理サービス (KMS) を公開できませんでした。\n情報:\n",
            );
            format!("{head}0x80072338\n")
        },
        commands: &["slmgr.vbs /sdns", "EventID=12293", "Add-DnsServerResourceRecord", "_vlmcs._tcp  IN  SRV"],
    },
    Section {
        title: "Office on the host that it asks",
        rule: "HST020",
        evidence: |lang| act(lang, OFFICE_2013, "0xC004F074") + &sent(lang, "0xC004F074", "pc7.corp.example:1688"),
        commands: &[
            "ospp.vbs /remhst",
            "ospp.vbs /sethst:<kms-host>",
            "ospp.vbs /act",
            "ospp.vbs /inpkey:<mak>",
            "ospp.vbs /act",
        ],
    },
    Section {
        title: "0x8007000D in event 12288: the host lacks KB2885698",
        rule: "HST006",
        evidence: |lang| sent(lang, "0x8007000D", "kms1.corp.example:1688"),
        commands: &["Get-HotFix -Id KB2885698", "ospp.vbs /act"],
    },
    Section {
        title: "Telnet failed",
        rule: "NET002",
        evidence: |lang| {
            let telnet = lang.pick(
                "C:\\>telnet kms1.corp.example 1689\nConnecting To kms1.corp.example...Could not open connection to the host, on port 1689: Connect failed\n",
                "C:\\>telnet kms1.corp.example 1689\n接続中: kms1.corp.example...ホストへ接続できませんでした。 ポート番号 1689: 接続に失敗しました\n",
            );
            act(lang, OFFICE_2013, "0xC004F074") + &sent(lang, "0xC004F074", "kms1.corp.example:1689") + telnet
        },
        commands: &[
            "Test-NetConnection kms1.corp.example -Port 1689",
            "New-NetFirewallRule -DisplayName 'KMS 1689'",
            "netstat -ano",
            "ospp.vbs /remhst",
            "ospp.vbs /act",
        ],
    },
    Section {
        title: "nslookup shows no record",
        rule: "DNS001",
        evidence: |lang| lookup(lang, None),
        commands: &[
            "slmgr.vbs /sdns",
            "Add-DnsServerResourceRecord -Srv -ZoneName 'corp.example'",
            "/sethst:<kms-host>",
        ],
    },
    Section {
        title: "host caching is off",
        rule: "CLI013",
        evidence: |_| {
            status(OFFICE_2013, "LICENSED", "REMAINING GRACE: 178 days  (256320 minute(s) before expiring)\n").replace(
                "GVGXT\n",
                "GVGXT\n\tKMS machine name from DNS: kms1.corp.example:1688\n\tActivation Interval: 120 minutes\n\
                 \tRenewal Interval: 10080 minutes\n\tKMS host caching: Disabled\n",
            )
        },
        commands: &[],
    },
    Section {
        title: "a bypass license",
        rule: "NOI002",
        evidence: |lang| {
            const BYPASS: &str = "SKU ID: 9d9faf9e-d345-4b49-afce-68cb0a539c7c\n\
                 LICENSE NAME: Office 15, OfficeAccessRuntime-Bypass edition\nLICENSE DESCRIPTION: Office 15, RETAIL channel";
            act(lang, BYPASS, "0xC004C003")
        },
        commands: &[],
    },
    Section {
        title: "a blocked MAK",
        rule: "MAK005",
        evidence: |lang| act(lang, OFFICE_2013_MAK, "0xC004C003"),
        commands: &["ospp.vbs /act", "ospp.vbs /dinstid"],
    },
    Section {
        title: "licensed, with a reminder of use rights",
        rule: "NOI001",
        evidence: |_| {
            status(
                OFFICE_2013,
                "LICENSED",
                "ERROR CODE: 0x4004F040 (for information purposes only as the status is licensed)\n",
            )
        },
        commands: &[],
    },
];

fn fires(diagnosis: &Diagnosis, rule: &str) -> bool {
    diagnosis.findings.iter().chain(&diagnosis.noise).any(|found| found.rule.id == rule)
}

/// The commands that are missing, or stand before one that they follow.
fn missing<'c>(diagnosis: &Diagnosis, wanted: &[&'c str]) -> Vec<&'c str> {
    let commands = diagnosis.steps.iter().flat_map(|step| &step.commands).map(|command| command.line.as_str());
    let mut lines = commands.peekable();
    wanted.iter().copied().filter(|wanted| !lines.by_ref().any(|line| line.contains(wanted))).collect()
}

#[test]
fn every_section_fires_and_its_steps_are_complete_and_in_order() {
    let mut wrong = Vec::new();
    for section in SECTIONS {
        for lang in [Lang::En, Lang::Ja] {
            let evidence = (section.evidence)(lang);
            let diagnosis = diagnose(&[Source { name: "evidence.txt".to_owned(), bytes: evidence.into_bytes() }]);
            let title = format!("{} ({})", section.title, lang.pick("en", "ja"));
            let heads: Vec<&str> = diagnosis.headline.iter().map(|head| head.rule.id).collect();
            if !fires(&diagnosis, section.rule) {
                wrong.push(format!("{title}: {} does not fire: {heads:?}", section.rule));
            }
            let missing = missing(&diagnosis, section.commands);
            if !missing.is_empty() {
                let lines: Vec<&str> = diagnosis
                    .steps
                    .iter()
                    .flat_map(|step| &step.commands)
                    .map(|command| command.line.as_str())
                    .collect();
                wrong.push(format!("{title} {heads:?}: {missing:?} not in order in\n    {}", lines.join("\n    ")));
            }
            if section.commands.is_empty() && !diagnosis.steps.is_empty() {
                wrong.push(format!("{title} {heads:?}: there is nothing to do"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
