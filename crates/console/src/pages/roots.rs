//! The root keys of the authority: what there is, how far a change is, and who lags. No page changes any: the commands that do are shown.

use super::{
    code_text::CodeText,
    frame::Frame,
    holders::{PackHeld, named, pack_held},
    response::html,
    root_step::{Step, step},
    time_text::utc,
};
use crate::{
    call::{Call, PageError},
    root_keys::{PackSigned, RootKeyRow, RootKeyState, RootKeys, RootLaggard, RootPack},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::lang::Lang;

/// Where they are.
pub(crate) const PATH: &str = "/roots";

#[derive(Template)]
#[template(path = "roots.html")]
struct Page {
    frame: Frame,
    step: Step,
    keys: Vec<KeyRow>,
    packs: Vec<PackRow>,
    followers: Option<Followers>,
    fault: Option<CodeText>,
    all: String,
}

/// Who follows the change, and who lags.
struct Followers {
    holders: u32,
    lagging: u32,
    laggards: Vec<LaggardRow>,
}

struct KeyRow {
    thumbprint: String,
    state: &'static str,
    class: &'static str,
    trusted_since: String,
    signs_since: String,
}

struct PackRow {
    version: u32,
    at: String,
    signer: String,
    trusts: Vec<String>,
}

struct LaggardRow {
    href: String,
    name: String,
    kind: &'static str,
    customer: String,
    activated: String,
    pack: PackHeld,
    signed_by: String,
}

/// What the page and the API show.
pub(crate) fn read(call: &Call<'_>) -> Result<RootKeys, PageError> {
    Ok(call.authority()?.root_keys(call.now)?)
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let (lang, links, roots) = (call.lang(), call.request.links(), read(call)?);
    let page = Page {
        frame: Frame::new(call, lang.pick("Root keys", "ルート キー")),
        step: step(&roots, lang),
        keys: roots.keys.iter().rev().map(|key| key_row(key, lang)).collect(),
        packs: roots.packs.iter().map(|pack| pack_row(pack, lang)).collect(),
        followers: roots.followers.as_ref().map(|followers| Followers {
            holders: followers.holders,
            lagging: followers.lagging,
            laggards: followers.laggards.iter().map(|laggard| laggard_row(call, laggard, roots.newest)).collect(),
        }),
        fault: roots.fault.map(|code| CodeText::new(code, lang)),
        all: links.to("/hosts", &[("kind", super::holders::ALL)]),
    };
    html(StatusCode::OK, &page)
}

fn key_row(key: &RootKeyRow, lang: Lang) -> KeyRow {
    KeyRow {
        thumbprint: key.thumbprint.clone(),
        state: key.state.name().get(lang),
        class: match key.state {
            RootKeyState::Signs => "well",
            RootKeyState::Next | RootKeyState::Old => "warn",
            RootKeyState::Dropped => "",
        },
        trusted_since: since(key.trusted_since, lang),
        signs_since: since(key.signs_since, lang),
    }
}

fn since(pack: Option<PackSigned>, lang: Lang) -> String {
    let said = |PackSigned { version, at }| {
        lang.pick(format!("pack {version}, {}", utc(at)), format!("パック {version} ({})", utc(at)))
    };
    pack.map_or_else(|| "–".to_owned(), said)
}

fn pack_row(RootPack { pack, signer, trusts }: &RootPack, lang: Lang) -> PackRow {
    let unknown = || lang.pick("not known", "不明").to_owned();
    PackRow {
        version: pack.version,
        at: utc(pack.at),
        signer: signer.clone().unwrap_or_else(unknown),
        trusts: trusts.clone(),
    }
}

fn laggard_row(call: &Call<'_>, RootLaggard { holder, signed_by }: &RootLaggard, newest: Option<u32>) -> LaggardRow {
    let lang = call.lang();
    LaggardRow {
        href: call.request.links().to(super::holder::PATH, &[("id", &holder.id.to_string())]),
        name: named(&holder.machine, lang),
        kind: holder.kind.name().get(lang),
        customer: super::code_text::shown_or_dash(&holder.customer),
        activated: utc(holder.activated),
        pack: pack_held(holder, newest, lang),
        signed_by: signed_by.clone().unwrap_or_else(|| lang.pick("not known", "不明").to_owned()),
    }
}
