//! What slmgr answers to an option that sets something or was carried out, one line each.

use crate::labels::*;
use muster_core::{
    client::discovery::{DEFAULT_PORT, HostAddress},
    id::{ActivationId, HostId},
    keys::{installation_id::InstallationId, product_key::ProductKey},
    lang::Lang,
    time::Span,
};
use std::path::Path;

/// What only an activated host can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostSetting {
    /// `/sai`.
    ActivationInterval,
    /// `/sdns`, `/cdns`.
    DnsPublishing,
    /// `/sprt`.
    Port,
    /// `/spri`, `/cpri`.
    Priority,
    /// `/sri`.
    RenewalInterval,
}

/// The warning where a setting of a host was given to a machine that is no activated host.
pub fn host_only(setting: HostSetting, lang: Lang) -> String {
    let (en, ja) = match setting {
        HostSetting::ActivationInterval => ("volume activation interval", "ボリュームのライセンス認証間隔"),
        HostSetting::DnsPublishing => ("DNS publishing", "DNS 発行"),
        HostSetting::Port => ("KMS port", "KMS ポート"),
        HostSetting::Priority => ("KMS priority", "KMS の優先度"),
        HostSetting::RenewalInterval => ("volume renewal interval", "ボリュームの更新間隔"),
    };
    let setting = lang.pick(format!("{en} "), ja.to_owned());
    format!("{}: {setting}{}\n", WARNING.get(lang), HOST_ONLY.get(lang))
}

/// `/sai` and `/sri`.
pub fn interval_set(setting: HostSetting, interval: Span, lang: Lang) -> String {
    let (en, ja) = match setting {
        HostSetting::RenewalInterval => ("renewal", "更新間隔"),
        _ => ("activation", "ライセンス認証間隔"),
    };
    let minutes = interval.as_minutes();
    lang.pick(
        format!("Volume {en} interval set to {minutes} minutes successfully.\n"),
        format!("ボリュームの{ja}は {minutes} 分に正常に設定されました。\n"),
    )
}

/// `/sprt`.
pub fn port_set(port: u16, lang: Lang) -> String {
    format!("{} {port} {}\n{}\n", PORT_SET.get(lang), PORT_SET_END.get(lang), RESTART.get(lang))
}

/// `/spri` and `/cpri`.
pub fn priority_set(low: bool, lang: Lang) -> String {
    let (en, ja) = if low { ("Low", "低") } else { ("Normal", "標準") };
    let set = lang.pick(format!("KMS priority set to {en}"), format!("KMS の優先度は {ja} に設定されました"));
    format!("{set}\n{}\n", RESTART.get(lang))
}

/// `/sdns` and `/cdns`.
pub fn publishing_set(on: bool, lang: Lang) -> String {
    format!("{}\n", if on { DNS_ON } else { DNS_OFF }.get(lang))
}

/// `/skhc` and `/ckhc`.
pub fn caching_set(on: bool, lang: Lang) -> String {
    format!("{}\n", if on { CACHING_ON } else { CACHING_OFF }.get(lang))
}

/// `/skms`. The default port is not named.
pub fn host_set(host: &HostAddress, lang: Lang) -> String {
    let shown = if host.port == DEFAULT_PORT { host.name.clone() } else { host.to_string() };
    lang.pick(
        format!("Key Management Service machine name set to {shown} successfully.\n"),
        format!("キー管理サービス コンピューター名は {shown} に正常に設定されました。\n"),
    )
}

/// `/skms-domain`; with the warning where `fixed_host` makes the domain idle.
pub fn lookup_domain_set(domain: &str, fixed_host: Option<&HostAddress>, lang: Lang) -> String {
    let set = lang.pick(
        format!("Key Management Service lookup domain set to {domain} successfully.\n"),
        format!("キー管理サービスの参照ドメインは {domain} に正常に設定されました。\n"),
    );
    fixed_host.map_or(set.clone(), |host| format!("{set}{}\n", overrides(host, lang)))
}

/// The warning where a fixed host makes the lookup domain idle.
pub(super) fn overrides(host: &HostAddress, lang: Lang) -> String {
    lang.pick(
        format!("Warning: /skms setting overrides the /skms-domain setting. {host} will be used for activation."),
        format!("警告: /skms の設定は /skms-domain の設定より優先されます。ライセンス認証には {host} が使用されます。"),
    )
}

/// `/ipk`. The key is shown by its last five characters.
pub fn key_installed(key: &ProductKey, lang: Lang) -> String {
    format!("{} {key:?} {}\n", INSTALLED.get(lang), INSTALLED_END.get(lang))
}

/// `/ilc`.
pub fn license_installed(path: &Path, lang: Lang) -> String {
    let path = path.display();
    lang.pick(
        format!("License file {path} installed successfully.\n"),
        format!("ライセンス ファイル {path} は正常にインストールされました。\n"),
    )
}

/// `/ril`.
pub fn issuance_removed(id: HostId, lang: Lang) -> String {
    lang.pick(format!("Removed license with SLID={id}.\n"), format!("SLID={id} のライセンスを削除しました。\n"))
}

/// `/ato` of a host, before the authority is asked: the key group that is being activated.
pub fn activating(name: &str, id: ActivationId, lang: Lang) -> String {
    format!("{} {name} ({id}) ...\n", ACTIVATING.get(lang))
}

/// `/dti` and `/ad-activation-get-iid`: the id in groups, as it is read out, and where it goes.
pub fn installation_id(iid: &InstallationId, lang: Lang) -> String {
    let advice = lang.pick(
        "Read it to the vendor's desk, or send it as a file or QR code: muster phone iid --help",
        "ベンダーの窓口に読み上げるか、ファイルまたは QR コードで送付してください: muster phone iid --help",
    );
    format!("{}: {iid}\n{advice}\n", INSTALLATION_ID.get(lang))
}

/// `/atp`: the confirmation id was deposited for this product or key group.
pub fn confirmation_deposited(id: ActivationId, lang: Lang) -> String {
    lang.pick(
        format!("Confirmation ID for product {id} deposited successfully.\n"),
        format!("製品 {id} の確認 ID は正常に登録されました。\n"),
    )
}

/// `/ad-activation-online` and `/ad-activation-apply-cid`: the activation object that was created.
pub fn object_created(dn: &str, lang: Lang) -> String {
    format!("{}\n{}: {dn}\n", ACTIVATED.get(lang), AO_DN.get(lang))
}
