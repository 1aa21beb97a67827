//! Renders a fleet for a terminal and as an HTML page.

use super::{
    html::{STYLE, STYLE_HASH},
    lines::Lines,
};
use crate::fleet::{Cause, Fleet, Machine};
use askama::Template;
use muster_core::lang::Lang;

#[derive(Template)]
#[template(path = "fleet.html")]
struct Page<'f> {
    lang: Lang,
    style: &'static str,
    style_hash: &'static str,
    summary: String,
    causes: Vec<Cause>,
    hosts: Vec<(String, usize)>,
    shared: Vec<(String, bool, Vec<String>)>,
    calendar: Vec<(&'static str, usize)>,
    channels: Vec<(String, usize)>,
    machines: Vec<&'f Machine>,
}

impl Page<'_> {
    fn t<'t>(&self, en: &'t str, ja: &'t str) -> &'t str {
        self.lang.pick(en, ja)
    }
}

/// The fleet as an HTML page.
pub fn fleet_html(fleet: &Fleet, lang: Lang) -> String {
    let page = Page {
        lang,
        style: STYLE,
        style_hash: STYLE_HASH,
        summary: summary(fleet, lang),
        causes: fleet.causes(lang),
        hosts: fleet.hosts(),
        shared: fleet.shared_ids(),
        calendar: fleet.calendar(),
        channels: fleet.channels(),
        machines: fleet.machines(),
    };
    page.render().unwrap_or_default()
}

fn summary(fleet: &Fleet, lang: Lang) -> String {
    let (failing, all) = (fleet.failing(), fleet.len());
    lang.pick(
        format!("Machines that need attention: {failing} of {all}"),
        format!("{all} 台中 {failing} 台で対処が必要です"),
    )
}

/// The fleet for a terminal.
pub fn fleet_text(fleet: &Fleet, lang: Lang) -> String {
    let mut lines = Lines::default();
    lines.add(&summary(fleet, lang));
    let mut section = |title: &str, rows: Vec<String>| {
        if !rows.is_empty() {
            lines.heading(title);
            rows.iter().for_each(|row| lines.add(&format!("  {row}")));
        }
    };
    let causes = fleet.causes(lang).into_iter();
    section(
        lang.pick("Causes", "原因"),
        causes.map(|cause| format!("{:>6}  {} {}", cause.machines.len(), cause.rule, cause.title)).collect(),
    );
    let pairs =
        |all: Vec<(String, usize)>| all.into_iter().map(|(name, count)| format!("{count:>6}  {name}")).collect();
    section(lang.pick("Hosts", "ホスト"), pairs(fleet.hosts()));
    let shared = fleet.shared_ids().into_iter();
    section(
        lang.pick("Client machine IDs that several machines share", "重複している CMID"),
        shared
            .map(|(id, office, names)| {
                format!("{id} {} {}", if office { "Office" } else { "Windows" }, names.join(", "))
            })
            .collect(),
    );
    let calendar = fleet.calendar().into_iter();
    section(
        lang.pick("Expiry, in days", "有効期限 (日数)"),
        calendar.map(|(days, count)| format!("{count:>6}  {days}")).collect(),
    );
    section(lang.pick("Channels", "チャネル"), pairs(fleet.channels()));
    lines.text
}
