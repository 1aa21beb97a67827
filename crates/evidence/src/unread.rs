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
    /// The files of an archive together are larger than 2 GiB unpacked.
    ArchiveTooLarge = "the archive grows to more than 2 GiB: unpack it and give the folder" "アーカイブ全体の展開後のサイズが 2 GiB を超えます。展開してフォルダーを指定してください",
    /// A cab archive whose directory cannot be read.
    DamagedCab = "a damaged cab archive: send it again" "cab ファイルが破損しています。もう一度送ってください",
    /// A 7z archive whose directory cannot be read.
    DamagedSevenZip = "a damaged 7z archive: send it again" "7z ファイルが破損しています。もう一度送ってください",
    /// A file of an archive that cannot be unpacked.
    DamagedEntry = "damaged: send it again" "破損しています。もう一度送ってください",
    /// An event log whose file header cannot be read.
    DamagedLog = "an event log with a damaged header" "イベント ログのヘッダーが破損しています",
    /// A zip archive whose directory cannot be read.
    DamagedZip = "a damaged zip archive: send it again" "zip ファイルが破損しています。もう一度送ってください",
    /// No bytes at all.
    Empty = "empty" "空のファイルです",
    /// An archive in which nothing lies.
    EmptyArchive = "an archive without files" "アーカイブにファイルがありません",
    /// A file of an archive that asks for a password.
    Encrypted = "encrypted: unpack it with its password and give the folder" "暗号化されています。パスワードを使って展開し、フォルダーを指定してください",
    /// A file of an archive that is larger than 64 MiB unpacked.
    EntryTooLarge = "grows to more than 64 MiB: unpack it and give the folder" "展開後のサイズが 64 MiB を超えます。展開してフォルダーを指定してください",
    /// A file of an archive whose dictionary is larger than 80 MiB.
    DictionaryTooLarge = "packed with a dictionary of more than 80 MiB: unpack it and give the folder" "辞書サイズが 80 MiB を超える圧縮形式です。展開してフォルダーを指定してください",
    /// An archive two archives deep is not opened.
    NestedArchive = "an archive in an archive in an archive" "アーカイブが三重に格納されています",
    /// Bytes of no known format.
    NotText = "not a text" "テキストではありません",
    /// An archive of another format.
    OtherArchive = "an archive of a format that is not opened: unpack it and give the folder" "対応していない形式のアーカイブです。展開してフォルダーを指定してください",
    /// A file that goes on in another cabinet.
    PartOfSet = "goes on in another cab archive: unpack the set and give the folder" "別の cab ファイルに続いています。すべて展開してフォルダーを指定してください",
    /// A PDF.
    Pdf = "a PDF: send the text, or the event log" "PDF です。テキストまたはイベント ログを送ってください",
    /// A PNG or JPEG.
    Picture = "a picture: send the text, or the event log" "画像です。テキストまたはイベント ログを送ってください",
    /// A text of more than 64 MiB.
    TooLarge = "larger than 64 MiB" "64 MiB を超えています",
    /// More files than an archive of evidence has.
    TooManyFiles = "an archive of more than 10000 files: unpack it and give the folder" "アーカイブのファイル数が 10000 を超えています。展開してフォルダーを指定してください",
    /// A file of an archive that is packed in a way that is not known.
    UnknownCompression = "packed in a way that is not known: unpack it and give the folder" "未対応の圧縮形式です。展開してフォルダーを指定してください",
    /// The disk, or whatever the bytes come from, fails.
    Unreadable = "reading it failed" "読み取りに失敗しました",
}

impl Serialize for Unread {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text().en)
    }
}
