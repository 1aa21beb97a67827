//! What a client shows of an installed product.

use crate::{Client, ClientError, Env, TokenCertificate, rearm::MACHINE_REARMS, state::Installed};
use muster_core::{
    client::{
        activation::Channel,
        discovery::HostAddress,
        report::{ActivatedBy, CertificateReport, IssuanceReport, ObjectName, ObjectReport, ProductReport, TokenFacts},
    },
    id::ActivationId,
    time::Moment,
};
use muster_trust::{certificate, epid::extended_pid, issuance_license};

impl Client {
    /// An installed product at `now`.
    pub fn report(&self, id: ActivationId, env: &Env) -> Result<ProductReport, ClientError> {
        let (installed, product) = self.installed(id)?;
        let fixed = installed.fixed_host.as_ref().or(self.state.fixed_host.as_ref());
        let rearms = product.policy.rearms;
        let application = self.state.application_rearms.get(&product.application.to_string()).copied().unwrap_or(0);
        let domain = installed.lookup_domain.as_ref().or(self.state.lookup_domain.as_ref());
        Ok(ProductReport {
            vendor: self.trust.pack.vendor.clone(),
            cmid: self.cmid(),
            id,
            application: product.application,
            name: product.name.clone(),
            epid: extended_pid(&self.root, product.number, 0, installed.installed()),
            partial_key: installed.partial_key(),
            kind: installed.kind(),
            installation_id: self.installation_id(id, env).ok(),
            activation_type: self.activation_type(id),
            rearms_machine: MACHINE_REARMS.saturating_sub(self.state.rearms),
            rearms_application: rearms.saturating_sub(application),
            rearms_product: rearms.saturating_sub(installed.rearms),
            trusted_time: self.trusted_now(env.now),
            standing: self.standing(installed, product, env),
            next_attempt: installed.next_attempt.map(Moment::from_unix),
            last_code: installed.last_attempt.as_ref().and_then(|attempt| attempt.code.parse().ok()),
            intervals: installed.intervals(),
            fixed_host: fixed.map(HostAddress::from),
            lookup_domain: domain.cloned(),
            caching: !self.state.caching_off,
            discovered: installed.discovered.as_ref().map(Into::into),
            activated_by: self.activated_by(installed),
        })
    }

    fn activated_by(&self, installed: &Installed) -> Option<ActivatedBy> {
        let (held, stored) = self.activation(installed).zip(installed.activation.as_ref())?;
        let group = held.activation.epid.split('-').nth(1).and_then(|number| number.parse::<u16>().ok());
        let token = (held.by == Channel::Token).then(|| {
            let license = issuance_license::open(&stored.license, &self.trust).ok()?;
            let leaf = stored.certificates.first().and_then(|text| certificate::decode(text))?;
            Some(TokenFacts {
                license: license.sub,
                version: license.version,
                grant: license.grant,
                thumbprint: certificate::thumbprint(&leaf),
                description: license.description,
            })
        });
        Some(ActivatedBy {
            by: held.by,
            epid: held.activation.epid,
            document: stored.activation.clone(),
            object: stored.object.as_ref().map(Into::into),
            group: group.and_then(|number| self.trust.pack.group(number)).map(|group| group.id),
            token: token.flatten(),
        })
    }

    /// The issuance licenses that verify, by id and version.
    pub fn issuance_reports(&self) -> Result<Vec<IssuanceReport>, ClientError> {
        let report = |issuance: crate::InstalledIssuance| IssuanceReport {
            id: issuance.license.sub,
            version: issuance.license.version,
            grant: issuance.license.grant,
            until: Moment::from_unix(issuance.license.exp),
            description: issuance.license.description,
        };
        Ok(self.issuance_licenses()?.into_iter().map(report).collect())
    }

    /// The certificates that an installed issuance license accepts now.
    pub fn certificate_reports(&self, now: Moment) -> Result<Vec<CertificateReport>, ClientError> {
        let report = |TokenCertificate { facts, .. }| CertificateReport {
            thumbprint: facts.thumbprint,
            subject: facts.subject,
            issuer: facts.issuer,
            from: facts.from,
            until: facts.until,
        };
        Ok(self.token_certificates(now)?.into_iter().map(report).collect())
    }

    /// The activation objects of this vendor in the directory that this machine is a member of.
    pub fn object_reports(&self) -> Result<Vec<ObjectReport>, ClientError> {
        let objects = self.activation_objects()?.into_iter().map(|(object, credential)| {
            let groups = credential.license.groups.iter().filter_map(|number| self.trust.pack.group(*number));
            ObjectReport {
                object: ObjectName { name: object.name, dn: object.dn },
                groups: groups.map(|group| group.id).collect(),
                epid: credential.license.epid,
            }
        });
        Ok(objects.collect())
    }
}
