//! The certificates of this machine and their keys: PEM files in a folder, or a PKCS#11 token.

use crate::{error::ClientError, store::Store};
use aws_lc_rs::digest::{self, SHA256};
use cryptoki::{
    context::{CInitializeArgs, CInitializeFlags, Pkcs11},
    error::{Error as TokenFault, RvError},
    mechanism::Mechanism,
    object::{Attribute, AttributeType, KeyType, ObjectClass},
    session::{Session, UserType},
    slot::Slot,
    types::AuthPin,
};
use muster_core::{code, sentence, sentence::Sentence};
use muster_platform::files::{self, FileError};
use muster_trust::{
    certificate,
    token::{self, TokenError, token_error},
};
use rustls::{
    SignatureScheme,
    crypto::aws_lc_rs::sign::any_supported_type,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

const CERTIFICATES: &str = "certificates";
const CRLS: &str = "crls";

/// A certificate with its chain, and where its key is.
pub(crate) struct Candidate {
    chain: Vec<CertificateDer<'static>>,
    key: Key,
}

enum Key {
    File(PrivateKeyDer<'static>),
    Token { module: PathBuf, slot: Slot, id: Vec<u8> },
}

impl Candidate {
    pub(crate) fn chain(&self) -> &[CertificateDer<'static>] {
        &self.chain
    }

    pub(crate) fn leaf(&self) -> &CertificateDer<'static> {
        // A candidate without a certificate is never made.
        &self.chain[0]
    }

    pub(crate) fn on_token(&self) -> bool {
        matches!(self.key, Key::Token { .. })
    }

    /// Whether this is the certificate of a thumbprint; every one is where none is given.
    pub(crate) fn is_named(&self, thumbprint: Option<&str>) -> bool {
        thumbprint.is_none_or(|digits| certificate::thumbprint(self.leaf()).eq_ignore_ascii_case(digits))
    }

    /// Signs a challenge.
    pub(crate) fn sign(&self, challenge: &[u8], pin: Option<&str>) -> Result<Vec<u8>, TokenError> {
        match &self.key {
            Key::File(key) => sign_with_file(key, challenge),
            Key::Token { module, slot, id } => {
                let pin = pin.ok_or_else(|| {
                    token_error(
                        code::TOKEN_NOT_SILENT,
                        sentence!("the token asks for a PIN", "トークンの PIN が必要です"),
                    )
                })?;
                sign_with_token(module, *slot, id, challenge, pin)
            }
        }
    }
}

/// Every certificate that has a key here.
pub(crate) fn candidates(store: &Store) -> Result<Vec<Candidate>, ClientError> {
    let config = &store.config.token;
    let folder = config.certificates.clone().unwrap_or_else(|| store.directory.join(CERTIFICATES));
    let mut found: Vec<Candidate> = files::list(&folder)?.iter().filter_map(|path| from_file(path)).collect();
    if let Some(module) = &config.pkcs11_module {
        found.extend(from_token(module).map_err(|error| ClientError::Token(error.to_string()))?);
    }
    Ok(found)
}

/// The revocation lists of the site, DER.
pub(crate) fn revocation_lists(store: &Store) -> Result<Vec<Vec<u8>>, ClientError> {
    let folder = store.config.token.crls.clone().unwrap_or_else(|| store.directory.join(CRLS));
    let mut lists = Vec::new();
    for path in files::list(&folder)? {
        let bytes = fs::read(&path).map_err(FileError::new(FileError::READ, &path))?;
        let list = certificate::revocation_list(&bytes).ok_or_else(|| ClientError::Config {
            file: path.display().to_string(),
            problem: sentence!(
                "it is no certificate revocation list (PEM or DER)",
                "証明書失効リスト (PEM または DER) ではありません"
            ),
        })?;
        lists.push(list);
    }
    Ok(lists)
}

/// A PEM file with certificate, chain and key; the key may stand in a file of the same name that ends in `.key`.
fn from_file(path: &Path) -> Option<Candidate> {
    let pem = fs::read(path).ok()?;
    let chain: Vec<_> = CertificateDer::pem_slice_iter(&pem).filter_map(Result::ok).collect();
    let key = PrivateKeyDer::from_pem_slice(&pem).ok();
    let key = key.or_else(|| PrivateKeyDer::from_pem_file(path.with_extension("key")).ok())?;
    (!chain.is_empty()).then_some(Candidate { chain, key: Key::File(key) })
}

fn sign_with_file(key: &PrivateKeyDer<'_>, challenge: &[u8]) -> Result<Vec<u8>, TokenError> {
    let unusable = |what: Sentence| token_error(code::TOKEN_CERTIFICATE, what);
    let key = any_supported_type(key).map_err(|error| unusable(Sentence::foreign(error)))?;
    let schemes = [SignatureScheme::ED25519, SignatureScheme::ECDSA_NISTP256_SHA256, SignatureScheme::RSA_PKCS1_SHA256];
    let signer = key.choose_scheme(&schemes);
    let signer = signer.ok_or_else(|| {
        unusable(sentence!(
            "its key is not Ed25519, ECDSA P-256 or RSA",
            "キーが Ed25519、ECDSA P-256、RSA のいずれでもありません"
        ))
    })?;
    signer.sign(challenge).map_err(|error| unusable(Sentence::foreign(error)))
}

/// The certificates of every token. They are public objects, so no PIN is needed to see them.
fn from_token(module: &Path) -> Result<Vec<Candidate>, TokenFault> {
    let context = open(module)?;
    let mut found = Vec::new();
    for slot in context.get_slots_with_initialized_token()? {
        let session = context.open_ro_session(slot)?;
        for object in session.find_objects(&[Attribute::Class(ObjectClass::CERTIFICATE)])? {
            let attributes = session.get_attributes(object, &[AttributeType::Value, AttributeType::Id])?;
            let value = attributes.iter().find_map(|attribute| match attribute {
                Attribute::Value(der) => Some(CertificateDer::from(der.clone())),
                _ => None,
            });
            let id = attributes.iter().find_map(|attribute| match attribute {
                Attribute::Id(id) => Some(id.clone()),
                _ => None,
            });
            found.extend(value.zip(id).map(|(leaf, id)| Candidate {
                chain: vec![leaf],
                key: Key::Token { module: module.to_owned(), slot, id },
            }));
        }
    }
    Ok(found)
}

fn sign_with_token(module: &Path, slot: Slot, id: &[u8], challenge: &[u8], pin: &str) -> Result<Vec<u8>, TokenError> {
    let refused = |error: TokenFault| match error {
        TokenFault::Pkcs11(RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange, _) => {
            token_error(code::TOKEN_SMARTCARD, sentence!("the PIN is wrong", "PIN が正しくありません"))
        }
        TokenFault::Pkcs11(RvError::PinLocked, _) => {
            token_error(code::TOKEN_SMARTCARD, sentence!("the PIN is locked", "PIN がロックされています"))
        }
        error => token_error(code::TOKEN_SMARTCARD, Sentence::foreign(error)),
    };
    let session = open(module).and_then(|context| context.open_ro_session(slot)).map_err(refused)?;
    session.login(UserType::User, Some(&AuthPin::new(pin.into()))).map_err(refused)?;
    sign_in(&session, id, challenge).map_err(refused)?.ok_or_else(|| {
        let missing = sentence!(
            "the token holds no key (ECDSA P-256 or RSA) for this certificate",
            "トークンにこの証明書のキー (ECDSA P-256 または RSA) がありません"
        );
        token_error(code::TOKEN_SMARTCARD, missing)
    })
}

fn sign_in(session: &Session, id: &[u8], challenge: &[u8]) -> Result<Option<Vec<u8>>, TokenFault> {
    let wanted = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Id(id.to_vec())];
    let Some(key) = session.find_objects(&wanted)?.first().copied() else { return Ok(None) };
    let kind = session.get_attributes(key, &[AttributeType::KeyType])?;
    if kind.contains(&Attribute::KeyType(KeyType::RSA)) {
        return session.sign(&Mechanism::Sha256RsaPkcs, key, challenge).map(Some);
    }
    if kind.contains(&Attribute::KeyType(KeyType::EC)) {
        let hash = digest::digest(&SHA256, challenge);
        return session.sign(&Mechanism::Ecdsa, key, hash.as_ref()).map(|bare| Some(token::ecdsa_der(&bare)));
    }
    Ok(None)
}

fn open(module: &Path) -> Result<Pkcs11, TokenFault> {
    let context = Pkcs11::new(module)?;
    match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        // This process has it open already.
        Ok(()) | Err(TokenFault::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
        Err(error) => return Err(error),
    }
    Ok(context)
}
