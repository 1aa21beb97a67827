//! What an entry of the audit log says: who did what in the console, from where, and how it ended. The chain of the entries is the server's.

use muster_core::{
    code::{self, Code},
    lang::Text,
    time::Moment,
};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use utoipa::ToSchema;

/// What was done or tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuditAction {
    /// An account was made.
    AccountAdd,
    /// An account may not sign in any more.
    AccountDisable,
    /// It may again.
    AccountEnable,
    /// A link by which somebody chooses a new password was made; the password before is void.
    AccountLink,
    /// An account was removed.
    AccountRemove,
    /// The role of an account was changed.
    AccountRole,
    /// Sessions of an account were ended.
    EndSessions,
    /// Machines were ordered to do something.
    JobAdd,
    /// A job was cancelled.
    JobCancel,
    /// Answers of the authority were taken for machines of a job; `new` says how many.
    JobConfirm,
    /// A confirmation id was given for an installation id, or refused.
    Confirm,
    /// The contact of a customer was changed.
    ContactEdit,
    /// A list was taken away as a file; `new` says which.
    Download,
    /// A product key was blocked.
    KeyBlock,
    /// What is written beside a product key was changed.
    KeyEdit,
    /// The end of a product key was set, moved or removed.
    KeyEnd,
    /// The limit of a product key was raised.
    KeyLimit,
    /// The keys of an order got another customer or number.
    OrderEdit,
    /// The block of a product key was lifted.
    KeyUnblock,
    /// The license of a holder was revoked.
    LicenseRevoke,
    /// The revocation of a license was lifted.
    LicenseReinstate,
    /// A passkey was added, by the account itself; `subject` is its name.
    PasskeyAdd,
    /// A passkey was removed, by the account itself.
    PasskeyRemove,
    /// A password was chosen, by the account itself.
    Password,
    /// A sign-in.
    SignIn,
    /// A sign-out.
    SignOut,
    /// Somebody who is signed in showed again that it is him, before something that asks for it; `new` says how.
    StepUp,
    /// A token for the API was made.
    TokenAdd,
    /// A token that is wrong or has ended was shown.
    TokenRefused,
    /// A token was revoked.
    TokenRemove,
    /// A view of the list of machines was saved.
    ViewAdd,
    /// A view was removed.
    ViewRemove,
    /// A view got another name.
    ViewRename,
    /// Everybody sees a view.
    ViewShare,
    /// Only whoever did this sees a view that everybody saw.
    ViewUnshare,
    /// A webhook was made.
    WebhookAdd,
    /// A webhook got another address or other events.
    WebhookChange,
    /// A webhook was removed.
    WebhookRemove,
    /// A message was sent to try a webhook.
    WebhookTest,
}

/// One entry. Its fields are in the order of the alphabet, as canonical JSON has them (RFC 8785).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditEntry {
    /// Who: the account that was signed in; empty for somebody who was not, and whose name is none of an account.
    pub account: String,
    /// The name for people of an account that a provider signs in: it may change, `account` does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account_name: Option<String>,
    /// What was done or tried.
    pub action: AuditAction,
    /// When.
    #[serde(with = "muster_proto::instant::as_rfc3339")]
    #[schema(value_type = String, format = DateTime)]
    pub at: Moment,
    /// How it ended: success, or the documented code of the refusal.
    #[serde(with = "muster_proto::as_text")]
    #[schema(value_type = String)]
    pub code: Code,
    /// The address that the request came from.
    #[serde(with = "muster_proto::as_text")]
    #[schema(value_type = String)]
    pub from: IpAddr,
    /// At the authority, the numbers of the key groups that it was about: whoever sees some key groups alone sees the entries that are about no
    /// others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key_groups: Vec<u16>,
    /// What is so after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// The number of the entry, from 1; 0 for whoever sees some key groups alone.
    pub number: u32,
    /// What was so before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The hash of the entry before it: SHA-256 of its canonical JSON, hexadecimal; empty for whoever sees some key groups alone.
    pub previous: String,
    /// The account, token, webhook, view, product key, customer or holder of a license that it was done to; a key by its serial and its last characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// Which entries a page shows.
#[derive(Clone, Debug, Default)]
pub struct AuditSearch {
    /// The account that acted or that it was done to; empty for all.
    pub account: String,
    /// What was done.
    pub action: Option<AuditAction>,
}

impl AuditEntry {
    /// An act that succeeded; the chain gives it its number.
    pub fn new(action: AuditAction, account: &str, from: IpAddr, at: Moment) -> Self {
        let (code, account) = (code::SUCCESS, account.to_owned());
        Self {
            account,
            account_name: None,
            action,
            at,
            code,
            from,
            key_groups: Vec::new(),
            new: None,
            number: 0,
            old: None,
            previous: String::new(),
            subject: None,
        }
    }
}

impl AuditAction {
    /// All of them.
    pub const ALL: [Self; 39] = [
        Self::SignIn,
        Self::SignOut,
        Self::Password,
        Self::PasskeyAdd,
        Self::PasskeyRemove,
        Self::StepUp,
        Self::EndSessions,
        Self::AccountAdd,
        Self::AccountRole,
        Self::AccountLink,
        Self::AccountDisable,
        Self::AccountEnable,
        Self::AccountRemove,
        Self::Download,
        Self::TokenAdd,
        Self::TokenRemove,
        Self::TokenRefused,
        Self::JobAdd,
        Self::JobCancel,
        Self::JobConfirm,
        Self::Confirm,
        Self::KeyBlock,
        Self::KeyUnblock,
        Self::KeyEdit,
        Self::KeyLimit,
        Self::KeyEnd,
        Self::OrderEdit,
        Self::ContactEdit,
        Self::LicenseRevoke,
        Self::LicenseReinstate,
        Self::ViewAdd,
        Self::ViewRename,
        Self::ViewShare,
        Self::ViewUnshare,
        Self::ViewRemove,
        Self::WebhookAdd,
        Self::WebhookChange,
        Self::WebhookTest,
        Self::WebhookRemove,
    ];

    /// Its name in the log and in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::AccountAdd => "account-add",
            Self::AccountDisable => "account-disable",
            Self::AccountEnable => "account-enable",
            Self::AccountLink => "account-link",
            Self::AccountRemove => "account-remove",
            Self::AccountRole => "account-role",
            Self::Confirm => "confirm",
            Self::ContactEdit => "contact-edit",
            Self::Download => "download",
            Self::EndSessions => "end-sessions",
            Self::JobAdd => "job-add",
            Self::JobCancel => "job-cancel",
            Self::JobConfirm => "job-confirm",
            Self::KeyBlock => "key-block",
            Self::KeyEdit => "key-edit",
            Self::KeyEnd => "key-end",
            Self::KeyLimit => "key-limit",
            Self::KeyUnblock => "key-unblock",
            Self::LicenseReinstate => "license-reinstate",
            Self::LicenseRevoke => "license-revoke",
            Self::OrderEdit => "order-edit",
            Self::PasskeyAdd => "passkey-add",
            Self::PasskeyRemove => "passkey-remove",
            Self::Password => "password",
            Self::SignIn => "sign-in",
            Self::SignOut => "sign-out",
            Self::StepUp => "step-up",
            Self::TokenAdd => "token-add",
            Self::TokenRefused => "token-refused",
            Self::TokenRemove => "token-remove",
            Self::ViewAdd => "view-add",
            Self::ViewRemove => "view-remove",
            Self::ViewRename => "view-rename",
            Self::ViewShare => "view-share",
            Self::ViewUnshare => "view-unshare",
            Self::WebhookAdd => "webhook-add",
            Self::WebhookChange => "webhook-change",
            Self::WebhookRemove => "webhook-remove",
            Self::WebhookTest => "webhook-test",
        }
    }

    /// The action of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.id() == id)
    }

    /// Its name for people.
    pub fn name(self) -> Text {
        let (en, ja) = match self {
            Self::AccountAdd => ("Account added", "アカウントの追加"),
            Self::AccountDisable => ("Account disabled", "アカウントの無効化"),
            Self::AccountEnable => ("Account enabled", "アカウントの有効化"),
            Self::AccountLink => ("New link for a password", "パスワード設定リンクの発行"),
            Self::AccountRemove => ("Account removed", "アカウントの削除"),
            Self::AccountRole => ("Role changed", "役割の変更"),
            Self::Confirm => ("Installation ID confirmed", "確認 ID の発行"),
            Self::ContactEdit => ("Contact changed", "連絡先の変更"),
            Self::Download => ("Download", "ダウンロード"),
            Self::EndSessions => ("Sessions ended", "セッションの終了"),
            Self::JobAdd => ("Job added", "ジョブの作成"),
            Self::JobCancel => ("Job cancelled", "ジョブの取り消し"),
            Self::JobConfirm => ("Confirmation IDs of a job taken", "ジョブの確認 ID の登録"),
            Self::KeyBlock => ("Key blocked", "キーのブロック"),
            Self::KeyEdit => ("Key edited", "キーの記載事項の変更"),
            Self::KeyEnd => ("End of a key changed", "キーの有効期限の変更"),
            Self::KeyLimit => ("Limit of a key raised", "キーの上限の引き上げ"),
            Self::KeyUnblock => ("Block of a key lifted", "キーのブロックの解除"),
            Self::LicenseReinstate => ("Revocation of a license lifted", "ライセンスの失効の取り消し"),
            Self::LicenseRevoke => ("License revoked", "ライセンスの失効"),
            Self::OrderEdit => ("Order changed", "注文の変更"),
            Self::PasskeyAdd => ("Passkey added", "パスキーの追加"),
            Self::PasskeyRemove => ("Passkey removed", "パスキーの削除"),
            Self::Password => ("Password chosen", "パスワードの設定"),
            Self::SignIn => ("Sign-in", "サインイン"),
            Self::SignOut => ("Sign-out", "サインアウト"),
            Self::StepUp => ("Identity confirmed again", "本人確認"),
            Self::TokenAdd => ("API token made", "API トークンの作成"),
            Self::TokenRefused => ("API token refused", "API トークンの拒否"),
            Self::TokenRemove => ("API token revoked", "API トークンの失効"),
            Self::ViewAdd => ("View saved", "ビューの保存"),
            Self::ViewRemove => ("View removed", "ビューの削除"),
            Self::ViewRename => ("View renamed", "ビューの名前の変更"),
            Self::ViewShare => ("View shared", "ビューの共有"),
            Self::ViewUnshare => ("View no longer shared", "ビューの共有の解除"),
            Self::WebhookAdd => ("Webhook made", "Webhook の作成"),
            Self::WebhookChange => ("Webhook changed", "Webhook の変更"),
            Self::WebhookRemove => ("Webhook removed", "Webhook の削除"),
            Self::WebhookTest => ("Webhook tried", "Webhook のテスト"),
        };
        Text { en, ja }
    }
}

#[cfg(test)]
mod tests {
    use super::{AuditAction, AuditEntry};
    use muster_core::time::Moment;

    #[test]
    fn an_entry_is_canonical_json_under_the_names_of_the_actions() {
        let from = "192.0.2.7".parse().expect("an address");
        for action in AuditAction::ALL {
            let entry = AuditEntry {
                new: Some("viewer".into()),
                old: Some("operator".into()),
                subject: Some("kim".into()),
                ..AuditEntry::new(action, "root", from, Moment::from_unix(1_795_255_200))
            };
            let entry = AuditEntry { key_groups: vec![90], ..entry };
            let json = serde_json::to_string(&entry).expect("encoded");
            let rest = r#""key_groups":[90],"new":"viewer","number":0,"old":"operator","previous":"","subject":"kim"}"#;
            let expected = format!(
                r#"{{"account":"root","action":"{}","at":"2026-11-21T10:00:00Z","code":"0x00000000","from":"192.0.2.7",{rest}"#,
                action.id()
            );
            assert_eq!(json, expected);
            assert_eq!(AuditAction::named(action.id()), Some(action));
        }
    }

    #[test]
    fn the_documents_name_every_action() {
        let documents = include_str!("../../../docs/console.md");
        for action in AuditAction::ALL {
            assert!(documents.contains(&format!("`{}`", action.id())), "{action:?}");
        }
    }
}
