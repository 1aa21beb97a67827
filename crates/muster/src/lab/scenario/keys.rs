//! Scenarios at the vendor: activation by telephone, and a MAK that is used up.

use super::testbed::{ScenarioTestbed, machine, only};
use crate::failure::Failure;
use muster_core::{code, lang::Text, sentence};
use muster_testbed::returnable_mak;
use std::fs;

/// A host without any network: the installation id is read out, the confirmation id typed in, at first with a slip.
pub(super) fn phone_desk(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let authority = testbed.vendor.authority.clone();
    let key = testbed.vendor.host_key;
    let mut host = testbed.setup("kms").init(&testbed.vendor)?;
    let slots = authority.offline_file(&key, 4, testbed.now())?;
    host.install_slots(&text(&slots)?)?;
    let own = machine("kms");
    let iid = host.installation_id(&own)?;
    let cid = authority
        .confirm(&iid, testbed.now())?
        .map_err(|code| Failure::new(code, sentence!("the desk refused", "窓口で拒否されました")))?;
    testbed.tell(Text {
        en: "kms has no way to the authority: its 54 digits are read to the desk, which answers with 48.",
        ja: "kms は認証局に接続できないため、54 桁を窓口に読み上げ、48 桁の回答を受け取ります。",
    });
    let slip = mistyped(&cid.to_string());
    let refused = host.apply_confirmation_id(&slip, &own).err().map(Failure::from);
    let printed = refused.map_or_else(String::new, |failure| failure.text(muster_core::lang::Lang::En));
    testbed.keep("kms_atp.txt", format!("slmgr /atp\n{printed}\n"));
    testbed.keep(
        "kms_dlv.txt",
        crate::slmgr::host_text(
            &host,
            true,
            Some(&own),
            testbed.now(),
            &crate::cmd::locale(muster_core::lang::Lang::En),
        )?,
    );
    testbed.tell(Text {
        en: "One digit of the third group is mistyped: 0xC004F04D, and the group is named.",
        ja: "3 番目のグループの 1 桁を打ち間違えると、0xC004F04D とグループ番号が表示されます。",
    });
    host.apply_confirmation_id(&cid.to_string(), &own)?;
    testbed.tell(Text {
        en: "Typed right, the host is activated.",
        ja: "正しく入力すると、ホストはライセンス認証されます。",
    });
    Ok(())
}

fn mistyped(cid: &str) -> String {
    let slip = |(place, digit): (usize, char)| match (place, digit) {
        (16, '9') => '0',
        (16, _) => '9',
        (_, digit) => digit,
    };
    cid.chars().enumerate().map(slip).collect()
}

fn text(slots: &muster_proto::slot_file::SlotFile) -> Result<String, Failure> {
    serde_json::to_string(slots).map_err(|error| Failure::foreign(code::UNEXPECTED, error))
}

/// Two machines use up a MAK, a third is refused; one gives its activation back, and the third is activated.
pub(super) fn mak_exhausted(testbed: &mut ScenarioTestbed) -> Result<(), Failure> {
    let keys = testbed.vendor.authority.issue_keys(&returnable_mak(2, 4), testbed.now())?;
    let key =
        keys.first().copied().ok_or_else(|| Failure::new(code::UNEXPECTED, sentence!("no MAK", "MAK がありません")))?;
    let config = format!("[authority]\nurl = \"{}\"\n", testbed.authority.url());
    for name in ["desk-1", "desk-2", "desk-3"] {
        drop(testbed.client(name, &key)?);
        fs::write(testbed.path(name).join("client/client.toml"), &config)?;
    }
    for name in ["desk-1", "desk-2"] {
        let mut client = testbed.open(name)?;
        client.activate(only(&client)?, &testbed.env(name))?;
    }
    testbed.tell(Text {
        en: "A MAK for two machines has activated desk-1 and desk-2.",
        ja: "2 台分の MAK で desk-1 と desk-2 をライセンス認証しました。",
    });
    let mut third = testbed.open("desk-3")?;
    let attempt = testbed.ask(&mut third, "desk-3", testbed.now())?;
    testbed.collect(&third, "desk-3", Some(&attempt))?;
    testbed.tell(Text {
        en: "desk-3 is refused with 0xC004C020: ask for more, or give one back.",
        ja: "desk-3 は 0xC004C020 で拒否されます。追加を依頼するか、1 台分を返却します。",
    });
    let mut first = testbed.open("desk-1")?;
    first.return_activation(only(&first)?)?;
    let again = testbed.ask(&mut third, "desk-3", testbed.now())?;
    if !again.is_activated() {
        return Err(Failure::new(
            again.code,
            sentence!(
                "desk-3 was refused although desk-1 gave its activation back",
                "desk-1 がライセンス認証を返却しましたが、desk-3 は拒否されました"
            ),
        ));
    }
    testbed.tell(Text {
        en: "desk-1 gives its activation back, and desk-3 is activated.",
        ja: "desk-1 がライセンス認証を返却すると、desk-3 がライセンス認証されます。",
    });
    Ok(())
}
