//! One request to one host, and what its answer means before it is verified.

use muster_core::code::{self, Code};
use muster_proto::{
    problem::Problem,
    request::{ACTIVATIONS_PATH, ActivationRequestBody, ActivationResponseBody, PACK_PATH},
};
use std::{io::ErrorKind, net::SocketAddr, time::Duration};
use ureq::Agent;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const REPLY_MAX: u64 = 64 * 1024;
const PACK_MAX: u64 = 4 * 1024 * 1024;

/// Sends a request to the first of a host's addresses that takes it. The code of the last failure counts.
pub(crate) fn send(
    addresses: &[SocketAddr],
    request: &ActivationRequestBody,
    request_timeout: Duration,
) -> Result<(ActivationResponseBody, SocketAddr), Code> {
    let body = serde_json::to_vec(request).map_err(|_| code::UNEXPECTED)?;
    let agent = agent(request_timeout);
    let mut failure = code::NAME_NOT_RESOLVED;
    for address in addresses {
        match post(&agent, *address, &body) {
            Ok(reply) => return Ok((reply, *address)),
            // A host that answered has answered; its other addresses would say the same.
            Err(code) if code.is_hosts_answer() => return Err(code),
            Err(code) => failure = code,
        }
    }
    Err(failure)
}

/// The license pack that a host offers; what it is worth is for the reader to verify.
pub(crate) fn pack(address: SocketAddr, request_timeout: Duration) -> Option<String> {
    let mut response = agent(request_timeout).get(format!("http://{address}{PACK_PATH}")).call().ok()?;
    let good = response.status().is_success();
    response.body_mut().with_config().limit(PACK_MAX).read_to_string().ok().filter(|_| good)
}

fn agent(request_timeout: Duration) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .timeout_connect(Some(CONNECT_TIMEOUT.min(request_timeout)))
        .timeout_global(Some(request_timeout));
    config.build().new_agent()
}

fn post(agent: &Agent, address: SocketAddr, body: &[u8]) -> Result<ActivationResponseBody, Code> {
    let request = agent.post(format!("http://{address}{ACTIVATIONS_PATH}")).content_type("application/json");
    let mut response = request.send(body).map_err(|error| transport_code(&error))?;
    let text = response.body_mut().with_config().limit(REPLY_MAX).read_to_string();
    let text = text.map_err(|error| match transport_code(&error) {
        code::HOST_UNAVAILABLE => code::INVALID_SERVER_RESPONSE,
        code => code,
    })?;
    if response.status().is_success() {
        return serde_json::from_str(&text).map_err(|_| code::INVALID_SERVER_RESPONSE);
    }
    let problem: Problem = serde_json::from_str(&text).map_err(|_| code::INVALID_SERVER_RESPONSE)?;
    Err(if problem.code == code::SUCCESS { code::INVALID_SERVER_RESPONSE } else { problem.code })
}

fn transport_code(error: &ureq::Error) -> Code {
    match error {
        ureq::Error::Timeout(_) => code::TIMEOUT,
        ureq::Error::Io(error) => match error.kind() {
            ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => code::NETWORK_UNREACHABLE,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => code::TIMEOUT,
            _ => code::HOST_UNAVAILABLE,
        },
        ureq::Error::ConnectionFailed => code::HOST_UNAVAILABLE,
        _ => code::INVALID_SERVER_RESPONSE,
    }
}
