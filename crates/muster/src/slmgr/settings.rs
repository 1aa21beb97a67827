//! What slmgr sets: on a client where hosts are, on a host how it serves.

use super::{Roles, client::overrides, labels::*, option::SlmgrOption, said};
use crate::{
    cmd::{self, machine, now},
    failure::Failure,
    out,
};
use muster_client::ActivationType;
use muster_core::{
    client::discovery::{DEFAULT_PORT, HostAddress},
    id::ActivationId,
    time::Span,
};
use muster_host::{Host, Settings};
use std::process::ExitCode;

impl Roles<'_> {
    pub(super) fn set(&self, option: SlmgrOption) -> Result<ExitCode, Failure> {
        use SlmgrOption as O;
        match option {
            O::SetHost { host, id } => self.set_host(&host, id),
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
                Ok(said(if on { CACHING_ON } else { CACHING_OFF }, self.lang))
            }
            O::SetActivationType { kind, id } => self.set_activation_type(kind, id),
            O::SetPort(port) => self.set_port(port),
            O::SetPublishing(on) => self.set_publishing(on),
            O::SetPriority { low } => self.set_priority(low),
            O::ActivationInterval(span) => {
                self.set_interval("activation", "ライセンス認証間隔", span, |settings| {
                    settings.intervals.activation = span;
                })
            }
            O::RenewalInterval(span) => self.set_interval("renewal", "更新間隔", span, |settings| {
                settings.intervals.renewal = span;
            }),
            // Everything else was answered before.
            _ => Ok(ExitCode::SUCCESS),
        }
    }

    /// `:port` alone keeps the name that is set.
    fn set_host(&self, text: &str, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let mut client = self.need_client()?;
        let host: HostAddress = match text.strip_prefix(':').map(str::parse::<u16>) {
            Some(port) => {
                let machine = machine(self.machine);
                let set = client.chosen(id)?.first().map(|id| client.report(*id, &machine, now())).transpose()?;
                let name = set.and_then(|report| report.fixed_host).map(|host| host.name);
                let name = name.ok_or_else(|| Failure::usage("no host is set: give its name before the port"))?;
                HostAddress { name, port: port.map_err(Failure::usage)? }
            }
            None => text.parse().map_err(Failure::usage)?,
        };
        client.set_host(Some(host.clone()), id)?;
        let shown = if host.port == DEFAULT_PORT { host.name.clone() } else { host.to_string() };
        out::line(&self.lang.pick(
            format!("Key Management Service machine name set to {shown} successfully."),
            format!("キー管理サービス コンピューター名は {shown} に正常に設定されました。"),
        ));
        Ok(ExitCode::SUCCESS)
    }

    fn set_lookup_domain(&self, domain: String, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let mut client = self.need_client()?;
        let legal = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        if domain.is_empty() || !domain.chars().all(legal) {
            return Err(Failure::usage(format!("'{domain}' is not a DNS domain")));
        }
        client.set_lookup_domain(Some(domain.clone()), id)?;
        out::line(&self.lang.pick(
            format!("Key Management Service lookup domain set to {domain} successfully."),
            format!("キー管理サービスの参照ドメインは {domain} に正常に設定されました。"),
        ));
        let machine = machine(self.machine);
        let chosen = client.chosen(id).unwrap_or_default();
        let fixed = chosen.first().and_then(|id| client.report(*id, &machine, now()).ok()?.fixed_host);
        if let Some(host) = fixed {
            out::line(&overrides(&host.to_string(), self.lang));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn set_activation_type(&self, kind: ActivationType, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        self.need_client()?.set_activation_type(kind, id)?;
        Ok(said(ACTIVATION_TYPE_SET, self.lang))
    }

    fn set_port(&self, port: u16) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host("KMS port", "KMS ポート")? else { return Ok(ExitCode::FAILURE) };
        host.change_settings(|settings| settings.port = port)?;
        out::line(&format!("{} {port} {}", PORT_SET.get(self.lang), PORT_SET_END.get(self.lang)));
        Ok(said(RESTART, self.lang))
    }

    /// `/sdns` publishes at once, and `/cdns` takes the records back at once: nothing waits for the service.
    fn set_publishing(&self, on: bool) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host("DNS publishing", "DNS 発行")? else { return Ok(ExitCode::FAILURE) };
        host.change_settings(|settings| settings.dns_publishing = on)?;
        out::line(if on { DNS_ON } else { DNS_OFF }.get(self.lang));
        Ok(if on {
            cmd::host::published(&host.publish(now(), now())?, self.lang)
        } else {
            cmd::host::withdrawn(&host.withdraw(now())?, self.lang)
        })
    }

    fn set_priority(&self, low: bool) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host("KMS priority", "KMS の優先度")? else { return Ok(ExitCode::FAILURE) };
        host.change_settings(|settings| settings.low_priority = low)?;
        let (en, ja) = if low { ("Low", "低") } else { ("Normal", "標準") };
        out::line(
            &self.lang.pick(format!("KMS priority set to {en}"), format!("KMS の優先度は {ja} に設定されました")),
        );
        Ok(said(RESTART, self.lang))
    }

    /// Clients hear of it with their next answer: a running host needs no restart.
    fn set_interval(
        &self,
        en: &str,
        ja: &str,
        span: Span,
        change: impl FnOnce(&mut Settings),
    ) -> Result<ExitCode, Failure> {
        let what = format!("volume {en} interval");
        let Some(host) = self.activated_host(&what, &format!("ボリュームの{ja}"))? else {
            return Ok(ExitCode::FAILURE);
        };
        host.change_settings(change)?;
        let minutes = span.as_minutes();
        out::line(&self.lang.pick(
            format!("Volume {en} interval set to {minutes} minutes successfully."),
            format!("ボリュームの{ja}は {minutes} 分に正常に設定されました。"),
        ));
        Ok(ExitCode::SUCCESS)
    }

    /// The host, or the documented warning that there is none.
    fn activated_host(&self, en: &str, ja: &str) -> Result<Option<Host>, Failure> {
        let host = self.open_host()?.filter(|host| host.credential().is_some());
        if host.is_none() {
            let what = format!("{}{}", self.lang.pick(format!("{en} "), ja.to_owned()), HOST_ONLY.get(self.lang));
            out::line(&format!("{}: {what}", WARNING.get(self.lang)));
        }
        Ok(host)
    }
}
