//! The report for a terminal: short, in order, as wide as the terminal, in colours where it takes them.

use crate::rules::{sides, sources};
use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis, Source, all_rules, diagnose,
    report::{self, Imprint, Length, Paper},
};

fn of(text: &str) -> Diagnosis {
    diagnose(&[Source { name: "evidence.txt".into(), bytes: text.into() }])
}

fn on(diagnosis: &Diagnosis, length: Length, lang: Lang) -> String {
    report::text_on(diagnosis, Paper { length, ..Paper::default() }, lang)
}

fn fixtures() -> impl Iterator<Item = (String, Diagnosis)> {
    let folders = all_rules().into_iter().flat_map(|rule| sides(rule.id, "fires"));
    folders.map(|folder| (folder.display().to_string(), diagnose(&sources(&folder))))
}

const NO_HOST: &str = "C:\\>cscript slmgr.vbs /ato\nError: 0xC004F074 The computer could not be activated.\n";
const NO_RECORD: &str = "C:\\>cscript slmgr.vbs /ato\nError: 0x8007232B DNS name does not exist.\n";

#[test]
fn one_question_stands_first_and_at_most_four_others() {
    let diagnosis = of(NO_HOST);
    let short = on(&diagnosis, Length::Short, Lang::En);
    let asked = short.split_once("Ask next\n").expect("a question").1;
    assert_eq!(asked.matches("would show: ").count(), 5, "{short}");
    assert_eq!(asked.matches("If that does not tell:").count(), 1, "{short}");
    assert!(short.contains("--all") && !short.contains("Could not check"), "{short}");
    let all = on(&diagnosis, Length::All, Lang::En);
    for open in &diagnosis.not_evaluated {
        assert!(all.contains(open.rule.id), "{} in {all}", open.rule.id);
    }
    assert!(all.lines().count() > short.lines().count());
}

/// What decides nothing is not asked for.
#[test]
fn a_certain_cause_asks_for_nothing_more() {
    let short = on(&of(NO_RECORD), Length::Short, Lang::En);
    assert!(short.contains("DNS001") && !short.contains("Ask next"), "{short}");
}

#[test]
fn no_report_asks_for_more_than_five_commands_or_for_one_that_explains_a_code() {
    for (folder, diagnosis) in fixtures() {
        let short = on(&diagnosis, Length::Short, Lang::En);
        let asked = short.split_once("\nAsk next\n").map_or("", |(_, rest)| rest);
        let section = asked.split_once("\n\n").map_or(asked, |(section, _)| section);
        let commands = section.lines().filter(|line| line.starts_with("    ") && !line.starts_with("     ")).count();
        assert!(commands <= 5 && !section.contains("doctor explain"), "{folder}\n{section}");
    }
}

#[test]
fn files_that_were_not_read_stand_first_and_a_heap_of_them_is_counted() {
    let unread = (0..95).map(|number| Source { name: format!("{number:02}.rar"), bytes: b"Rar!\x1a\x07".to_vec() });
    let unknown =
        (0..95).map(|number| Source { name: format!("{number:02}.txt"), bytes: b"The quick brown fox.".to_vec() });
    let text = on(&diagnose(&unread.chain(unknown).collect::<Vec<_>>()), Length::Short, Lang::En);
    assert!(text.starts_with("Not read\n  00.rar: "), "{text}");
    assert_eq!(text.matches(".rar: ").count(), 5, "{text}");
    assert_eq!(text.matches(".txt: ").count(), 5, "{text}");
    assert_eq!(text.matches("others: 90").count(), 2, "{text}");
    assert!(text.lines().count() < 60, "{text}");
}

/// Cause, finding, step, command, how to see that it worked, what to ask next.
#[test]
fn brief_is_six_lines_on_any_fixture() {
    for (folder, diagnosis) in fixtures() {
        for lang in [Lang::En, Lang::Ja] {
            let text = on(&diagnosis, Length::Brief, lang);
            assert_eq!(text.lines().count(), 6, "{folder}\n{text}");
            assert!(
                text.lines().all(|line| line.split_once(": ").is_some_and(|(_, value)| !value.is_empty())),
                "{text}"
            );
        }
    }
    let text = on(&of(NO_RECORD), Length::Brief, Lang::En);
    for part in [
        "Cause: failing, ",
        "DNS001",
        "Finding: ",
        "0x8007232B",
        "Step: ",
        "https://",
        "Command: ",
        "Ask next: nothing",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn colours_are_given_where_they_are_taken_and_never_hide_a_word() {
    let diagnosis = of(NO_HOST);
    for length in [Length::Brief, Length::Short, Length::All] {
        let plain = on(&diagnosis, length, Lang::En);
        let coloured = report::text_on(&diagnosis, Paper { length, colour: true, ..Paper::default() }, Lang::En);
        assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
        let mut stripped = String::new();
        let mut parts = coloured.split('\u{1b}');
        stripped.push_str(parts.next().unwrap_or_default());
        parts.for_each(|part| stripped.push_str(part.split_once('m').expect("a style").1));
        assert_eq!(stripped, plain);
    }
    let hostile = of("\u{1b}[31mC:\\>cscript slmgr.vbs /ato\nName: PC\u{9b}31m\nError: 0xC004F074 \u{1b}]0;x\u{7}\n");
    let shown = report::text_on(&hostile, Paper { colour: true, ..Paper::default() }, Lang::En);
    assert!(!shown.contains('\u{7}') && !shown.contains('\u{9b}') && !shown.contains("\u{1b}]"), "{shown:?}");
}

/// Commands and quotations stay whole, so that they can be copied; every other line fits.
#[test]
fn lines_fit_the_terminal() {
    let width = |line: &str| -> usize {
        line.chars().map(|c| if ('\u{1100}'..='\u{ffef}').contains(&c) { 2 } else { 1 }).sum()
    };
    for (folder, diagnosis) in fixtures() {
        for lang in [Lang::En, Lang::Ja] {
            let plain = on(&diagnosis, Length::Short, lang);
            let wrapped = report::text_on(&diagnosis, Paper { width: Some(80), ..Paper::default() }, lang);
            for line in wrapped.lines().filter(|line| width(line) > 80) {
                let is_one_word = !line.trim().contains(' ');
                assert!(plain.contains(line) || is_one_word, "{folder}: {line}");
            }
            let words = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(words(&plain), words(&wrapped), "{folder}");
        }
    }
}

#[test]
fn a_report_says_when_and_by_which_version_it_was_written() {
    let imprint = Some(Imprint { version: "1.2.3", at: 1_773_133_200 });
    let diagnosis = of(NO_RECORD);
    let text = report::text_on(&diagnosis, Paper { imprint, ..Paper::default() }, Lang::En);
    assert!(text.ends_with("muster 1.2.3, 2026-03-10 09:00 UTC\n"), "{text}");
    assert!(report::html(&diagnosis, imprint, Lang::Ja).contains("muster 1.2.3, 2026-03-10 09:00 UTC"));
}

/// What no evidence tells is not stated as the machine's.
#[test]
fn a_bare_code_states_no_count_and_no_threshold_of_one_product() {
    let text =
        on(&of("C:\\>cscript slmgr.vbs /ato\nError: 0xC004F038 The count is insufficient.\n"), Length::Short, Lang::En);
    assert!(text.contains("CNT001") && text.contains("5 (Windows Server, Office) or 25 (Windows clients)"), "{text}");
    assert!(!text.contains("5 / 25") && text.contains("no evidence tells how many"), "{text}");
    let office = on(
        &of("C:\\Program Files\\Microsoft Office\\Office16>cscript ospp.vbs /act\nError: 0xC004F038\n"),
        Length::Short,
        Lang::En,
    );
    assert!(office.contains("needs 5\n"), "{office}");
}

/// The page has what the terminal says, is walked by links, tells nothing by colour alone, and has a button for each command.
#[test]
fn the_page_has_the_ticket_links_headers_signs_and_zones() {
    for (folder, diagnosis) in fixtures() {
        for lang in [Lang::En, Lang::Ja] {
            let page = report::html(&diagnosis, None, lang);
            let targets = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
            for target in targets {
                assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{folder}: #{target}");
            }
            assert!(
                page.contains("id=\"ticket\"") && page.matches("<script").count() == 1 && !page.contains("<th></th>"),
                "{folder}"
            );
            let button = format!("</pre><button type=\"button\" class=\"copy\"><span>{}<", lang.pick("Copy", "コピー"));
            assert!(
                page.contains("<pre>") && page.matches("<pre>").count() == page.matches(&button).count(),
                "{folder}"
            );
            assert_eq!(
                page.contains("id=\"ask\""),
                on(&diagnosis, Length::Short, Lang::En).contains("\nAsk next\n"),
                "{folder}"
            );
            if !diagnosis.timeline.is_empty() {
                assert!(["✕", "●", "○"].iter().any(|sign| page.contains(&format!(">{sign}<title>"))), "{folder}");
                let zones = [" UTC<", "(local time)", "(zone not stated)", "(現地時刻)", "(タイム ゾーン不明)"];
                assert!(zones.iter().any(|zone| page.contains(zone)), "{folder}");
            }
        }
    }
}
