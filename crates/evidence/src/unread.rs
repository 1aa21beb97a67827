//! Why a piece of evidence was not read.

use muster_core::lang::Text;
use serde::{Serialize, Serializer};

macro_rules! reasons {
    ($($(#[$page:meta])* $reason:ident = $en:literal $ja:literal,)*) => {
        /// Why a piece of evidence was not read. Serialized as its English text, which never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Unread {
            $($(#[$page])* $reason,)*
        }

        impl Unread {
            /// The reason for people, with the way out where there is one.
            pub fn text(self) -> Text {
                match self {
                    $(Self::$reason => Text { en: $en, ja: $ja },)*
                }
            }
        }
    };
}

reasons! {
    /// The files of an archive together are larger than 512 MiB unpacked.
    ArchiveTooLarge = "the archive grows to more than 512 MiB" "アーカイブ全体の展開後のサイズが 512 MiB を超えます",
    /// A cab archive.
    Cab = "a cab archive: unpack it and give the folder" "cab 形式のアーカイブです。展開してフォルダーを指定してください",
    /// A file of an archive that cannot be unpacked.
    DamagedEntry = "damaged, encrypted, or packed in a way that is not known" "破損、暗号化、または未対応の圧縮形式です",
    /// An event log whose file header cannot be read.
    DamagedLog = "an event log with a damaged header" "イベント ログのヘッダーが破損しています",
    /// A zip archive whose directory cannot be read.
    DamagedZip = "a damaged zip archive" "zip ファイルが破損しています",
    /// No bytes at all.
    Empty = "empty" "空のファイルです",
    /// An archive in which nothing lies.
    EmptyArchive = "an archive without files" "アーカイブにファイルがありません",
    /// A file of an archive that is larger than 64 MiB unpacked.
    EntryTooLarge = "grows to more than 64 MiB" "展開後のサイズが 64 MiB を超えます",
    /// A gzip archive.
    Gzip = "a gzip archive: unpack it and give the folder" "gzip 形式のアーカイブです。展開してフォルダーを指定してください",
    /// An archive two archives deep is not opened.
    NestedArchive = "an archive in an archive in an archive" "アーカイブが三重に格納されています",
    /// Bytes of no known format.
    NotText = "not a text" "テキストではありません",
    /// A PDF.
    Pdf = "a PDF: send the text, or the event log" "PDF です。テキストまたはイベント ログを送ってください",
    /// A PNG or JPEG.
    Picture = "a picture: send the text, or the event log" "画像です。テキストまたはイベント ログを送ってください",
    /// A 7z archive.
    SevenZip = "a 7z archive: unpack it and give the folder" "7z 形式のアーカイブです。展開してフォルダーを指定してください",
    /// A text of more than 64 MiB.
    TooLarge = "larger than 64 MiB" "64 MiB を超えています",
    /// More files than an archive of evidence has.
    TooManyFiles = "an archive of more than 10000 files" "アーカイブのファイル数が 10000 を超えています",
}

impl Serialize for Unread {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text().en)
    }
}
