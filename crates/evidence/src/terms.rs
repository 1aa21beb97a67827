//! Which lines may be of interest to which reader: one pass over a text finds the words without which a reader reads nothing.
//!
//! A word is looked for among letters and digits alone and without regard to case, so a line without it cannot match, whatever
//! blanks and signs stand between its letters. A line with it need not match: the reader decides.

use crate::{instance::names, labels, meaning::status_word, sentences};
use aho_corasick::{
    Anchored,
    automaton::{Automaton, StateID},
    dfa::DFA,
};
use std::sync::LazyLock;

macro_rules! terms {
    ($($(#[$page:meta])* $term:ident = [$($word:literal),* $(,)?],)*) => {
        /// Words that belong to one reader, or to a few.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Term {
            $($(#[$page])* $term,)*
        }

        const WORDS: &[(Term, &[&str])] = &[$((Term::$term, &[$($word),*]),)*];
    };
}

terms! {
    ActivationObject = ["cn=activation objects"],
    AddressOf = ["internet address"],
    AzureAd = ["AzureAdJoined"],
    Channel = ["channel"],
    /// What people write of a machine beside its codes.
    Circumstance = [
        "eval", "評価版", "évaluation", "avaliação", "valutazione", "평가판", "评估版", "評估版", "试用版", "motherboard", "mother board", "mainboard", "main board", "system board", "logic board", "carte mère",
        "placa base", "placa mãe", "hardware", "マザーボード", "マザボ", "メインボード", "システム ボード", "部品", "ハードウェア", "主板", "主機板",
        "메인보드", "vpn", "network", "the office", "社内", "本社", "出社", "パーツ", "bios", "azure", "azkms", "kms.core.w",
        "already us", "already be", "already in", "on another", "on other", "used elsew", "別のデバイス", "別の pc", "他の pc", "使用され",
        "bereits ve", "已在另一台", "forced tun", "force tunn", "強制トンネ", "tunneling f", "tunnelisat", "erzwungene", "tunnelerzw",
        "túnel forz", "túnel forç", "tunelizaci", "tvingad tu", "zorlamal", "强制隧道", "強制通道", "принудител", "강제 터널",
    ],
    Clock = ["w32tm", "stratum", "leap indicator"],
    Code = ["0x"],
    /// What people write of a product that is not activated or soon will not be, and of a host that is gone.
    Complaint = [
        "not activat", "nt activat", "been activ", "be activat", "yet activat", "longer activ", "never activ", "to activate",
        "ation fail", "ation has fa", "ation requi", "windows fail", "office fail", "its activat", "activate windows", "not licens",
        "nt licens", "longer licen", "unlicensed", "not genuine", "nicht aktiv", "nicht lizen", "pas activé", "está activad",
        "未激活", "没有激活", "未啟用", "認証されて", "認証がさ", "認証が完了", "認証され", "認証でき", "認証ができ", "認証することが", "認証が行え", "認証が通", "認証に失敗", "認証が失",
        "認証が外", "認証が解除", "未認証", "スのない製品", "の透かし",
        "expire soon", "expires soo", "expiring so", "t to expire", "läuft bald", "即将过期", "まもなく", "間もなく", "もうすぐ",
        "scrapped", "decommissi", "retired", "longer exis", "old kms", "old host", "old server", "stale", "廃止", "廃棄", "撤去", "旧 kms", "古い kms",
    ],
    /// What people write of the clients that a host counts.
    Counting = ["cmid", "client mach", "クライアント コ", "クライアント マ", " count", "カウント"],
    Cscript = ["script host", "vbscript", "wscript", "copyright (c) microsoft"],
    Curl = ["connected to", "established connection to", "failed to connect to", "connection timed out for"],
    Edition = [
        "current edition", "target edition", "image version", "get-currentedition", "現在のエディション", "ターゲット エディション", "当前版本", "目前的版本",
        "目前版本", "目标版本", "目標版本", "aktuelle edition", "zieledition", "édition actuelle", "édition cible", "edición actual", "edición de destino",
        "edizione corrente", "edição atual", "현재 버전", "현재 에디션", "대상 버전", "текущий выпуск",
    ],
    Elevation = ["requires elevated privileges", "run as administrator to", "管理者特権が必要", "昇格された特権"],
    EvaluationEnd = [
        "wlms.exe", "license period for this installation", "windows license is expired", "windows license has expired",
        "windows evaluation period", "evaluation", "trial", "wlms", "expired", "has lapsed", "every hour", "hourly", "per hour",
        "days left", "remaining", "extended t", "clock to", "残り", "延長", "연장되", "남았", "剩余", "延长", "each hour",
        "an hour", "one hour", "1 hour", "60 min", "1 時間", "一時間", "期限切れ", "期限が切れ", "期間が", "过期", "評価期間", "評価版の",
        "この windows のインストール", "windows ライセンスの有効期限", "windows のライセンスの有効期限", "valid for 0 days", "有効期間 0", "有効期間は 0",
    ],
    EventMention = ["event id", "イベント ID", "8198", "8200", "8208", "1014"],
    EventSchema = ["schemas.microsoft.com/win/2004"],
    /// Sentences of `slmgr /xpr`.
    Expiry = [],
    FirewallRule = ["sppsvc-in-tcp", "key management service"],
    HostName = [
        "host name", "ホスト名", "nom de l'hôte", "nombre de host", "主机名", "domain", "ドメイン", "domäne", "domaine",
        "dominio", "域",
    ],
    HostSet = ["machine name set to"],
    Hr = ["hr=0x", "reason: 0x"],
    Hotfix = ["kb0", "kb1", "kb2", "kb3", "kb4", "kb5", "kb6", "kb7", "kb8", "kb9", "kbid="],
    /// What stands before the number in a row that does not begin with it.
    HotfixRow = ["kbid=", "update KB", "hotfix KB", "HotFixID"],
    Ini = ["L_Msg"],
    KeyCommand = ["product key successfully", "product key uninstall successful", "installed product key"],
    /// Labels of slmgr and ipconfig in every language.
    KmsPort = ["1688"],
    Label = [],
    LicensingDiag = ["LicensingDiag"],
    LooseCode = ["C0000022", "C004", "4004", "8004", "8007", "8009", "C002", "803F", "87E1", "800F09"],
    DecimalCode = ["10734", "32214", "32215", "2147", "2146", "21479", "21480", "2143", "21516"],
    MgaDiag = [
        "Diagnostic Report (1.", "Windows License Type", "Validation Code", "Validation Status", "Windows Product Key Hash",
        "Windows Product ID Type", "BIOS valid for OA 2.0", "TTS Error", "HrOnline", "HrOffline",
    ],
    MissingCommand = [
        "not recognized", "command not found", "認識されません", "認識されていません", "wird nicht als name",
        "n'est pas reconnu", "no se reconoce",
    ],
    MissingId = ["activation id", "アクティブ化 ID", "認証 ID"],
    Muster = ["muster"],
    MusterDocument = [
        "\"connections\"", "\"dns_publishing\"", "\"next_attempt\"", "\"cloned\"", "\"holder\"", "\"blocked\"",
        "urn:muster:code:", "\"exit_code\"",
    ],
    Nslookup = ["nslookup"],
    OfficeFolder = ["\\microsoft office\\office"],
    OfficeInventory = ["Robust Office Inventory", "<OFFICEINVENTORY>"],
    OsppAnchor = [
        "---Processing", "LICENSE NAME:", "LICENSE DESCRIPTION:", "LICENSE STATUS:",
        "Last 5 characters of installed product key:",
    ],
    OsppHistory = ["Searching for KMS activation events", "Searching for Internet activation failure"],
    UnknownName = [
        "existent domain", "does not exist", "存在しません", "name resolution of", "not find host", "konnte host", "が見つかりません",
    ],
    Port = ["port", "ポート", "端口", "連接埠", "порт", "puerto", "포트"],
    PortRow = ["TCP port", "/tcp open", "/tcp closed", "/tcp filtered"],
    PriorityOrWeight = ["priority", "weight", "hostname"],
    Provider = [
        "Security-SPP", "Security-Licensing-SLC", "Software Protection Platform Service", "Software Protecti...", "Software Licensing Service",
        "KmsRequests", "Windows Activation Technologies", "Time-Service", "W32Time", "Service Control Manager",
        "Kernel-General",
    ],
    RegistryPath = ["HKEY_", "HKLM\\", "HKU\\", "Windows Registry Editor"],
    ScriptHostDisabled = [
        "disabled on this machine", "can't find script engine", "no script engine", "無効になって", "access is disabled",
    ],
    /// What Windows shows for a code, and the messages of success.
    Sentence = [],
    Service = ["sppsvc", "clicktorunsvc", "wlms", "software protection"],
    /// Sentences of Settings.
    SettingsPage = [],
    Slui = ["slui.exe"],
    /// The record of a host, and what people write of a host that writes it.
    SrvRecord = [
        "srv record", "srv レコード", "register it", "register in", "registering", "registrati", "dns publis", "publish it", "dynamic up", "に登録",
        "の登録", "動的更新",
    ],
    SrvOwner = ["_vlmcs._tcp", "_muster._tcp", "_vlmcs [aging", "_vlmcs\tservice"],
    /// Words for the states of a license.
    StatusWord = [],
    Sysprep = ["sysprp", "sysprep", "skiprearm"],
    SystemName = ["microsoft windows", "build"],
    TcpTest = ["TCP connect to", "test-netconnection", "tnc"],
    Telnet = ["connect to", "connecting to", "connection to"],
    /// Names of properties that only licensing has.
    Telling = [],
    /// What people write of an activation that ended well.
    Told = [
        "valid for", "successfully", "succeeded", "was successful", "成功し", "の確認 ID は", "activat", "licensed", "認証", "it works",
        "working now", "it's working", "aktiviert", "ativado", "activado", "激活", "genuine", "正規", "正版", "정품", "original", "authentiq",
        "auténtic", "autentica", "genuín", "kms 金鑰", "kms 키", "kms キー", "kms key", "host key", "csvlk", "ホスト キー", "ospp",
        "アクティベ", "再認証", "key", "キー", "密钥", "金鑰", "제품 키", "无法激", "aktivier",
    ],
    Transcript = ["Microsoft Windows NT", "computername"],
    Unix = [
        "nameserver", "current dns server", "dns domain", "etc/resolv.conf", "resolvectl", "timedatectl", "chronyc",
        "clock synchronized", "ntp synchronized", "leap status", "reference id", "seconds slow", "seconds fast", "pretty_name",
        "uname", "os-release",
    ],
    Vnext = ["LicenseId", "vNext", "mode per productreleaseid"],
    Level = ["level"],
}

/// The terms of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms(u64);

impl Terms {
    pub(crate) const ALL: Self = Self(u64::MAX);

    pub(crate) fn has(self, term: Term) -> bool {
        self.0 >> term as u32 & 1 == 1
    }

    pub(crate) fn has_any(self, terms: &[Term]) -> bool {
        terms.iter().any(|term| self.has(*term))
    }

    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// More of a word is not looked for: the automaton grows with it, and what is left tells enough.
const WORD_MAX: usize = 10;
/// Sentences begin alike.
const SENTENCE_MAX: usize = 18;

struct Automat {
    dfa: DFA,
    /// By the number of the word.
    terms: Vec<Terms>,
}

static AUTOMAT: LazyLock<Option<Automat>> = LazyLock::new(|| {
    let mut words: Vec<(Vec<u8>, Terms)> = Vec::new();
    let mut add = |term: Term, text: &str, most: usize| {
        let mut word: Vec<u8> = text.chars().flat_map(plain).collect::<String>().into_bytes();
        word.truncate(most);
        words.push((word, Terms(1 << term as u32)));
    };
    for (term, texts) in WORDS {
        texts.iter().for_each(|text| add(*term, text, WORD_MAX));
    }
    labels::texts().for_each(|text| add(Term::Label, text, WORD_MAX));
    status_word::status_words().for_each(|text| add(Term::StatusWord, text, WORD_MAX));
    labels::expiry_sentences().for_each(|text| add(Term::Expiry, text, SENTENCE_MAX));
    labels::settings_sentences().for_each(|text| add(Term::SettingsPage, &text, SENTENCE_MAX));
    labels::typed_settings_sentences().for_each(|text| add(Term::SettingsPage, &text, SENTENCE_MAX));
    sentences::texts().for_each(|text| add(Term::Sentence, text, SENTENCE_MAX));
    names::telling().for_each(|text| add(Term::Telling, text, WORD_MAX));
    words.sort_by(|one, other| one.0.cmp(&other.0));
    words.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 = kept.1.union(next.1);
        }
        same
    });
    let dfa = DFA::new(words.iter().map(|(word, _)| word)).ok()?;
    Some(Automat { dfa, terms: words.into_iter().map(|(_, terms)| terms).collect() })
});

/// The terms of a line; all of them if there is no telling.
pub(crate) fn of(line: &str) -> Terms {
    AUTOMAT.as_ref().and_then(|automat| automat.read(line)).unwrap_or(Terms::ALL)
}

impl Automat {
    fn read(&self, line: &str) -> Option<Terms> {
        let mut reading =
            Reading { automat: self, state: self.dfa.start_state(Anchored::No).ok()?, found: Terms::default() };
        if line.is_ascii() {
            let plain = line.bytes().map(|byte| PLAIN.get(usize::from(byte)).copied().unwrap_or_default());
            plain.filter(|byte| *byte != 0).for_each(|byte| reading.step(byte));
        } else {
            let mut bytes = [0; 4];
            for c in line.chars() {
                if has_no_case(c) {
                    c.encode_utf8(&mut bytes).bytes().for_each(|byte| reading.step(byte));
                } else {
                    plain(c).for_each(|c| c.encode_utf8(&mut bytes).bytes().for_each(|byte| reading.step(byte)));
                }
            }
        }
        Some(reading.found)
    }
}

/// A line as far as it was read.
struct Reading<'a> {
    automat: &'a Automat,
    state: StateID,
    found: Terms,
}

impl Reading<'_> {
    #[inline]
    fn step(&mut self, byte: u8) {
        let Automat { dfa, terms } = self.automat;
        self.state = dfa.next_state(Anchored::No, self.state, byte);
        if dfa.is_special(self.state) && dfa.is_match(self.state) {
            for place in 0..dfa.match_len(self.state) {
                let word = dfa.match_pattern(self.state, place).as_usize();
                self.found = self.found.union(terms.get(word).copied().unwrap_or_default());
            }
        }
    }
}

/// The letters and digits of ASCII, small; 0 for every other character.
const PLAIN: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// Kana, ideographs and syllables of Hangul: letters that are neither large nor small, and quickly told.
fn has_no_case(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣')
}

/// A letter or digit as words are compared; nothing for every other character.
fn plain(c: char) -> impl Iterator<Item = char> {
    c.is_alphanumeric().then(|| c.to_lowercase()).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::{Term, Terms, WORDS, has_no_case, of, plain};

    #[test]
    fn each_word_is_found_whatever_stands_between_its_letters() {
        for (term, words) in WORDS {
            for word in *words {
                for line in [word.to_uppercase(), format!("> {}.", word.replace(' ', "_")), format!("x{word}9")] {
                    assert!(of(&line).has(*term), "{line}");
                }
            }
        }
        assert!(of("License-Status = 5").has(Term::Telling) && of("通知").has(Term::StatusWord));
    }

    #[test]
    fn a_letter_without_case_is_compared_as_it_is() {
        for c in (0..=char::MAX as u32).filter_map(char::from_u32).filter(|c| has_no_case(*c)) {
            assert_eq!(plain(c).collect::<Vec<_>>(), [c]);
        }
    }

    #[test]
    fn a_line_of_other_things_has_none() {
        for line in ["", "The quick brown fox jumps over the lazy dog", "2026-11-26 10:00:00 CBS done"] {
            assert_eq!(of(line), Terms::default(), "{line}");
        }
        assert!(Terms::ALL.has(Term::Level));
    }
}
