//! Licenses: prepare, record, sign.

use crate::{Authority, AuthorityError, store::ComputerRow};
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

/// What was recorded and may be signed; only [`Authority::sign`] takes it, once.
struct UnsignedLicense {
    kind: Kind,
    license: License,
}

/// Who asks, checked in form.
struct Asking<'r> {
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
        subject: ActivationTarget,
        entropy: [u8; 16],
        now: Moment,
    ) -> Result<Result<String, Code>, AuthorityError> {
        let Ok(key) = request.key.parse::<ProductKey>() else { return Ok(Err(code::KEY_INVALID)) };
        let Ok(public) = PublicKey::try_from(&request.jwk) else { return Ok(Err(code::INVALID_DATA)) };
        let Some(claim) = self.secret.check(&key) else { return Ok(Err(code::KEY_UNKNOWN)) };
        if claim.kind != kind {
            return Ok(Err(code::KEY_INVALID));
        }
        let asking = Asking {
            claim,
            kind: license_kind(kind, subject),
            hardware: request.hardware,
            machine: &request.machine,
            public,
            holder: HostId::from_random(entropy),
        };
        match self.prepare(&asking, now)? {
            Ok(draft) => Ok(Ok(self.sign(draft)?)),
            Err(code) => Ok(Err(code)),
        }
    }

    /// Decides and records. Two that race for the last place are decided one after the other.
    fn prepare(&self, asking: &Asking<'_>, now: Moment) -> Result<Result<UnsignedLicense, Code>, AuthorityError> {
        let Asking { claim, hardware, public, .. } = asking;
        let pack = self.pack()?;
        self.store().write(|tx| {
            let standing = Self::standing(tx.key_blocked(claim)?);
            let computers = tx.computers(claim)?;
            let limit = tx.limit(claim)?;
            let known = computers.iter().find(|computer| computer.hardware.short() == hardware.short());
            let verdict = match quota::decide(&standing, limit, &computers, *hardware, public.as_bytes()) {
                Err(code) => return Ok(Err(code)),
                Ok(verdict) => verdict,
            };
            let (repeat, activations) = match verdict {
                QuotaDecision::Reissue => (true, known.map_or(1, |computer| computer.activations)),
                QuotaDecision::Issue(nth) => (false, nth),
            };
            let hardware = known.map_or(*hardware, |computer| computer.hardware);
            let recorded: Option<License> =
                tx.license_json(claim, hardware)?.map(|text| serde_json::from_str(&text)).transpose()?;
            let license = match recorded {
                Some(license) if repeat && now + RENEW_BEFORE < Moment::from_unix(license.exp) => license,
                Some(license) if !tx.is_revoked(license.sub)? => self.license(&pack, claim, public, license.sub, now),
                _ => self.license(&pack, claim, public, asking.holder, now),
            };
            let computer = Computer { hardware, host_key: public.as_bytes().to_vec(), activations };
            let text = serde_json::to_string(&license)?;
            tx.record(claim, &ComputerRow { computer, machine: asking.machine, license_json: &text }, now)?;
            Ok(Ok(UnsignedLicense { kind: asking.kind, license }))
        })
    }

    fn sign(&self, draft: UnsignedLicense) -> Result<String, AuthorityError> {
        Ok(self.signer(draft.kind).seal(&draft.license)?)
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

/// What a key of this kind gives.
pub(crate) fn license_kind(kind: KeyKind, subject: ActivationTarget) -> Kind {
    match (kind, subject) {
        (_, ActivationTarget::Directory) => Kind::DirectoryLicense,
        (KeyKind::Multiple, _) => Kind::MakLicense,
        _ => Kind::HostLicense,
    }
}
