//! Why something was not read, for people.

use muster_core::lang::Lang;

/// The reasons of the machine form, and what they are in Japanese.
const REASONS: &[(&str, &str)] = &[
    ("a 7z archive: unpack it and give the folder", "7z 形式の書庫です。展開してフォルダーを指定してください"),
    ("a PDF: send the text, or the event log", "PDF です。テキストまたはイベント ログを送ってください"),
    ("a cab archive: unpack it and give the folder", "cab 形式の書庫です。展開してフォルダーを指定してください"),
    ("a damaged zip archive", "zip ファイルが破損しています"),
    ("a gzip archive: unpack it and give the folder", "gzip 形式の書庫です。展開してフォルダーを指定してください"),
    ("a picture: send the text, or the event log", "画像です。テキストまたはイベント ログを送ってください"),
    ("an archive in an archive in an archive", "書庫が三重に格納されています"),
    ("an archive of more than 10000 files", "書庫のファイル数が 10000 を超えています"),
    ("an archive without files", "書庫にファイルがありません"),
    ("an event log with a damaged header", "イベント ログのヘッダーが破損しています"),
    ("damaged, encrypted, or packed in a way that is not known", "破損、暗号化、または未対応の圧縮形式です"),
    ("empty", "空のファイルです"),
    ("grows to more than 64 MiB", "展開後のサイズが 64 MiB を超えます"),
    ("larger than 64 MiB", "64 MiB を超えています"),
    ("not a text", "テキストではありません"),
    ("the archive grows to more than 512 MiB", "書庫全体の展開後のサイズが 512 MiB を超えます"),
];

/// A reason in the reader's language.
pub fn reason(reason: &'static str, lang: Lang) -> &'static str {
    let told = REASONS.iter().find(|(known, _)| *known == reason).map(|(_, ja)| *ja);
    lang.pick(reason, told.unwrap_or(reason))
}

#[cfg(test)]
mod tests {
    use super::REASONS;

    /// Every reason stands in the sources word for word, so none is without its Japanese because it was changed there.
    #[test]
    fn every_reason_is_one_that_is_given() {
        let sources = [include_str!("archive.rs"), include_str!("decode.rs"), include_str!("read/evtx.rs")].concat();
        for (reason, _) in REASONS {
            assert!(sources.contains(&format!("\"{reason}\"")), "{reason}");
        }
        for given in sources.split("Err(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(REASONS.iter().any(|(reason, _)| *reason == given), "{given} has no Japanese");
        }
    }
}
