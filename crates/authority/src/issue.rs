//! Host licenses: prepare, record, sign.

use crate::{Authority, AuthorityError, store::ComputerRow};
use muster_core::{
    allowance::{self, Computer, Verdict},
    code::{self, Code},
    id::HostId,
    key::{KeyClaim, KeyKind, ProductKey},
    pack::Pack,
    time::{Moment, Span},
};
use muster_wire::{
    authority::HostActivationRequest,
    epid::extended_pid,
    host_license::{Confirmation, HostLicense},
    jwk::{Jwk, PublicKey},
    jws::Kind,
};

/// A license that expires sooner is renewed when its host asks again.
const RENEW_BEFORE: Span = Span::days(60);

/// What was recorded and may be signed; only [`Authority::sign`] takes it, once.
struct Draft(HostLicense);

impl Authority {
    /// Activates a host: a signed host license, or the documented code of the refusal. `entropy` makes its host id.
    pub fn activate_host(
        &self,
        request: &HostActivationRequest,
        entropy: [u8; 16],
        now: Moment,
    ) -> Result<Result<String, Code>, AuthorityError> {
        let Ok(key) = request.key.parse::<ProductKey>() else { return Ok(Err(code::KEY_INVALID)) };
        let Ok(host_key) = PublicKey::try_from(&request.jwk) else { return Ok(Err(code::INVALID_DATA)) };
        match self.prepare(&key, request, &host_key, HostId::from_random(entropy), now)? {
            Ok(draft) => Ok(Ok(self.sign(draft)?)),
            Err(code) => Ok(Err(code)),
        }
    }

    /// Decides and records. Two hosts that race for the last place are decided one after the other.
    fn prepare(
        &self,
        key: &ProductKey,
        request: &HostActivationRequest,
        host_key: &PublicKey,
        host: HostId,
        now: Moment,
    ) -> Result<Result<Draft, Code>, AuthorityError> {
        let Some(claim) = self.secret.check(key) else { return Ok(Err(code::KEY_UNKNOWN)) };
        if claim.kind != KeyKind::Host {
            return Ok(Err(code::KEY_INVALID));
        }
        let pack = self.pack()?;
        self.store().write(|rows| {
            let standing = Self::standing(rows.key_blocked(&claim)?);
            let computers = rows.computers(&claim)?;
            let recorded: Option<HostLicense> =
                rows.claims(&claim, request.hardware)?.map(|text| serde_json::from_str(&text)).transpose()?;
            let used = computers.iter().find(|computer| computer.hardware == request.hardware);
            let verdict = match allowance::decide(&standing, &computers, request.hardware, host_key.as_bytes()) {
                Err(code) => return Ok(Err(code)),
                Ok(verdict) => verdict,
            };
            let activations = match verdict {
                Verdict::Repeat => used.map_or(1, |computer| computer.activations),
                Verdict::Issue(nth) => nth,
            };
            let repeat = verdict == Verdict::Repeat;
            let license = match recorded {
                Some(license) if repeat && now + RENEW_BEFORE < Moment::from_unix(license.exp) => license,
                Some(license) => self.license(&pack, &claim, host_key, license.sub, now),
                None => self.license(&pack, &claim, host_key, host, now),
            };
            let computer = Computer { hardware: request.hardware, host_key: host_key.as_bytes().to_vec(), activations };
            let text = serde_json::to_string(&license)?;
            rows.record(&claim, &ComputerRow { computer, machine: &request.machine, claims: &text }, now)?;
            Ok(Ok(Draft(license)))
        })
    }

    fn sign(&self, draft: Draft) -> Result<String, AuthorityError> {
        Ok(self.signer(Kind::HostLicense).seal(&draft.0)?)
    }

    fn license(&self, pack: &Pack, key: &KeyClaim, host_key: &PublicKey, host: HostId, now: Moment) -> HostLicense {
        let validity = pack.group(key.group).map_or(Span::ZERO, |group| group.license);
        HostLicense {
            iss: pack.vendor.clone(),
            sub: host,
            iat: now.unix(),
            exp: (now + validity).unix(),
            cnf: Confirmation { jwk: Jwk::from(*host_key) },
            groups: vec![key.group],
            epid: extended_pid(&self.root(), key.group, key.serial, now),
        }
    }
}
