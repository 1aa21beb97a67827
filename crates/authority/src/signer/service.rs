//! The signer as a process of its own: it opens the secrets and answers on a socket. It needs no store, and writes nothing.

use super::{
    message::{LINE_BYTES_MAX, SignerAnswer, SignerRequest},
    open_secrets::OpenSecrets,
    permission::{Role, permits, role_of},
    secret_holder::SecretHolder,
    signable,
};
use crate::{
    authority::{ROOT_SEALED, sealed_folder},
    error::AuthorityError,
    known_roots,
    root_signer::RootSigner,
};
use muster_core::code;
use muster_platform::{
    files::FileError,
    local_socket::{self, Caller, Workers},
};
use muster_proto::jwk::Jwk;
use muster_trust::jwk::PublicKey;
use std::path::Path;

/// Threads that answer.
const WORKERS: usize = 4;

/// Opens the secrets of the authority in `directory`, and answers on `socket` from now on: root, the account of this process, and the
/// owner of `directory`. Returns the root key that signs.
///
/// # Errors
/// If the passphrase does not open them, if they lie in a folder of another account, or if somebody answers there already.
pub fn serve(directory: &Path, passphrase: &str, socket: &Path) -> Result<PublicKey, AuthorityError> {
    let cannot = FileError::new(FileError::ANSWER_AT, socket);
    local_socket::check_private().map_err(&cannot)?;
    let folder = sealed_folder(directory);
    if !folder.exists() {
        return Err(AuthorityError::Missing(directory.display().to_string()));
    }
    // Whoever can replace the file can name a PKCS#11 module in it, which would run here.
    if !local_socket::is_own_folder(&folder) {
        return Err(AuthorityError::SignerFolder(folder.display().to_string()));
    }
    let (root, secret) = RootSigner::open(&folder.join(ROOT_SEALED), passphrase)?;
    let secrets = OpenSecrets::new(root, secret);
    let public = secrets.root.public();
    let (workers, owned) = (Workers::start(WORKERS).map_err(&cannot)?, directory.to_owned());
    let serve = move |caller: Caller, line: String| {
        let user = caller.user().clone();
        let answer = answer(&secrets, &folder, role_of(&user, &owned), &line, &user.to_string());
        match serde_json::to_string(&answer) {
            Ok(answer) => caller.answer(&answer),
            Err(error) => tracing::error!(%error, "cannot write an answer"),
        }
    };
    local_socket::serve_private(socket, directory, LINE_BYTES_MAX, workers, serve).map_err(cannot)?;
    Ok(public)
}

/// The answer to a line of a user, and what the log says of it: never what a request holds, but which license was signed for whom.
fn answer(secrets: &OpenSecrets, folder: &Path, role: Option<Role>, line: &str, user: &str) -> SignerAnswer {
    // What is wrong with a line may be a secret in it.
    let request = serde_json::from_str::<SignerRequest>(line).map_err(|_| AuthorityError::SignerUnknown);
    let name = request.as_ref().map_or("unknown", SignerRequest::name);
    let answered = match (role, request) {
        (None, _) => Err(AuthorityError::SignerDenied),
        (_, Err(error)) => Err(error),
        (Some(role), Ok(request)) if !permits(role, &request) => Err(AuthorityError::SignerDenied),
        (_, Ok(request)) => {
            check_roots(&request, secrets, folder).and_then(|()| secrets.ask(&request)).inspect(|_| log(&request, user))
        }
    };
    answered.unwrap_or_else(|error| {
        tracing::warn!(request = name, user, code = %error.code(), %error, "refused");
        SignerAnswer::Refused { code: error.code().to_string(), detail: error.to_string() }
    })
}

/// Fails for a document that would have machines trust a root key which was not made here: what packs say comes from a store that the
/// service writes.
fn check_roots(request: &SignerRequest, secrets: &OpenSecrets, folder: &Path) -> Result<(), AuthorityError> {
    let SignerRequest::Sign { input } = request else { return Ok(()) };
    let named = signable::named_roots(input);
    if named.is_empty() {
        return Ok(());
    }
    let mut known = known_roots::read(folder)?;
    known.push(Jwk::from(secrets.root.current()?.public()));
    if named.iter().all(|root| known.iter().any(|known| known.x == root.x)) {
        Ok(())
    } else {
        Err(AuthorityError::RootUnknown)
    }
}

/// What only reads is no news.
fn log(request: &SignerRequest, user: &str) {
    let name = request.name();
    match request {
        SignerRequest::Sign { input } => {
            let (document, subject) = signable::described(input);
            tracing::info!(request = name, user, document, subject, code = %code::SUCCESS, "signed");
        }
        SignerRequest::MakeKeys { claims, .. } => {
            tracing::info!(request = name, user, count = claims.len(), code = %code::SUCCESS, "answered");
        }
        SignerRequest::Confirm { .. } | SignerRequest::NewSlot { .. } | SignerRequest::FileSlot { .. } => {
            tracing::info!(request = name, user, code = %code::SUCCESS, "answered");
        }
        SignerRequest::Root { .. } | SignerRequest::CheckKey { .. } | SignerRequest::CheckProof { .. } => {
            tracing::debug!(request = name, user, code = %code::SUCCESS, "answered");
        }
    }
}
