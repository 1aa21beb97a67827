//! Services that people tell to be disabled, and sentences in which none is.

use crate::check;

#[test]
fn a_disabled_service_may_be_told() {
    for (text, service) in [
        ("The tuning script had disabled sppsvc, so nothing could activate", "sppsvc"),
        ("Disabling \"sppsvc\" made Windows look unactivated", "sppsvc"),
        ("Software Protection サービスが無効になっていました", "sppsvc"),
        ("Der Dienst sppsvc war deaktiviert", "sppsvc"),
        ("services.msc shows Office Software Protection Platform as disabled", "osppsvc"),
    ] {
        check(text, &format!("svc\n1 told_in_prose =\n1 service.start.{service} = disabled"));
    }
}

#[test]
fn a_service_that_is_not_told_to_be_disabled_is_left_alone() {
    for text in [
        "The service sppsvc is not disabled, it is just stopped",
        "Make sure that the Software Protection service is not set to Disabled",
        "If sppsvc is disabled, nothing activates",
        "We tried: restarting sppsvc, disabling the firewall, a reboot",
        "Software Protection サービスが無効になっている場合は、有効にします",
        "Software Protection サービスは無効ではありません",
    ] {
        check(text, "");
    }
}
