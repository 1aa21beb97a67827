//! The words of a step in both languages, with names in braces filled from the context.

use super::context::Context;
use crate::{case::App, sentence::fill_names};
use muster_core::lang::{Lang, Text};
use muster_evidence::fact::masked;

/// A text in both languages.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    en: String,
    ja: String,
}

impl Words {
    pub(super) fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.ja)
    }

    /// A text without names in braces.
    pub(super) fn new(text: &Text) -> Self {
        Self { en: text.en.to_owned(), ja: text.ja.to_owned() }
    }

    pub(super) fn of(en: String, ja: String) -> Self {
        Self { en, ja }
    }

    /// The text with its names filled. Product keys are masked.
    pub(super) fn fill(text: &Text, context: &Context) -> Self {
        Self { en: fill(text.en, context, Lang::En), ja: fill(text.ja, context, Lang::Ja) }
    }
}

/// A command with host and port filled.
pub(crate) fn command_line(command: &str, context: &Context) -> String {
    let (host, port) = context.asked_host();
    command.replace("{host}", &host).replace("{port}", &port.to_string())
}

fn fill(text: &str, context: &Context, lang: Lang) -> String {
    masked(&fill_names(text, |name| value(name, context, lang)))
}

/// The value of a name; words of ours where the evidence has none.
fn value(name: &str, context: &Context, lang: Lang) -> String {
    let office = context.app == App::Office;
    let or = |known: Option<String>, en: &str, ja: &str| known.unwrap_or_else(|| lang.pick(en, ja).to_owned());
    match name {
        "product" => or(
            Some(context.product.clone()).filter(|name| !name.is_empty()),
            if office { "Office" } else { "the product" },
            if office { "Office" } else { "製品" },
        ),
        "host" => or(context.host.as_ref().map(|(host, _)| host.clone()), "the KMS host", "KMS ホスト"),
        "other" => or(context.other.as_ref().map(|(host, _)| host.clone()), "another KMS host", "別の KMS ホスト"),
        "port" => context.asked_host().1.to_string(),
        "listening" => context.listening.unwrap_or(context.asked_host().1).to_string(),
        "domain" => or(context.domain.clone(), "the client's domain", "クライアントのドメイン"),
        "record_domain" => or(context.record_domain.clone(), "the domain of the record", "レコードのあるドメイン"),
        "computer" => {
            or(Some(context.computer.clone()).filter(|name| !name.is_empty()), "this computer", "このコンピューター")
        }
        "service" => context.service().to_owned(),
        "year" => context.office.map_or("", super::office::Version::year).to_owned(),
        "pack" => context.office.and_then(super::office::Version::host).map_or_else(
            || lang.pick("of its version", "(該当バージョン)").to_owned(),
            |(_, pack)| format!("(https://www.microsoft.com/download/details.aspx?id={pack})"),
        ),
        "packages" => crate::dated::esu::packages("Windows 10").join(", "),
        "pinned_again" => pinned_again(context, lang),
        "licensed" => licensed(context, lang),
        // A test finds the names that have no value.
        _ => format!("{{{name}}}"),
    }
}

/// The command that sets the host again that was set by hand.
fn pinned_again(context: &Context, lang: Lang) -> String {
    let Some((host, port)) = context.pin.clone().or_else(|| context.host.clone()) else {
        return lang.pick("set the old host again", "元のホストをもう一度設定します").to_owned();
    };
    match (context.app, port) {
        (App::Office, 1688) => format!("cscript //nologo ospp.vbs /sethst:{host}"),
        (App::Office, _) => format!("cscript //nologo ospp.vbs /sethst:{host}, /setprt:{port}"),
        (App::Other, _) => format!("muster slmgr /skms {host}:{port}"),
        _ => format!("slmgr.vbs /skms {host}:{port}"),
    }
}

/// What the product's own tool prints once it is licensed.
fn licensed(context: &Context, lang: Lang) -> String {
    match context.app {
        App::Office => lang
            .pick(
                "ospp.vbs /dstatus shows LICENSE STATUS:  ---LICENSED---",
                "ospp.vbs /dstatus に LICENSE STATUS:  ---LICENSED--- と表示されます",
            )
            .to_owned(),
        App::Windows => lang
            .pick(
                "slmgr.vbs /dlv shows License Status: Licensed",
                "slmgr.vbs /dlv で「ライセンスされています」と表示されます",
            )
            .to_owned(),
        App::Other => lang
            .pick(
                "muster slmgr /dlv shows License Status: Licensed",
                "muster slmgr /dlv で「ライセンスされています」と表示されます",
            )
            .to_owned(),
        App::Unknown => lang
            .pick(
                "slmgr.vbs /dlv (Windows) or ospp.vbs /dstatus (Office) shows Licensed",
                "slmgr.vbs /dlv (Windows) または ospp.vbs /dstatus (Office) でライセンス済みと表示されます",
            )
            .to_owned(),
    }
}
