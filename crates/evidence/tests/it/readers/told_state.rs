//! States of licenses that people tell in sentences, and sentences that tell none.

use crate::check;

#[test]
fn the_number_or_the_word_of_a_state_may_stand_in_a_sentence() {
    for (text, status) in [
        ("The machine reported LicenseStatus 5 and zero grace minutes.", 5),
        ("After the reboot LicenseStatus is 1.", 1),
        ("| Activation | degraded | `LicenseStatus=5` (lab machine, cause not proven) |", 5),
        ("Auf dem Server steht LicenseStatus auf 5", 5),
        ("`slmgr /dlv` reports License Status `Licensed`, and the machine stays up", 1),
        ("`slmgr /dlv` showed **License Status: Licensed** at last", 1),
    ] {
        check(text, &format!("slmgr.short\n1 license.status = {status}"));
    }
}

#[test]
fn a_number_before_words_is_the_state() {
    check(
        "Ordinary state: `LicenseStatus=5`, which Microsoft calls **Notification**, not `Licensed`",
        "cim\n1 license.status = 5",
    );
}

/// The digit of a number is no number.
#[test]
fn a_hexadecimal_number_before_a_word_leaves_the_word() {
    let list = "Name : Windows(R), Professional edition\nLicenseStatus : 0x5 (Notification)";
    check(
        list,
        "cim
        1-2 license.name = Windows(R), Professional edition
        1-2 license.status = 5
        1-2 license.status_word = Notification",
    );
}

#[test]
fn what_stands_beside_the_state_belongs_to_it() {
    check(
        "slmgr /dli told: EnterpriseS edition, VOLUME_MAK channel, License Status: Licensed",
        "slmgr.short
        1 license.channel = VOLUME_MAK
        1 license.status = 1",
    );
    check(
        "The output confirmed ServerStandardEval, TIMEBASED_EVAL channel, license status Notification, and notification reason 0xC004FC07.",
        "text.code slmgr.short
        1 told_in_prose.evaluation =
        1 license.channel = TIMEBASED_EVAL
        1 license.status = 5
        1 license.code = 0xC004FC07
        1 code = 0xC004FC07",
    );
    check(
        "- on the next boot: `Windows License valid for 90 days`",
        "slmgr.short
        1 license.channel = TIMEBASED_EVAL
        1 license.status = 1
        1 license.minutes_left = 129600
        1 license.days_left = 90",
    );
}

#[test]
fn a_command_that_ended_well_is_told_in_a_sentence_too() {
    for text in [
        "4. `slmgr /ato` completed successfully.",
        "Result: \"Product activated successfully.\"",
        "With a network: `slmgr /ato` → *Product activated successfully*, and the desktop was quiet",
    ] {
        check(text, "slmgr.short\n1 outcome.code = 0x00000000");
    }
}

#[test]
fn what_is_supposed_asked_or_taught_is_no_state() {
    for text in [
        "If LicenseStatus is 5, the machine shows notifications",
        "LicenseStatus should be 1 afterwards",
        "Get-CimInstance SoftwareLicensingProduct | where LicenseStatus -eq 1",
        "LicenseStatus 0 is unlicensed; LicenseStatus 1 is licensed",
        "You will see \"Product activated successfully.\" in a window",
        "It never said \"Product activated successfully.\" to me",
        "The trial key is only valid for 180 days",
        "LicenseStatus 55 or x",
        "LicenseStatus 0 is unlicensed\nLicenseStatus 1 is licensed\nLicenseStatus 5 is notification",
    ] {
        check(text, "");
    }
}

/// A success that nobody had would hide the failure.
#[test]
fn a_success_that_is_wished_for_doubted_past_or_of_others_is_none() {
    for text in [
        "I want \"Product activated successfully\" here",
        "We need LicenseStatus 1 by Friday.",
        "Goal: License Status Licensed on all clients",
        "LicenseStatus 1 is what I hoped for",
        "We cannot get LicenseStatus 1",
        "Ob da LicenseStatus 1 steht, weiß ich nicht.",
        "LicenseStatus は 1 ですか。",
        "Yesterday LicenseStatus was 1, today it nags",
        "Vorher war alles gut, slmgr /ato was successful im Mai.",
        "松田: きのうは「製品は正常にライセンス認証されました」と出ていた",
        "前回は LicenseStatus 1 でした。",
        "上周 LicenseStatus 1",
        "Product activated successfully was shown, but the nagging is back",
        "slmgr /ato succeeded on PC1, and another one nags",
    ] {
        check(text, "");
    }
}

#[test]
fn a_success_beside_trouble_leaves_the_trouble() {
    for (text, told) in [
        (
            "slmgr /ato: the request for the license was successful and activation failed",
            "1 told_in_prose.not_activated =",
        ),
        (
            "\"Product activated successfully\" was shown. Now it says that Windows is not activated",
            "1 told_in_prose.not_activated.windows =",
        ),
        (
            "- slmgr /ato completed successfully\n- today it says \"Activate Windows\" again",
            "2 told_in_prose.not_activated.windows =",
        ),
    ] {
        check(text, &format!("text.code\n{told}"));
    }
}

#[test]
fn a_confirmation_id_that_was_taken_activates() {
    for text in [
        "Confirmation ID for product 3c006fa7-3b03-45a4-93da-63ddc1bdce11 deposited successfully.",
        "製品 3c006fa7-3b03-45a4-93da-63ddc1bdce11 の確認 ID は正常に登録されました。",
    ] {
        check(text, "slmgr.short\n1 outcome.code = 0x00000000");
        check(&format!("{text}\nNow it is not activated again."), "");
    }
    check("If it says \"Confirmation ID for product X deposited successfully\", close the window.", "");
}

#[test]
fn a_recovery_is_told_of_the_product_and_the_machine_in_trouble() {
    let code = "text.code\n1 code = 0xC004F074";
    for told in [
        "The activation went through.",
        "そのあと認証されました。",
        "電話で認証通りました。",
        "PC-07 is now activated.",
        "We changed the suffix, now it works.",
    ] {
        let text = format!("PC-07: 0xC004F074 on Windows\n{told}");
        check(
            &text,
            &code
                .replace("text.code", "text.code slmgr.short")
                .replace("= 0xC004F074", "= 0xC004F074\n2 outcome.code = 0x00000000"),
        );
    }
    for told in [
        "PC-08 is now activated.",
        "Office is now activated.",
        "The others are now activated.",
        "The user is now licensed.",
    ] {
        check(&format!("PC-07: 0xC004F074 on Windows\n{told}"), code);
    }
}

/// A host logs the state that a client had when it asked.
#[test]
fn the_state_in_the_log_of_a_request_is_no_state() {
    let log = "Sat, 16 May 2026 09:00:01 INFO     Received activation request.
        Sat, 16 May 2026 09:00:01 INFO     Machine Name: PC-17
        Sat, 16 May 2026 09:00:01 INFO     Client Machine ID: 11111111-2222-4333-8444-555555555555
        Sat, 16 May 2026 09:00:01 INFO     License Status: Notifications Mode";
    check(log, "");
    check(
        "Request Parameters\nLicensing status : 2 (OOB grace)\nClient machine ID : 11111111-2222-4333-8444-555555555555\nClient request timestamp (UTC) : 2026-05-16 09:00:01",
        "",
    );
    check("Sat, 16 May 2026 09:00:01 INFO     License Status: Notifications Mode", "slmgr.short\n1 license.status = 5");
    // The request may stand eight lines away, above or below.
    let request =
        "INFO     Received activation request.\nINFO     Client Machine ID: 11111111-2222-4333-8444-555555555555";
    let state = "INFO     License Status: Notifications Mode";
    let between = |lines: usize| "INFO     tick\n".repeat(lines);
    check(&format!("{state}\n{}{request}", between(6)), "");
    check(&format!("{state}\n{}{request}", between(7)), "slmgr.short\n1 license.status = 5");
    check(&format!("{request}\n{}{state}", between(6)), "");
}

/// A line that goes on behind its code tells how it ended.
#[test]
fn a_success_behind_a_code_ends_the_trouble() {
    for text in ["PC-07: 0xC004F074 → 電話で認証通りました", "PC-07: 0xC004F074, then the activation went through."]
    {
        check(text, "text.code slmgr.short\n1 outcome.code = 0x00000000\n1 code = 0xC004F074");
    }
    for text in ["PC-07: 0xC004F074 → 電話で認証通りましたか?", "PC-07: 0xC004F074, then nobody could log on."]
    {
        check(text, "text.code\n1 code = 0xC004F074");
    }
}

#[test]
fn a_line_that_tells_two_states_tells_none() {
    check("The license status is Licensed on one, and the license status is Notification on the other", "");
    check(
        "The license status is Notification, and on the other the license status is Notification",
        "slmgr.short\n1 license.status = 5",
    );
}
