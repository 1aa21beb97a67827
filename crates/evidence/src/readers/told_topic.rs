//! What a text without codes is about, where people or articles tell why a product is not activated: other hardware, no way to
//! Microsoft, a Windows that calls itself not genuine, a tool that does not show subscriptions, a host's key on a client.
//!
//! It says so of machines in general too, so it counts only where nothing else is known.

use crate::{doubt, fact::Fact, holds::holds_any, lines::Document, recovery, sentences, terms::Term};
use aho_corasick::AhoCorasick;
use std::{collections::BTreeSet, sync::LazyLock};

/// `about` of the fact; words of which a sentence holds one; whether a sentence in small letters is about it.
type Topic = (&'static str, &'static [&'static [&'static str]], fn(&str) -> bool);

static TOPICS: [Topic; 6] = [
    ("hardware_topic", &[&PARTS, &ELSEWHERE], is_of_hardware),
    ("no_internet", &[&WAYS], is_of_internet),
    ("not_genuine", &[&NOT_GENUINE], is_of_genuineness),
    ("subscription_tool", &[&OSPP], is_of_subscription_tool),
    ("host_key_on_client", &[&HOST_KEYS], is_of_host_key),
    ("key_blocked", &[&PRODUCT_KEYS], is_of_blocked_key),
];
/// Whoever tells it more often says nothing more.
const TIMES_MAX: usize = 20;

/// Each word with `about` of its topic.
static WORDS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let of_topic = |(about, words, _): &'static Topic| words.iter().copied().flatten().map(|word| (*about, *word));
    TOPICS.iter().flat_map(of_topic).collect()
});

/// Finds the words of all topics in one pass: hardly a line holds any.
static SEARCH: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(WORDS.iter().map(|(_, word)| word)).ok());

/// The topics whose words a line in small letters holds.
fn topics_of(lower: &str) -> Vec<&'static Topic> {
    let Some(search) = &*SEARCH else { return TOPICS.iter().collect() };
    let held = search.find_overlapping_iter(lower).filter_map(|found| WORDS.get(found.pattern().as_usize()));
    let held: BTreeSet<&str> = held.map(|(about, _)| *about).collect();
    TOPICS.iter().filter(|(about, ..)| held.contains(about)).collect()
}

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Told, Term::Circumstance, Term::Complaint, Term::Vnext]) {
        let line = document.line(index);
        if document.is_consumed(index) || line.len() > sentences::LINE_MAX {
            continue;
        }
        let topics = topics_of(&line.to_lowercase());
        if topics.is_empty() {
            continue;
        }
        let sentences: Vec<String> = sentences::of_line(line).map(str::to_lowercase).collect();
        let is_told = |(_, _, tells): &&Topic| sentences.iter().any(|sentence| tells(sentence));
        let cite = || vec![document.cite(index)];
        found.extend(topics.into_iter().filter(is_told).map(|(about, ..)| Fact::told_in_prose(about, cite())));
        if found.len() >= TIMES_MAX {
            break;
        }
    }
    if found.is_empty() || is_over(document) { Vec::new() } else { found }
}

/// Whether the text ends well: what it is about is past.
fn is_over(document: &Document) -> bool {
    const OVER: [&str; 14] = [
        "solved",
        "resolved",
        "fixed",
        "works now",
        "works again",
        "now works",
        "解決しました",
        "解決した",
        "解決済",
        "解消しました",
        "解消を確認",
        "直りました",
        "已解决",
        "해결",
    ];
    // What is to be done to solve it stands in the same words.
    let is_cure = |clause: &str| holds_any(clause, &OVER) && !doubt::is_supposed(clause) && !doubt::is_doubtful(clause);
    let lines = document.lines().map(|(_, line)| line).filter(|line| line.len() <= sentences::LINE_MAX);
    lines
        .flat_map(sentences::of_line)
        .map(str::to_lowercase)
        .any(|told| recovery::is_told(&told) || told.split(['、', ',']).any(is_cure))
}

/// Of activation, in the languages that people write.
const ACTIVATION: [&str; 16] = [
    "activat",
    "licens",
    "licenc",
    "認証",
    "アクティベ",
    "アクティブ化",
    "ライセンス",
    "激活",
    "啟用",
    "许可证",
    "정품 인증",
    "활성화",
    "aktivier",
    "lizenz",
    "attiva",
    "ativa",
];

/// That it fails, or is lost.
const LOST: [&str; 48] = [
    "not activat",
    "n't activat",
    "no longer activat",
    "deactivat",
    "reactivat",
    "re-activat",
    "activate again",
    "activated again",
    "unactivated",
    "activation fail",
    "activation is lost",
    "lost its activation",
    "loses its activation",
    "cannot be activated",
    "can't be activated",
    "invalid",
    "nicht aktiv",
    "erneut aktiv",
    "neu aktiv",
    "réactiv",
    "plus activé",
    "pas activé",
    "reactiva",
    "no está activ",
    "desativ",
    "disattiv",
    "riattiv",
    "再認証",
    "再度認証",
    "再度ライセンス認証",
    "再度、ライセンス認証",
    "認証が必要",
    "認証を要求",
    "認証が外れ",
    "認証が解除",
    "認証が切れ",
    "認証できな",
    "認証が通ら",
    "認証が無効",
    "一時的に無効",
    "認証されていな",
    "認証されな",
    "認証に失敗",
    "未激活",
    "重新激活",
    "无法激活",
    "다시 정품 인증",
    "정품 인증되지",
];

/// What a machine is made of, after whose change it is another one.
const PARTS: [&str; 21] = [
    "motherboard",
    "mainboard",
    "system board",
    "hardware",
    "carte mère",
    "placa base",
    "placa-mãe",
    "scheda madre",
    "matériel",
    "マザーボード",
    "マザボ",
    "システムボード",
    "ハードウェア",
    "ハードウエア",
    "主板",
    "主機板",
    "硬件",
    "硬體",
    "메인보드",
    "하드웨어",
    "部品",
];

/// What is done to them.
const CHANGED: [&str; 30] = [
    "replac",
    "chang",
    "swap",
    "new ",
    "exchang",
    "repair",
    "maintenance",
    "tausch",
    "gewechsel",
    "neue",
    "remplac",
    "changé",
    "cambi",
    "sustitu",
    "troc",
    "sostitu",
    "交換",
    "換装",
    "入れ替え",
    "入替",
    "変え",
    "変更",
    "保守",
    "修理",
    "更换",
    "更換",
    "变化",
    "變更",
    "교체",
    "변경",
];

/// Where the same installation is another machine.
const ELSEWHERE: [&str; 15] = [
    "virtualbox",
    "vmware fusion",
    "vmware player",
    "parallels",
    "boot camp",
    "bootcamp",
    "windows to go",
    "wtg",
    "raw partition",
    "p2v",
    "physical to virtual",
    "別の pc に",
    "別のpcに",
    "他のpcに",
    "别的电脑",
];

/// Whether it tells that activation is lost by other hardware, or by the way a machine is started on it.
fn is_of_hardware(lower: &str) -> bool {
    // A host, and not the hardware, activates these.
    const OTHERWISE: [&str; 10] =
        ["すると", "if ", "kms", "avma", "no hardware", "without", "不要", "交換なし", "変更なし", "tpm"];
    let is_changed = holds_any(lower, &PARTS) && holds_any(lower, &CHANGED) || holds_any(lower, &ELSEWHERE);
    is_changed && holds_any(lower, &ACTIVATION) && holds_any(lower, &LOST) && !holds_any(lower, &OTHERWISE)
}

/// That nothing comes through.
const FAILS: [&str; 23] = [
    "fail",
    "cannot",
    "can't",
    "could not",
    "unable",
    "not activat",
    "n't activat",
    "blocked",
    "does not work",
    "doesn't work",
    "not work",
    "reduced func",
    "できな",
    "出来な",
    "できません",
    "失敗",
    "通らな",
    "通りません",
    "制限",
    "エラー",
    "失败",
    "无法",
    "실패",
];

/// Ways to Microsoft, and that there is none.
const WAYS: [&str; 19] = [
    "proxy",
    "プロキシ",
    "winhttp",
    "代理",
    "프록시",
    "windows update",
    "windowsupdate",
    "no internet",
    "without internet",
    "internet access",
    "offline",
    "air-gap",
    "オフライン",
    "インターネットに接続し",
    "インターネット接続",
    "インターネットに繋が",
    "インターネットにつなが",
    "无法联网",
    "오프라인",
];

/// Whether it tells that a product cannot reach Microsoft: through a proxy, without the Internet, or as Windows Update cannot.
fn is_of_internet(lower: &str) -> bool {
    // Of a host in the own network the Internet decides nothing.
    const OTHERWISE: [&str; 11] = [
        "kms",
        "reverse proxy",
        "phone",
        "電話",
        "avma",
        "not a proxy",
        "no proxy",
        "プロキシなし",
        "プロキシは",
        "slmgr /dti",
        "after windows update",
    ];
    let is_product = holds_any(lower, &["activat", "認証", "激活", "정품 인증", "aktivier", "アクティベ"]);
    is_product && holds_any(lower, &WAYS) && holds_any(lower, &FAILS) && !holds_any(lower, &OTHERWISE)
}

/// That a product is not genuine.
const NOT_GENUINE: [&str; 24] = [
    "not genuine",
    "isn't genuine",
    "non-genuine",
    "nicht original",
    "keine originalsoftware",
    "keine echte",
    "pas authentique",
    "n'est pas une copie",
    "no es original",
    "no es auténtic",
    "non è originale",
    "non è autentica",
    "não é original",
    "não é genuín",
    "正規品ではあり",
    "正規品ではない",
    "正規品でない",
    "正規の製品では",
    "正規の製品でない",
    "非正規品",
    "不是正版",
    "非正版",
    "정품이 아닙",
    "정품이 아님",
];

/// Whether it tells that Windows, or Office, calls itself not genuine.
fn is_of_genuineness(lower: &str) -> bool {
    const PRODUCTS: [&str; 5] = ["windows", "office", "os ", "build 76", "コピー"];
    holds_any(lower, &NOT_GENUINE)
        && holds_any(lower, &PRODUCTS)
        && !holds_any(lower, &["no longer", "ではなくな", "消え"])
}

/// The tool that shows no subscription.
const OSPP: [&str; 1] = ["ospp"];

/// Whether it tells that ospp.vbs shows nothing of a subscription, and what does.
fn is_of_subscription_tool(lower: &str) -> bool {
    const APPS: [&str; 4] = ["microsoft 365", "office 365", "vnext", "subscription"];
    const NOT: [&str; 12] = [
        "no longer",
        "not show",
        "n't show",
        "cannot",
        "can't",
        "instead",
        "nothing",
        "できなく",
        "できません",
        "表示されな",
        "表示されません",
        "代わりに",
    ];
    holds_any(lower, &APPS) && holds_any(lower, &OSPP) && holds_any(lower, &NOT)
}

/// The key of a host.
const HOST_KEYS: [&str; 12] = [
    "kms key",
    "kms host key",
    "csvlk",
    "host key",
    "kms キー",
    "kmsキー",
    "kms ホスト キー",
    "kmsホストキー",
    "ホスト キー",
    "kms 金鑰",
    "kms 密钥",
    "kms 키",
];

/// Whether it tells that the key of a host was installed on a client.
fn is_of_host_key(lower: &str) -> bool {
    const ON_CLIENT: [&str; 11] = [
        "on a client",
        "on the client",
        "on a kms client",
        "on the kms client",
        "on clients",
        "on workstations",
        "クライアントに",
        "用戶端上",
        "客户端上",
        "클라이언트에",
        "auf dem client",
    ];
    const INSTALLED: [&str; 8] = ["install", "entered", "インストール", "入力し", "安裝", "安装", "설치", "installier"];
    let has = |words: &[&str]| holds_any(lower, words);
    has(&HOST_KEYS) && has(&ON_CLIENT) && has(&INSTALLED) && !doubt::is_supposed(lower) && !has(&["setup key", "gvlk"])
}

/// A product key.
const PRODUCT_KEYS: [&str; 13] = [
    "product key",
    "license key",
    "licence key",
    "プロダクト キー",
    "プロダクトキー",
    "ライセンスキー",
    "ライセンス キー",
    "产品密钥",
    "產品金鑰",
    "產品密鑰",
    "제품 키",
    "product-key",
    "clé de produit",
];

/// Whether it tells that Microsoft has blocked a product key.
fn is_of_blocked_key(lower: &str) -> bool {
    const BLOCKED: [&str; 13] = [
        "been blocked",
        "is blocked",
        "was blocked",
        "blocked by microsoft",
        "ブロックされ",
        "gesperrt",
        "bloqué",
        "被阻止",
        "被封",
        "已封鎖",
        "遭封鎖",
        "遭到封鎖",
        "차단",
    ];
    const OTHERWISE: [&str; 10] = [
        "not blocked",
        "n't blocked",
        "port",
        "firewall",
        "ポート",
        "ファイアウォール",
        "通信",
        "ブロックされていませ",
        "防火墙",
        "방화벽",
    ];
    holds_any(lower, &PRODUCT_KEYS)
        && holds_any(lower, &BLOCKED)
        && !holds_any(lower, &OTHERWISE)
        && !doubt::is_supposed(lower)
}
