//! The answer to a product's question, and what to tell its user.

use muster_core::{
    code::Code,
    features::{FeatureValue, Features},
    lang::{Lang, Text},
    time::Moment,
};

/// Whether a product is licensed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing proves a license on this machine: [`LicenseAnswer::code`] says why.
    NotLicensed = 0,
    /// Activated, as the vendor's signatures prove.
    Licensed = 1,
    /// Not activated yet, or not any more: runs on until [`LicenseAnswer::until`].
    Grace = 2,
}

impl Verdict {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotLicensed => "not_licensed",
            Self::Licensed => "licensed",
            Self::Grace => "grace",
        }
    }
}

/// Whether a product is licensed, until when, and why not. What it does with that is the product's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LicenseAnswer {
    /// Licensed, in grace, or neither.
    pub verdict: Verdict,
    /// Zero if it is licensed, the kind of grace (`0x4004…`), or why it is not licensed.
    pub code: Code,
    /// When that ends; none if it does not end by itself.
    pub until: Option<Moment>,
    /// Days until then, a started one as a whole.
    pub days_left: Option<i64>,
    /// Whether to tell the user: in grace, and in the last 30 days of an activation, which should have been renewed before.
    pub warns: bool,
    /// The product's name in the license pack, if a pack of the vendor was there.
    pub product: Option<String>,
    /// How the attempt ended, after [`activate`](super::LicenseCheck::activate).
    pub attempt: Option<Code>,
    /// What the license allows. Before the first activation: the defaults of the license pack; not licensed: nothing.
    pub features: Features,
    /// When the product key ends, if it does.
    pub ends: Option<Moment>,
    pub(super) ended: bool,
}

const LICENSED: Text =
    Text { en: "{product} is licensed.", ja: "{product} はライセンス認証されています。" };
const NOT_RENEWED: Text = Text {
    en: "{product} is licensed, but this computer has not renewed its license; days left: {days}. Connect it to your organization's \
         network, or ask your administrator.",
    ja: "{product} はライセンス認証されていますが、ライセンスが更新されていません。残り日数: {days}。組織のネットワークに接続するか、管理者に問い合わせてください。",
};
const GRACE: Text = Text {
    en: "{product} is not activated ({code}); days left: {days}. Connect this computer to your organization's network, or ask your \
         administrator.",
    ja: "{product} はライセンス認証されていません ({code})。残り日数: {days}。組織のネットワークに接続するか、管理者に問い合わせてください。",
};
const NOT_LICENSED: Text = Text {
    en: "{product} is not licensed on this computer: {title} ({code}). Ask your administrator.",
    ja: "このコンピューターでは {product} のライセンスを確認できません。{title} ({code}) 管理者に問い合わせてください。",
};
const KEY_ENDS: Text = Text {
    en: "{product} is licensed until its product key ends; days left: {days}. Ask your administrator to extend it.",
    ja: "{product} はライセンス認証されています。プロダクト キーの有効期限までの残り日数: {days}。延長については管理者に問い合わせてください。",
};
const KEY_ENDED: Text = Text {
    en: "{product} is not licensed any more: its product key has ended ({code}). Ask your administrator.",
    ja: "{product} のプロダクト キーの有効期限が切れました ({code})。管理者に問い合わせてください。",
};
const THIS_PRODUCT: Text = Text { en: "This product", ja: "この製品" };

/// `ERROR_SERVICE_NOT_ACTIVE`: no agent answers on the socket.
pub(super) const AGENT_AWAY: Code = Code(0x8007_0426);
const AGENT_AWAY_TITLE: Text = Text {
    en: "the licensing agent is not running",
    ja: "ライセンス エージェントが実行されていません。",
};

impl LicenseAnswer {
    /// Not licensed, for this reason.
    pub fn refused(code: Code) -> Self {
        let verdict = Verdict::NotLicensed;
        Self {
            verdict,
            code,
            until: None,
            days_left: None,
            warns: true,
            product: None,
            attempt: None,
            features: Features::default(),
            ends: None,
            ended: false,
        }
    }

    /// The value of a feature: none unless the product is licensed, or in grace, and the license allows it.
    pub fn feature(&self, name: &str) -> Option<&FeatureValue> {
        self.features.value(name)
    }

    /// Whether the license allows a feature, whatever its value.
    pub fn licensed(&self, feature: &str) -> bool {
        self.feature(feature).is_some()
    }

    /// What to tell the user, in one or two sentences.
    pub fn message(&self, lang: Lang) -> String {
        let text = match self.verdict {
            Verdict::Licensed if !self.warns => LICENSED,
            Verdict::Licensed if self.ends.is_some() && self.until == self.ends => KEY_ENDS,
            Verdict::Licensed => NOT_RENEWED,
            Verdict::Grace => GRACE,
            Verdict::NotLicensed if self.ended => KEY_ENDED,
            Verdict::NotLicensed => NOT_LICENSED,
        };
        let product = self.product.as_deref().unwrap_or(THIS_PRODUCT.get(lang));
        let days = self.days_left.unwrap_or_default();
        let title = if self.code == AGENT_AWAY { AGENT_AWAY_TITLE.get(lang) } else { self.code.title(lang) };
        text.fill(lang, &[("product", &product), ("code", &self.code), ("days", &days), ("title", &title)])
    }
}
