//! A command line that is not understood, in Japanese: clap speaks English only.

use super::help;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use muster_core::{client::discovery::NotAHost, id::NotAnId, lang::Lang, sentence::Sentence};

/// The problem in a line, without usage and advice.
pub(super) fn problem(error: &Error, lang: Lang) -> String {
    match lang {
        Lang::En => english(error),
        Lang::Ja => translated(error).unwrap_or_else(|| english(error)),
    }
}

/// Problem, suggestion, usage and where to read more.
pub(super) fn japanese(error: &Error) -> String {
    let mut text = format!("エラー: {}\n", problem(error, Lang::Ja));
    let suggestions = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(suggestion) = suggestions.into_iter().find_map(|kind| value(error, kind)) {
        text += &format!("\n  ヒント: '{suggestion}' ではありませんか?\n");
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        text += &format!("\n{}\n", help::localized(&usage.to_string(), Lang::Ja));
    }
    text + "\n詳細については、'--help' を指定して実行してください。"
}

fn english(error: &Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "a command or an argument is missing".to_owned();
    }
    let text = error.render().to_string();
    let problem = text.split("\n\n").next().unwrap_or_default();
    problem.trim_start_matches("error: ").trim_end().to_owned()
}

fn translated(error: &Error) -> Option<String> {
    let argument = || value(error, ContextKind::InvalidArg);
    let given = || value(error, ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::ArgumentConflict => match value(error, ContextKind::PriorArg) {
            Some(other) => format!("引数 '{}' は '{other}' と同時に指定できません", argument()?),
            None => format!("引数 '{}' はほかの引数と同時に指定できません", argument()?),
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            "コマンドまたは引数が指定されていません".to_owned()
        }
        ErrorKind::InvalidSubcommand => {
            format!("コマンド '{}' は認識されません", value(error, ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::InvalidValue => {
            let allowed = value(error, ContextKind::ValidValue);
            let allowed = allowed.map(|values| format!("\n  [使用できる値: {values}]")).unwrap_or_default();
            match given().filter(|given| !given.is_empty()) {
                Some(given) => format!("'{}' に値 '{given}' は指定できません{allowed}", argument()?),
                None => format!("'{}' には値が必要です{allowed}", argument()?),
            }
        }
        ErrorKind::MissingRequiredArgument => {
            format!("必須の引数が指定されていません: {}", argument()?)
        }
        ErrorKind::UnknownArgument => format!("引数 '{}' は認識されません", argument()?),
        ErrorKind::ValueValidation => {
            let reason =
                std::error::Error::source(error).map(|source| format!(": {}", reason(source))).unwrap_or_default();
            format!("'{}' の値 '{}' が正しくありません{reason}", argument()?, given()?)
        }
        _ => return None,
    })
}

/// Why a value is none: clap's words, or ours.
fn reason(source: &(dyn std::error::Error + 'static)) -> String {
    let ours = [
        source.downcast_ref::<Sentence>().map(|sentence| sentence.text(Lang::Ja)),
        source.downcast_ref::<NotAHost>().map(|error| error.text(Lang::Ja)),
        source.downcast_ref::<NotAnId>().map(|error| error.text(Lang::Ja)),
    ];
    ours.into_iter().flatten().next().unwrap_or_else(|| source.to_string())
}

fn value(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(one) => Some(one.clone()),
        ContextValue::Strings(some) => Some(some.join(", ")),
        _ => None,
    }
}
