//! The catalogue of codes: every refusal and failure that a user sees has one of these.
//!
//! Numbers and names are the documented ones (winerror.h, slerror.h), so what an administrator knows carries over.
//! A number is never reused for something else.

use crate::{
    labels,
    lang::{Lang, Text},
    text::{Rows, count},
};
use std::fmt;

/// A result code (HRESULT), printed as `0xC004F074`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u32);

/// What the catalogue says of a code.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The code.
    pub code: Code,
    /// Its symbolic name.
    pub name: &'static str,
    /// What it means.
    pub title: Text,
    /// What to do about it.
    pub fix: Text,
}

/// A text that is no code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotACode(pub String);

crate::sentences_of!(NotACode, lang {
    Self(text) => (
        "'{text}' is not a code: write 0xC004F074, C004F074, -1073418124 or 3221549172",
        "'{text}' はコードではありません。0xC004F074、C004F074、-1073418124、3221549172 のいずれかの形式で指定してください"
    );
});

impl std::error::Error for NotACode {}

impl Code {
    /// Reads a code as tools print it: hexadecimal with or without `0x`, or decimal as scripts and logs show it. Eight digits
    /// without a letter are hexadecimal, for no activation code is that small in decimal.
    pub fn from_printed(text: &str) -> Result<Self, NotACode> {
        let wrong = || NotACode(text.to_owned());
        let plain = text.trim().trim_end_matches(['.', ',', ':', '。']);
        if let Some(digits) = plain.strip_prefix("0x").or_else(|| plain.strip_prefix("0X")) {
            return u32::from_str_radix(digits, 16).map(Self).map_err(|_| wrong());
        }
        if let Some(positive) = plain.strip_prefix('-') {
            let number: u32 = positive.parse().map_err(|_| wrong())?;
            return Ok(Self(number.wrapping_neg()));
        }
        if plain.len() == 8 && plain.chars().all(|c| c.is_ascii_hexdigit()) {
            return u32::from_str_radix(plain, 16).map(Self).map_err(|_| wrong());
        }
        plain.parse().map(Self).map_err(|_| wrong())
    }

    /// Its entry in the catalogue.
    pub fn entry(self) -> Option<&'static Entry> {
        CATALOGUE.iter().find(|entry| entry.code == self)
    }

    /// What it means, in `lang`.
    pub fn title(self, lang: Lang) -> &'static str {
        self.entry().map_or(labels::UNKNOWN_CODE.get(lang), |entry| entry.title.get(lang))
    }

    /// What to do about it, in `lang`.
    pub fn fix(self, lang: Lang) -> &'static str {
        self.entry().map_or("", |entry| entry.fix.get(lang))
    }

    /// The code of a file that could not be read or written.
    pub fn of_file(kind: std::io::ErrorKind) -> Self {
        match kind {
            std::io::ErrorKind::NotFound => FILE_NOT_FOUND,
            std::io::ErrorKind::PermissionDenied => ACCESS_DENIED,
            std::io::ErrorKind::StorageFull => DISK_FULL,
            std::io::ErrorKind::Unsupported => NOT_SUPPORTED,
            std::io::ErrorKind::ReadOnlyFilesystem => WRITE_PROTECT,
            _ => STATE_UNREADABLE,
        }
    }

    /// Whether it says that something failed: the severity bit of an HRESULT (MS-ERREF 2.1).
    pub const fn is_failure(self) -> bool {
        self.0 >> 31 == 1
    }

    /// Whether a host or its answer is at fault rather than the way to it: the licensing facility, 0xC004.
    pub fn is_hosts_answer(self) -> bool {
        self.0 >> 16 == 0xC004
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{:08X}", self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Code {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
        u32::from_str_radix(digits, 16).map(Self)
    }
}

const EN: Rows<{ count(EN_TABLE) }, 3> = Rows::new(EN_TABLE);
const EN_TABLE: &str = include_str!("../text/codes.en.tsv");
const JA: Rows<{ count(JA_TABLE) }, 3> = Rows::new(JA_TABLE);
const JA_TABLE: &str = include_str!("../text/codes.ja.tsv");

macro_rules! catalogue {
    ($($name:ident = $number:literal $symbol:literal;)*) => {
        $(
            #[doc = concat!("`", stringify!($number), "` `", $symbol, "`.")]
            pub const $name: Code = Code($number);
        )*

        /// Every code that Muster itself uses, in the order of their numbers.
        pub const CATALOGUE: &[Entry] = &[$(Entry {
            code: $name,
            name: $symbol,
            title: Text { en: EN.cell(stringify!($number), 1), ja: JA.cell(stringify!($number), 1) },
            fix: Text { en: EN.cell(stringify!($number), 2), ja: JA.cell(stringify!($number), 2) },
        }),*];
    };
}

// Number and symbolic name. What a code means and what to do about it: text/codes.en.tsv, text/codes.ja.tsv. A code that lacks a
// text does not compile.
catalogue! {
    SUCCESS = 0x00000000 "S_OK";
    UNEXPECTED = 0x80004005 "E_FAIL";
    FILE_NOT_FOUND = 0x80070002 "ERROR_FILE_NOT_FOUND";
    ACCESS_DENIED = 0x80070005 "E_ACCESSDENIED";
    INVALID_DATA = 0x8007000D "ERROR_INVALID_DATA";
    WRITE_PROTECT = 0x80070013 "ERROR_WRITE_PROTECT";
    WRITE_FAULT = 0x8007001D "ERROR_WRITE_FAULT";
    NOT_SUPPORTED = 0x80070032 "ERROR_NOT_SUPPORTED";
    FILE_EXISTS = 0x80070050 "ERROR_FILE_EXISTS";
    WRONG_PASSPHRASE = 0x80070056 "ERROR_INVALID_PASSWORD";
    INVALID_ARGUMENT = 0x80070057 "E_INVALIDARG";
    DISK_FULL = 0x80070070 "ERROR_DISK_FULL";
    INVALID_NAME = 0x8007007B "ERROR_INVALID_NAME";
    SIGNER_UNAVAILABLE = 0x80070426 "ERROR_SERVICE_NOT_ACTIVE";
    NETWORK_UNREACHABLE = 0x800704CF "ERROR_NETWORK_UNREACHABLE";
    DIRECTORY_LOGON = 0x8007052E "ERROR_LOGON_FAILURE";
    SECRET_FILE_OPEN_TO_OTHERS = 0x80070538 "ERROR_INVALID_ACL";
    DIRECTORY_UNAVAILABLE = 0x8007054B "ERROR_NO_SUCH_DOMAIN";
    LOGON_NOT_GRANTED = 0x80070569 "ERROR_LOGON_TYPE_NOT_GRANTED";
    TIMEOUT = 0x800705B4 "ERROR_TIMEOUT";
    HOST_UNAVAILABLE = 0x800706BA "RPC_S_SERVER_UNAVAILABLE";
    FILE_NOT_TRUSTED = 0x80070780 "ERROR_CANT_ACCESS_FILE";
    OBJECT_EXISTS = 0x80071392 "ERROR_OBJECT_ALREADY_EXISTS";
    INVALID_STATE = 0x8007139F "ERROR_INVALID_STATE";
    DIRECTORY_NO_OBJECT = 0x80072030 "ERROR_DS_NO_SUCH_OBJECT";
    DNS_SERVER_FAILURE = 0x8007232A "DNS_ERROR_RCODE_SERVER_FAILURE";
    DNS_NAME_ERROR = 0x8007232B "DNS_ERROR_RCODE_NAME_ERROR";
    DNS_REFUSED = 0x8007232D "DNS_ERROR_RCODE_REFUSED";
    DNS_NOT_AUTHORITATIVE = 0x80072331 "DNS_ERROR_RCODE_NOTAUTH";
    DNS_BAD_SIGNATURE = 0x80072338 "DNS_ERROR_RCODE_BADSIG";
    DNS_BAD_KEY = 0x80072339 "DNS_ERROR_RCODE_BADKEY";
    DNS_BAD_TIME = 0x8007233A "DNS_ERROR_RCODE_BADTIME";
    DNS_NO_RECORDS = 0x8007251D "DNS_INFO_NO_RECORDS";
    DNS_NO_SERVERS = 0x8007267C "DNS_ERROR_NO_DNS_SERVERS";
    NAME_NOT_RESOLVED = 0x80072AF9 "WSAHOST_NOT_FOUND";
    CANNOT_CONNECT = 0x80072EFD "ERROR_INTERNET_CANNOT_CONNECT";
    INVALID_SERVER_RESPONSE = 0x80072F78 "ERROR_HTTP_INVALID_SERVER_RESPONSE";
    HSM_NOT_READY = 0x80090030 "NTE_DEVICE_NOT_READY";
    INVALID_TOKEN = 0x80090308 "SEC_E_INVALID_TOKEN";
    NO_AUTHENTICATING_AUTHORITY = 0x80090311 "SEC_E_NO_AUTHENTICATING_AUTHORITY";
    KEY_UNKNOWN = 0xC004C001 "SL_E_CHPA_PRODUCT_KEY_OUT_OF_RANGE";
    KEY_BLOCKED = 0xC004C003 "SL_E_CHPA_PRODUCT_KEY_BLOCKED";
    KEY_LIMIT_EXCEEDED = 0xC004C008 "SL_E_CHPA_MAXIMUM_UNLOCK_EXCEEDED";
    SERVER_DATABASE_ERROR = 0xC004C013 "SL_E_CHPA_DATABASE_ERROR";
    SERVER_BUSY = 0xC004C015 "SL_E_CHPA_RESPONSE_NOT_AVAILABLE";
    MAK_LIMIT_EXCEEDED = 0xC004C020 "SL_E_CHPA_DMAK_LIMIT_EXCEEDED";
    MAK_CEILING_EXCEEDED = 0xC004C021 "SL_E_CHPA_DMAK_EXTENSION_LIMIT_EXCEEDED";
    KEY_ENDED = 0xC004C031 "SL_E_CHPA_TIMEBASED_ACTIVATION_AFTER_END_DATE";
    REARM_LIMIT = 0xC004D307 "SL_REMAPPING_SP_PUB_TS_MAX_REARM_REACHED";
    STATE_UNREADABLE = 0xC004E00E "SL_E_TOKSTO_CANT_READ_FILE";
    STATE_DAMAGED = 0xC004E011 "SL_E_TOKSTO_INVALID_FILE";
    GRACE_EXPIRED = 0xC004F009 "SL_E_GRACE_TIME_EXPIRED";
    HARDWARE_OUT_OF_TOLERANCE = 0xC004F00F "SL_E_OUT_OF_TOLERANCE";
    LICENSE_FILE_NOT_INSTALLED = 0xC004F011 "SL_E_LICENSE_FILE_NOT_INSTALLED";
    KEY_NOT_INSTALLED = 0xC004F014 "SL_E_PKEY_NOT_INSTALLED";
    PRODUCT_NOT_INSTALLED = 0xC004F015 "SL_E_PRODUCT_SKU_NOT_INSTALLED";
    SIGNATURE_INVALID = 0xC004F01D "SL_E_LICENSE_SIGNATURE_VERIFICATION_FAILED";
    OFFLINE_DATA_INVALID = 0xC004F02C "SL_E_CIDIID_INVALID_DATA";
    OFFLINE_VERSION = 0xC004F02D "SL_E_CIDIID_INVALID_VERSION";
    OFFLINE_LENGTH = 0xC004F02F "SL_E_CIDIID_INVALID_DATA_LENGTH";
    COUNT_TOO_LOW = 0xC004F038 "SL_E_VL_NOT_ENOUGH_COUNT";
    HOST_NOT_ENABLED = 0xC004F039 "SL_E_VL_BINDING_SERVICE_NOT_ENABLED";
    HOST_NOT_ACTIVATED = 0xC004F041 "SL_E_VL_KEY_MANAGEMENT_SERVICE_NOT_ACTIVATED";
    PRODUCT_NOT_COVERED = 0xC004F042 "SL_E_VL_KEY_MANAGEMENT_SERVICE_ID_MISMATCH";
    OFFLINE_CHECK_DIGIT = 0xC004F04D "SL_E_CIDIID_INVALID_CHECK_DIGITS";
    KEY_INVALID = 0xC004F050 "SL_E_INVALID_PRODUCT_KEY";
    LICENSE_REVOKED = 0xC004F051 "SL_E_BLOCKED_PRODUCT_KEY";
    PACK_VERSION = 0xC004F060 "SL_E_INVALID_PACKAGE_VERSION";
    ISSUANCE_LICENSE_MISSING = 0xC004F062 "SL_E_ISSUANCE_LICENSE_NOT_INSTALLED";
    NOT_ALLOWED = 0xC004F06A "SL_E_OPERATION_NOT_ALLOWED";
    CLOCK_SKEW = 0xC004F06C "SL_E_VL_INVALID_TIMESTAMP";
    NO_HOST_REACHED = 0xC004F074 "SL_E_VL_BINDING_SERVICE_UNAVAILABLE";
    KEY_TYPE = 0xC004F07D "SL_E_INVALID_PRODUCT_KEY_TYPE";
    OFFLINE_OTHER_KEY = 0xC004F07E "SL_E_CIDIID_MISMATCHED_PKEY";
    OFFLINE_NOT_BOUND = 0xC004F07F "SL_E_CIDIID_NOT_BOUND";
    NOT_GENUINE = 0xC004F200 "SL_E_NOT_GENUINE";
    TOKEN_NOT_SILENT = 0xC004F302 "SL_E_TKA_SILENT_ACTIVATION_FAILURE";
    TOKEN_CHAIN = 0xC004F303 "SL_E_TKA_INVALID_CERT_CHAIN";
    TOKEN_GRANT_NOT_FOUND = 0xC004F304 "SL_E_TKA_GRANT_NOT_FOUND";
    TOKEN_CERT_NOT_FOUND = 0xC004F305 "SL_E_TKA_CERT_NOT_FOUND";
    NONCE_MISMATCH = 0xC004F309 "SL_E_TKA_CHALLENGE_MISMATCH";
    TOKEN_CERTIFICATE = 0xC004F30A "SL_E_TKA_INVALID_CERTIFICATE";
    TOKEN_SMARTCARD = 0xC004F30B "SL_E_TKA_INVALID_SMARTCARD";
    TOKEN_THUMBPRINT = 0xC004F30D "SL_E_TKA_INVALID_THUMBPRINT";
    TOKEN_THUMBPRINT_NOT_FOUND = 0xC004F30E "SL_E_TKA_THUMBPRINT_CERT_NOT_FOUND";
    TOKEN_CRITERIA = 0xC004F30F "SL_E_TKA_CRITERIA_MISMATCH";
}
