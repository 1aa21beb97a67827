//! One request to one host, and what its answer means before it is verified.

use muster_core::code::{self, Code};
use muster_platform::deadline::Deadline;
use muster_proto::{
    problem::Problem,
    request::{ACTIVATIONS_PATH, ActivationRequestBody, ActivationResponseBody, PACK_PATH},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{io::ErrorKind, net::SocketAddr, time::Duration};
use ureq::Agent;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const REPLY_MAX: u64 = 64 * 1024;
/// The longest license pack, from a host and from the authority.
pub(crate) const PACK_MAX: u64 = 4 * 1024 * 1024;

/// Sends a request to the first of a host's addresses that takes it before the deadline. The code of the last failure counts.
pub(crate) fn send(
    addresses: &[SocketAddr],
    request: &ActivationRequestBody,
    deadline: Deadline,
) -> Result<(ActivationResponseBody, SocketAddr), Code> {
    exchange(addresses, ACTIVATIONS_PATH, request, deadline)
}

/// Posts a message to the first of a host's addresses that takes it before the deadline.
pub(crate) fn exchange<A: DeserializeOwned>(
    addresses: &[SocketAddr],
    path: &str,
    message: &impl Serialize,
    deadline: Deadline,
) -> Result<(A, SocketAddr), Code> {
    let body = serde_json::to_vec(message).map_err(|_| code::UNEXPECTED)?;
    let mut failure = code::NAME_NOT_RESOLVED;
    for address in addresses {
        let Ok(left) = deadline.remaining() else { return Err(code::TIMEOUT) };
        match post(&agent(left), *address, path, &body) {
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

fn post<A: DeserializeOwned>(agent: &Agent, address: SocketAddr, path: &str, body: &[u8]) -> Result<A, Code> {
    let request = agent.post(format!("http://{address}{path}")).content_type("application/json");
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

#[cfg(test)]
mod tests {
    use super::send;
    use muster_core::{
        client::license::Status,
        code,
        host::request::ActivationRequest,
        id::{ActivationId, Cmid, HardwareId, Nonce},
        time::Moment,
    };
    use muster_platform::deadline::Deadline;
    use muster_proto::request::ActivationRequestBody;
    use std::{
        io::{Read, Write},
        net::{SocketAddr, TcpListener},
        thread,
        time::Duration,
    };

    const REPLY: &str = r#"{"version":1,"activation":"a.b.c","host_license":"d.e.f"}"#;
    const REFUSAL: &str = r#"{"type":"","status":503,"code":"0xC004F041","title":"","fix":""}"#;

    fn request() -> ActivationRequestBody {
        let request = ActivationRequest {
            cmid: Cmid::from_bytes([1; 16]),
            hardware: HardwareId::from_bytes([1; 16]),
            machine: "pc".into(),
            product: ActivationId::from_bytes([1; 16]),
            client_time: Moment::from_unix(0),
            virtual_machine: false,
            status: Status::InitialGrace,
            minutes_left: 0,
            threshold: 1,
            counter: 1,
        };
        ActivationRequestBody::new(&request, Nonce::from_bytes([1; 16]))
    }

    /// A host that gives one answer, with this status line and body.
    fn host(status: &str, body: &str) -> SocketAddr {
        let answer = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut request = Vec::new();
            let mut buffer = [0; 4096];
            while !request.ends_with(b"}") {
                let length = stream.read(&mut buffer).expect("a request");
                request.extend_from_slice(&buffer[..length]);
            }
            stream.write_all(answer.as_bytes()).expect("sent");
        });
        address
    }

    /// Nobody listens there.
    fn closed() -> SocketAddr {
        TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port")
    }

    /// The address that answered, or the code.
    fn sent(addresses: &[SocketAddr]) -> Result<SocketAddr, code::Code> {
        send(addresses, &request(), Deadline::after(Duration::from_secs(60))).map(|(_, address)| address)
    }

    /// A host that takes connections and says nothing.
    #[test]
    fn one_deadline_holds_for_all_addresses_of_a_host() {
        let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = silent.local_addr().expect("its address");
        let deadline = Deadline::after(Duration::from_millis(200));
        let sent = send(&[address; 64], &request(), deadline);
        assert_eq!(sent.map(|(_, address)| address), Err(code::TIMEOUT));
        silent.set_nonblocking(true).expect("changed");
        let connections = std::iter::from_fn(|| silent.accept().ok()).count();
        assert_eq!(connections, 1, "no address was asked after the deadline");
    }

    #[test]
    fn the_first_address_that_takes_the_request_answers() {
        let good = host("200 OK", REPLY);
        assert_eq!(sent(&[closed(), good]), Ok(good));
        assert_eq!(sent(&[closed(), closed()]), Err(code::HOST_UNAVAILABLE));
        assert_eq!(sent(&[]), Err(code::NAME_NOT_RESOLVED));
    }

    #[test]
    fn a_host_that_refuses_is_not_asked_at_its_other_addresses() {
        let good = host("200 OK", REPLY);
        assert_eq!(sent(&[host("503 Service Unavailable", REFUSAL), good]), Err(code::HOST_NOT_ACTIVATED));
        assert_eq!(sent(&[good]), Ok(good), "it has not been asked before");
    }

    #[test]
    fn what_is_no_answer_of_a_host_is_named_so() {
        let success = REFUSAL.replace("0xC004F041", "0x00000000");
        for (status, body) in [
            ("200 OK", "{}"),
            ("302 Found\r\nLocation: http://127.0.0.1:1/", ""),
            ("404 Not Found", "<html>"),
            ("503 Service Unavailable", success.as_str()),
        ] {
            assert_eq!(sent(&[host(status, body)]), Err(code::INVALID_SERVER_RESPONSE), "{status} {body}");
        }
    }

    #[test]
    fn an_answer_that_is_too_long_is_not_read_to_its_end() {
        let long = " ".repeat(super::REPLY_MAX as usize + 1);
        assert_eq!(sent(&[host("200 OK", &long)]), Err(code::INVALID_SERVER_RESPONSE));
    }
}
