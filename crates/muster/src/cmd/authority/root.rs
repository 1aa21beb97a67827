//! `muster authority root`.

use super::{next_pack, open, passphrase_file, root_place, unlock};
use crate::{
    args::{NextPassphrase, Passphrase, RootCommand},
    cmd::now,
    failure::Failure,
    out,
};
use muster_authority::{NewSecrets, RootKey};
use muster_core::lang::Lang;
use serde_json::json;
use std::path::Path;
use zeroize::Zeroizing;

pub(super) fn run(command: RootCommand, directory: &Path, lang: Lang) -> Result<(), Failure> {
    match command {
        RootCommand::List { json, access } => roots(&open(directory, &access, lang)?.roots()?, json, lang),
        RootCommand::Add { place, next, json, passphrase } => {
            let (authority, opened) = unlock(directory, &passphrase, lang)?;
            let next = next_passphrase(&next, &passphrase, opened)?;
            let key = authority.add_root(&root_place(&place), &next, &NewSecrets::random(), now())?;
            changed(&key.thumbprint(), &[], json, lang);
        }
        RootCommand::Switch { force, next, json, passphrase } => {
            let (authority, opened) = unlock(directory, &passphrase, lang)?;
            let next = next_passphrase(&next, &passphrase, opened)?;
            let left_behind = authority.switch_root(&next, force, now())?;
            changed(&authority.root().thumbprint(), &left_behind, json, lang);
        }
        RootCommand::Drop { force, json, access } => {
            let authority = open(directory, &access, lang)?;
            let left_behind = authority.drop_roots(force, now())?;
            changed(&authority.root().thumbprint(), &left_behind, json, lang);
        }
    }
    Ok(())
}

/// That of its file, else the one that `opened` the authority.
fn next_passphrase(
    next: &NextPassphrase,
    passphrase: &Passphrase,
    opened: Zeroizing<String>,
) -> Result<Zeroizing<String>, Failure> {
    let Some(file) = &next.next_passphrase_file else { return Ok(opened) };
    passphrase_file::read(file, passphrase.credentials_directory.as_deref())
}

/// Which key it is about, who was left behind, and what to do next.
fn changed(thumbprint: &str, left_behind: &[String], json: bool, lang: Lang) {
    let names = left_behind.join(", ");
    let forced = match left_behind {
        [] => String::new(),
        _ => lang.pick(
            format!("These do not follow by themselves: {names}. Install the pack there by hand and activate again.\n"),
            format!(
                "次のコンピューターは自動的に移行されません: {names}。パックを手動でインストールし、再度ライセンス認証を行ってください。\n"
            ),
        ),
    };
    let document = json!({ "root_key": thumbprint, "left_behind": left_behind });
    out::report(json, &document, &format!("{thumbprint}\n{forced}{}", next_pack(lang)));
}

fn roots(roots: &[RootKey], json: bool, lang: Lang) {
    let mut text = String::new();
    for root in roots {
        let signs = if root.signs { lang.pick("  signs", "  署名用") } else { "" };
        let trusted = if root.trusted { lang.pick("  trusted", "  信頼済み") } else { "" };
        text += &format!("{}{trusted}{signs}\n", root.key.thumbprint());
    }
    let document =
        |root: &RootKey| json!({ "root_key": root.key.thumbprint(), "trusted": root.trusted, "signs": root.signs });
    out::report(json, &roots.iter().map(document).collect(), &text);
}
