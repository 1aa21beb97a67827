//! Encodings: a code page that has all characters of a text, and UTF-16 without a mark.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};

/// Code pages, and what a person who uses one writes above a paste.
const PAGES: [(&Encoding, &str); 7] = [
    (SHIFT_JIS, "お世話になっております。画面の内容を貼り付けます。よろしくお願いいたします。"),
    (WINDOWS_1252, "Voilà ce que la machine affiche. Merci d’avance pour votre aide, à bientôt."),
    (GBK, "您好，以下是屏幕上显示的内容，请帮忙看看。"),
    (EUC_KR, "안녕하세요. 화면에 나온 내용입니다. 확인 부탁드립니다."),
    (BIG5, "您好，以下是畫面上顯示的內容，請幫忙看看。"),
    (WINDOWS_1251, "Здравствуйте, вот что показывает машина. Спасибо заранее."),
    (WINDOWS_1250, "Dzień dobry, oto co wyświetla maszyna. Z góry dziękuję."),
];

/// In the first code page that has every character; as it is if none has.
pub(super) fn in_code_page(text: &str) -> Vec<u8> {
    let written = |(page, greeting): &(&'static Encoding, &str)| {
        let greeted = format!("{greeting}\r\n\r\n{}", text.replace('\n', "\r\n"));
        let (bytes, _, lost) = page.encode(&greeted);
        (!lost).then(|| bytes.into_owned())
    };
    PAGES.iter().find_map(written).unwrap_or_else(|| text.as_bytes().to_vec())
}

/// Little-endian, as redirection in Windows PowerShell writes it, without the mark, as it is after two files were joined.
pub(super) fn in_utf16(text: &str) -> Vec<u8> {
    text.replace('\n', "\r\n").encode_utf16().flat_map(u16::to_le_bytes).collect()
}
