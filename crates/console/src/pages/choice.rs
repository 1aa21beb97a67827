//! An entry of a list to choose from.

use std::borrow::Cow;

/// What a form may send, and how people see it.
pub(super) struct Choice {
    pub(super) id: Cow<'static, str>,
    pub(super) name: Cow<'static, str>,
    pub(super) chosen: bool,
}

impl Choice {
    pub(super) fn new(id: impl Into<Cow<'static, str>>, name: impl Into<Cow<'static, str>>, chosen: bool) -> Self {
        Self { id: id.into(), name: name.into(), chosen }
    }
}
