//! The same text in every encoding that a console or an editor writes.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use muster_evidence::{EvidenceSet, Source, read};
use oem_cp::{code_table::ENCODING_TABLE_CP850, encode_string_lossy};

const JAPANESE: &str = "名前: Windows(R), Professional edition\r\n\
    説明: Windows(R) Operating System, VOLUME_KMSCLIENT channel\r\n\
    ソフトウェア ライセンス サービスのバージョン: 10.0\r\nライセンスの状態: ライセンスされています\r\n";
const CHINESE: &str = "名称: Windows(R), Professional edition\r\n描述: Windows(R) Operating System, VOLUME_KMSCLIENT channel\r\n\
    部分产品密钥: T83GX\r\n许可证状态: 已授权\r\n";
const FRENCH: &str = "Nom : Windows(R), Enterprise edition\r\nDescription : Windows(R) Operating System, VOLUME_KMSCLIENT channel\r\n\
    Clé de produit partielle : 2YT43\r\nÉtat de la licence : avec licence\r\nTous droits réservés. L'événement a été traité.\r\n";

fn read_bytes(bytes: Vec<u8>) -> EvidenceSet {
    read(&[Source { name: "x".into(), bytes }])
}

fn check(text: &str, bytes: Vec<u8>, encoding: &str) {
    let case = read_bytes(bytes);
    assert_eq!(case.evidence[0].encoding, encoding);
    assert_eq!(case.rows(), read_bytes(text.as_bytes().to_vec()).rows(), "{encoding}");
    assert!(case.rows().iter().any(|row| row.key == "license.status" && row.value == "1"), "{encoding}");
}

fn in_page(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(text);
    assert!(!lost);
    bytes.into_owned()
}

fn utf16(text: &str, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    mark.into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn unicode_with_and_without_a_mark() {
    check(JAPANESE, JAPANESE.as_bytes().to_vec(), "utf-8");
    check(JAPANESE, [b"\xEF\xBB\xBF", JAPANESE.as_bytes()].concat(), "utf-8");
    check(JAPANESE, utf16(JAPANESE, true), "utf-16le");
    check(FRENCH, utf16(FRENCH, false), "utf-16le");
    let answer = "エラー: 0xC004F074 ソフトウェア ライセンス サービスから、コンピューターをライセンス認証できないと報告されました。\r\n";
    let read = read_bytes(utf16(answer, false));
    assert_eq!((read.evidence[0].encoding, read.rows()), ("utf-16le", read_bytes(answer.as_bytes().to_vec()).rows()));
}

#[test]
fn code_pages_of_consoles_and_of_windows() {
    check(JAPANESE, in_page(JAPANESE, SHIFT_JIS), "cp932");
    check(CHINESE, in_page(CHINESE, GBK), "cp936");
    check(FRENCH, in_page(FRENCH, WINDOWS_1252), "cp1252");
    check(FRENCH, encode_string_lossy(FRENCH, &ENCODING_TABLE_CP850), "cp850");
}

/// Bytes of Japan and of Korea are ideographs in the code page of China.
#[test]
fn prose_without_a_label_has_the_code_page_of_its_script() {
    for (text, page, encoding) in [
        ("お世話になっております。“社内の端末”の件…製品の認証を確認しました。", SHIFT_JIS, "cp932"),
        ("お世話になっております。\r\nDas Produkt wurde erfolgreich aktiviert … und läuft.", SHIFT_JIS, "cp932"),
        ("회의실 컴퓨터에서 제품 키를 다시 입력했습니다. 키가 없다는 오류만 나왔습니다.", EUC_KR, "cp949"),
        ("您好，会议室的电脑提示找不到产品密钥，请帮忙看看。", GBK, "cp936"),
        ("Здравствуйте, на этом компьютере ключ продукта не найден. Вот и всё.", WINDOWS_1251, "cp1251"),
    ] {
        let (bytes, _, _) = page.encode(text);
        assert_eq!(read_bytes(bytes.into_owned()).evidence[0].encoding, encoding, "{text}");
    }
}

#[test]
fn traditional_chinese_keeps_what_is_ascii() {
    let text =
        "名稱: Windows(R), Professional edition\r\n描述: Windows(R) Operating System, VOLUME_KMSCLIENT channel\r\n";
    let rows = read_bytes(in_page(text, BIG5)).rows();
    assert!(rows.iter().any(|row| row.value == "VOLUME_KMSCLIENT"), "{rows:?}");
}

#[test]
fn the_language_is_told_from_script_and_labels() {
    for (text, language) in
        [(JAPANESE, "ja"), (CHINESE, "zh"), (FRENCH, "fr"), ("License Status: Licensed", "en"), ("?", "und")]
    {
        assert_eq!(read_bytes(text.as_bytes().to_vec()).evidence[0].language, language);
    }
}

/// A console cuts a file where its buffer ends, and a transfer changes a byte.
#[test]
fn a_damaged_character_costs_that_character() {
    let cut = |bytes: &[u8]| bytes[..bytes.len() - 3].to_vec();
    let status = |bytes: Vec<u8>| {
        let set = read_bytes(bytes);
        let known = set.rows().iter().any(|row| row.key == "license.status" && row.value == "1");
        (set.evidence[0].encoding, known)
    };
    let tail = format!("{JAPANESE}状態");
    assert_eq!(status(cut(format!("{tail}x").as_bytes())), ("utf-8", true));
    assert_eq!(status([b"\xff\r\n", JAPANESE.as_bytes()].concat()), ("utf-8", true));
    let page = in_page(&tail, SHIFT_JIS);
    assert_eq!(status(page[..page.len() - 1].to_vec()), ("cp932", true));
    assert_eq!(status([&utf16(JAPANESE, true)[..], b"\x0a"].concat()), ("utf-16le", true));
    assert_eq!(status([&utf16(JAPANESE, false)[..], b"\x0a"].concat()), ("utf-16le", true));
}

#[test]
fn nuls_and_colours_cost_nothing() {
    let coloured = format!("\u{1b}[32m{JAPANESE}\u{1b}[0m");
    check(JAPANESE, [JAPANESE.as_bytes(), &[0; 16]].concat(), "utf-8");
    check(JAPANESE, [JAPANESE.as_bytes(), b"\0\0", b"\r\n"].concat(), "utf-8");
    check(JAPANESE, coloured.clone().into_bytes(), "utf-8");
    check(JAPANESE, utf16(&coloured, true), "utf-16le");
    check(JAPANESE, utf16(&coloured, false), "utf-16le");
}

#[test]
fn japanese_mail_shifts_into_kanji() {
    check(JAPANESE, in_page(JAPANESE, encoding_rs::ISO_2022_JP), "iso-2022-jp");
}

#[test]
fn what_is_no_text_is_said() {
    for (bytes, reason) in [(Vec::new(), "empty"), (vec![0, 1, 2, 0xFF, 0xFE, 9, 9, 9, 9, 9], "not a text")] {
        assert_eq!(read_bytes(bytes).evidence[0].unread.map(|why| why.text().en), Some(reason));
    }
}
