//! Whatever its channel, a licensed product is said to be licensed.

use muster_doctor::{Diagnosis, Source, Verdict, diagnose};

/// The channel in the description, and whether an activation of it ends and is renewed or replaced.
const CHANNELS: [(&str, bool); 15] = [
    ("OEM_DM", false),
    ("OEM_SLP", false),
    ("OEM_COA_SLP", false),
    ("OEM_COA_NSLP", false),
    ("OEM_NONSLP", false),
    ("RETAIL", false),
    ("RETAIL(MAK)", false),
    ("VOLUME_MAK", false),
    ("VIRTUAL_MACHINE_ACTIVATION", false),
    ("TIMEBASED_SUB", false),
    ("PRERELEASE", true),
    ("VOLUME_KMSCLIENT", true),
    ("TIMEBASED_EVAL", true),
    ("VOLUME_KMS_WS16", false),
    ("", true),
];

fn licensed(channel: &str, minutes: Option<u32>) -> Diagnosis {
    let ending = minutes.map(|left| format!("GracePeriodRemaining : {left}\n")).unwrap_or_default();
    // A host key belongs on a server.
    let edition = if channel.starts_with("VOLUME_KMS_") { "ServerStandard" } else { "Professional" };
    let text = format!(
        "Name                 : Windows(R), {edition} edition\n\
         Description          : Windows(R) Operating System, {channel} channel\n{ending}\
         LicenseStatus        : 1\nPartialProductKey    : WFG99\n"
    );
    diagnose(&[Source { name: "product.txt".into(), bytes: text.into_bytes() }])
}

#[test]
fn a_licensed_product_of_any_channel_is_healthy() {
    for (channel, ends) in CHANNELS {
        // WMI gives 0 minutes for an activation without an end.
        let all = [None, Some(0), Some(14_400), Some(250_000)];
        for minutes in if ends { vec![None, Some(250_000)] } else { all.to_vec() } {
            let diagnosis = licensed(channel, minutes);
            assert_eq!(diagnosis.verdict(), Verdict::Healthy, "{channel} {minutes:?} {:?}", diagnosis.headline);
            assert!(!diagnosis.headline.is_empty(), "{channel} {minutes:?}");
        }
    }
}

#[test]
fn an_activation_that_is_about_to_end_is_told() {
    for channel in ["VOLUME_KMSCLIENT", "TIMEBASED_EVAL", ""] {
        assert!(licensed(channel, Some(14_400)).needs_attention(), "{channel}");
    }
}

/// The parts of an evaluation that ran out, in two files.
#[test]
fn an_ended_evaluation_is_told_from_two_files() {
    let files = [
        ("dlv.txt", "License Status: Notification\nNotification Reason: 0xC004F009 (grace time expired)\n"),
        ("xpr.txt", "slmgr /xpr\n# Time based activation will expire on 1/2/2027 3:04 AM\n"),
    ];
    for order in [[0, 1], [1, 0]] {
        let source = |at: usize| Source { name: format!("{at}-{}", files[at].0), bytes: files[at].1.into() };
        let diagnosis = diagnose(&order.map(source));
        assert_eq!(diagnosis.headline.first().map(|head| head.rule.id), Some("KEY014"), "{order:?}");
    }
}
