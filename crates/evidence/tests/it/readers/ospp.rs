//! ospp.vbs: English labels on every system, several commands in one paste.

use crate::check;

#[test]
fn states_attempts_and_the_cmid_of_one_paste() {
    check(
        r"
        C:\Office16>cscript ospp.vbs /dstatus
        ---Processing--------------------------
        ---------------------------------------
        SKU ID: d450596f-894d-49e0-966a-fd39ed4c4c64
        LICENSE NAME: Office 16, Office16ProPlusVL_KMS_Client edition
        LICENSE DESCRIPTION: Office 16, VOLUME_KMSCLIENT channel
        LICENSE STATUS:  ---OOB_GRACE---
        ERROR CODE: 0x4004F00C
        ERROR DESCRIPTION: アプリケーションは猶予期間内です。
        REMAINING GRACE: 18 days  (26142 minute(s) before expiring)
        Last 5 characters of installed product key: WFG99
        	Registered KMS machine name: kms1:1689
        ---------------------------------------
        ---------------------------------------
        ---Exiting-----------------------------
        C:\Office16>cscript ospp.vbs /act
        ---Processing--------------------------
        ---------------------------------------
        Installed product key detected - attempting to activate the following product:
        SKU ID: d450596f-894d-49e0-966a-fd39ed4c4c64
        LICENSE NAME: Office 16, Office16ProPlusVL_KMS_Client edition
        LICENSE DESCRIPTION: Office 16, VOLUME_KMSCLIENT channel
        Last 5 characters of installed product key: WFG99
        ERROR CODE: 0xC004F074
        ---------------------------------------
        ---Exiting-----------------------------
        ---Processing--------------------------
        Client Machine ID (CMID): 8D8F4863-EA3B-49AE-88E7-BAC55079BB19
        ---Exiting-----------------------------",
        "ospp.cmid ospp.other ospp.dstatus
        4-12 license.name = Office 16, Office16ProPlusVL_KMS_Client edition
        4-12 license.channel = VOLUME_KMSCLIENT
        4-12 license.activation_id = d450596f-894d-49e0-966a-fd39ed4c4c64
        4-12 license.partial_key = WFG99
        4-12 license.status = 2
        4-12 license.status_word = OOB_GRACE
        4-12 license.code = 0x4004F00C
        4-12 license.minutes_left = 26142
        4-12 license.days_left = 18
        4-12 license.registered_host = kms1:1689
        20-24 outcome.code = 0xC004F074
        20-24 outcome.product = Office 16, Office16ProPlusVL_KMS_Client edition
        20-24 outcome.activation_id = d450596f-894d-49e0-966a-fd39ed4c4c64
        20-24 outcome.channel = VOLUME_KMSCLIENT
        20-24 outcome.partial_key = WFG99
        28 cmid = 8d8f4863-ea3b-49ae-88e7-bac55079bb19",
    );
}

/// Nothing about tokens is a frame without content, and still an answer.
#[test]
fn an_empty_frame_is_the_answer_about_tokens() {
    check(
        "---Processing--------------------------
---------------------------------------
<No licenses found>
---------------------------------------
---Exiting-----------------------------",
        "ospp.tokens",
    );
}

#[test]
fn nothing_installed_is_a_fact() {
    check(
        "
        ---Processing--------------------------
        ---------------------------------------
        <No installed product keys detected>
        ---------------------------------------
        ---Exiting-----------------------------",
        "ospp.other
        3 product_key = none",
    );
}

/// Rules of hyphens get lost; each label stands once in a block.
#[test]
fn two_products_without_rules_are_two_licenses() {
    check(
        "
        LICENSE NAME: Office 21, Office21ProPlus2021VL_KMS_Client_AE edition
        LICENSE STATUS:  ---LICENSED---
        Last 5 characters of installed product key: 6F7TH
        LICENSE NAME: Office 21, Office21VisioPro2021VL_KMS_Client_AE edition
        LICENSE STATUS: –NOTIFICATIONS–
        ERROR CODE: 0xC004F009
        Last 5 characters of installed product key: V3GRK",
        "ospp.dstatus
        1-3 license.name = Office 21, Office21ProPlus2021VL_KMS_Client_AE edition
        1-3 license.partial_key = 6F7TH
        1-3 license.status = 1
        1-3 license.status_word = LICENSED
        4-7 license.name = Office 21, Office21VisioPro2021VL_KMS_Client_AE edition
        4-7 license.partial_key = V3GRK
        4-7 license.status = 5
        4-7 license.status_word = NOTIFICATIONS
        4-7 license.code = 0xC004F009",
    );
}

/// Who pastes the result of an attempt leaves the rules and the line above it away.
#[test]
fn an_error_without_a_state_is_the_result_of_an_attempt() {
    check(
        "SKU ID: 44A07F51-8263-4B2F-B2A5-70340055C646
        LICENSE NAME: Office 24, Office24Standard2024VL_MAK_AE1 edition
        LICENSE DESCRIPTION: Office 24, RETAIL(MAK) channel
        Last 5 characters of installed product key: YPYPY
        ERROR CODE: 0xC004C020",
        "ospp.other
        1-5 outcome.code = 0xC004C020
        1-5 outcome.product = Office 24, Office24Standard2024VL_MAK_AE1 edition
        1-5 outcome.activation_id = 44a07f51-8263-4b2f-b2a5-70340055c646
        1-5 outcome.channel = RETAIL(MAK)
        1-5 outcome.partial_key = YPYPY",
    );
}

#[test]
fn the_intervals_of_a_client() {
    check(
        "
        ---Processing--------------------------
        ---------------------------------------
        SKU ID: d450596f-894d-49e0-966a-fd39ed4c4c64
        LICENSE NAME: Office 16, Office16ProPlusVL_KMS_Client edition
        LICENSE DESCRIPTION: Office 16, VOLUME_KMSCLIENT channel
        LICENSE STATUS:  ---LICENSED---
        Activation Interval: 120 minutes
        Renewal Interval: 10080 minutes
        ---------------------------------------",
        "ospp.dstatus
        3-8 license.name = Office 16, Office16ProPlusVL_KMS_Client edition
        3-8 license.channel = VOLUME_KMSCLIENT
        3-8 license.activation_id = d450596f-894d-49e0-966a-fd39ed4c4c64
        3-8 license.status = 1
        3-8 license.status_word = LICENSED
        3-8 license.activation_interval = 120
        3-8 license.renewal_interval = 10080",
    );
}
