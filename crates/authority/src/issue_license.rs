//! Licenses: prepare, record, sign.

use crate::{authority::Authority, error::AuthorityError, store::ComputerRow};
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

/// A license that was recorded and may be signed; only [`Authority::sign`] takes it, once.
struct UnsignedLicense {
    kind: Kind,
    license: License,
}

/// Who asks for a license, checked in form.
struct Applicant<'r> {
    claim: KeyClaim,
    kind: Kind,
    hardware: HardwareId,
    cmid: Option<Cmid>,
    machine: &'r str,
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
        let Ok(key) = request.key.parse::<ProductKey>() else { return Ok(Err(code::KEY_INVALID)) };
        let Some(public) = license_request::verified_key(request) else { return Ok(Err(code::SIGNATURE_INVALID)) };
        if Moment::from_unix(request.time).distance(now) > CLOCK_TOLERANCE {
            return Ok(Err(code::CLOCK_SKEW));
        }
        let Some(claim) = self.secret.check(&key) else { return Ok(Err(code::KEY_UNKNOWN)) };
        if claim.kind != kind {
            return Ok(Err(code::KEY_INVALID));
        }
        if kind == KeyKind::Multiple && request.cmid.is_none() {
            return Ok(Err(code::INVALID_DATA));
        }
        let applicant = Applicant {
            claim,
            kind: license_kind(kind, target),
            hardware: request.hardware,
            cmid: request.cmid.filter(|_| kind == KeyKind::Multiple),
            machine: &request.machine,
            public,
            holder: HostId::from_random(entropy),
            answers: AnsweredRequest { nonce: request.nonce, at: now.unix() },
        };
        match self.prepare(&applicant, now)? {
            Ok(license) => Ok(Ok(self.sign(license)?)),
            Err(code) => Ok(Err(code)),
        }
    }

    /// Decides and records. Two requests that race for the last place are decided one after the other.
    fn prepare(&self, applicant: &Applicant<'_>, now: Moment) -> Result<Result<UnsignedLicense, Code>, AuthorityError> {
        let Applicant { claim, public, .. } = applicant;
        let pack = self.pack()?;
        self.store().write(|tx| {
            // What was returned is not renewed, and no copy of it is.
            if tx.is_returned(public.as_bytes())? {
                return Ok(Err(code::LICENSE_REVOKED));
            }
            let status = Self::key_status(tx.key_blocked(claim)?);
            let computers = tx.computers(claim)?;
            let limit = tx.limit(claim)?;
            let known = computers.iter().find(|computer| computer.hardware.short() == applicant.hardware.short());
            let hardware = known.map_or(applicant.hardware, |computer| computer.hardware);
            let recorded: Option<License> =
                tx.license_json(claim, hardware)?.map(|text| serde_json::from_str(&text)).transpose()?;
            // With another CMID or digest of its hardware it is not the holder of the license that is recorded.
            let holder = recorded.as_ref().is_none_or(|license| applicant.holds(license));
            let key: &[u8] = if holder { public.as_bytes() } else { &[] };
            let (reissue, activations) = match quota::decide(&status, limit, &computers, applicant.hardware, key) {
                Err(code) => {
                    report_refusal(applicant, known, code);
                    return Ok(Err(code));
                }
                Ok(QuotaDecision::Reissue) => (true, known.map_or(1, |computer| computer.activations)),
                Ok(QuotaDecision::Issue(nth)) => (false, nth),
            };
            let mut license = match recorded {
                Some(license) if reissue && !is_renewal_due(&license, &pack, claim, now) => license,
                Some(license) => self.license(&pack, claim, public, license.sub, now),
                None => self.license(&pack, claim, public, applicant.holder, now),
            };
            applicant.bind(&mut license);
            let computer = Computer { hardware, host_key: public.as_bytes().to_vec(), activations, revoked: false };
            let text = serde_json::to_string(&license)?;
            tx.record(claim, &ComputerRow { computer, machine: applicant.machine, license_json: &text }, now)?;
            Ok(Ok(UnsignedLicense { kind: applicant.kind, license }))
        })
    }

    fn sign(&self, unsigned: UnsignedLicense) -> Result<String, AuthorityError> {
        Ok(self.signer(unsigned.kind).seal(&unsigned.license)?)
    }

    pub(crate) fn license(
        &self,
        pack: &Pack,
        key: &KeyClaim,
        public: &PublicKey,
        holder: HostId,
        now: Moment,
    ) -> License {
        let group = pack.group(key.group);
        let mak_validity = group.and_then(|group| group.mak_validity).filter(|_| key.kind == KeyKind::Multiple);
        let validity = mak_validity.or(group.map(|group| group.license)).unwrap_or(Span::ZERO);
        License {
            ver: muster_proto::license::VERSION,
            iss: pack.vendor.clone(),
            sub: holder,
            iat: now.unix(),
            exp: (now + validity).unix(),
            cnf: Confirmation { jwk: Jwk::from(*public) },
            groups: vec![key.group],
            epid: extended_pid(&self.root(), key.group, key.serial, now),
            hardware: None,
            cmid: None,
            permanent: key.kind == KeyKind::Multiple && mak_validity.is_none(),
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

    /// Binds a license to whoever asks, as the answer to this request.
    fn bind(&self, license: &mut License) {
        license.hardware = Some(self.hardware);
        license.cmid = self.cmid;
        license.answers = Some(self.answers);
    }
}

/// Whether a license is renewed when its holder asks: after two thirds of its term, or if the pack has another policy for MAKs.
fn is_renewal_due(license: &License, pack: &Pack, claim: &KeyClaim, now: Moment) -> bool {
    let (from, until) = (Moment::from_unix(license.iat), Moment::from_unix(license.exp));
    let permanent = pack.group(claim.group).is_some_and(|group| group.mak_validity.is_none());
    let changed = claim.kind == KeyKind::Multiple && license.permanent != permanent;
    changed || now >= term::renewal(from, until)
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

/// The kind of license that a key of this kind is exchanged for.
pub(crate) fn license_kind(kind: KeyKind, target: ActivationTarget) -> Kind {
    match (kind, target) {
        (_, ActivationTarget::Directory) => Kind::DirectoryLicense,
        (KeyKind::Multiple, _) => Kind::MakLicense,
        _ => Kind::HostLicense,
    }
}
