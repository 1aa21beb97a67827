//! What is changed of product keys that were issued: what is written beside them, their limits and their ends. Whoever changes something says
//! what it was before, so that nobody overwrites what somebody else has changed meanwhile.

use crate::{issued_key::IssuedKeyRow, license_holder::CustomerOrder};
use muster_core::{
    keys::product_key::{KeyClaim, KeyKind},
    lang::Lang,
    time::Moment,
    visible,
};
use muster_proto::instant;

/// In characters, for each text beside a key.
const TEXT_MAX: usize = 200;

/// What is written beside a key, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyWords {
    /// The customer.
    pub customer: String,
    /// The number of the order.
    pub order: String,
    /// Anything else.
    pub note: String,
}

/// A part of a key that is changed, as it is or as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyPart {
    /// When it ends; none if it does not.
    End(Option<Moment>),
    /// How many computers it activates.
    Limit(u32),
    /// What is written beside it.
    Words(KeyWords),
}

/// A change of a key.
#[derive(Clone, Debug)]
pub struct KeyChange {
    /// The key.
    pub claim: KeyClaim,
    /// What whoever changes it has seen.
    pub before: KeyPart,
    /// What he wants.
    pub after: KeyPart,
}

/// A change of the keys of an order.
#[derive(Clone, Debug)]
pub struct OrderChange {
    /// The order as it was seen.
    pub before: CustomerOrder,
    /// Customer and number that its keys get.
    pub after: CustomerOrder,
    /// Whether the customer's other orders get the new customer too, with their own numbers.
    pub all_orders: bool,
    /// Whether orders may become one with orders that there are already: nothing tells their keys apart afterwards.
    pub merge: bool,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyChanged {
    /// It was made, of so many keys; none if it is so already.
    Done(u32),
    /// Somebody else has changed the same meanwhile.
    Meanwhile,
    /// It cannot be made.
    Refused(KeyRefusal),
}

/// Why a change cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRefusal {
    /// The limit is above this ceiling.
    Ceiling(u32),
    /// What is given as the end is no date.
    Date,
    /// A setup key has no limit.
    NoLimit,
    /// There are keys of that customer and order already.
    Merge,
    /// The limit is not above this one, which is so already.
    NotRaised(u32),
    /// What is given as the end is over.
    Past,
    /// A text is too long, or holds a character that nobody sees.
    Text,
    /// No end is given for a trial key that has none of its own: it lasts so many days from its first activation.
    Trial(u32),
}

impl KeyPart {
    /// The same part of a key as it is now.
    pub fn now(&self, key: &IssuedKeyRow) -> Self {
        match self {
            Self::End(_) => Self::End(key.ends),
            Self::Limit(_) => Self::Limit(u32::try_from(key.limit.computers()).unwrap_or(u32::MAX)),
            Self::Words(_) => Self::Words(KeyWords::of(key)),
        }
    }

    /// For the audit log.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::End(end) => end.map_or_else(|| "none".to_owned(), instant::rfc3339),
            Self::Limit(limit) => limit.to_string(),
            Self::Words(KeyWords { customer, order, note }) => {
                format!("customer {customer:?}, order {order:?}, note {note:?}")
            }
        }
    }
}

impl KeyWords {
    /// Those of a key.
    pub fn of(key: &IssuedKeyRow) -> Self {
        Self { customer: key.customer.clone(), order: key.order.clone(), note: key.note.clone() }
    }
}

impl KeyChange {
    /// Why it cannot be made of a key; none if it can.
    pub fn refusal(&self, key: &IssuedKeyRow, now: Moment) -> Option<KeyRefusal> {
        let limit_now = key.limit.computers();
        match &self.after {
            KeyPart::End(None) => key.days.filter(|_| key.ends.is_none()).map(KeyRefusal::Trial),
            KeyPart::End(end) => end.is_some_and(|end| end <= now).then_some(KeyRefusal::Past),
            KeyPart::Limit(_) if key.claim.kind == KeyKind::Setup => Some(KeyRefusal::NoLimit),
            KeyPart::Limit(limit) if *limit as usize <= limit_now => {
                Some(KeyRefusal::NotRaised(u32::try_from(limit_now).ok()?))
            }
            KeyPart::Limit(limit) if *limit > key.limit.ceiling() => Some(KeyRefusal::Ceiling(key.limit.ceiling())),
            KeyPart::Limit(_) => None,
            KeyPart::Words(KeyWords { customer, order, note }) => refused_text([customer, order, note]),
        }
    }
}

impl OrderChange {
    /// Why it cannot be made; none if it can.
    pub fn refusal(&self) -> Option<KeyRefusal> {
        refused_text([&self.after.customer, &self.after.order])
    }
}

/// What is no line of at most 200 characters.
pub(crate) fn refused_text<const N: usize>(texts: [&String; N]) -> Option<KeyRefusal> {
    let is_bad = |text: &&String| text.chars().count() > TEXT_MAX || text.chars().any(visible::is_hidden);
    texts.iter().any(is_bad).then_some(KeyRefusal::Text)
}

impl KeyRefusal {
    /// For people.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::Ceiling(ceiling) => lang.pick(
                format!("The limit of this key can be raised to {ceiling} at most. For more, issue another key."),
                format!("このキーの上限を引き上げられるのは {ceiling} 台までです。それ以上必要な場合は、別のキーを発行してください。"),
            ),
            Self::Date => lang
                .pick("This is no date such as 2027-12-31.", "日付を 2027-12-31 の形式で入力してください。")
                .to_owned(),
            Self::NoLimit => lang
                .pick("A setup key activates nothing: it has no limit.", "セットアップ キーには上限がありません。")
                .to_owned(),
            Self::Merge => lang
                .pick(
                    "There are keys of this customer and order already. To join them, which cannot be undone, ask for that.",
                    "この顧客と注文番号のキーは既に存在します。まとめる場合は [既存の注文にまとめる] をオンにしてください。元に戻すことはできません。",
                )
                .to_owned(),
            Self::NotRaised(limit) => lang.pick(
                format!("A limit is only raised: enter more than {limit}."),
                format!("上限は引き上げることしかできません。{limit} より大きい値を入力してください。"),
            ),
            Self::Past => lang
                .pick(
                    "This day is over: an end is still to come. To stop the key now, block it.",
                    "過去の日付は指定できません。今すぐ使用を停止するには、キーをブロックしてください。",
                )
                .to_owned(),
            Self::Text => lang
                .pick(
                    "A text has at most 200 characters, and none that nobody sees.",
                    "200 文字以内で入力してください。表示されない文字は使用できません。",
                )
                .to_owned(),
            Self::Trial(days) => lang.pick(
                format!(
                    "\"Last day\" is empty: this is a trial key, which lasts {days} days from its first activation and has no other end to remove. \
                     Enter a day such as 2027-12-31; to stop the key now, block it."
                ),
                format!(
                    "[最終日] が空白です。これは評価用のキーで、最初のライセンス認証から {days} 日間有効です。削除できる有効期限は設定されていません。\
                     2027-12-31 の形式で日付を入力してください。今すぐ使用を停止するには、キーをブロックしてください。"
                ),
            ),
        }
    }
}
