//! That a product is not activated, or soon will not be, as people tell it without a code: "Windows is not activated", the title bar
//! of an Office, 「Office がライセンス認証されていません」, "Your Windows license will expire soon".
//!
//! Nothing else is known of it: it is a question that no verdict may pass over, and no state.

use crate::{
    doubt,
    fact::Fact,
    holds::{holds_any, last_of},
    introduction,
    kind::Kind,
    lines::Document,
    loose_code, sentences,
    terms::Term,
};
use std::cell::OnceCell;

/// Whoever tells it more often says nothing more.
const TIMES_MAX: usize = 20;

/// Of what is said to be not activated; `about` of the fact.
const WINDOWS: &str = "not_activated.windows";
const OFFICE: &str = "not_activated.office";
const UNNAMED: &str = "not_activated";
/// Of what is said to end soon.
const ENDING: &str = "expires_soon";
const OFFICE_ENDING: &str = "expires_soon.office";

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let whole = Whole::default();
    for index in document.with(&[Term::Complaint]) {
        let Some(about) = told(document, index, &whole) else { continue };
        document.recognise(Kind::PastedCode);
        found.push(Fact::told_in_prose(about, vec![document.consume(index)]));
        if found.len() == TIMES_MAX {
            break;
        }
    }
    found
}

/// What all of a text says, looked at once for all who complain in it.
#[derive(Default)]
struct Whole {
    /// The last line that tells that the trouble is over. Complaints take only lines above it.
    cure: OnceCell<Option<usize>>,
    about: OnceCell<Option<&'static str>>,
}

impl Whole {
    fn is_cured_below(&self, document: &Document, index: usize) -> bool {
        let last = || (0..document.len()).rev().find(|line| is_cured(document, *line));
        *self.cure.get_or_init(last) > Some(index)
    }

    /// The product that a text is about which names none beside its complaint.
    fn about(&self, document: &Document) -> Option<&'static str> {
        *self.about.get_or_init(|| about_all(&document.text().to_lowercase()))
    }
}

fn told(document: &Document, index: usize, whole: &Whole) -> Option<&'static str> {
    let line = document.line(index);
    // Who reads codes reads the line.
    if document.is_consumed(index) || line.len() > sentences::LINE_MAX || loose_code::is_in(line) {
        return None;
    }
    let mut sentences = sentences::of_line(line);
    let found = |lower: String| {
        let ending = ending(&lower).map(|place| (place, true));
        let (place, is_ending) = ending.or_else(|| Some((complaint(&lower)?, false)))?;
        Some((lower, place, is_ending))
    };
    let (lower, place, is_ending) = sentences.by_ref().map(str::to_lowercase).find_map(found)?;
    let is_over = sentences.any(is_cure) || whole.is_cured_below(document, index);
    let about = about(&lower, place, || whole.about(document)).filter(|_| !is_over)?;
    Some(match about {
        OFFICE if is_ending => OFFICE_ENDING,
        _ if is_ending => ENDING,
        _ => about,
    })
}

/// Where a sentence in small letters says that a license is about to end, as the message of Windows and Settings do.
fn ending(lower: &str) -> Option<usize> {
    const SOON: [&str; 9] = [
        "expire soon",
        "expires soon",
        "expiring soon",
        "about to expire",
        "läuft bald ab",
        "即将过期",
        "まもなく",
        "間もなく",
        "もうすぐ",
    ];
    const ENDS: [&str; 5] = ["expir", "läuft", "过期", "期限", "切れ"];
    const OF_LICENSE: [&str; 5] = ["licen", "lizenz", "许可证", "ライセンス", "activation"];
    const OTHERWISE: [&str; 14] = [
        "if ",
        "whether ",
        "before ",
        "no longer",
        "used to ",
        " gone",
        "certificat",
        "password",
        "場合",
        "たら",
        "れば",
        "以前",
        "証明書",
        "ませんでした",
    ];
    let place = holds_any(lower, &SOON).then(|| SOON.iter().find_map(|soon| lower.find(soon))).flatten()?;
    let before = lower.get(..place)?;
    let is_of_any = ["that ", "that will ", "which ", "which will "].iter().any(|any| before.ends_with(any));
    let is_told = holds_any(lower, &ENDS) && holds_any(lower, &OF_LICENSE) && !holds_any(lower, &OTHERWISE);
    (is_told && !is_of_any && !doubt::is_rule(before) && !is_of_another(before)).then_some(place)
}

fn is_cured(document: &Document, index: usize) -> bool {
    let line = document.line(index);
    let is_open = !document.is_consumed(index) && line.len() <= sentences::LINE_MAX;
    // Nearly all lines of a text hold none of the words.
    is_open && holds_any(&line.to_lowercase(), &CURES) && sentences::of_line(line).any(is_cure)
}

/// That the trouble is over.
const CURES: [&str; 20] = [
    "fixed it",
    "is fixed",
    "was fixed",
    "solved it",
    "is solved",
    "resolved it",
    "is resolved",
    "was resolved",
    "works now",
    "now works",
    "works again",
    "now activated",
    "activated now",
    "activated again",
    "now licensed",
    "解決しました",
    "解決済",
    "直りました",
    "復旧しました",
    "認証できました",
];

/// Whether a sentence tells that the trouble is over.
fn is_cure(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    holds_any(&lower, &CURES) && !doubt::is_supposed(&lower) && !doubt::is_doubtful(&lower)
}

/// Where a sentence in small letters says so of the machine as it is.
fn complaint(lower: &str) -> Option<usize> {
    if !(holds_any(lower, &PHRASES) || holds_any(lower, &JAPANESE)) || is_of_another_product(lower) {
        return None;
    }
    let is_told = |place: usize, length: usize| {
        let (before, behind) = (lower.get(..place)?, lower.get(place + length..)?);
        (!is_of_another(before) && !is_past(lower, before, behind)).then_some((before, behind))
    };
    let latin = PHRASES.iter().find_map(|phrase| {
        let place = lower.find(phrase)?;
        let (before, behind) = is_told(place, phrase.len())?;
        told_in_latin(before, phrase, behind).then_some(place)
    });
    latin.or_else(|| {
        if lower.is_ascii() {
            return None;
        }
        JAPANESE.iter().find_map(|phrase| {
            let place = lower.find(phrase)?;
            let (_, behind) = is_told(place, phrase.len())?;
            told_in_japanese(phrase, behind).then_some(place)
        })
    })
}

const PHRASES: [&str; 35] = [
    "not activate",
    "n't activate",
    "not been activate",
    "n't been activate",
    "not be activate",
    "n't be activate",
    "not yet activate",
    "no longer activate",
    "never activate",
    "failed to activate",
    "fails to activate",
    "unable to activate",
    "refuses to activate",
    "activation failed",
    "activation fails",
    "activation has failed",
    "activation required",
    "activation of windows fail",
    "activation of office fail",
    "lost its activation",
    "\"activate windows\"",
    "“activate windows”",
    "activate windows watermark",
    "not licensed",
    "n't licensed",
    "no longer licensed",
    "unlicensed",
    "not genuine",
    "nicht aktiviert",
    "nicht lizenziert",
    "pas activé",
    "no está activad",
    "未激活",
    "没有激活",
    "未啟用",
];

/// Those without a sign at their end are denied by what stands behind them.
const JAPANESE: [&str; 17] = [
    "認証されてい",
    "認証がされてい",
    "認証が完了してい",
    "認証され",
    "認証でき",
    "認証ができ",
    "認証することができ",
    "認証が行え",
    "認証が通",
    "認証に失敗",
    "認証が失敗",
    "認証が外れ",
    "認証が解除され",
    "未認証",
    "ライセンスのない製品",
    "製品のライセンス認証が必要",
    "の透かし",
];

/// Whether a sentence names what else is activated or licensed, and nothing of Microsoft.
pub(super) fn is_of_another_product(lower: &str) -> bool {
    const OTHERS: [&str; 18] = [
        "sql server",
        "vpn client",
        "vmware",
        "vsphere",
        "esxi",
        "veeam",
        "zabbix",
        "adobe",
        "acrobat",
        "autocad",
        "autodesk",
        "matlab",
        "citrix",
        "sim card",
        "simカード",
        "account",
        "アカウント",
        "trend micro",
    ];
    const OURS: [&str; 6] = ["windows", "office", "server 20", "microsoft", "win10", "win11"];
    holds_any(lower, &OTHERS) && !holds_any(lower, &OURS)
}

/// Whether the words before it speak of another machine, and come back to no other.
fn is_of_another(before: &str) -> bool {
    const BACK: [&str; 5] = [" but ", " here ", "この", "が、", "こちら"];
    introduction::is_of_another(before) && !holds_any(before, &BACK)
}

fn told_in_latin(before: &str, phrase: &str, behind: &str) -> bool {
    const SUPPOSED: [&str; 14] = [
        "if ",
        "wenn ",
        "falls ",
        "如果",
        "unless ",
        "whether ",
        "should ",
        "would ",
        "might ",
        "in case",
        "suppose",
        "assum",
        "instead of ",
        "without ",
    ];
    const OF_CLAUSE: [&str; 8] =
        ["until ", "check ", "verify ", "ensure ", "make sure", "expect", " means ", "to be sure"];
    const UNSEEN: [&str; 9] =
        ["no longer s", "n't say", "n't show", "not say", "not show", "never sa", "never show", "no more ", "stopped "];
    const OF_ANY: [&str; 10] =
        ["that is", "that are", "which is", "which are", "that", "which", "who is", "an", "any", "every"];
    const GONE: [&str; 5] = [" gone", "disappear", "went away", "vanish", " no longer appears"];
    const ASKS: [&str; 9] = ["why", "how ", "what ", "help", "idea", "thought", "advice", "suggest", "solution"];
    let clause = [", ", ": ", " - ", " – "].iter().filter_map(|end| before.rfind(end)).max();
    let clause = before.get(clause.unwrap_or(0)..).unwrap_or(before);
    let is_order = phrase.starts_with("not a") && before.trim_end().ends_with("do")
        || phrase.starts_with("n't a") && before.ends_with("do");
    let is_order = is_order && before.split_whitespace().count() < 2;
    // "… is not activated if the key is wrong"; further behind somebody asks for something else.
    let rest = behind.trim_start_matches(char::is_alphabetic);
    let is_condition = [" if ", " unless ", " wenn ", " falls "].iter().any(|sign| rest.starts_with(sign));
    let is_question = behind.contains('?') && !holds_any(before, &ASKS) && !holds_any(behind, &ASKS);
    let is_data = holds_any(before, &["-eq", "==", "$", "where "]);
    // "An unlicensed copy" is one of any.
    let is_of_noun = phrase == "unlicensed"
        && behind
            .strip_prefix(' ')
            .is_some_and(|next| next.starts_with(char::is_alphabetic) && !next.starts_with("product"))
        && !["is ", "are ", "says ", "shows "].iter().any(|verb| before.ends_with(verb));
    let says_nothing = is_condition
        || doubt::is_rule(before)
        || holds_any(before, &SUPPOSED)
        || holds_any(clause, &OF_CLAUSE)
        || holds_any(before, &UNSEEN)
        || holds_any(behind, &GONE);
    let is_of_any =
        OF_ANY.iter().any(|word| before.trim_end().rsplit(' ').next() == Some(word) || ends_in(before, word));
    !(is_order || is_question || is_data || is_of_noun || says_nothing || is_of_any)
}

/// Whether a text ends in these words.
fn ends_in(text: &str, words: &str) -> bool {
    text.trim_end().strip_suffix(words).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Whether the rest of a Japanese sentence makes it a statement: neither a condition nor a question, and of no noun.
fn told_in_japanese(phrase: &str, behind: &str) -> bool {
    const AHEAD: usize = 8;
    const DENIED: [&str; 4] = ["りません", "らない", "ません", "ない"];
    const SUPPOSED: [&str; 11] =
        ["場合", "とき", "時", "たら", "れば", "かどうか", "か確認", "ことを", "ように", "と、", "か"];
    const OVER: [&str; 5] = ["消え", "表示されな", "出なくな", "解決しま", "ありません"];
    /// What may follow a word that else describes a noun.
    const GOES_ON: [&str; 12] = ["、", "」", "』", "\"", ")", "と", "状態", "よう", "ため", "の", "です", "まま"];
    let denied = DENIED.iter().find_map(|denied| Some((*denied, behind.strip_prefix(denied)?)));
    let is_whole =
        !["い", "され", "でき", "行え", "通"].iter().any(|open| phrase.ends_with(open)) || phrase.contains("解除");
    let (is_plain, rest) = match denied {
        Some((denied, rest)) if !is_whole => (denied.ends_with("ない"), rest),
        None if is_whole => (phrase == "未認証", behind),
        _ => return false,
    };
    let near: String = rest.chars().take(AHEAD).collect();
    let asks = holds_any(behind, &["なぜ", "どうして", "何故"]);
    let is_supposed = SUPPOSED.iter().any(|word| near.starts_with(word)) && !near.starts_with("から");
    let is_of_noun = is_plain && !near.is_empty() && !GOES_ON.iter().any(|word| near.starts_with(word));
    let is_condition = holds_any(&near, &["場合", "とき", "たら", "れば"]);
    let is_over = holds_any(rest, &OVER);
    !is_of_noun && !is_over && (asks || !is_supposed && !is_condition)
}

/// Whether it is told of a time that is over.
fn is_past(lower: &str, before: &str, behind: &str) -> bool {
    let was = ["was", "were", "had", "wasn", "weren", "hadn"].iter().any(|word| ends_in(before, word));
    (was || behind.contains("でした") || behind.starts_with("かった")) && doubt::past(lower).is_some()
}

/// Whose activation it is; none where it is of something else.
fn about(lower: &str, place: usize, whole: impl Fn() -> Option<&'static str>) -> Option<&'static str> {
    const OTHERS: [&str; 23] = [
        "bitlocker",
        "feature ",
        "account",
        "hyper-v",
        "option",
        "plug",
        "add-in",
        "extension",
        " sim",
        "mailbox",
        "user is",
        "users are",
        " cal",
        "remote desktop",
        "teams",
        "copilot",
        "defender",
        "tpm",
        "secure boot",
        "macro",
        "mfa",
        "token",
        "トークン",
    ];
    if holds_any(lower, &["unlicensed product", "ライセンスのない製品", "製品のライセンス認証が必要"])
    {
        return Some(OFFICE);
    }
    if holds_any(lower, &OTHERS) {
        return None;
    }
    named(lower, place).or_else(whole)
}

/// What a text in small letters is about.
fn about_all(text: &str) -> Option<&'static str> {
    match (holds_any(text, &OF_WINDOWS), holds_any(text, &OF_OFFICE)) {
        (true, false) => Some(WINDOWS),
        (false, true) => Some(OFFICE),
        (true, true) => Some(UNNAMED),
        (false, false) => {
            const OF_ACTIVATION: [&str; 7] =
                ["slmgr", "slui", "kms", " mak ", "product key", "activation", "ライセンス認証"];
            holds_any(text, &OF_ACTIVATION).then_some(UNNAMED)
        }
    }
}

const OF_WINDOWS: [&str; 6] = ["windows", "server 20", "server20", "win10", "win11", "win 1"];
const OF_OFFICE: [&str; 13] = [
    "office",
    "microsoft word",
    " of word ",
    "ms word",
    "excel",
    "outlook",
    "powerpoint",
    "visio",
    "microsoft 365",
    "ospp",
    "unlicensed product",
    "ライセンスのない製品",
    "製品のライセンス認証が必要",
];

/// The product that is named before the words, else behind them; of an Office on a Windows the Office.
fn named(lower: &str, place: usize) -> Option<&'static str> {
    let (before, behind) = (lower.get(..place)?, lower.get(place..)?);
    let of = |text: &str| {
        let (windows, office) = (last_of(text, &OF_WINDOWS), last_of(text, &OF_OFFICE));
        let is_on = |windows: usize, office: usize| {
            text.get(office..windows).is_some_and(|between| holds_any(between, &[" on ", " under ", " auf "]))
        };
        match (windows, office) {
            (Some(windows), Some(office)) if windows > office && !is_on(windows, office) => Some(WINDOWS),
            (_, Some(_)) => Some(OFFICE),
            (Some(_), None) => Some(WINDOWS),
            (None, None) => None,
        }
    };
    of(before).or_else(|| of(behind))
}
