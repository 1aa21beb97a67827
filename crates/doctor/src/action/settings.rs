//! Actions on settings of the licensing service that somebody changed.

use super::definition::{Action, Who, actions};
use crate::next_step::{
    article,
    command::{slmgr, windows},
};
use muster_core::lang::Text;

actions! {
    ANY_ACTIVATION_TYPE: Machine, None, |_| Some(&article::SLMGR), |context| windows(context, &["/act-type 0", "/ato"]),
        ["Allow every type of activation again", "すべての種類のライセンス認証を再び許可します"],
        ["a policy may set the type again", "ポリシーによって再び制限されることがあります"],
        ["slmgr.vbs /act-type with the number before", "slmgr.vbs /act-type に以前の番号を指定します"], _;
    DEFAULT_INTERVALS: Host, None, |_| Some(&article::SLMGR), |_| slmgr(&["/sai 120", "/sri 10080"]),
        ["On the host: set the intervals back, unless they were planned", "ホストで間隔を既定値に戻します (意図した設定の場合は不要です)"],
        ["none; clients take them over with the next answer", "なし (クライアントには次の応答で反映されます)"],
        ["set the intervals before", "以前の間隔を設定します"],
        ["slmgr.vbs /dlv on a client shows 120 and 10080 minutes", "クライアントの slmgr.vbs /dlv に 120 分と 10080 分と表示されます"];
    NORMAL_PRIORITY: Host, None, |_| Some(&article::SLMGR), |_| slmgr(&["/spri"]),
        ["On the host: set the priority of the service to normal", "ホストでサービスの優先度を通常に設定します"],
        ["none; this is the shipped setting", "なし (出荷時の設定です)"], ["slmgr.vbs /cpri", "slmgr.vbs /cpri"],
        ["slmgr.vbs /dlv shows KMS priority: Normal", "slmgr.vbs /dlv で KMS の優先度が通常と表示されます"];
}
