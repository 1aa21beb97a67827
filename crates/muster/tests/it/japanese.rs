//! What goes wrong, told in Japanese: what was found, behind the code and before the way out. Only what is somebody else's stays as it is.

use crate::command::{outcome, run};
use muster_core::sentence::is_japanese;
use muster_testbed::harness::world::World;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A folder in which commands fail.
struct Failing(tempfile::TempDir);

impl Failing {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn file(&self, name: &str, text: &str) -> String {
        fs::write(self.0.path().join(name), text).expect("written");
        self.path(name)
    }

    /// What a command found wrong, in both languages; folders of this test are `DIR`.
    fn check(&self, words: &[&str], english: &str, japanese: &str) {
        for (lang, expected) in [("en", english), ("ja", japanese)] {
            let output = run([&["--state", &self.path("state"), "--lang", lang], words].concat());
            let told = String::from_utf8_lossy(&output.stderr).replace(&self.path(""), "DIR/");
            let detail = told.lines().nth(1).unwrap_or_else(|| panic!("{words:?}: {told}")).trim();
            assert_eq!(detail, expected, "{words:?}: {told}");
            assert_eq!(is_japanese(detail), lang == "ja", "{words:?}: {told}");
        }
    }
}

#[test]
fn what_was_found_is_told_in_japanese() {
    let failing = Failing::new();
    failing.check(
        &["host", "status"],
        "DIR/state/host holds no host: make one with `muster host init --pack FILE --root FILE`",
        "DIR/state/host にホストがありません。`muster host init --pack ファイル --root ファイル` で作成してください",
    );
    failing.check(
        &["client", "status"],
        "DIR/state/client holds no client: make one with `muster client init --pack FILE --root FILE`",
        "DIR/state/client にクライアントがありません。`muster client init --pack ファイル --root ファイル` で作成してください",
    );
    failing.check(
        &["authority", "key", "list"],
        "DIR/state/authority holds no authority: make one with `muster authority init`",
        "DIR/state/authority に認証局がありません。`muster authority init` で作成してください",
    );
    failing.check(
        &["slmgr", "/ipk", "BCDFG"],
        "a product key has 25 characters; found 5",
        "プロダクト キーは 25 文字です (5 文字が入力されました)",
    );
    failing.check(
        &["phone", "cid", "12345"],
        "48 digits are needed; found 5",
        "48 桁の数字が必要です (5 桁が入力されました)",
    );
    let list = failing.file("list.json", "[]");
    failing.check(
        &["proxy", "fetch", &list, "--authority", "https://authority.test"],
        "DIR/list.json: it is no JSON object",
        "DIR/list.json: JSON オブジェクトではありません",
    );
}

/// The words of the system stand behind ours.
#[test]
fn what_the_system_says_stays_as_it_is() {
    let failing = Failing::new();
    failing.check(
        &["doctor", &failing.path("nothing")],
        "cannot read DIR/nothing: No such file or directory (os error 2)",
        "DIR/nothing を読み取れません: No such file or directory (os error 2)",
    );
}

/// What a nested error says is in the language of the one around it.
#[test]
fn a_pack_description_is_refused_in_japanese_down_to_its_field() {
    let world = World::in_real_time();
    let pack: PathBuf = world.path("wrong.toml");
    let text = muster_testbed::PACK.replacen("vendor = \"", "vendor = \"株 ", 1);
    fs::write(&pack, text).expect("written");
    let (state, passphrase) = (world.path(""), world.path("authority/passphrase.txt"));
    let name = |path: &Path| path.display().to_string();
    let words = ["--state", &name(&state), "--lang", "ja", "authority", "pack", &name(&pack)].map(str::to_owned);
    let mut command = crate::command::muster(words);
    let (code, told) = outcome(command.args(["--passphrase-file", &name(&passphrase)]));
    assert_eq!(code, 1, "{told}");
    let expected = "ライセンス パックの説明に誤りがあります: vendor: 英数字とハイフンによる短い名前 (例: \"contoso\") を指定してください";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn programs_get_the_detail_in_the_language_of_the_command() {
    let failing = Failing::new();
    let output = run(["--state", &failing.path("state"), "--lang", "ja", "client", "status", "--json"]);
    let told: Value = serde_json::from_slice(&output.stderr).expect("JSON");
    let detail = told["error"]["detail"].as_str().expect("a text");
    assert!(detail.contains("にクライアントがありません"), "{detail}");
}
