//! `slmgr /xpr`.

use crate::{check, read_text, shown};

#[test]
fn the_expiry_of_a_product() {
    check(
        "
        Windows(R), Enterprise edition:
            Volume activation will expire 30/11/2026 7:36:14",
        "slmgr.short
        1-2 license.name = Windows(R), Enterprise edition
        1-2 license.channel = VOLUME
        1-2 license.status = 1
        1-2 license.end = 30/11/2026 7:36:14",
    );
}

#[test]
fn every_state_in_a_sentence() {
    for (sentence, status) in [
        ("The machine is permanently activated.", 1),
        ("Initial grace period ends 1/2/2026", 2),
        ("Additional grace period ends 1/2/2026", 3),
        ("Non-genuine grace period ends 1/2/2026", 4),
        ("Windows(R) is in Notification mode", 5),
        ("处于通知模式", 5),
        ("Extended grace period ends 1/2/2026", 6),
    ] {
        check(
            &format!("Product:\n    {sentence}"),
            &format!(
                "slmgr.short\n1-2 license.name = Product\n1-2 license.status = {status}\n{}",
                if sentence.ends_with("2026") { "1-2 license.end = 1/2/2026" } else { "" }
            ),
        );
    }
}

#[test]
fn a_license_for_a_time() {
    check(
        "
        Windows(R), EnterpriseEval edition:
            Timebased activation will expire 2/1/2027 8:15:00 AM",
        "slmgr.short
        1-2 license.name = Windows(R), EnterpriseEval edition
        1-2 license.channel = TIMEBASED_EVAL
        1-2 license.status = 1
        1-2 license.end = 2/1/2027 8:15:00 AM",
    );
}

#[test]
fn the_word_of_the_script_typed_as_two() {
    for word in ["Time based", "Time-based"] {
        check(
            &format!("# {word} activation will expire on 2/1/2027"),
            "slmgr.short\n1 license.channel = TIMEBASED_EVAL\n1 license.status = 1\n1 license.end = 2/1/2027",
        );
    }
}

/// The date is kept as it was printed, without the rest of the sentence.
#[test]
fn the_end_in_the_words_of_the_tool() {
    for (sentence, end) in [
        ("Timebased activation will expire 29.03.2027 15:10:07", "29.03.2027 15:10:07"),
        ("Volume activation will expire 1/20/2027 7:36:14 PM", "1/20/2027 7:36:14 PM"),
        ("Срок истечения многопользовательской активации: 20.03.2027 10:00:00", "20.03.2027 10:00:00"),
    ] {
        let rows = crate::read_text(&format!("Product:\n    {sentence}")).rows();
        let found: Vec<&str> =
            rows.iter().filter(|row| row.key == "license.end").map(|row| row.value.as_str()).collect();
        assert_eq!(found, [end], "{sentence}");
    }
}

/// The box of the script was typed into one line, or its line ends were lost.
#[test]
fn names_and_sentences_in_one_line() {
    check(
        "> Office 16, Office16VisioProR_Retail edition:Windows处于通知模式 slmgr /xpr > Windows(R), Professional edition: \
         The machine is permanently activated.",
        "slmgr.short
        1 license.name = Office 16, Office16VisioProR_Retail edition
        1 license.status = 5
        1 license.name = Windows(R), Professional edition
        1 license.status = 1",
    );
}

/// What leads to the sentence is no name of a product.
#[test]
fn a_command_or_a_sentence_before_it_names_no_product() {
    for line in [
        "We looked in DNS and there is no forwarder. slmgr /xpr: The machine is permanently activated.",
        "slmgr -xpr:\n    The machine is permanently activated.",
        "C:\\>cscript slmgr.vbs /xpr:\n    The machine is permanently activated.",
    ] {
        let rows = crate::read_text(line).rows();
        assert!(rows.iter().any(|row| row.key == "license.status" && row.value == "1"), "{line}");
        assert!(rows.iter().all(|row| row.key != "license.name"), "{line}");
    }
}

#[test]
fn a_sentence_that_somebody_quotes_of_an_earlier_time_shows_no_state() {
    let quoted = "Yesterday slmgr /xpr said \"The machine is permanently activated\"";
    for (text, is_state) in [
        (format!("{quoted}, today there is a watermark \"Activate Windows\".\n"), false),
        (format!("{quoted} on this computer.\nToday it says Activate Windows in the corner.\n"), false),
        (format!("{quoted} on this computer.\nToday it says the same.\n"), true),
        ("The machine is permanently activated.\n".to_owned(), true),
    ] {
        assert_eq!(shown(&read_text(&text)).contains("license.status = 1"), is_state, "{text}");
    }
}

/// In languages whose sentences are not known the date tells, and what it is of.
#[test]
fn the_end_in_any_language() {
    for (sentence, status, channel, end) in [
        ("批量激活将于 2027/2/4 17:50:22 过期", "1", "VOLUME", "2027/2/4 17:50:22"),
        ("볼륨 정품 인증이 2027-02-04 17:50:22에 만료됩니다.", "1", "VOLUME", "2027-02-04 17:50:22"),
        ("Die Volumenaktivierung läuft am 04.02.2027 17:50:22 ab.", "1", "VOLUME", "04.02.2027 17:50:22"),
        ("L'activation en volume expirera le 04/02/2027 17:50:22", "1", "VOLUME", "04/02/2027 17:50:22"),
        ("Срок корпоративной активации истекает 04.02.2027 17:50:22", "1", "VOLUME", "04.02.2027 17:50:22"),
    ] {
        let rows = crate::read_text(&format!("Windows(R), Education edition:\n    {sentence}")).rows();
        let value = |key: &str| rows.iter().find(|row| row.key == key).map(|row| row.value.clone());
        let of = |key: &str| value(&format!("license.{key}")).unwrap_or_default();
        assert_eq!([of("status"), of("channel"), of("end")], [status, channel, end], "{sentence}");
        assert_eq!(of("name"), "Windows(R), Education edition");
    }
}

#[test]
fn a_sentence_without_a_date_below_a_product_tells_its_state_in_any_language() {
    for (sentence, status) in [
        ("コンピューターはライセンス認証されています。", Some("1")),
        ("このマシンは恒久的にライセンス認証されています。", Some("1")),
        ("Windows は通知モードになっています", Some("5")),
        ("Der Computer ist endgültig aktiviert.", Some("1")),
        ("Komputer nie został aktywowany.", None),
        ("コンピューターはライセンス認証されていません。", None),
    ] {
        let text = format!("Windows(R), Professional edition:\n    {sentence}\n");
        let rows = crate::read_text(&text).rows();
        let found = rows.iter().find(|row| row.key == "license.status").map(|row| row.value.as_str());
        assert_eq!(found, status, "{sentence}");
    }
}
