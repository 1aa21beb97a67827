//! What an operation of the API is.

use super::parameters::{Parameter, ParameterKind};
use crate::{call::Handler, role::Permission, route_method::RouteMethod};
use muster_core::lang::Text;
use muster_server::openapi::Message;

/// Where all of them are.
const ADMIN: &str = "/v1/admin/";

/// An operation of the API.
pub(crate) struct Operation {
    pub(crate) path: &'static str,
    /// The least permission that it takes.
    pub(crate) permission: Permission,
    pub(crate) handler: Handler,
    /// What it is for.
    pub(crate) summary: Text,
    /// The message that it takes, if it changes something.
    pub(crate) takes: Option<fn() -> Message>,
    pub(crate) answer: fn() -> Message,
    pub(crate) parameters: &'static [Parameter],
}

pub(super) const fn parameter(
    name: &'static str,
    kind: ParameterKind,
    en: &'static str,
    ja: &'static str,
) -> Parameter {
    Parameter { name, required: false, kind, purpose: Text { en, ja } }
}

pub(super) const LANG: Parameter =
    parameter("lang", ParameterKind::Language, "The language of texts.", "テキストの言語。");

impl Operation {
    /// Its name, made of its path.
    pub(crate) fn id(&self) -> String {
        self.path.trim_start_matches(ADMIN).replace('/', "_")
    }

    /// How it is called.
    pub(crate) const fn method(&self) -> RouteMethod {
        if self.takes.is_some() { RouteMethod::Post } else { RouteMethod::Get }
    }
}
