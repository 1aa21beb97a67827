//! Which license the result of a command is about.

use super::{
    command::{Command, Tool},
    installed_license::{App, InstalledLicense},
};
use muster_evidence::{
    fact::{Cite, License, Outcome},
    product,
};
use std::collections::HashMap;

/// Where the licenses stand that the results of commands name or mean. There may be thousands of both, so no result looks at all
/// licenses.
#[derive(Default)]
pub(super) struct Attribution {
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    /// Hosts, which have the name of the product that clients of the same edition have.
    hosts_by_name: HashMap<String, usize>,
    /// Those of which nothing is known but what a command says, by that.
    bare: HashMap<(String, String, Option<String>), usize>,
    /// The first client in a file that a tool may mean.
    in_file: HashMap<(usize, Option<Tool>), usize>,
    /// The first two unlicensed clients that a tool may mean.
    unlicensed: HashMap<Option<Tool>, Vec<usize>>,
}

impl Attribution {
    pub(super) fn of(licenses: &[InstalledLicense]) -> Self {
        let mut own = Self::default();
        licenses.iter().enumerate().for_each(|(place, installed)| own.add(place, installed));
        own
    }

    /// Gives a result to its license, which is a new one where none is known.
    pub(super) fn attach(&mut self, licenses: &mut Vec<InstalledLicense>, outcome: &Outcome, cites: &[Cite]) {
        let place = self.find(outcome, cites).unwrap_or_else(|| {
            let new = InstalledLicense { license: bare(outcome, cites).into(), ..InstalledLicense::default() };
            self.add(licenses.len(), &new);
            licenses.push(new);
            licenses.len() - 1
        });
        if let Some(installed) = licenses.get_mut(place) {
            installed.outcomes.push((outcome.code, cites.to_vec()));
        }
    }

    fn add(&mut self, place: usize, installed: &InstalledLicense) {
        let license = &installed.license;
        if let Some(id) = license.activation_id.as_ref().filter(|id| !id.is_empty()) {
            self.by_id.entry(id.clone()).or_insert(place);
        }
        let by_name = if installed.is_host() { &mut self.hosts_by_name } else { &mut self.by_name };
        by_name.entry(license.name.clone()).or_insert(place);
        if is_bare(license) {
            self.bare.entry(key(license)).or_insert(place);
        }
        for tool in [None, Some(Tool::Slmgr), Some(Tool::Ospp)] {
            if !is_asked(installed, tool) {
                continue;
            }
            for cite in &installed.cites {
                self.in_file.entry((cite.file, tool)).or_insert(place);
            }
            let unlicensed = self.unlicensed.entry(tool).or_default();
            if !installed.is_licensed() && unlicensed.len() < 2 {
                unlicensed.push(place);
            }
        }
    }

    fn find(&self, outcome: &Outcome, cites: &[Cite]) -> Option<usize> {
        let by_id = outcome.activation_id.as_ref().and_then(|id| self.by_id.get(id));
        let product = outcome.activation_id.as_ref().and_then(|id| product::by_id(id));
        let is_client = product.is_some_and(|product| !product.is_host);
        let by_name = || {
            let name = outcome.product.as_ref()?;
            self.by_name.get(name).or_else(|| self.hosts_by_name.get(name).filter(|_| !is_client))
        };
        // All commands that name no product are about the same one.
        let again = || self.bare.get(&key(&bare(outcome, cites))).filter(|_| outcome.activation_id.is_none());
        let found = by_id.or_else(by_name).copied().or_else(|| self.meant(outcome, cites));
        found.or_else(|| again().copied())
    }

    /// A command that names no product is about the license in the same text, else about the only unlicensed client.
    fn meant(&self, outcome: &Outcome, cites: &[Cite]) -> Option<usize> {
        let file = cites.first().filter(|_| outcome.product.is_none())?.file;
        let tool = tool(cites);
        let only =
            || self.unlicensed.get(&tool).and_then(|all| if let [only] = all.as_slice() { Some(only) } else { None });
        self.in_file.get(&(file, tool)).or_else(only).copied()
    }
}

fn tool(cites: &[Cite]) -> Option<Tool> {
    Command::of(cites).map(|command| command.tool)
}

/// Whether a client may be what a tool was asked about: `ospp.vbs` knows Office only, and `slmgr.vbs` without an id is about Windows.
fn is_asked(installed: &InstalledLicense, tool: Option<Tool>) -> bool {
    let fits = match tool {
        Some(Tool::Ospp) => matches!(installed.app(), App::Office | App::Unknown),
        Some(Tool::Slmgr) => installed.app() != App::Office,
        None => true,
    };
    fits && !installed.is_host() && (installed.license.partial_key.is_some() || !installed.history.is_empty())
}

/// What a command says of its license.
fn bare(outcome: &Outcome, cites: &[Cite]) -> License {
    let nameless = if tool(cites) == Some(Tool::Ospp) { "Office" } else { "" };
    License {
        name: outcome.product.clone().unwrap_or_else(|| nameless.to_owned()),
        activation_id: outcome.activation_id.clone(),
        channel: outcome.channel.clone().unwrap_or_default(),
        partial_key: outcome.partial_key.clone(),
        ..License::default()
    }
}

fn key(license: &License) -> (String, String, Option<String>) {
    (license.name.clone(), license.channel.clone(), license.partial_key.clone())
}

/// Whether nothing is known of a license but what a command without an id says.
fn is_bare(license: &License) -> bool {
    let (name, channel, partial_key) = key(license);
    *license == License { name, channel, partial_key, ..License::default() }
}
