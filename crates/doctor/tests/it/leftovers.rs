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
        assert!(diagnosis.noise.iter().any(|found| found.rule.id == "NOI014"), "it is named");
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

/// A command that tries every key fails for the one of the trial, and activates the product that was bought.
#[test]
fn a_trial_that_a_command_tried_beside_the_activated_product_is_no_failure() {
    for code in ["0xC004F017", "0xC004F014", "0xC004F009"] {
        let text = format!(
            "---Processing--------------------------\n---------------------------------------\n\
             Installed product key detected - attempting to activate the following product:\n\
             LICENSE NAME: Office 16, Office16ProPlusR_Grace edition\nLICENSE DESCRIPTION: Office 16, RETAIL(Grace) channel\n\
             Last 5 characters of installed product key: KHGM9\nERROR CODE: {code}\n\
             ---------------------------------------\n\
             Installed product key detected - attempting to activate the following product:\n\
             LICENSE NAME: Office 16, Office16StandardVL_KMS_Client edition\n\
             LICENSE DESCRIPTION: Office 16, VOLUME_KMSCLIENT channel\n\
             Last 5 characters of installed product key: DRTFM\n<Product activation successful>\n\
             ---------------------------------------\n---Exiting-----------------------------\n"
        );
        let diagnosis = diagnose(&[Source { name: "act.txt".into(), bytes: text.into_bytes() }]);
        assert!(!diagnosis.needs_attention(), "{code}: {:?}", diagnosis.findings);
        let told = diagnosis.noise.iter().find(|found| found.rule.id == "NOI014").expect("it is named");
        assert!(told.sentence(muster_core::lang::Lang::En).contains("/unpkey:KHGM9"));
    }
}

/// ospp.vbs prints several numbered licenses of one subscription; one of them is in use.
#[test]
fn a_numbered_license_beside_the_one_in_use_is_no_failure() {
    let one = ("Office16O365BusinessR_Subscription1", "NOTIFICATIONS", "KHGM9");
    let two = ("Office16O365BusinessR_Subscription2", "LICENSED", "DRTFM");
    assert!(!dstatus(&[one, two]).needs_attention());
    assert!(dstatus(&[one]).needs_attention());
}

/// The grace license brings a key of its own along; it is none that somebody installed beside the product's.
#[test]
fn a_grace_license_is_no_second_key_of_its_family() {
    let grace = ("Office16VisioProR_Grace", "NOTIFICATIONS", "KHGM9");
    let product = ("Office16VisioProR_Retail", "NOTIFICATIONS", "DRTFM");
    let other = ("Office16VisioProR_Retail2", "NOTIFICATIONS", "2YT43");
    let says_so = |licenses: &[(&str, &str, &str)]| dstatus(licenses).findings.iter().any(|it| it.rule.id == "KEY012");
    assert!(!says_so(&[grace, product]));
    assert!(says_so(&[grace, product, other]));
}

/// ospp.vbs goes on to print an old grace license of Microsoft 365 Apps, of which a person who is signed in has a license.
#[test]
fn what_ospp_prints_of_a_subscription_tells_nothing_where_a_person_is_signed_in() {
    let block = "---Processing--------------------------\n---------------------------------------\n\
         LICENSE NAME: Office 16, Office16O365ProPlusR_Subscription1 edition\n\
         LICENSE DESCRIPTION: Office 16, TIMEBASED_SUB channel\nLICENSE STATUS:  ---NOTIFICATIONS---\n\
         ERROR CODE: 0xC004F009\nLast 5 characters of installed product key: DRTFM\n\
         ---------------------------------------\n---Exiting-----------------------------\n";
    let signed_in = |product: &str, state: &str| {
        format!(
            "{block}========== vNext licenses found ==========\n{{\n    \"Type\":  \"User|Subscription\",\n    \
             \"Product\":  \"{product}\",\n    \"LicenseState\":  \"{state}\"\n}}\n"
        )
    };
    let fails =
        |text: String| diagnose(&[Source { name: "sub.txt".into(), bytes: text.into_bytes() }]).needs_attention();
    assert!(!fails(signed_in("O365ProPlusRetail", "Licensed")));
    for text in [signed_in("VisioProRetail", "Licensed"), signed_in("O365ProPlusRetail", "RFM"), block.to_owned()] {
        assert!(fails(text));
    }
}

/// Who is licensed by signing in has a suite: the trial that the machine came with stayed behind. Visio is no suite.
#[test]
fn a_trial_beside_a_suite_of_a_person_who_is_signed_in_is_no_failure() {
    let fails = |product: &str, state: &str| {
        let text = format!(
            "---Processing--------------------------\n---------------------------------------\n\
             LICENSE NAME: Office 16, Office16HomeBusinessR_Trial edition\n\
             LICENSE DESCRIPTION: Office 16, RETAIL(Trial) channel\nLICENSE STATUS:  ---NOTIFICATIONS---\n\
             ERROR CODE: 0xC004F009\nLast 5 characters of installed product key: DRTFM\n\
             ---------------------------------------\n---Exiting-----------------------------\n\
             ========== vNext licenses found ==========\n{{\n    \"Type\":  \"User|Subscription\",\n    \
             \"Product\":  \"{product}\",\n    \"LicenseState\":  \"{state}\"\n}}\n"
        );
        diagnose(&[Source { name: "trial.txt".into(), bytes: text.into_bytes() }]).needs_attention()
    };
    for product in ["O365ProPlusRetail", "ProPlus2021Retail", "ProPlus2021Volume"] {
        assert!(!fails(product, "Licensed"), "{product}");
        assert!(fails(product, "RFM"), "{product}");
    }
    assert!(fails("VisioProRetail", "Licensed"));
}

#[test]
fn a_key_of_grace_without_a_license_says_nothing_beside_the_product_that_failed() {
    let tried = |description: &str, key: &str, code: &str| {
        format!(
            "Installed product key detected - attempting to activate the following product:\n\
             LICENSE NAME: Office 21, Office21{description}\nLast 5 characters of installed product key: {key}\nERROR CODE: {code}\n\
             ---------------------------------------\n"
        )
    };
    let grace = tried(
        "ProPlus2021R_Grace edition\nLICENSE DESCRIPTION: Office 21, RETAIL(Grace) channel",
        "PG343",
        "0xC004F017",
    );
    let volume = tried(
        "ProPlus2021VL_KMS_Client_AE edition\nLICENSE DESCRIPTION: Office 21, VOLUME_KMSCLIENT channel",
        "6F7TH",
        "0xC004F074",
    );
    let fired = |text: String| -> Vec<&'static str> {
        let diagnosis = diagnose(&[Source { name: "act.txt".into(), bytes: text.into_bytes() }]);
        diagnosis.findings.iter().map(|found| found.rule.id).collect()
    };
    assert!(!fired(format!("{grace}{volume}")).contains(&"SVC015"));
    assert!(fired(grace).contains(&"SVC015"));
}
