//! What differs between the versions of Office: folder, service, and the activation id of the host's license.

use crate::case::{App, Case, InstalledLicense};

/// A version of Office that a KMS host can serve, and 2007, which none can.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    V2007,
    V2010,
    V2013,
    V2016,
    V2019,
    V2021,
    V2024,
}

/// How a version is named: the year, the number in the names of its licenses, and the folder of its `ospp.vbs`.
const NAMES: [(Version, &str, &str, &str); 7] = [
    (Version::V2024, "2024", "Office 24,", "16"),
    (Version::V2021, "2021", "Office 21,", "16"),
    (Version::V2019, "2019", "Office 19,", "16"),
    (Version::V2016, "2016", "Office 16,", "16"),
    (Version::V2013, "2013", "Office 15,", "15"),
    (Version::V2010, "2010", "Office 14,", "14"),
    (Version::V2007, "2007", "Office 12,", "12"),
];

impl Version {
    /// The version of a license: by the product of its activation id, else by its name.
    pub(crate) fn of(installed: &InstalledLicense) -> Option<Self> {
        if installed.app() != App::Office {
            return None;
        }
        let name = format!("{} {}", installed.name(), installed.license.name);
        let year = NAMES.iter().find(|(_, year, ..)| name.contains(year));
        // From 2019 on the number in the name is the year's, and 16 stands for all of them in some tools.
        let number = || NAMES.iter().find(|(_, _, number, _)| name.contains(number));
        year.or_else(number).map(|(version, ..)| *version)
    }

    pub(crate) fn folder(self) -> &'static str {
        NAMES.iter().find(|(version, ..)| *version == self).map_or("16", |(.., folder)| folder)
    }

    pub(crate) fn year(self) -> &'static str {
        NAMES.iter().find(|(version, ..)| *version == self).map_or("", |(_, year, ..)| year)
    }

    /// The activation id of the license that a host needs for it, and the number of its license pack in the Download Center.
    pub(crate) fn host(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::V2007 => None,
            Self::V2010 => Some(("bfe7a195-4f8f-4f0b-a622-cf13c7d16864", "25095")),
            Self::V2013 => Some(("2e28138a-847f-42bc-9752-61b03fff33cd", "35584")),
            Self::V2016 => Some(("98ebfe73-2084-4c97-932c-c0cd1643bea7", "49164")),
            Self::V2019 => Some(("70512334-47b4-44db-a233-be5ea33b914c", "57342")),
            Self::V2021 => Some(("47f3b983-7c53-4d45-abc6-bcd91e2dd90a", "103446")),
            Self::V2024 => Some(("f3d89bbf-c0ec-47ce-a8fa-e5a5f97e447f", "106246")),
        }
    }
}

/// The folders of `ospp.vbs` that the evidence names, as `C:\Program Files\Microsoft Office\Office16`.
pub(crate) fn named_folder(case: &Case, version: Option<Version>) -> Option<String> {
    let folders = case.observations(muster_evidence::fact::ObservationKind::OfficeFolder);
    let fits = |folder: &&str| version.is_none_or(|version| folder.ends_with(version.folder()));
    folders.map(|(observation, _)| observation.value.as_str()).find(fits).map(str::to_owned)
}
