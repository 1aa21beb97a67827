//! Asking the vendor's authority. Whoever holds a key asks in the same way: a host, a machine with a MAK, an
//! administrator who creates an activation object.

use crate::{authority_url, error::ClientError, transport::PACK_MAX};
use muster_core::{
    code::{self, Code},
    keys::{
        installation_id::{ActivationTarget, ConfirmationId, InstallationId, PhoneError},
        product_key::KeyKind,
    },
    sentence,
    sentence::Sentence,
    visible,
};
use muster_platform::tls_roots;
use muster_proto::{
    authority::{
        AuthorityConfig, CONFIRMATIONS_PATH, ConfirmationRequest, ConfirmationResponse, LicenseRequest,
        LicenseResponse, RETURNS_PATH, ReturnRequest, activation_path,
    },
    problem::Problem,
    request::PACK_PATH,
};
use serde::{Serialize, de::DeserializeOwned};
use std::{sync::Arc, time::Duration};
use ureq::{
    Agent, Body,
    http::{Response, StatusCode},
    tls::{Certificate, RootCerts, TlsConfig},
};

const TIMEOUT: Duration = Duration::from_secs(30);
const REPLY_MAX: u64 = 1024 * 1024;

/// Asks for a license; the answer is signed and not verified yet.
pub fn license(
    config: &AuthorityConfig,
    kind: KeyKind,
    target: ActivationTarget,
    request: &LicenseRequest,
) -> Result<String, ClientError> {
    Ok(post::<LicenseResponse>(config, activation_path(kind, target), request)?.license)
}

/// Asks for the newest license pack; it is signed and not verified yet.
pub fn pack(config: &AuthorityConfig) -> Result<String, ClientError> {
    let url = endpoint(config, PACK_PATH)?;
    let (status, text) = read(&url, agent(config)?.get(&url).call(), PACK_MAX)?;
    if status.is_success() {
        return Ok(text);
    }
    Err(ClientError::Authority { url, problem: Sentence::foreign(status), code: code::INVALID_SERVER_RESPONSE })
}

/// Asks for confirmation ids: one, or the code of the refusal, for each installation id. An answer of which anything is not what
/// it should be is no answer.
pub fn confirmations(
    config: &AuthorityConfig,
    installation_ids: Vec<InstallationId>,
) -> Result<Vec<Result<ConfirmationId, Code>>, ClientError> {
    let asked = installation_ids.len();
    let installation_ids = installation_ids.iter().map(InstallationId::to_string).collect();
    let request = ConfirmationRequest { version: 1, installation_ids };
    let response = post::<ConfirmationResponse>(config, CONFIRMATIONS_PATH, &request)?;
    confirmation_ids(&response, asked).map_err(|problem| ClientError::Authority {
        url: config.url.clone(),
        problem,
        code: code::INVALID_SERVER_RESPONSE,
    })
}

fn confirmation_ids(
    response: &ConfirmationResponse,
    asked: usize,
) -> Result<Vec<Result<ConfirmationId, Code>>, Sentence> {
    let confirmations = &response.confirmations;
    if confirmations.len() != asked {
        return Err(sentence!(
            "{asked} confirmation ids were asked for; {found} were answered",
            "{asked} 個の確認 ID を要求しましたが、{found} 個の応答がありました",
            found = confirmations.len()
        ));
    }
    let parsed = confirmations.iter().map(|confirmation| match &confirmation.confirmation_id {
        Some(id) => id.parse().map(Ok).map_err(|error: PhoneError| {
            sentence!(lang =>
                "{id:?} is no confirmation id: {error}",
                "{id:?} は確認 ID ではありません: {error}",
                error = error.text(lang)
            )
        }),
        None => match confirmation.code.parse() {
            Ok(code::SUCCESS) | Err(_) => Err(sentence!(
                "{code:?} is no code of a refusal",
                "{code:?} は拒否のコードではありません",
                code = confirmation.code
            )),
            Ok(code) => Ok(Err(code)),
        },
    });
    parsed.collect()
}

/// Gives an activation back.
pub(crate) fn return_activation(config: &AuthorityConfig, request: &ReturnRequest) -> Result<(), ClientError> {
    post::<serde_json::Value>(config, RETURNS_PATH, request).map(drop)
}

fn endpoint(config: &AuthorityConfig, path: &str) -> Result<String, ClientError> {
    let wrong =
        |problem: Sentence| ClientError::Authority { url: config.url.clone(), problem, code: code::INVALID_ARGUMENT };
    authority_url::endpoint(&config.url, path).map_err(wrong)
}

fn post<T: DeserializeOwned>(config: &AuthorityConfig, path: &str, request: &impl Serialize) -> Result<T, ClientError> {
    let url = endpoint(config, path)?;
    let fail = |error: serde_json::Error, code: Code| ClientError::Authority {
        url: url.clone(),
        problem: Sentence::foreign(error),
        code,
    };
    let body = serde_json::to_vec(request).map_err(|error| fail(error, code::UNEXPECTED))?;
    let sent = agent(config)?.post(&url).content_type("application/json").send(body.as_slice());
    let (status, text) = read(&url, sent, REPLY_MAX)?;
    let unreadable = |error| fail(error, code::INVALID_SERVER_RESPONSE);
    if status.is_success() {
        return serde_json::from_str(&text).map_err(unreadable);
    }
    let problem = serde_json::from_str::<Problem>(&text).map_err(unreadable)?;
    // Whoever answers for the authority writes one line of ours, and no more.
    Err(ClientError::Refused(Box::new(Problem { title: visible::line(&problem.title).into_owned(), ..problem })))
}

/// Reads an answer, whatever it says, of at most so many bytes.
fn read(
    url: &str,
    sent: Result<Response<Body>, ureq::Error>,
    bytes_max: u64,
) -> Result<(StatusCode, String), ClientError> {
    let fail = |error: ureq::Error, code| ClientError::Authority {
        url: url.to_owned(),
        problem: Sentence::foreign(error),
        code,
    };
    let mut response = sent.map_err(|error| fail(error, code::CANNOT_CONNECT))?;
    let text = response.body_mut().with_config().limit(bytes_max).read_to_string();
    Ok((response.status(), text.map_err(|error| fail(error, code::INVALID_SERVER_RESPONSE))?))
}

fn agent(config: &AuthorityConfig) -> Result<Agent, ClientError> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let roots = match &config.ca {
        None => RootCerts::PlatformVerifier,
        Some(path) => {
            let trusted = tls_roots::read(path)?;
            let trusted: Vec<_> = trusted.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
            RootCerts::new_with_certs(&trusted)
        }
    };
    let tls = TlsConfig::builder().unversioned_rustls_crypto_provider(provider).root_certs(roots).build();
    let agent = Agent::config_builder().tls_config(tls).timeout_global(Some(TIMEOUT)).http_status_as_error(false);
    Ok(agent.build().new_agent())
}

#[cfg(test)]
mod tests {
    use super::{PACK_MAX, pack};
    use muster_proto::authority::AuthorityConfig;
    use muster_testbed::harness::fake_server;

    #[test]
    fn a_pack_is_asked_for_as_a_license_is() {
        let asked =
            |url: &str| pack(&AuthorityConfig { url: url.to_owned(), ca: None }).map_err(|error| error.to_string());
        let address = fake_server::http(200, "pack");
        assert_eq!(asked(&format!("http://{address}/")), Ok("pack".to_owned()));
        for (url, problem) in [
            (format!("http://user@{address}"), "an account"),
            (format!("http://{address}/?x=1"), "ends with its path"),
            ("http://192.0.2.7".to_owned(), "use https"),
        ] {
            let told = asked(&url).expect_err("not asked");
            assert!(told.contains(problem), "{told}");
        }
    }

    /// A vendor may have thousands of products: what a host hands on, the authority hands out.
    #[test]
    fn a_long_pack_is_read_to_its_end_and_a_longer_one_is_none() {
        let max = usize::try_from(PACK_MAX).expect("small");
        let read = |length: usize| {
            let address = fake_server::http(200, &"x".repeat(length));
            pack(&AuthorityConfig { url: format!("http://{address}"), ca: None }).map(|text| text.len()).ok()
        };
        assert_eq!(read(max - 1), Some(max - 1));
        assert_eq!(read(max + 1), None);
    }
}
