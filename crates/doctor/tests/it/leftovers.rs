//! A trial that stayed behind is no failure beside the licensed product of its family, and one without it is.

use muster_doctor::{Diagnosis, Source, diagnose};

/// `ospp.vbs /dstatus` of licenses: name, status, last five characters of the key.
fn dstatus(licenses: &[(&str, &str, &str)]) -> Diagnosis {
    let block = |(name, status, key): &(&str, &str, &str)| {
        format!(
            "LICENSE NAME: Office 16, {name} edition\nLICENSE DESCRIPTION: Office 16, RETAIL channel\n\
             LICENSE STATUS:  ---{status}---\nLast 5 characters of installed product key: {key}\n\
             ---------------------------------------\n"
        )
    };
    let text = format!(
        "---Processing--------------------------\n---------------------------------------\n{}---Exiting-----------------------------\n",
        licenses.iter().map(block).collect::<String>()
    );
    diagnose(&[Source { name: "dstatus.txt".into(), bytes: text.into_bytes() }])
}

const TRIAL: (&str, &str, &str) = ("Office16O365ProPlusR_SubTrial1", "NOTIFICATIONS", "KHGM9");
const LICENSED: (&str, &str, &str) = ("Office16O365ProPlusR_Retail", "LICENSED", "DRTFM");

#[test]
fn a_trial_beside_the_licensed_product_is_no_failure() {
    for licenses in [[TRIAL, LICENSED], [LICENSED, TRIAL]] {
        let diagnosis = dstatus(&licenses);
        assert!(!diagnosis.needs_attention(), "{:?}", diagnosis.findings);
        assert!(diagnosis.noise.iter().any(|found| found.rule.id == "NOI007"), "it is named");
    }
}

#[test]
fn a_trial_alone_or_beside_another_family_is_not_answered_by_it() {
    let other = ("Office16VisioProR_Retail", "LICENSED", "DRTFM");
    for licenses in [vec![TRIAL], vec![TRIAL, other]] {
        assert!(dstatus(&licenses).needs_attention());
    }
    // The same family, with a key of its own and no trial.
    let failing = ("Office16O365ProPlusR_Retail2", "NOTIFICATIONS", "2YT43");
    assert!(dstatus(&[failing, LICENSED]).needs_attention());
}
