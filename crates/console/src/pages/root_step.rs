//! What comes next in a change of the root key, in words and commands.

use crate::root_keys::{RootKeys, RootStep};
use muster_core::lang::Lang;

/// What comes next.
pub(crate) struct Step {
    pub(crate) title: &'static str,
    pub(crate) text: String,
    /// One a line.
    pub(crate) commands: String,
    pub(super) class: &'static str,
}

/// What comes next, in words and commands.
pub(crate) fn step(roots: &RootKeys, lang: Lang) -> Step {
    let next = roots.newest.map_or(1, |newest| newest.saturating_add(1));
    let pack = format!("muster authority pack --out pack-{next}.jws\nmuster host pack pack-{next}.jws");
    let (title, text, commands) = match roots.step {
        RootStep::Nothing => nothing(roots, lang),
        RootStep::Announce => (
            lang.pick("The next key is made: sign a pack that names it", "次のキーが作成されています。次のキーを含むパックに署名してください"),
            lang.pick("The key that signs now names both in it. Install it on every host.", "現在のキーで署名したパックに、両方のキーが含まれます。パックをすべてのホストにインストールしてください。").to_owned(),
            pack,
        ),
        RootStep::Switch(version) => switch(roots, version, lang),
        RootStep::Sign => (
            lang.pick("The new key signs: sign a pack with it", "新しいキーに切り替わりました。新しいキーでパックに署名してください"),
            lang.pick("Hosts that install it ask for their license again, and get one by the new key.", "パックをインストールしたホストは、ライセンスを再度要求し、新しいキーで署名されたライセンスを取得します。").to_owned(),
            pack,
        ),
        RootStep::Drop => drop_old(roots, lang),
        RootStep::Finish => (
            lang.pick("The old key is dropped: sign a pack without it", "以前のキーの信頼が解除されました。以前のキーを含まないパックに署名してください"),
            lang.pick("What only the old key signed is worth nothing where that pack is.", "以前のキーだけで署名されたものは、このパックがインストールされたコンピューターでは無効になります。").to_owned(),
            pack,
        ),
    };
    let ready = roots.lagging() == 0 && matches!(roots.step, RootStep::Nothing | RootStep::Switch(_) | RootStep::Drop);
    Step { title, text, commands, class: if ready { "well" } else { "warn" } }
}

fn nothing(roots: &RootKeys, lang: Lang) -> (&'static str, String, String) {
    let text = if roots.newest.is_some() {
        lang.pick("To begin one, make the next key:", "変更を開始するには、次のキーを作成してください:")
    } else {
        lang.pick("No license pack was signed yet.", "署名されたライセンス パックはまだありません。")
    };
    let command = if roots.newest.is_some() {
        "muster authority root add"
    } else {
        "muster authority pack DESCRIPTION --out pack-1.jws"
    };
    (
        lang.pick("No change of the root key is under way", "ルート キーの変更は行われていません"),
        text.to_owned(),
        command.to_owned(),
    )
}

fn switch(roots: &RootKeys, version: u32, lang: Lang) -> (&'static str, String, String) {
    let newest = roots.newest.unwrap_or(version);
    let command = "muster authority root switch";
    if roots.lagging() == 0 {
        let text = lang.pick(
            format!("No host is known to have an older pack than {version}, the first that names the next key."),
            format!("次のキーを含む最初のパック {version} より古いパックを持つホストは確認されていません。"),
        );
        return (lang.pick("The next key can sign", "次のキーに切り替えることができます"), text, command.to_owned());
    }
    let text = lang.pick(
        format!("The hosts below are known to have an older pack than {version}, the first that names the next key. Install the newest on each, which asks for its license again, and then switch:"),
        format!("次のキーを含む最初のパック {version} より古いパックを持つホストがあります。下記の各ホストに最新のパックをインストールすると、ライセンスが再度要求されます。その後、キーを切り替えてください:"),
    );
    let title = lang.pick(
        "Some hosts do not have the pack that names the next key",
        "次のキーを含むパックがインストールされていないホストがあります",
    );
    (title, text, format!("muster host pack pack-{newest}.jws\n{command}"))
}

fn drop_old(roots: &RootKeys, lang: Lang) -> (&'static str, String, String) {
    let command = "muster authority root drop";
    if roots.lagging() == 0 {
        let text = lang.pick(
            "Everybody who holds a license has one by the key that signs.",
            "有効なライセンスはすべて、現在のキーで署名されています。",
        );
        return (
            lang.pick("The old key can be dropped", "以前のキーの信頼を解除できます"),
            text.to_owned(),
            command.to_owned(),
        );
    }
    let text = lang.pick(
        "Those below have a license by an older key, which the pack after the drop ends. Install the newest pack on each host, have machines with a MAK and directories ask again, and drop the key:",
        "下記のライセンスは以前のキーで署名されており、信頼の解除後のパックで無効になります。各ホストに最新のパックをインストールし、MAK のコンピューターとディレクトリは再度ライセンス認証を行ってから、信頼を解除してください:",
    );
    let newest = roots.newest.unwrap_or_default();
    let title = lang.pick("Some have a license by an older key", "以前のキーで署名されたライセンスがあります");
    (title, text.to_owned(), format!("muster host pack pack-{newest}.jws\nmuster slmgr /ato\n{command}"))
}
