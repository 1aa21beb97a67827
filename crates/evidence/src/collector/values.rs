//! The registry values that are collected, each by its name: the keys hold product keys too.

use super::part::Depth::{self, Key, Tree};

type Values = &'static [(&'static str, Depth, &'static [&'static str])];

const SPP: &str = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform";
const SPP_ACTIVATION: &str = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform\Activation";
const SL: &str = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SL";
const OSPP: &str = r"HKLM\SOFTWARE\Microsoft\OfficeSoftwareProtectionPlatform";
/// What the service itself remembers.
const REMEMBERED: &str = r"HKU\S-1-5-20\SOFTWARE\Microsoft\Windows NT\CurrentVersion\SoftwareProtectionPlatform";

const SET_BY_HAND: &[&str] =
    &["KeyManagementServiceName", "KeyManagementServicePort", "KeyManagementServiceLookupDomain", "VLActivationType"];
const OF_SERVICE: &[&str] = &[
    "DisableKeyManagementServiceHostCaching",
    "VLActivationInterval",
    "VLRenewalInterval",
    "KeyManagementServiceListeningPort",
    "KeyManagementServiceVersion",
    "DisableDnsPublishing",
    "DnsDomainPublishList",
    "EnableKmsLowPriority",
    "UserOperations",
    "SkipRearm",
];

pub(super) const REGISTRY: Values = &[
    (SPP, Tree, SET_BY_HAND),
    (SPP, Key, OF_SERVICE),
    (SPP_ACTIVATION, Key, &["Manual", "NotificationDisabled"]),
    (SL, Tree, SET_BY_HAND),
    (SL, Key, OF_SERVICE),
    (OSPP, Tree, SET_BY_HAND),
    (OSPP, Key, &["UserOperations"]),
    (
        REMEMBERED,
        Tree,
        &[
            "DiscoveredKeyManagementServiceName",
            "DiscoveredKeyManagementServicePort",
            "KeyManagementServiceRegisteredDomainName",
            "KeyManagementServiceRegisteredPortNumber",
        ],
    ),
    (r"HKLM\SOFTWARE\Policies\Microsoft\Windows NT\CurrentVersion\Software Protection Platform", Key, &["NoGenTicket"]),
    (r"HKLM\SYSTEM\CurrentControlSet\Services\sppsvc", Key, &["Start"]),
    (r"HKLM\SYSTEM\CurrentControlSet\Services\osppsvc", Key, &["Start"]),
    (r"HKLM\SYSTEM\CurrentControlSet\Services\W32Time\Parameters", Key, &["Type", "NtpServer"]),
    (r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\S-1-5-20", Key, &["ProfileImagePath"]),
];

pub(super) const DNS_SETTINGS: Values = &[
    (r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters", Key, &["Domain", "DhcpDomain", "SearchList"]),
    (r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces", Tree, &["Domain", "DhcpDomain"]),
    (r"HKLM\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient", Key, &["SearchList"]),
];

pub(super) const CLICK_TO_RUN: Values = &[
    (
        r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration",
        Key,
        &[
            "ProductReleaseIds",
            "Platform",
            "VersionToReport",
            "UpdateChannel",
            "CDNBaseUrl",
            "UpdatesEnabled",
            "SharedComputerLicensing",
        ],
    ),
    (r"HKLM\SOFTWARE\Microsoft\Office\14.0\Common\InstallRoot", Key, &["Path"]),
    (r"HKLM\SOFTWARE\Microsoft\Office\15.0\Common\InstallRoot", Key, &["Path"]),
    (r"HKLM\SOFTWARE\Microsoft\Office\16.0\Common\InstallRoot", Key, &["Path"]),
    (r"HKLM\SOFTWARE\Wow6432Node\Microsoft\Office\14.0\Common\InstallRoot", Key, &["Path"]),
    (r"HKLM\SOFTWARE\Wow6432Node\Microsoft\Office\15.0\Common\InstallRoot", Key, &["Path"]),
    (r"HKLM\SOFTWARE\Wow6432Node\Microsoft\Office\16.0\Common\InstallRoot", Key, &["Path"]),
];

pub(super) const FIREWALL: Values = &[
    (
        r"HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules",
        Key,
        &["SPPSVC-In-TCP"],
    ),
    (r"HKLM\SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules", Key, &["SPPSVC-In-TCP"]),
];

pub(super) const PROXY: Values = &[
    (
        r"HKCU\Software\Microsoft\Windows\CurrentVersion\Internet Settings",
        Key,
        &["ProxyEnable", "ProxyServer", "AutoConfigURL"],
    ),
    (
        r"HKLM\SOFTWARE\Policies\Microsoft\Windows\CurrentVersion\Internet Settings",
        Key,
        &["ProxySettingsPerUser", "ProxyEnable", "ProxyServer", "AutoConfigURL"],
    ),
];
