//! The smallest evidence of every kind.

use crate::evtx_file::{Written, file};
use muster_evidence::{Kind, Source, read};

const SPP: &str = "Microsoft-Windows-Security-SPP";
const PROCESSING: &str = "---Processing--------------------------";

fn text(kind: Kind) -> Option<String> {
    let framed = |line: &str| format!("{PROCESSING}\n{line}\n---Exiting-----------------------------");
    let block = |channel: &str| format!("Name: A\nDescription: A, {channel} channel");
    Some(match kind {
        Kind::ActivationObjects => "CN=A,CN=Activation Objects,CN=Microsoft SPP".into(),
        Kind::PastedCode => "It says 0xC004F074".into(),
        Kind::CodeList => "| 0xC004F074 | no host |\n| 0xC004F042 | refused |\n| 0xC004F038 | count |".into(),
        Kind::Dns => "*** dc1 can't find _vlmcs._tcp: Non-existent domain".into(),
        Kind::EventText => {
            "Event ID: 12289\nSource: Security-SPP\n0x0, 0x00000000, 1, 0, 26, 120, 10080, 2026/03/10 09:01".into()
        }
        Kind::EventXml => "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
                           <EventID>903</EventID></System></Event>"
            .into(),
        Kind::Ipconfig => "   Primary Dns Suffix  . . . . . . . :".into(),
        Kind::MgaDiag => "Diagnostic Report (1.9.0027.0):".into(),
        Kind::OsppCmid => framed("Client Machine ID (CMID): 8D8F4863-EA3B-49AE-88E7-BAC55079BB19"),
        Kind::OsppHistoryErrors => framed("Searching for Internet activation failure events on machine: A"),
        Kind::OsppHistoryKms => framed("Searching for KMS activation events on machine: A"),
        Kind::OsppOther => framed("<No installed product keys detected>"),
        Kind::OsppStatus => framed("LICENSE NAME: A"),
        Kind::PortTest => "1688/tcp open".into(),
        Kind::Roiscan => "<OFFICEINVENTORY>".into(),
        Kind::SlmgrClient => block("VOLUME_KMSCLIENT"),
        Kind::SlmgrHost => block("VOLUME_KMS_WS22"),
        Kind::SlmgrShort => "Error: 0xC004F050 The key is invalid.".into(),
        Kind::Cim => r#"{"LicenseStatus": 5}"#.into(),
        Kind::OsLicense => "Success : False\nErrorCode : 0xC004F074\nErrorMessage : A".into(),
        Kind::EventJson => r#"{"Id": 903, "Message": ""}"#.into(),
        Kind::Firewall => "Rule Name: Key Management Service (TCP-In)".into(),
        Kind::Imaging => "<SkipRearm>1</SkipRearm>".into(),
        Kind::Registry => "Windows Registry Editor Version 5.00".into(),
        Kind::Service => "SERVICE_NAME: sppsvc".into(),
        Kind::SystemInfo => "KB971033".into(),
        Kind::Collection => "muster-collect manifest 1".into(),
        Kind::Proxy => "C:\\>netsh winhttp show proxy".into(),
        Kind::W32tm => "w32tm /query /status".into(),
        Kind::Vamt => "FullyQualifiedDomainName,LicenseStatus\na,5".into(),
        Kind::Vnextdiag => "\"LicenseId\": \"A\",\n\"Product\": \"A\"".into(),
        Kind::Probe => "muster doctor probe".into(),
        Kind::SlmgrIni => "L_MsgA=\"A\"\nL_MsgB=\"B\"\nL_MsgC=\"C\"".into(),
        Kind::OsppTokens => framed(""),
        Kind::Dsregcmd => "AzureAdJoined : NO".into(),
        Kind::Licensingdiag => "<LicensingDiag>".into(),
        Kind::Muster => r#"{"status": "ok", "store": {}, "clock": {}, "connections": {}}"#.into(),
        _ => return None,
    })
}

/// The provider and the channel of an event log.
fn log(kind: Kind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        Kind::EvtxApplication => (SPP, "Application"),
        Kind::EvtxKms => (SPP, "Key Management Service"),
        Kind::EvtxSystem => ("Microsoft-Windows-Time-Service", "System"),
        Kind::EvtxOther => ("Application Error", "Application"),
        _ => return None,
    })
}

#[test]
fn every_kind_is_recognised() {
    for kind in Kind::ALL.iter().copied() {
        let written = |(provider, channel)| file(&[Written { provider, id: "903", channel, data: &[] }]);
        let bytes = text(kind).map(String::into_bytes).or_else(|| log(kind).map(written));
        let bytes = bytes.unwrap_or_else(|| panic!("{kind} has no evidence here"));
        let set = read(&[Source { name: "evidence".into(), bytes }]);
        assert_eq!(set.evidence[0].kinds, [kind], "{kind}");
    }
}
