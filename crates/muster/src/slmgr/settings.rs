//! What slmgr sets: on a client where hosts are, on a host how it serves.

use super::{Roles, said};
use crate::{
    cmd::{self, env, now},
    failure::Failure,
    out,
};
use muster_core::{
    client::{activation::ActivationType, discovery::HostAddress},
    id::ActivationId,
    labels::{ACTIVATION_TYPE_SET, DOMAIN_CLEARED, HOST_CLEARED, USAGE_NO_HOST},
    time::Span,
};
use muster_host::Host;
use muster_slmgr::slmgr::{self, HostArgument, HostSetting, SlmgrOption};
use std::process::ExitCode;

impl Roles<'_> {
    pub(super) fn set(&self, option: SlmgrOption) -> Result<ExitCode, Failure> {
        use SlmgrOption as O;
        match option {
            O::SetHost { host, id } => self.set_host(host, id),
            O::ClearHost(id) => {
                self.need_client()?.set_host(None, id)?;
                Ok(said(HOST_CLEARED, self.lang))
            }
            O::SetLookupDomain { domain, id } => self.set_lookup_domain(domain, id),
            O::ClearLookupDomain(id) => {
                self.need_client()?.set_lookup_domain(None, id)?;
                Ok(said(DOMAIN_CLEARED, self.lang))
            }
            O::SetCaching(on) => {
                self.need_client()?.set_caching(on)?;
                Ok(out::done(&slmgr::caching_set(on, self.lang)))
            }
            O::SetActivationType { kind, id } => self.set_activation_type(kind, id),
            O::SetPort(port) => self.set_port(port),
            O::SetPublishing(on) => self.set_publishing(on),
            O::SetPriority { low } => self.set_priority(low),
            O::ActivationInterval(interval) => self.set_activation_interval(interval),
            O::RenewalInterval(interval) => self.set_renewal_interval(interval),
            // Everything else was answered before.
            _ => Ok(ExitCode::SUCCESS),
        }
    }

    fn set_host(&self, host: HostArgument, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let mut client = self.need_client()?;
        let host = match host {
            HostArgument::Host(host) => host,
            HostArgument::Port(port) => {
                let env = env(self.machine);
                let set = client.chosen(id)?.first().map(|id| client.report(*id, &env)).transpose()?;
                let name = set.and_then(|report| report.fixed_host).map(|host| host.name);
                HostAddress { name: name.ok_or_else(|| Failure::usage(USAGE_NO_HOST))?, port }
            }
        };
        client.set_host(Some(host.clone()), id)?;
        Ok(out::done(&slmgr::host_set(&host, self.lang)))
    }

    fn set_lookup_domain(&self, domain: String, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let mut client = self.need_client()?;
        client.set_lookup_domain(Some(domain.clone()), id)?;
        let env = env(self.machine);
        let chosen = client.chosen(id).unwrap_or_default();
        let fixed = chosen.first().and_then(|id| client.report(*id, &env).ok()?.fixed_host);
        Ok(out::done(&slmgr::lookup_domain_set(&domain, fixed.as_ref(), self.lang)))
    }

    fn set_activation_type(&self, kind: ActivationType, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        self.need_client()?.set_activation_type(kind, id)?;
        Ok(said(ACTIVATION_TYPE_SET, self.lang))
    }

    fn set_port(&self, port: u16) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host(HostSetting::Port)? else { return Ok(ExitCode::FAILURE) };
        host.admin()?.change_settings(|settings| settings.port = port)?;
        Ok(out::done(&slmgr::port_set(port, self.lang)))
    }

    /// `/sdns` publishes at once, and `/cdns` takes the records back at once: nothing waits for the service.
    fn set_publishing(&self, on: bool) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host(HostSetting::DnsPublishing)? else { return Ok(ExitCode::FAILURE) };
        host.admin()?.change_settings(|settings| settings.dns_publishing = on)?;
        out::print(&slmgr::publishing_set(on, self.lang));
        Ok(if on {
            cmd::host::published(&host.admin()?.publish(now(), now())?, self.lang)
        } else {
            cmd::host::withdrawn(&host.admin()?.withdraw(now())?, self.lang)
        })
    }

    fn set_priority(&self, low: bool) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host(HostSetting::Priority)? else { return Ok(ExitCode::FAILURE) };
        host.admin()?.change_settings(|settings| settings.low_priority = low)?;
        Ok(out::done(&slmgr::priority_set(low, self.lang)))
    }

    /// Clients learn it with their next answer: a running host needs no restart.
    fn set_activation_interval(&self, interval: Span) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host(HostSetting::ActivationInterval)? else { return Ok(ExitCode::FAILURE) };
        host.admin()?.change_settings(|settings| settings.intervals.activation = interval)?;
        Ok(out::done(&slmgr::activation_interval_set(interval, self.lang)))
    }

    fn set_renewal_interval(&self, interval: Span) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host(HostSetting::RenewalInterval)? else { return Ok(ExitCode::FAILURE) };
        host.admin()?.change_settings(|settings| settings.intervals.renewal = interval)?;
        Ok(out::done(&slmgr::renewal_interval_set(interval, self.lang)))
    }

    /// The host, or the documented warning that there is none.
    fn activated_host(&self, setting: HostSetting) -> Result<Option<Host>, Failure> {
        let host = self.open_host()?.filter(|host| host.license().is_some());
        if host.is_none() {
            out::print(&slmgr::host_only(setting, self.lang));
        }
        Ok(host)
    }
}
