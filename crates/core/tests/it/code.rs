//! Result codes: how they read, and what they say by their number.

use muster_core::{
    code::{self, CATALOGUE, Code},
    lang::Lang,
};
use std::io::ErrorKind;

#[test]
fn a_code_is_written_as_an_hresult() {
    assert_eq!(code::COUNT_TOO_LOW.to_string(), "0xC004F038");
    assert_eq!(format!("{:?}", code::SUCCESS), "0x00000000");
    for text in ["0xC004F038", "0XC004F038", "c004f038"] {
        assert_eq!(text.parse(), Ok(code::COUNT_TOO_LOW), "{text}");
    }
    for text in ["", "0x", "0x1C004F038", "count"] {
        assert!(text.parse::<Code>().is_err(), "{text}");
    }
}

#[test]
fn a_code_explains_itself() {
    for entry in CATALOGUE {
        assert_eq!(entry.code.entry().map(|found| found.name), Some(entry.name));
        for lang in [Lang::En, Lang::Ja] {
            assert_eq!(entry.code.title(lang), entry.title.get(lang));
            assert_eq!(entry.code.fix(lang), entry.fix.get(lang));
        }
    }
    let unknown = Code(0x1234_5678);
    assert!(unknown.entry().is_none());
    assert_eq!((unknown.title(Lang::En), unknown.title(Lang::Ja)), ("unknown code", "不明なコードです。"));
    assert_eq!(unknown.fix(Lang::En), "");
}

#[test]
fn a_file_that_fails_has_its_code() {
    let check = |kind, expected| assert_eq!(Code::of_file(kind), expected, "{kind:?}");
    check(ErrorKind::NotFound, code::FILE_NOT_FOUND);
    check(ErrorKind::PermissionDenied, code::ACCESS_DENIED);
    check(ErrorKind::StorageFull, code::DISK_FULL);
    check(ErrorKind::ReadOnlyFilesystem, code::WRITE_PROTECT);
    check(ErrorKind::InvalidData, code::STATE_UNREADABLE);
}

#[test]
fn the_bits_of_a_code_say_whether_and_where_it_failed() {
    let check = |number, failure, hosts_answer| {
        let code = Code(number);
        assert_eq!((code.is_failure(), code.is_hosts_answer()), (failure, hosts_answer), "{code}");
    };
    check(0, false, false);
    check(0x4004_F040, false, false);
    check(0x7FFF_FFFF, false, false);
    check(0x8000_0000, true, false);
    check(0x8007_232B, true, false);
    check(0xC004_0000, true, true);
    check(0xC004_F074, true, true);
    check(0xC005_0000, true, false);
}

#[test]
fn a_code_is_written_in_many_ways() {
    for text in [
        "0xC004F074",
        "0Xc004f074",
        "C004F074",
        "c004f074",
        "-1073418124",
        "3221549172",
        " 0xC004F074. ",
        "0xC004F074。",
    ] {
        assert_eq!(Code::from_printed(text), Ok(Code(0xC004_F074)), "{text}");
    }
    assert_eq!(Code::from_printed("80070005"), Ok(Code(0x8007_0005)), "eight digits are hexadecimal");
    assert_eq!(Code::from_printed("0x0"), Ok(Code(0)));
    for text in ["", "hello", "0x", "0x1C004F074", "C004F07G", "99999999999"] {
        assert!(Code::from_printed(text).is_err(), "{text}");
    }
}
