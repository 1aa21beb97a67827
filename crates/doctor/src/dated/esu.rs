//! Extended Security Updates (ESU): each year of a system is an add-on license with an activation id of its own.

use super::{Row, rows};

/// Digits by which a mistyped activation id may differ from the right one.
const MISTYPED_MAX: usize = 4;

/// A year of a system's programme.
pub(crate) type Year = &'static Row;

/// The year that a license is for, by its activation id, else by its name; none for a license that is no such add-on.
pub(crate) fn year_of(id: Option<&str>, name: &str) -> Option<Year> {
    id.and_then(by_id).or_else(|| by_name(name))
}

/// The year with this activation id.
pub(crate) fn by_id(id: &str) -> Option<Year> {
    rows("esu").find(|row| row.value.eq_ignore_ascii_case(id))
}

/// The year whose activation id differs in a few digits only: somebody mistyped it.
pub(crate) fn by_mistyped_id(id: &str) -> Option<Year> {
    let wrong = |row: &Year| row.value.chars().zip(id.chars()).filter(|(a, b)| !a.eq_ignore_ascii_case(b)).count();
    rows("esu").filter(|row| row.value.len() == id.len()).find(|row| (1..=MISTYPED_MAX).contains(&wrong(row)))
}

/// The year that covers a time; none after the last one, or where the time is not known.
pub(crate) fn in_force(system: &str, time: Option<i64>) -> Option<Year> {
    time?;
    rows("esu").find(|row| row.subject == system && row.holds_at(time))
}

/// The last year of the programme of the same system.
pub(crate) fn last(year: Year) -> Year {
    rows("esu").filter(|row| row.subject == year.subject).last().unwrap_or(year)
}

/// The least version of a system that takes its add-on: version, and revision of the update.
pub(crate) fn least_build(system: &str) -> Option<(&'static str, u32)> {
    let cell = |name: &str| rows("esu-build").find(|row| row.subject == system && row.name == name);
    Some((cell("22H2")?.value, cell("least revision")?.value.parse().ok()?))
}

/// The updates that a system needs before its add-on can be installed.
pub(crate) fn packages(system: &str) -> Vec<&'static str> {
    rows("esu-package").filter(|row| row.subject.starts_with(system)).map(|row| row.value).collect()
}

/// `Client-ESU-Year1 add-on for …`, `Server-ESU-Year3 …`: the name of an add-on whose id is in no table.
fn by_name(name: &str) -> Option<Year> {
    let (before, behind) = name.split_once("ESU-Year")?;
    let system = match (before.contains("Server"), before.contains('7')) {
        (true, _) => "Windows Server 2012",
        (false, true) => "Windows 7",
        (false, false) => "Windows 10",
    };
    rows("esu").find(|row| row.subject == system && behind.starts_with(row.name))
}

#[cfg(test)]
mod tests {
    use super::{by_id, by_mistyped_id, by_name, in_force, least_build, packages};
    use muster_evidence::stamp::Stamp;

    fn at(day: &str) -> Option<i64> {
        Stamp::of_client(&format!("{day} 12:00")).map(Stamp::seconds)
    }

    #[test]
    fn the_year_in_force_is_that_of_the_day() {
        let year = |day| in_force("Windows 10", at(day)).map(|year| year.name);
        assert_eq!(year("2026/10/13"), Some("1"));
        assert_eq!(year("2026/10/14"), Some("2"));
        assert_eq!(year("2028/11/01"), None);
        assert_eq!(in_force("Windows 10", None).map(|year| year.name), None);
    }

    #[test]
    fn a_mistyped_id_is_near_to_one() {
        let id = "1043add5-23b1-4afb-9a0f-64343c8f3f8d";
        assert!(by_id(&id.to_uppercase()).is_some() && by_mistyped_id(id).is_none());
        assert_eq!(by_mistyped_id(&id.replace("4afb", "4abf")).map(|year| year.name), Some("2"));
        assert!(by_mistyped_id("73111121-5638-40f6-bc11-f1d7b0d64300").is_none());
    }

    #[test]
    fn names_tell_the_year_too() {
        let name = |name| by_name(name).map(|year| (year.subject, year.name));
        assert_eq!(name("Windows(R), Client-ESU-Year2 add-on for Enterprise"), Some(("Windows 10", "2")));
        assert_eq!(name("Windows(R) 7, Client-ESU-Year3 add-on for Enterprise"), Some(("Windows 7", "3")));
        assert_eq!(name("Windows(R), Server-ESU-Year3 add-on"), Some(("Windows Server 2012", "3")));
        assert_eq!(name("Windows(R), Enterprise edition"), None);
    }

    #[test]
    fn what_has_to_be_installed_before_is_in_the_table() {
        assert_eq!(least_build("Windows 10"), Some(("10.0.19045", 6456)));
        assert_eq!(packages("Windows Server 2012"), ["KB5017221", "KB5017220"]);
    }
}
