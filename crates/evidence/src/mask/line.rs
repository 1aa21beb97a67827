//! A line as it may be passed on: spans of a known form by their class, public words as they stand, every other word a
//! pseudonym.

use super::{
    Masking, is_masked_already,
    public_words::{is_identifier, is_number, is_public, is_public_host, is_public_id},
    run::runs,
};
use crate::{pattern, product};
use regex_lite::Captures;

/// Containers of every Active Directory.
const CONTAINERS: [&str; 6] = ["activation objects", "microsoft spp", "services", "configuration", "schema", "system"];
/// Folders that no user owns.
const NO_USERS: [&str; 4] = ["public", "default", "all users", "default user"];
/// Tools after which people name the files of their outputs.
const TOOLS: [&str; 7] = ["dism", "ipconfig", "nslookup", "ospp", "slmgr", "systeminfo", "w32tm"];
/// Ends of names of files, which are no domains.
const FILE_ENDS: [&str; 26] = [
    "bat", "cab", "cmd", "csv", "dat", "eml", "dll", "evtx", "exe", "htm", "html", "ini", "json", "log", "md", "mof",
    "ps1", "reg", "txt", "vbs", "xlsx", "xml", "xrm", "yaml", "yml", "zip",
];
/// Last labels of names of DNS, beside those of two letters.
const TOP_LEVELS: [&str; 24] = [
    "com",
    "net",
    "org",
    "local",
    "lan",
    "internal",
    "intranet",
    "intra",
    "example",
    "test",
    "invalid",
    "corp",
    "home",
    "arpa",
    "info",
    "biz",
    "edu",
    "gov",
    "mil",
    "int",
    "localdomain",
    "cloud",
    "localhost",
    "private",
];

/// Whether a label can be the last one of a name of DNS.
pub(super) fn is_top_level(label: &str) -> bool {
    let label = label.to_lowercase();
    let letters = label.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters && (label.len() == 2 && label != "md") || TOP_LEVELS.contains(&label.as_str())
}

impl Masking<'_> {
    /// A text of which nothing is known.
    pub(super) fn line(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut end = 0;
        let spans = may_hold_span(text).then(|| pattern::PRIVATE.captures_iter(text));
        for found in spans.into_iter().flatten() {
            let Some(whole) = found.get(0) else { continue };
            out.push_str(&self.words(
                text.get(end..whole.start()).unwrap_or_default(),
                text.get(whole.start()..).unwrap_or_default(),
            ));
            out.push_str(&self.span(&found, whole.as_str()));
            end = whole.end();
        }
        out + &self.words(text.get(end..).unwrap_or_default(), "")
    }

    fn span(&mut self, found: &Captures<'_>, whole: &str) -> String {
        let group = |name: &str| found.name(name).map(|group| group.as_str());
        if let (Some(user), Some(domain)) = (group("user"), group("at")) {
            return format!("{}@{}", self.tokens.named("user", user), self.host(domain, "domain"));
        }
        if let (Some(before), Some(user)) = (group("users"), group("profile")) {
            let user = user.trim_end();
            let is_public = NO_USERS.contains(&user.to_lowercase().as_str());
            let user = if is_public { user.to_owned() } else { self.tokens.named("user", user) };
            return format!("{before}{user}");
        }
        if let (Some(slashes), Some(host)) = (group("unc"), group("share")) {
            return format!("{slashes}{}", self.host(host, "computer"));
        }
        if let (Some(key), Some(value)) = (group("rdn"), group("named")) {
            let value = match key.to_lowercase().as_str() {
                "cn=" if CONTAINERS.contains(&value.trim().to_lowercase().as_str()) => value.to_owned(),
                "dc=" if is_top_level(value.trim()) => value.to_owned(),
                "dc=" => self.tokens.named("domain", value.trim()),
                _ => self.name(value),
            };
            return format!("{key}{value}");
        }
        match (group("guid"), group("time"), group("address"), group("key")) {
            (Some(id), ..) => self.id(id),
            (_, Some(time), ..) => time.to_owned(),
            (.., Some(address), _) => self.address(address),
            (.., Some(key)) => self.full_key(key),
            _ if whole.to_lowercase().starts_with("s-1-") => self.tokens.named("sid", whole),
            _ if whole.starts_with(['+', '0'])
                && whole.contains([' ', '-', ')'])
                && !pattern::LONG_NUMBER.is_match(whole) =>
            {
                self.tokens.named("phone", whole)
            }
            _ => self.id(whole),
        }
    }

    /// A GUID, or another id of a known form.
    pub(super) fn id(&mut self, id: &str) -> String {
        if is_public_id(id) || self.product_ids.contains(&id.to_lowercase()) {
            return id.to_owned();
        }
        self.tokens.of("id", id, |number| format!("00000000-0000-4000-8000-{number:012}"))
    }

    /// A product key: its last five characters at most.
    fn full_key(&mut self, key: &str) -> String {
        let (hidden, last) = key.rsplit_once('-').unwrap_or(("", key));
        let hidden: String = hidden.chars().map(|c| if c == '-' { c } else { 'X' }).collect();
        format!("{hidden}-{}", self.key(last))
    }

    fn words(&mut self, text: &str, after: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut end = 0;
        for run in runs(text) {
            end += run.text.len();
            if !run.is_word {
                out.push_str(run.text);
                continue;
            }
            let rest = || format!("{}{after}", text.get(end..).unwrap_or_default()).to_lowercase();
            let is_own = self.own.contains(&run.text.to_lowercase()) && !rest().contains(&run.text.to_lowercase());
            let known = is_own.then(|| self.tokens.known(run.text).map(str::to_owned)).flatten();
            let word = known.unwrap_or_else(|| self.word(run.text));
            // Where scripts meet, a pseudonym would run into what stands beside it.
            if out.ends_with(|c: char| c.is_ascii_alphanumeric())
                && word.starts_with(|c: char| c.is_ascii_alphanumeric())
            {
                out.push(' ');
            }
            out.push_str(&word);
        }
        out
    }

    /// A word of one script with its points, hyphens and underscores.
    fn word(&mut self, word: &str) -> String {
        if is_public(word) {
            return word.to_owned();
        }
        if let Some(token) = self.tokens.known(word) {
            return token.to_owned();
        }
        let last = word.rsplit('.').next().unwrap_or_default();
        if word.contains('.') {
            if is_public_host(word) {
                return word.to_owned();
            }
            if !FILE_ENDS.contains(&last.to_lowercase().as_str()) && self.is_host(word, last) {
                return self.host(word, "computer");
            }
            return self.each(word, '.');
        }
        if word.contains('_') {
            return self.each(word, '_');
        }
        if is_masked_already(word)
            || is_number(word)
            || is_identifier(word)
            || is_date(word)
            || word.len() == 5 && product::by_setup_key(word).is_some()
        {
            return word.to_owned();
        }
        // `Office16AccessRuntime-Bypass`, `slmgr-dlv`
        if word
            .split_once('-')
            .is_some_and(|(first, _)| is_identifier(first) || TOOLS.contains(&first.to_lowercase().as_str()))
        {
            return self.each(word, '-');
        }
        self.tokens.named("word", word)
    }

    fn each(&mut self, word: &str, between: char) -> String {
        let parts: Vec<String> =
            word.split(between).map(|part| if part.is_empty() { String::new() } else { self.word(part) }).collect();
        parts.join(&between.to_string())
    }

    /// Whether a word with points is a name of DNS: by its end, or by a label that is known for one.
    fn is_host(&self, word: &str, last: &str) -> bool {
        is_top_level(last) || word.split('.').any(|label| !is_public(label) && self.tokens.known(label).is_some())
    }
}

/// Whether the signs that the pattern asks for stand in a text: quicker than the pattern.
fn may_hold_span(text: &str) -> bool {
    let joins = |three: &[u8]| match *three {
        [before, sign, after] => {
            before.is_ascii_hexdigit() && b"-.: ()".contains(&sign) && (after.is_ascii_hexdigit() || after == b':')
                || matches!(sign, b'@' | b'\\' | b'/' | b'=' | b'+')
        }
        _ => false,
    };
    text.starts_with("\\\\")
        || text.starts_with("::")
        || text.to_ascii_lowercase().contains("s-1-")
        || text.as_bytes().windows(3).any(joins)
}

/// Numbers with hyphens that are a date, and no other.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let numbers = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let year = |part: Option<&&str>| {
        part.is_some_and(|part| part.len() == 4 && (part.starts_with("20") || part.starts_with("19")))
    };
    parts.len() == 3
        && numbers
        && parts.iter().filter(|part| part.len() <= 2).count() == 2
        && (year(parts.first()) || year(parts.last()))
}
