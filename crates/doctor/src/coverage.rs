//! Which machine holds which year of Extended Security Updates (ESU), which should hold one and does not, and why.

use crate::{
    case::{Case, InstalledLicense, Windows},
    dated::esu::{self, Year},
    judge::Judged,
    rule::{Rule, Severity},
};
use muster_core::lang::Text;
use muster_evidence::{fact::ObservationKind, holds_any};
use serde::Serialize;

/// The build of the one version of Windows 10 that takes the add-on, and those before it.
const WINDOWS_10: std::ops::RangeInclusive<u32> = 10_240..=19_045;

/// What the evidence of one machine says of Extended Security Updates.
#[derive(Clone, Debug)]
pub(crate) struct AddOns {
    system: &'static str,
    /// Version and build, where the evidence tells.
    build: Option<u32>,
    /// The years whose add-on has a key, and whether it is licensed.
    held: Vec<(Year, bool)>,
    needs_no_key: bool,
    /// What a rule says of the add-ons.
    rule: Option<&'static Rule>,
    /// Newest time in the evidence.
    at: Option<i64>,
}

/// How a machine stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum CoverageState {
    /// The year in force is not licensed, and the evidence shows why.
    NotLicensed,
    /// The evidence shows no license of the year in force: not that there is none.
    NotSeen,
    /// This version of the system takes no such license.
    NotEligible,
    /// The programme has ended.
    Ended,
    /// It runs where no key is needed.
    NotNeeded,
    /// The year in force is licensed.
    Licensed,
}

/// How one machine is covered.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The system whose programme it is.
    pub system: &'static str,
    /// The years that are licensed.
    pub licensed: Vec<&'static str>,
    /// The year that is in force; none before the first and after the last, and where no time is known.
    pub in_force: Option<&'static str>,
    /// How it stands.
    pub state: CoverageState,
    /// The rule that says why it is not covered.
    pub rule: Option<&'static Rule>,
}

impl CoverageState {
    /// Every state, the most urgent first.
    pub const ALL: [Self; 6] =
        [Self::NotLicensed, Self::NotSeen, Self::NotEligible, Self::Ended, Self::NotNeeded, Self::Licensed];

    /// The id in the output.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotLicensed => "not_licensed",
            Self::NotSeen => "not_seen",
            Self::NotEligible => "not_eligible",
            Self::Ended => "ended",
            Self::NotNeeded => "not_needed",
            Self::Licensed => "licensed",
        }
    }

    /// For people.
    pub fn text(self) -> Text {
        match self {
            Self::NotLicensed => Text { en: "not licensed", ja: "ライセンスされていない" },
            Self::NotSeen => {
                Text { en: "not seen: slmgr /dlv all would tell", ja: "不明 (slmgr /dlv all で確認できます)" }
            }
            Self::NotEligible => {
                Text { en: "this version takes no ESU license", ja: "このバージョンは ESU の対象外" }
            }
            Self::Ended => Text { en: "the programme has ended", ja: "提供終了" },
            Self::NotNeeded => Text { en: "no key needed here", ja: "キーは不要" },
            Self::Licensed => Text { en: "licensed", ja: "ライセンス済み" },
        }
    }
}

impl AddOns {
    /// None for a machine whose system has no such programme, or does not show.
    pub(crate) fn of(case: &Case, judged: &Judged) -> Option<Self> {
        let all = || case.licenses.iter().chain(&case.unused);
        let with_key =
            |installed: &&InstalledLicense| installed.is_licensed() || installed.license.partial_key.is_some();
        let held: Vec<(Year, bool)> = all()
            .filter(with_key)
            .filter_map(|installed| Some((installed.esu_year()?, installed.is_licensed())))
            .collect();
        let build = build(case);
        let long_term = all().any(|installed| is_long_term(&installed.license.name));
        let system =
            held.first().map(|(year, _)| year.subject).or_else(|| system(case, build).filter(|_| !long_term))?;
        let grave = || judged.findings.iter().filter(|found| found.severity >= Severity::Medium);
        let own = grave().find(|found| found.rule.id.starts_with("ESU"));
        let of_add_on = |license: usize| case.licenses.get(license).is_some_and(|own| own.esu_year().is_some());
        let other = grave().find(|found| found.license.is_some_and(of_add_on));
        let needs_no_key = case.is_in_azure();
        let rule = own.or(other).map(|found| found.rule);
        Some(Self { system, build, held, needs_no_key, rule, at: case.newest_time() })
    }

    /// How it stands at a time, else at the newest time in the evidence.
    pub(crate) fn at(&self, time: Option<i64>) -> Coverage {
        let time = time.max(self.at);
        let in_force = esu::in_force(self.system, time);
        let is_current = |(year, _): &&(Year, bool)| in_force.is_some_and(|now| now.name == year.name);
        let current = self.held.iter().filter(is_current).map(|(_, licensed)| *licensed).max();
        let is_old = self.build.is_some_and(|build| self.system == "Windows 10" && build != *WINDOWS_10.end());
        let state = match (in_force, current) {
            (Some(_), Some(true)) => CoverageState::Licensed,
            (None, _) if time.is_some() => CoverageState::Ended,
            _ if self.needs_no_key => CoverageState::NotNeeded,
            _ if is_old => CoverageState::NotEligible,
            (Some(_), Some(false)) => CoverageState::NotLicensed,
            // An earlier year says that the machine takes part; the year in force has no key.
            (Some(_), None) if !self.held.is_empty() => CoverageState::NotLicensed,
            _ => CoverageState::NotSeen,
        };
        let mut licensed: Vec<&str> =
            self.held.iter().filter(|(_, licensed)| *licensed).map(|(year, _)| year.name).collect();
        licensed.sort_unstable();
        licensed.dedup();
        let says_why = !matches!(state, CoverageState::Licensed | CoverageState::NotNeeded);
        let rule = self.rule.filter(|_| says_why);
        Coverage { system: self.system, licensed, in_force: in_force.map(|year| year.name), state, rule }
    }
}

/// Long-term versions are supported for longer and take no such license.
fn is_long_term(name: &str) -> bool {
    holds_any(name, &["LTSC", "LTSB", "EnterpriseS"])
}

/// The build of Windows that the evidence names.
fn build(case: &Case) -> Option<u32> {
    let number = |version: &str| version.split('.').nth(2)?.parse().ok();
    case.observations(ObservationKind::OsBuild).find_map(|(observation, _)| number(&observation.value))
}

/// The system with a programme that the evidence shows.
fn system(case: &Case, build: Option<u32>) -> Option<&'static str> {
    let named = |words: &[&str]| {
        let licenses = case.licenses.iter().chain(&case.unused);
        let names = licenses.map(|installed| installed.license.name.as_str());
        let mut told =
            names.chain(case.observations(ObservationKind::OperatingSystem).map(|(own, _)| own.value.as_str()));
        told.any(|name| holds_any(name, words))
    };
    let server = case.windows() == Some(Windows::Server);
    match build {
        Some(build) if WINDOWS_10.contains(&build) && !server => return Some("Windows 10"),
        Some(7_600 | 7_601) => return Some(if server { "Windows Server 2008" } else { "Windows 7" }),
        Some(9_200 | 9_600) if server => return Some("Windows Server 2012"),
        Some(_) => return None,
        None => {}
    }
    const NAMED: [(&[&str], &str); 4] = [
        (&["Server 2012", "Server(R) 2012"], "Windows Server 2012"),
        (&["Server 2008", "Server(R) 2008"], "Windows Server 2008"),
        (&["Windows 10 ", "Windows(R) 10 "], "Windows 10"),
        (&["Windows 7 ", "Windows(R) 7"], "Windows 7"),
    ];
    NAMED.iter().find(|(words, _)| named(words)).map(|(_, system)| *system)
}
