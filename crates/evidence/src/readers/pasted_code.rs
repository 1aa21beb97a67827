//! Codes in lines that no other reader knows: an error message in a mail, a screen typed off.

use super::{mgadiag, told_network};
use crate::{
    asker, doubt,
    fact::Fact,
    holds::holds_any,
    kind::Kind,
    lines::Document,
    loose_code, pattern, sentences, state_code,
    terms::{Term, Terms},
};
use muster_core::code::Code;
use std::{cell::OnceCell, collections::HashMap};

/// A code that stands in more lines of a text says nothing more.
const TIMES_MAX: usize = 200;
/// More codes of one line are data: nobody says them all.
const CODES_MAX: usize = 200;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    // MGADiag prints a code beside everything that is absent; none of them is a failure.
    let reports = mgadiag::reports(document);
    let mut times: HashMap<Code, usize> = HashMap::new();
    // Looked for in the whole text, so once.
    let of_other_part: OnceCell<bool> = OnceCell::new();
    for index in document.with(&[Term::LooseCode, Term::DecimalCode]) {
        if document.is_consumed(index) || mgadiag::holds(&reports, index) {
            continue;
        }
        let terms = document.terms(index);
        let is_explained = terms.has(Term::LooseCode) && is_explained(document.line(index));
        let codes = if is_explained { Vec::new() } else { codes(document.line(index), terms) };
        if !codes.is_empty() {
            document.recognise(Kind::PastedCode);
            document.claim(index);
        }
        for (place, code) in codes {
            let line = document.line(index);
            let is_of_host = is_of_dns(code) && told_network::names_publishing(line);
            let is_of_other = is_of_any_part(code) && *of_other_part.get_or_init(|| is_of_other_part(document));
            if is_unbelieved(line, code) || asker::is_told(line, code) || is_of_host || is_of_other {
                continue;
            }
            let times = times.entry(code).or_default();
            *times += 1;
            if *times <= TIMES_MAX {
                found.push(Fact::Code(code, vec![document.cite_around(index, place)]));
            }
        }
    }
    found
}

/// Whether a code is one of those of DNS, 9001 to 9999 as an HRESULT.
fn is_of_dns(code: Code) -> bool {
    matches!(code.0, 0x8007_2329..=0x8007_270F)
}

/// Whether a text tells of a part of Windows that has nothing to do with activation, and nothing in it has.
fn is_of_other_part(document: &Document) -> bool {
    const PARTS: [&str; 11] = [
        ".msix",
        ".msu",
        "appx",
        "winget",
        "windows update",
        "wuauserv",
        "bitlocker",
        "defender",
        "robocopy",
        "backup",
        "windows store",
    ];
    const LICENSING: [&str; 24] = [
        "licen",
        "lizen",
        "lisans",
        "лиценз",
        "activ",
        "aktiv",
        "актив",
        "attiva",
        "ativa",
        "etkin",
        "slmgr",
        "ospp",
        "kms",
        "sppsvc",
        "ライセンス",
        "認証",
        "激活",
        "授权",
        "授權",
        "許可",
        "许可",
        "정품",
        "라이선스",
        "product key",
    ];
    let holds = |words: &[&str]| document.lines().any(|(_, line)| holds_any(&line.to_lowercase(), words));
    !holds(&LICENSING) && holds(&PARTS)
}

/// Whether any part of Windows may have a code.
fn is_of_any_part(code: Code) -> bool {
    code.0 >> 16 == 0x8007 && !is_of_dns(code)
}

/// Whether a line tells the code of a state and does not say that the machine is in it.
fn is_unbelieved(line: &str, code: Code) -> bool {
    let Some(status) = state_code::status(code) else { return false };
    let digits = format!("{:08x}", code.0);
    let is_unbelieved = |lower: &str| doubt::is_supposed(lower) || status == 1 && doubt::is_doubtful(lower);
    let mut telling =
        sentences::of_line(line).map(str::to_lowercase).filter(|sentence| sentence.contains(&digits)).peekable();
    telling.peek().is_some() && telling.all(|sentence| is_unbelieved(&sentence))
}

/// Whether a line compares or explains several codes, and nobody in it has one of them.
fn is_explained(line: &str) -> bool {
    const EXPLAINS: [&str; 7] = ["difference between", "what do ", " means ", " mean ", " versus ", "違い", "意味"];
    const HAS: [&str; 17] = [
        " get",
        " got",
        "fail",
        "receiv",
        "we have",
        "we had",
        "i have",
        "i had",
        "our ",
        "my ",
        " shows ",
        "returned",
        "出ま",
        "出て",
        "表示され",
        "発生",
        "失敗",
    ];
    let mut digits = loose_code::find_iter(line).map(|code| code.digits);
    let first = digits.next();
    let are_several = digits.any(|other| first.is_some_and(|first| !first.eq_ignore_ascii_case(other)));
    let lower = format!(" {} ", line.to_lowercase());
    let holds = |words: &[&str]| holds_any(&lower, words);
    are_several && holds(&EXPLAINS) && !holds(&HAS)
}

/// The codes of a line with their places: first those of hexadecimal digits, then those of decimal ones.
fn codes(line: &str, terms: Terms) -> Vec<(usize, Code)> {
    let loose = terms.has(Term::LooseCode).then(|| loose_code::find_iter(line));
    let hexadecimal = loose.into_iter().flatten().filter_map(|code| Some((code.start, code.digits.parse().ok()?)));
    let decimal = terms.has(Term::DecimalCode).then(|| pattern::DECIMAL_CODE.captures_iter(line));
    let decimal = decimal.into_iter().flatten().filter_map(|code| {
        let digits = code.get(1)?;
        Some((digits.start(), digits.as_str(), of_decimal(digits.as_str())?))
    });
    let mut found: Vec<(usize, Code)> = hexadecimal.take(CODES_MAX).collect();
    // Who writes a code and a number beside it means two codes.
    let mut is_of_codes = !found.is_empty();
    for (place, digits, code) in decimal.take(CODES_MAX) {
        is_of_codes |= digits.starts_with('-');
        if is_of_codes || is_named(line, place) || is_of_licensing(line, code) {
            found.push((place, code));
        }
    }
    found
}

/// Whether a code is of licensing alone, as its line is.
fn is_of_licensing(line: &str, code: Code) -> bool {
    const WORDS: [&str; 8] = ["activat", "licens", "lizenz", "notification", "kms", "slmgr", "ライセンス", "認証"];
    matches!(code.0 >> 16, 0xC004 | 0x803F) && holds_any(&line.to_lowercase(), &WORDS)
}

/// Whether what stands before a number says that it is a code: a count of bytes, an id or a time may have the same digits.
fn is_named(line: &str, place: usize) -> bool {
    /// No label and no verb stands farther from its number, in bytes.
    const BEFORE_MAX: usize = 60;
    const NAMES: [&str; 36] = [
        "error",
        "code",
        "result",
        "reason",
        "hr=",
        "hr:",
        "hr =",
        "return",
        "exit",
        "fail",
        "ended with",
        "err:",
        "エラー",
        "コード",
        "結果",
        "理由",
        "戻り値",
        "失敗",
        "終了",
        "fehler",
        "ergebnis",
        "rückgabe",
        "erreur",
        "résultat",
        "resultado",
        "código",
        "codice",
        "错误",
        "代码",
        "结果",
        "錯誤",
        "代碼",
        "ошибк",
        "код",
        "오류",
        "코드",
    ];
    const UNITS: [&str; 4] = ["byte", "octet", "バイト", "字节"];
    let digits = line.get(place..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let behind = line.get(place + digits..).unwrap_or_default().trim_start().to_lowercase();
    let from = line.floor_char_boundary(place.saturating_sub(BEFORE_MAX));
    let before = line.get(from..place).unwrap_or_default().to_lowercase();
    holds_any(&before, &NAMES) && !UNITS.iter().any(|unit| behind.starts_with(unit))
}

/// Schedulers and management tools print the 32 bits in decimal digits, often with a sign. Of other facilities nothing is known.
fn of_decimal(digits: &str) -> Option<Code> {
    let bits = digits.parse::<i64>().ok()?.rem_euclid(1 << 32);
    let code = u32::try_from(bits).ok()?;
    matches!(code >> 16, 0xC004 | 0x8007 | 0x803F).then_some(Code(code))
}

#[cfg(test)]
mod tests {
    use super::{CODES_MAX, TIMES_MAX, read};
    use crate::{lines::Document, status_words::StatusWords};

    /// The number of facts, and the bytes that they quote.
    fn read_of(text: &str) -> (usize, usize) {
        let words = StatusWords::default();
        let facts = read(&mut Document::new(0, text, &words));
        (facts.len(), facts.iter().flat_map(|fact| fact.cites()).map(|cite| cite.text.len()).sum())
    }

    #[test]
    fn what_many_codes_cost_has_a_limit() {
        let line = "x 0x8007232B, ".repeat(50_000);
        let (facts, quoted) = read_of(&line);
        assert_eq!(facts, CODES_MAX);
        assert!(quoted <= CODES_MAX * 400, "{quoted}");
        assert_eq!(read_of(&"failed: 0xC004F074\n".repeat(5_000)).0, TIMES_MAX);
        let different: String = (0..5_000).map(|number| format!("failed: 0x8007{number:04X}\n")).collect();
        assert_eq!(read_of(&different).0, 5_000);
        assert_eq!(read_of("0x8007232B and 0xC004F074\n0xC004F074").0, 3);
    }
}
