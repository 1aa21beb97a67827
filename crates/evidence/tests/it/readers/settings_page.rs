//! What Settings shows of the activation of Windows.

use crate::check;

#[test]
fn the_whole_sentence_is_the_state() {
    for text in [
        "Windows is activated",
        "Activation: Windows is activated with a digital license.",
        "Activation state\tWindows is activated using your organization's activation service",
        "ライセンス認証の状態: Windows は、組織のライセンス認証サービスを使用してライセンス認証されています。",
        "Windows ist aktiviert",
    ] {
        check(
            text,
            "slmgr.short
            1 license.name = Windows
            1 license.status = 1",
        );
    }
}

#[test]
fn words_around_the_sentence_tell_nothing_of_the_machine() {
    for text in [
        "Is Windows is activated all that I need to see?",
        "Windows is activated?",
        "I was told that Windows is activated",
        "Windows is activated, but Office is not",
    ] {
        check(text, "");
    }
    for text in ["It should then say:\nWindows is activated", "On the other PC it says:\nWindows is activated"] {
        check(text, "slmgr.short");
    }
}
