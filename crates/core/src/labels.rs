//! The documented labels and messages of slmgr in English and Japanese, from `text/labels/en.tsv` and `text/labels/ja.tsv`.

#![expect(missing_docs, reason = "a label says itself what it is, in text/labels/en.tsv under its name")]

use crate::{
    client::license::Status,
    lang::Text,
    text::{Rows, count},
};

const EN: Rows<{ count(EN_TABLE) }, 2> = Rows::new(EN_TABLE);
const EN_TABLE: &str = include_str!("../text/labels/en.tsv");
const JA: Rows<{ count(JA_TABLE) }, 2> = Rows::new(JA_TABLE);
const JA_TABLE: &str = include_str!("../text/labels/ja.tsv");

macro_rules! labels {
    ($($name:ident)*) => {
        $(pub const $name: Text = Text { en: EN.cell(stringify!($name), 1), ja: JA.cell(stringify!($name), 1) };)*

        /// Every label with its name.
        pub const ALL: &[(&str, Text)] = &[$((stringify!($name), $name)),*];
    };
}

labels! {
    ACTIVATED
    ACTIVATING
    ACTIVATION_FAILED
    ACTIVATION_ID
    ACTIVATION_INTERVAL
    ACTIVATION_INTERVAL_SET
    ACTIVATION_TYPE
    ACTIVATION_TYPE_SET
    ADDITIONAL
    AD_INFORMATION
    AO_ACTIVATION_ID
    AO_DN
    AO_EPID
    AO_LIST
    AO_NAME
    AO_NONE
    APPLICATION_ID
    CACHING_OFF
    CACHING_ON
    CLEARED_KEY
    CLIENT_INFORMATION
    CMID
    COMPLETED
    CONFIRMATION_DEPOSITED
    COUNTED_STATUS_ADDITIONAL_GRACE
    COUNTED_STATUS_INITIAL_GRACE
    COUNTED_STATUS_LICENSED
    COUNTED_STATUS_NON_GENUINE_GRACE
    COUNTED_STATUS_NOTIFICATION
    COUNTED_STATUS_UNLICENSED
    CURRENT_COUNT
    DESCRIPTION
    DNS_NAME
    DNS_NONE
    DNS_OFF
    DNS_ON
    DOMAIN_CLEARED
    DOMAIN_SET
    ERROR
    EXPIRY_ADDITIONAL_GRACE
    EXPIRY_EXTENDED_GRACE
    EXPIRY_INITIAL_GRACE
    EXPIRY_NON_GENUINE_GRACE
    EXPIRY_NOTIFICATION
    EXPIRY_PERMANENT
    EXPIRY_VOLUME
    EXTENDED_PID
    FAILED_REQUESTS
    GRANT
    HOST_CLEARED
    HOST_COUNTS
    HOST_ENABLED
    HOST_EPID
    HOST_IP
    HOST_ONLY_ACTIVATION_INTERVAL
    HOST_ONLY_DNS_PUBLISHING
    HOST_ONLY_PORT
    HOST_ONLY_PRIORITY
    HOST_ONLY_RENEWAL_INTERVAL
    HOST_OVERRIDES_DOMAIN
    HOST_REGISTERED
    HOST_REQUESTS
    HOST_SET
    ILID
    ILVID
    INSTALLATION_ID
    INSTALLATION_ID_ADVICE
    ISSUANCE_LICENSES
    ISSUANCE_REMOVED
    ISSUER
    KEY_CHANNEL
    KEY_INSTALLED
    KEY_NOT_FOUND
    LATEST_INFORMATION
    LICENSE_INSTALLED
    LICENSE_STATUS
    LISTENING
    LOOKUP_DOMAIN
    MINUTES
    MINUTES_AND_DAYS
    NAME
    NOTHING_TO_REGISTER
    NOTIFICATION_REASON
    NOT_IN_USE
    NO_CERTIFICATES
    NO_LICENSES
    OPERATION_COMPLETED
    PARTIAL_KEY
    PORT_SET
    PRIORITY_LOW
    PRIORITY_NORMAL
    PRIORITY_SET_LOW
    PRIORITY_SET_NORMAL
    REARM_APP
    REARM_SKU
    REASON
    REASON_GRACE_EXPIRED
    REASON_NOT_GENUINE
    REINSTALLED
    REINSTALLING
    RENEWAL_INTERVAL
    RENEWAL_INTERVAL_SET
    REQUESTS_STATUS
    RESTART
    RUN_ATO
    SERVICE_VERSION
    STATUS_ADDITIONAL_GRACE
    STATUS_EXTENDED_GRACE
    STATUS_INITIAL_GRACE
    STATUS_LICENSED
    STATUS_NON_GENUINE_GRACE
    STATUS_NOTIFICATION
    STATUS_UNLICENSED
    SUBJECT
    THUMBPRINT
    TIME_REMAINING
    TOKEN_INFORMATION
    TOKEN_THUMBPRINT
    TOTAL_REQUESTS
    TRUSTED_TIME
    UNINSTALLED
    VALID_FROM
    VALID_TO
    VOLUME_EXPIRATION
    WHAT_TO_DO
}

/// The word for a status behind `License Status:`.
pub fn status(status: Status) -> Text {
    match status {
        Status::Unlicensed => STATUS_UNLICENSED,
        Status::Licensed => STATUS_LICENSED,
        Status::InitialGrace => STATUS_INITIAL_GRACE,
        Status::AdditionalGrace => STATUS_ADDITIONAL_GRACE,
        Status::NonGenuineGrace => STATUS_NON_GENUINE_GRACE,
        Status::Notification => STATUS_NOTIFICATION,
        Status::ExtendedGrace => STATUS_EXTENDED_GRACE,
    }
}

/// The words for the statuses 0 to 5 behind `Requests with License Status`. Extended grace is not counted by itself.
pub const COUNTED_STATUSES: [Text; 6] = [
    COUNTED_STATUS_UNLICENSED,
    COUNTED_STATUS_LICENSED,
    COUNTED_STATUS_INITIAL_GRACE,
    COUNTED_STATUS_ADDITIONAL_GRACE,
    COUNTED_STATUS_NON_GENUINE_GRACE,
    COUNTED_STATUS_NOTIFICATION,
];
