//! What a check returns when its rule fires.

use crate::{
    rule::{Confidence, Role, Severity},
    sentence::{NamedValues, Values},
};
use muster_evidence::fact::Cite;

/// A rule has fired. Severity, confidence and role are the rule's unless the hit has its own.
#[derive(Clone, Debug)]
pub(crate) struct Hit<V = ()> {
    /// Index of the license in the case; none where it is about the whole evidence.
    pub(crate) license: Option<usize>,
    /// What to call the product, where the license does not say.
    pub(crate) product: Option<String>,
    pub(crate) severity: Option<Severity>,
    pub(crate) confidence: Option<Confidence>,
    pub(crate) role: Option<Role>,
    /// The lines that it rests on.
    pub(crate) cites: Vec<Cite>,
    pub(crate) values: V,
}

impl Hit {
    /// About the whole evidence.
    pub(crate) fn global(cites: &[Cite]) -> Self {
        let cites = cites.to_vec();
        Self { license: None, product: None, severity: None, confidence: None, role: None, cites, values: () }
    }

    pub(crate) fn for_license(license: usize, cites: &[Cite]) -> Self {
        Self { license: Some(license), ..Self::global(cites) }
    }
}

impl<V> Hit<V> {
    /// Replaces the values of the sentence.
    pub(crate) fn with<W>(self, values: W) -> Hit<W> {
        let Self { license, product, severity, confidence, role, cites, .. } = self;
        Hit { license, product, severity, confidence, role, cites, values }
    }

    pub(crate) fn with_cites(mut self, cites: &[Cite]) -> Self {
        self.cites.extend_from_slice(cites);
        self
    }

    /// Says which license it is about, if any.
    pub(crate) fn about(self, license: Option<usize>) -> Self {
        Self { license, ..self }
    }

    pub(crate) fn product(self, name: impl Into<String>) -> Self {
        Self { product: Some(name.into()), ..self }
    }

    pub(crate) fn severity(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }

    pub(crate) fn confidence(self, confidence: Confidence) -> Self {
        Self { confidence: Some(confidence), ..self }
    }

    pub(crate) fn role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }

    /// A failure of the past: reported, never today's cause.
    pub(crate) fn historical(self) -> Self {
        self.severity(Severity::Info).role(Role::Side)
    }
}

impl<V: Values> Hit<V> {
    /// The hit of any rule, as `judge` takes it.
    pub(crate) fn named(self) -> Hit<NamedValues> {
        let Self { license, product, severity, confidence, role, cites, values } = self;
        Hit { license, product, severity, confidence, role, cites, values: values.named() }
    }
}
