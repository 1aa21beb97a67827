//! Why a host cannot publish, and which of two findings comes first: clones before the count, a closed port before a key.

use muster_doctor::{Diagnosis, Source, diagnose};

fn of(files: &[&str]) -> Diagnosis {
    let source = |(place, text): (usize, &&str)| Source { name: format!("{place}.txt"), bytes: (*text).into() };
    diagnose(&files.iter().enumerate().map(source).collect::<Vec<_>>())
}

fn first(diagnosis: &Diagnosis) -> &'static str {
    diagnosis.headline.first().map_or("", |head| head.rule.id)
}

fn fired(diagnosis: &Diagnosis) -> Vec<&'static str> {
    diagnosis.findings.iter().map(|found| found.rule.id).collect()
}

#[test]
fn the_code_of_a_failed_publication_says_whether_rights_or_a_server_is_missing() {
    let event = |code: &str| {
        format!(
            "Log Name:      Application\nSource:        Microsoft-Windows-Security-SPP\nDate:          2026/03/10 09:00:00\n\
             Event ID:      12293\nComputer:      kms1\nDescription:\n\
             Publishing the Key Management Service (KMS) to DNS in the 'corp.example' domain failed.\nInfo:\n{code}\n"
        )
    };
    assert_eq!(first(&of(&[&event("0x8007267C")])), "DNS026");
    assert_eq!(first(&of(&[&event("0x80072338")])), "DNS017");
}

/// Clones of Office count as one, so the count is the consequence.
#[test]
fn a_shared_id_of_office_comes_before_the_count() {
    let act = "---Processing--------------------------\n---------------------------------------\n\
               Installed product key detected - attempting to activate the following product:\n\
               SKU ID: d450596f-894d-49e0-966a-fd39ed4c4c64\n\
               LICENSE NAME: Office 16, Office16ProPlusVL_KMS_Client edition\n\
               LICENSE DESCRIPTION: Office 16, VOLUME_KMSCLIENT channel\nLast 5 characters of installed product key: WFG99\n\
               ERROR CODE: 0xC004F038\n---------------------------------------\n---Exiting-----------------------------\n";
    let cmid = "---Processing--------------------------\n---------------------------------------\n\
                Client Machine ID (CMID): 4f0a1d7e-9f2b-4b1f-9a51-6d7c5b0f8a11\n\
                ---------------------------------------\n---Exiting-----------------------------\n";
    let named = |name: &str, text: &str| Source { name: name.into(), bytes: text.into() };
    let diagnosis =
        diagnose(&[named("PC-1_act.txt", act), named("PC-1_dcmid.txt", cmid), named("PC-2_dcmid.txt", cmid)]);
    assert_eq!(first(&diagnosis), "CNT006", "{:?}", fired(&diagnosis));
}

/// A key that works elsewhere does not matter where the port is proven closed.
#[test]
fn a_closed_port_comes_before_a_key_that_no_error_names() {
    let license = "Name: Windows(R), Enterprise edition
Description: Windows(R) Operating System, VOLUME_KMSCLIENT channel
Activation ID: 73111121-5638-40f6-bc11-f1d7b0d64300
Partial Product Key: 2YT43
License Status: Notification
Notification Reason: 0xC004F074
";
    let port = "ComputerName     : kms1.corp.example\nRemoteAddress    : 192.0.2.10\nRemotePort       : 1688\n\
                TcpTestSucceeded : False\n";
    assert_eq!(first(&of(&[license, port])), "NET002");
}

fn commands(evidence: &str) -> String {
    let diagnosis = diagnose(&[Source { name: "evidence.txt".into(), bytes: evidence.into() }]);
    let lines = diagnosis.steps.iter().flat_map(|step| &step.commands).map(|command| command.line.as_str());
    lines.collect::<Vec<_>>().join("\n")
}

/// It would lose its host key.
#[test]
fn a_host_with_a_low_count_is_not_told_to_take_a_mak() {
    let host = "Name: Windows(R), ServerStandard edition\nDescription: Windows(R) Operating System, VOLUME_KMS_WS22 channel\n\
                Partial Product Key: 7KMSH\nLicense Status: Licensed\n\nKey Management Service is enabled on this machine\n    \
                Current count: 3\n    Listening on Port: 1688\n\nKey Management Service cumulative requests received from \
                clients\n    Total requests received: 14\n";
    let client = "Name: Windows(R), Professional edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
                  Partial Product Key: T83GX\nLicense Status: Notification\nNotification Reason: 0xC004F038.\n";
    assert!(!commands(host).is_empty() && !commands(host).contains("<mak>"), "{}", commands(host));
    assert!(commands(client).contains("/ipk <mak>"), "{}", commands(client));
}

#[test]
fn a_host_that_dns_named_is_not_removed_as_one_that_was_set_by_hand() {
    let client = |host: &str| {
        format!(
            "Name: Windows(R), Enterprise edition\nDescription: Windows(R) Operating System, VOLUME_KMSCLIENT channel\n\
             Partial Product Key: 2YT43\nLicense Status: Notification\nNotification Reason: 0xC004F074.\n{host}\n"
        )
    };
    let (found, set) =
        ("KMS machine name from DNS: kms1.corp.example:1688", "Registered KMS machine name: kms1.corp.example:1688");
    assert!(!commands(&client(found)).contains("/ckms"), "{}", commands(&client(found)));
    assert!(commands(&client(set)).contains("/ckms"), "{}", commands(&client(set)));
}
