//! Licenses: prepare, record, sign.

use crate::{authority::Authority, error::AuthorityError, store::ComputerRow};
use muster_core::{
    authority::quota::{self, Computer, QuotaDecision},
    code::{self, Code},
    id::{HardwareId, HostId},
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
    pack::Pack,
    time::{Moment, Span},
};
use muster_proto::{
    authority::LicenseRequest,
    jwk::Jwk,
    license::{Confirmation, License},
};
use muster_trust::{epid::extended_pid, jwk::PublicKey, jws::Kind};

/// A license that expires sooner is renewed when its holder asks again.
const RENEW_BEFORE: Span = Span::days(60);

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
    machine: &'r str,
    public: PublicKey,
    holder: HostId,
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
        let Ok(public) = PublicKey::try_from(&request.jwk) else { return Ok(Err(code::INVALID_DATA)) };
        let Some(claim) = self.secret.check(&key) else { return Ok(Err(code::KEY_UNKNOWN)) };
        if claim.kind != kind {
            return Ok(Err(code::KEY_INVALID));
        }
        let applicant = Applicant {
            claim,
            kind: license_kind(kind, target),
            hardware: request.hardware,
            machine: &request.machine,
            public,
            holder: HostId::from_random(entropy),
        };
        match self.prepare(&applicant, now)? {
            Ok(license) => Ok(Ok(self.sign(license)?)),
            Err(code) => Ok(Err(code)),
        }
    }

    /// Decides and records. Two requests that race for the last place are decided one after the other.
    fn prepare(&self, applicant: &Applicant<'_>, now: Moment) -> Result<Result<UnsignedLicense, Code>, AuthorityError> {
        let Applicant { claim, hardware, public, .. } = applicant;
        let pack = self.pack()?;
        self.store().write(|tx| {
            let status = Self::key_status(tx.key_blocked(claim)?);
            let computers = tx.computers(claim)?;
            let limit = tx.limit(claim)?;
            let known = computers.iter().find(|computer| computer.hardware.short() == hardware.short());
            let decision = match quota::decide(&status, limit, &computers, *hardware, public.as_bytes()) {
                Err(code) => return Ok(Err(code)),
                Ok(decision) => decision,
            };
            let (reissue, activations) = match decision {
                QuotaDecision::Reissue => (true, known.map_or(1, |computer| computer.activations)),
                QuotaDecision::Issue(nth) => (false, nth),
            };
            let hardware = known.map_or(*hardware, |computer| computer.hardware);
            let recorded: Option<License> =
                tx.license_json(claim, hardware)?.map(|text| serde_json::from_str(&text)).transpose()?;
            let license = match recorded {
                Some(license) if reissue && now + RENEW_BEFORE < Moment::from_unix(license.exp) => license,
                Some(license) => self.license(&pack, claim, public, license.sub, now),
                None => self.license(&pack, claim, public, applicant.holder, now),
            };
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
        let validity = pack.group(key.group).map_or(Span::ZERO, |group| group.license);
        License {
            ver: muster_proto::license::VERSION,
            iss: pack.vendor.clone(),
            sub: holder,
            iat: now.unix(),
            exp: (now + validity).unix(),
            cnf: Confirmation { jwk: Jwk::from(*public) },
            groups: vec![key.group],
            epid: extended_pid(&self.root(), key.group, key.serial, now),
        }
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
