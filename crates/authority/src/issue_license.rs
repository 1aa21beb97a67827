//! Licenses: prepare, record, sign.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    issued_key::KeyState,
    key_terms::KeyTerms,
    license_kind::license_kind,
    store::{ComputerRow, IssuedLicense},
};
use muster_core::{
    authority::quota::{self, Computer, QuotaDecision},
    code::{self, Code},
    host::request::CLOCK_TOLERANCE,
    id::{Cmid, HardwareId, HostId},
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
    pack::Pack,
    term,
    time::{Moment, Span},
};
use muster_proto::{
    authority::LicenseRequest,
    jwk::Jwk,
    license::{AnsweredRequest, Confirmation, License},
};
use muster_trust::{epid::extended_pid, jwk::PublicKey, jws::Kind, license_request};

/// A license that was recorded and may be signed, once, by the root key that was recorded with it.
struct UnsignedLicense {
    kind: Kind,
    license: License,
    root: PublicKey,
}

/// Who asks for a license, checked in form.
struct Applicant<'r> {
    claim: KeyClaim,
    kind: Kind,
    hardware: HardwareId,
    cmid: Option<Cmid>,
    machine: &'r str,
    pack: u32,
    public: PublicKey,
    holder: HostId,
    answers: AnsweredRequest,
}

impl Authority {
    /// Activates a machine or a directory with a key of this kind: a signed license, or the documented code of the refusal.
    /// `entropy` makes the id of its holder.
    pub fn activate(
        &self,
        request: &LicenseRequest,
        kind: KeyKind,
        target: ActivationTarget,
        entropy: [u8; 16],
        now: Moment,
    ) -> Result<Result<String, Code>, AuthorityError> {
        let decided = match self.applicant(request, kind, target, entropy, now)? {
            Ok(applicant) => self.prepare(&applicant, now)?,
            Err(code) => {
                let entry = AuditEntry {
                    detail: Some(request.machine.clone()),
                    key: request.key.parse().ok().map(|key: ProductKey| key.partial()),
                    ..self.entry(AuditAction::Activate, now)
                };
                self.record_refusal(entry, code, 1)?;
                Err(code)
            }
        };
        match decided {
            Ok(UnsignedLicense { kind, license, root }) => self.secrets.sign(kind, &root, &license).map(Ok),
            Err(code) => Ok(Err(code)),
        }
    }

    /// What can be told about a request without the store: who asks, or why nobody who asks so gets a license.
    fn applicant<'r>(
        &self,
        request: &'r LicenseRequest,
        kind: KeyKind,
        target: ActivationTarget,
        entropy: [u8; 16],
        now: Moment,
    ) -> Result<Result<Applicant<'r>, Code>, AuthorityError> {
        let Ok(key) = request.key.parse::<ProductKey>() else { return Ok(Err(code::KEY_INVALID)) };
        let Some(public) = license_request::verified_key(request) else { return Ok(Err(code::SIGNATURE_INVALID)) };
        if Moment::from_unix(request.time).distance(now) > CLOCK_TOLERANCE {
            return Ok(Err(code::CLOCK_SKEW));
        }
        let Some(claim) = self.secrets.check_key(&key)? else { return Ok(Err(code::KEY_UNKNOWN)) };
        if claim.kind != kind {
            return Ok(Err(code::KEY_INVALID));
        }
        if kind == KeyKind::Multiple && request.cmid.is_none() {
            return Ok(Err(code::INVALID_DATA));
        }
        Ok(Ok(Applicant {
            claim,
            kind: license_kind(kind, target),
            hardware: request.hardware,
            cmid: request.cmid.filter(|_| kind == KeyKind::Multiple),
            machine: &request.machine,
            pack: request.pack,
            public,
            holder: HostId::from_random(entropy),
            answers: AnsweredRequest { nonce: request.nonce, at: now.unix() },
        }))
    }

    /// Decides and records. Two requests that race for the last place are decided one after the other.
    fn prepare(&self, applicant: &Applicant<'_>, now: Moment) -> Result<Result<UnsignedLicense, Code>, AuthorityError> {
        let Applicant { claim, public, .. } = applicant;
        let (pack, root) = (&self.anchors()?.pack, self.secrets.root()?);
        let detail = Some(applicant.machine.to_owned());
        let entry = AuditEntry { detail, ..self.key_entry(AuditAction::Activate, claim, now) };
        self.store().write(|tx| {
            let refused = |code| self.record_repeatable(tx, AuditEntry { code, ..entry.clone() }).map(|()| Err(code));
            if !pack.activates(now) {
                return refused(code::PACK_VERSION);
            }
            // What was returned is not renewed, and no copy of it is.
            if tx.is_returned(public.as_bytes())? {
                return refused(code::LICENSE_REVOKED);
            }
            let KeyState { status, limit, terms } = tx.key_state(claim)?;
            if terms.ended(pack.group(claim.group), now) {
                return refused(code::KEY_ENDED);
            }
            let computers = tx.computers(claim)?;
            let known = quota::known(&computers, applicant.hardware.short());
            let hardware = known.map_or(applicant.hardware, |computer| computer.hardware);
            let recorded: Option<License> =
                tx.license_json(claim, hardware)?.map(|text| serde_json::from_str(&text)).transpose()?;
            // With another CMID or digest of its hardware it is not the holder of the license that is recorded.
            let holder = recorded.as_ref().is_none_or(|license| applicant.holds(license));
            let key: &[u8] = if holder { public.as_bytes() } else { &[] };
            let (reissue, activations) = match quota::decide(&status, limit, &computers, applicant.hardware, key) {
                Err(code) => {
                    report_refusal(applicant, known, code);
                    return refused(code);
                }
                Ok(QuotaDecision::Reissue) => (true, known.map_or(1, |computer| computer.activations)),
                Ok(QuotaDecision::Issue(nth)) => (false, nth),
            };
            let terms = terms.begin(tx, claim, now)?;
            let holder = recorded.as_ref().map_or(applicant.holder, |license| license.sub);
            let fresh = self.license(pack, claim, &terms, (public, holder), now);
            let (repeated, mut license) = match recorded {
                Some(license) if reissue && !is_renewal_due(&license, &fresh, now) => (true, license),
                _ => (false, fresh),
            };
            applicant.bind(&mut license);
            let computer = Computer { hardware, host_key: public.as_bytes().to_vec(), activations, revoked: false };
            let text = serde_json::to_string(&license)?;
            let issued = applicant.issued_by(&root);
            tx.record(claim, &ComputerRow { computer, machine: applicant.machine, license_json: &text, issued }, now)?;
            let entry = AuditEntry { holder: Some(license.sub), ..entry.clone() };
            if repeated {
                self.record_repeatable(tx, entry)?;
            } else {
                tx.add_audit(entry)?;
            }
            Ok(Ok(UnsignedLicense { kind: applicant.kind, license, root }))
        })
    }

    pub(crate) fn license(
        &self,
        pack: &Pack,
        key: &KeyClaim,
        terms: &KeyTerms,
        (public, holder): (&PublicKey, HostId),
        now: Moment,
    ) -> License {
        let group = pack.group(key.group);
        let mak_validity = group.and_then(|group| group.mak_validity).filter(|_| key.kind == KeyKind::Multiple);
        let validity = mak_validity.or(group.map(|group| group.license)).unwrap_or(Span::ZERO);
        let until = now + validity;
        let (features, ends) = terms.of_license(group);
        License {
            ver: muster_proto::license::VERSION,
            iss: pack.vendor.clone(),
            sub: holder,
            iat: now.unix(),
            exp: ends.map_or(until.unix(), |ends| ends.min(until.unix())),
            cnf: Confirmation { jwk: Jwk::from(*public) },
            groups: vec![key.group],
            epid: extended_pid(&self.root(), key.group, key.serial, now),
            hardware: None,
            cmid: None,
            permanent: key.kind == KeyKind::Multiple && mak_validity.is_none() && ends.is_none(),
            features,
            ends,
            answers: None,
        }
    }
}

impl Applicant<'_> {
    /// Whether a license that was recorded for the computer is bound to whoever asks now. What was signed ahead of time is bound to
    /// its key alone.
    fn holds(&self, license: &License) -> bool {
        license.hardware.is_none_or(|own| own == self.hardware) && (license.cmid.is_none() || license.cmid == self.cmid)
    }

    fn issued_by(&self, root: &PublicKey) -> IssuedLicense {
        IssuedLicense {
            signed_by: Some(root.thumbprint()),
            directory: self.kind == Kind::DirectoryLicense,
            pack: Some(self.pack),
        }
    }

    /// Binds a license to whoever asks, as the answer to this request.
    fn bind(&self, license: &mut License) {
        license.hardware = Some(self.hardware);
        license.cmid = self.cmid;
        license.answers = Some(self.answers);
    }
}

/// Whether a license is renewed when its holder asks: after two thirds of its term, or if pack or key would make another now.
fn is_renewal_due(license: &License, fresh: &License, now: Moment) -> bool {
    let (from, until) = (Moment::from_unix(license.iat), Moment::from_unix(license.exp));
    let terms = |license: &License| (license.permanent, license.features.clone(), license.ends);
    terms(license) != terms(fresh) || now >= term::renewal(from, until)
}

/// A known computer that asks too often may be several that say they are one: the vendor should look.
fn report_refusal(applicant: &Applicant<'_>, known: Option<&Computer>, code: Code) {
    let KeyClaim { group, serial, .. } = applicant.claim;
    if let (Some(computer), code::KEY_LIMIT_EXCEEDED) = (known, code) {
        let (machine, activations) = (applicant.machine, computer.activations);
        tracing::warn!(group, serial, machine, hardware = %computer.hardware, activations, %code,
            "a computer asks for more activations than one computer has");
    }
}
