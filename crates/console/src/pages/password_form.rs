//! What the forms say that take a new name or a new password.

use crate::{
    account_name,
    call::{Call, PageError},
    password::{self, LENGTH_MAX, LENGTH_MIN},
    store::{AccountRefusal, ConsoleError},
};
use muster_core::{code, sentence};

/// What is wrong with the name of a new account.
pub(super) fn name_problem(call: &Call<'_>, name: &str) -> Option<String> {
    (!account_name::is_good(name)).then(|| AccountRefusal::BadName.text(call.lang()))
}

/// What is wrong with a new password, which the form holds twice.
pub(super) fn password_problem(call: &Call<'_>, name: &str, password: &str) -> Option<String> {
    let lang = call.lang();
    if !(LENGTH_MIN..=LENGTH_MAX).contains(&password.chars().count()) {
        return Some(lang.pick(
            format!("A password has {LENGTH_MIN} to {LENGTH_MAX} characters."),
            format!("パスワードは {LENGTH_MIN} ～ {LENGTH_MAX} 文字で指定してください。"),
        ));
    }
    if password.to_lowercase().contains(name) && name.chars().count() >= LENGTH_MIN / 2 {
        return Some(
            lang.pick("The password must not hold the name.", "パスワードに名前を含めることはできません。").to_owned(),
        );
    }
    let same = password == call.request.form("again");
    (!same).then(|| lang.pick("The two passwords differ.", "2 つのパスワードが一致しません。").to_owned())
}

/// The hash of a new password, as it is stored.
pub(super) fn hashed(call: &Call<'_>, password: &str) -> Result<String, PageError> {
    password::hash(password, call.console.entropy.bytes()).ok_or_else(|| {
        let detail = sentence!("the password cannot be hashed", "パスワードのハッシュを計算できません");
        PageError::Host(ConsoleError { code: code::UNEXPECTED, detail })
    })
}
