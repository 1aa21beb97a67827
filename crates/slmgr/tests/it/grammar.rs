//! Words of a command line, and the option that they are.

use muster_core::lang::Lang;
use muster_slmgr::{UsageError, ospp::OsppOption, slmgr::SlmgrOption};
use std::fmt::Debug;

const ID: &str = "4c1d8a52-9f0e-4b6a-8a77-2d5b1c9e3f01";

/// One case a line: the words, `=>`, and the option; `usage` where the tool answers with its usage; why
/// not, in English and Japanese.
/// `$id` stands for an id.
fn check<O: Debug>(parse: fn(&[String]) -> Result<Option<O>, UsageError>, cases: &str) {
    for case in cases.replace("\n            | ", " | ").lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (words, expected) = case.split_once("=>").expect("a case");
        let words: Vec<String> = words.split_whitespace().map(|word| word.replace("$id", ID)).collect();
        let found = match parse(&words) {
            Ok(Some(option)) => format!("{option:?}"),
            Ok(None) => "usage".into(),
            Err(error) => format!("{} | {}", error.text(Lang::En), error.text(Lang::Ja)),
        };
        assert_eq!(found, expected.trim(), "{words:?}");
    }
}

#[test]
fn slmgr_reads_words() {
    let id = format!("{:?}", ID.parse::<muster_core::id::ActivationId>().expect("an id"));
    let application = id.replace("ActivationId", "ApplicationId");
    let license = id.replace("ActivationId", "HostId");
    check(
        SlmgrOption::parse,
        &format!(
            "/ipk KEY                       => InstallKey(\"KEY\")
             -ato                           => Activate(None)
             --ATO $id                       => Activate(Some({id}))
             /dli                           => Show {{ scope: Installed, full: false }}
             /dlv All                       => Show {{ scope: All, full: true }}
             /dlv $id                        => Show {{ scope: One({id}), full: true }}
             /xpr                           => Expiry(None)
             /cpky                          => WipeKey
             /ilc pack.jws                  => InstallLicense(\"pack.jws\")
             /rilc                          => ReinstallLicenses
             /rearm                         => Rearm
             /rearm-app $id                  => RearmApplication({application})
             /rearm-sku $id                  => RearmProduct({id})
             /upk                           => RemoveKey(None)
             /dti $id                        => InstallationId(Some({id}))
             /atp 123456                    => DepositConfirmation {{ cid: \"123456\", id: None }}
             /skms kms:1700                 => SetHost {{ host: Host(HostAddress {{ name: \"kms\", port: 1700 }}), id: None }}
             /skms :1700 $id                 => SetHost {{ host: Port(1700), id: Some({id}) }}
             /ckms                          => ClearHost(None)
             /skms-domain corp.test         => SetLookupDomain {{ domain: \"corp.test\", id: None }}
             /ckms-domain                   => ClearLookupDomain(None)
             /skhc                          => SetCaching(true)
             /ckhc                          => SetCaching(false)
             /sai 15                        => ActivationInterval(Span(900))
             /sri 43200                     => RenewalInterval(Span(2592000))
             /sprt 1688                     => SetPort(1688)
             /sdns                          => SetPublishing(true)
             /cdns                          => SetPublishing(false)
             /spri                          => SetPriority {{ low: false }}
             /cpri                          => SetPriority {{ low: true }}
             /act-type 1 $id                 => SetActivationType {{ kind: Directory, id: Some({id}) }}
             /stao                          => SetActivationType {{ kind: Token, id: None }}
             /ctao                          => SetActivationType {{ kind: All, id: None }}
             /lil                           => ListIssuance
             /ril $id 2                      => RemoveIssuance {{ id: {license}, version: 2 }}
             /ltc                           => ListCertificates
             /fta AB12 0000                 => ForceToken {{ thumbprint: \"AB12\", pin: Some(\"0000\") }}
             /ad-activation-online KEY      => DirectoryActivate {{ key: \"KEY\", name: None }}
             /ad-activation-get-iid KEY     => DirectoryInstallationId(\"KEY\")
             /ad-activation-apply-cid K C N => DirectoryDeposit {{ key: \"K\", cid: \"C\", name: Some(\"N\") }}
             /ao-list                       => ListObjects
             /del-ao cn=Corp                => DeleteObject(\"cn=Corp\")"
        ),
    );
}

#[test]
fn slmgr_refuses_words() {
    check(
        SlmgrOption::parse,
        " => usage
        ato => usage
        /? => usage
        /nonsense => usage
        pc /dlv => options for another machine (pc) are given there: ssh pc muster slmgr …
            | 別のコンピューター (pc) に対するオプションは、そのコンピューターで実行してください: ssh pc muster slmgr …
        pc user pw /dlv => options for another machine (pc) are given there: ssh pc muster slmgr …
            | 別のコンピューター (pc) に対するオプションは、そのコンピューターで実行してください: ssh pc muster slmgr …
        /ipk => /ipk needs a product key
            | /ipk には値が必要です: プロダクト キー
        /ato no-id => 'no-id' is not an id of the form 00000000-0000-0000-0000-000000000000
            | 'no-id' は 00000000-0000-0000-0000-000000000000 の形式の ID ではありません
        /dlv no-id => 'no-id' is not an id of the form 00000000-0000-0000-0000-000000000000
            | 'no-id' は 00000000-0000-0000-0000-000000000000 の形式の ID ではありません
        /dlv all more => /dlv does not take 'more'
            | /dlv に 'more' は指定できません
        /rearm-sku => /rearm-sku needs an activation id
            | /rearm-sku には値が必要です: ライセンス認証 ID
        /skms http://kms => 'http://kms' is not a host: write name, name:port, address:port or [IPv6 address]:port
            | 'http://kms' はホストではありません。名前、名前:ポート、アドレス:ポート、または [IPv6 アドレス]:ポート の形式で指定してください
        /skms :0 => '0' is not a port (1 to 65535)
            | '0' は指定できません。必要な値: ポート (1 から 65535)
        /skms-domain a/b => 'a/b' is not a DNS domain
            | 'a/b' は指定できません。必要な値: DNS ドメイン
        /sai 14 => '14' is not a number of minutes from 15 to 43200
            | '14' は 15 から 43200 までの分数ではありません
        /sri 43201 => '43201' is not a number of minutes from 15 to 43200
            | '43201' は 15 から 43200 までの分数ではありません
        /sri week => 'week' is not a number of minutes from 15 to 43200
            | 'week' は 15 から 43200 までの分数ではありません
        /sprt 0 => '0' is not a port (1 to 65535)
            | '0' は指定できません。必要な値: ポート (1 から 65535)
        /sprt 65536 => '65536' is not a port (1 to 65535)
            | '65536' は指定できません。必要な値: ポート (1 から 65535)
        /act-type 4 => '4' is not a type: 0 all, 1 AD, 2 KMS, 3 token
            | '4' は指定できません。必要な値: 種類 (0 すべて、1 AD、2 KMS、3 トークン)
        /ril x 1 => 'x' is not a license id (ILID)
            | 'x' は指定できません。必要な値: ライセンス ID (ILID)
        /ril $id x => 'x' is not a version (ILvID)
            | 'x' は指定できません。必要な値: バージョン (ILvID)",
    );
}

#[test]
fn ospp_reads_words() {
    let id = format!("{:?}", ID.parse::<muster_core::id::ActivationId>().expect("an id"));
    let license = id.replace("ActivationId", "HostId");
    check(
        OsppOption::parse,
        &format!(
            "/act                  => Activate
             --ACT                 => Activate
             /inpkey:KEY           => InstallKey(\"KEY\")
             /unpkey:2YT43         => RemoveKey(\"2YT43\")
             /inslic:pack.jws      => InstallLicense(\"pack.jws\")
             /dstatus              => Status {{ all: false }}
             /dstatusall           => Status {{ all: true }}
             /dhistoryacterr       => HistoryAcquisition
             /dhistorykms          => HistoryKms
             /dinstid              => InstallationId
             /actcid:123456        => DepositConfirmation(\"123456\")
             /rearm                => Rearm(None)
             /rearm:$id             => Rearm(Some({id}))
             /ddescr:0xC004F038    => Describe(\"0xC004F038\")
             /dcmid                => Cmid
             /sethst:kms           => SetHost(HostAddress {{ name: \"kms\", port: 1688 }})
             /setprt:1700          => SetPort(1700)
             /remhst               => RemoveHost
             /cachst:true          => Caching(true)
             /actype:2             => ActivationType(Host)
             /skms-domain:corp     => LookupDomain(\"corp\")
             /ckms-domain          => ClearLookupDomain
             /dtokils              => ListIssuance
             /rtokil:$id            => RemoveIssuance({license})
             /dtokcerts            => ListCertificates
             /tokact:AB12:0000     => TokenActivate {{ thumbprint: \"AB12\", pin: Some(\"0000\") }}
             /stokflag             => ActivationType(Token)
             /ctokflag             => ActivationType(All)
             /puserops             => UserOperations(true)
             /duserops             => UserOperations(false)
             /osppsvcrestart       => ServiceRestart
             /osppsvcauto          => ServiceAutomatic
             /regmof               => RegisterMof
             /version              => Version"
        ),
    );
}

#[test]
fn ospp_refuses_words() {
    check(
        OsppOption::parse,
        " => usage
        act => usage
        /? => usage
        /act:now => /act takes no value
            | /act に値は指定できません
        /inpkey => /inpkey needs a product key: /inpkey:VALUE
            | /inpkey には値が必要です: プロダクト キー (/inpkey:値)
        /inpkey: => /inpkey needs a product key: /inpkey:VALUE
            | /inpkey には値が必要です: プロダクト キー (/inpkey:値)
        /rearm:no-id => 'no-id' is not an id of the form 00000000-0000-0000-0000-000000000000
            | 'no-id' は 00000000-0000-0000-0000-000000000000 の形式の ID ではありません
        /sethst:a/b => 'a/b' is not a host: write name, name:port, address:port or [IPv6 address]:port
            | 'a/b' はホストではありません。名前、名前:ポート、アドレス:ポート、または [IPv6 アドレス]:ポート の形式で指定してください
        /setprt:65536 => '65536' is not a port (1 to 65535)
            | '65536' は指定できません。必要な値: ポート (1 から 65535)
        /cachst:yes => 'yes' is not TRUE or FALSE
            | 'yes' は指定できません。必要な値: TRUE または FALSE
        /actype:4 => '4' is not a type: 0 all, 1 AD, 2 KMS, 3 token
            | '4' は指定できません。必要な値: 種類 (0 すべて、1 AD、2 KMS、3 トークン)
        /act pc => options for another machine (pc) are given there: ssh pc muster ospp …
            | 別のコンピューター (pc) に対するオプションは、そのコンピューターで実行してください: ssh pc muster ospp …",
    );
}
