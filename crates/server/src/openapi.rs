//! The interface of a service as an OpenAPI 3.1 document, made of its operations and of the types of their messages.

use muster_proto::problem::{MEDIA_TYPE, Problem};
use utoipa::{
    ToSchema,
    openapi::{
        Components, Content, HttpMethod, Info, Object, ObjectBuilder, OpenApi, Paths, Ref, RefOr, ResponseBuilder,
        Schema, Type,
        path::{Operation as Described, OperationBuilder},
        request_body::RequestBodyBuilder,
        schema::AdditionalProperties,
    },
};

/// An operation: a POST if it takes a message, else a GET.
#[derive(Debug)]
pub struct Operation {
    /// Where.
    pub path: &'static str,
    /// What it is for.
    pub summary: &'static str,
    /// The message that it takes.
    pub takes: Option<fn() -> Message>,
    /// What it answers with 200.
    pub answers: Answer,
    /// Each refusal: status, and when it is answered.
    pub refusals: &'static [(&'static str, &'static str)],
}

/// What an operation answers with.
#[derive(Debug)]
pub enum Answer {
    /// A message, as JSON.
    Message(fn() -> Message),
    /// JSON that says how the service is; also with 503.
    Health,
    /// Text of this media type.
    Text(&'static str),
}

/// The schema of a message.
#[expect(missing_debug_implementations, reason = "schemas have none")]
pub struct Message {
    /// Its name among the schemas of a document.
    pub name: String,
    /// Its own, and those of what it holds.
    pub schemas: Vec<(String, RefOr<Schema>)>,
}

/// The schema of a type.
pub fn message<T: ToSchema>() -> Message {
    let name = T::name().into_owned();
    let mut schemas = vec![(name.clone(), T::schema())];
    T::schemas(&mut schemas);
    Message { name, schemas }
}

/// That of the interface, as in its paths.
const VERSION: &str = "1";
const HEALTH: &str = "Health";
/// The name of the message that every refusal is.
pub const PROBLEM: &str = "Problem";
/// What every operation may refuse besides.
const REFUSALS: [(&str, &str); 2] = [
    ("500", "The service failed; the log has the cause, with the id in instance."),
    ("503", "It has too much to do, or its store failed: Retry-After says when to ask again."),
];
/// What every operation that takes a message may refuse besides.
const BODY_REFUSALS: [(&str, &str); 3] = [
    ("400", "The message is no JSON of this form; detail names the field."),
    ("408", "The message did not arrive in time."),
    ("413", "The message is larger than 64 KiB."),
];

/// The document of a service, as JSON.
pub fn openapi(title: &str, description: &str, operations: &[Operation]) -> String {
    let (mut paths, mut components) = (Paths::new(), Components::new());
    components.schemas.extend(message::<Problem>().schemas);
    components.schemas.insert(HEALTH.to_owned(), health().into());
    for operation in operations {
        let answered = match operation.answers {
            Answer::Message(answered) => Some(answered),
            Answer::Health | Answer::Text(_) => None,
        };
        components.schemas.extend([operation.takes, answered].into_iter().flatten().flat_map(|of| of().schemas));
        let method = if operation.takes.is_some() { HttpMethod::Post } else { HttpMethod::Get };
        paths.add_path_operation(operation.path, vec![method], described(operation));
    }
    document(title, description, paths, components)
}

/// A document, as JSON.
pub fn document(title: &str, description: &str, paths: Paths, components: Components) -> String {
    let mut info = Info::new(title, VERSION);
    info.description = Some(description.to_owned());
    let mut document = OpenApi::new(info, paths);
    document.components = Some(components);
    document.to_pretty_json().unwrap_or_default() + "\n"
}

/// An answer whose content is the message of this name.
pub fn response(description: &str, media_type: &str, message: &str) -> ResponseBuilder {
    let content = Content::new(Some(Ref::from_schema_name(message)));
    ResponseBuilder::new().description(description).content(media_type, content)
}

fn described(operation: &Operation) -> Described {
    let json = |name: &str| Content::new(Some(Ref::from_schema_name(name)));
    let told = operation.summary;
    let (answer, refusals) = match operation.answers {
        Answer::Message(message) => (response(told, "application/json", &message().name), REFUSALS.as_slice()),
        Answer::Text(media_type) => {
            let text = Content::new(Some(ObjectBuilder::new().schema_type(Type::String)));
            (ResponseBuilder::new().description(told).content(media_type, text), REFUSALS.as_slice())
        }
        Answer::Health => (response(told, "application/json", HEALTH), &REFUSALS[..1]),
    };
    let mut described =
        OperationBuilder::new().operation_id(Some(operation_id(operation.path))).summary(Some(operation.summary));
    if let Some(message) = operation.takes {
        let body = RequestBodyBuilder::new().content("application/json", json(&message().name));
        described = described.request_body(Some(body.required(Some(utoipa::openapi::Required::True)).build()));
    }
    let of_body = operation.takes.map(|_| BODY_REFUSALS.as_slice()).unwrap_or_default();
    for (status, when) in operation.refusals.iter().chain(of_body).chain(refusals) {
        described = described.response(*status, response(when, MEDIA_TYPE, PROBLEM));
    }
    if matches!(operation.answers, Answer::Health) {
        let failing = "It cannot answer; or it has too much to do to say how it is.";
        let failing = response(failing, "application/json", HEALTH).content(MEDIA_TYPE, json(PROBLEM));
        described = described.response("503", failing);
    }
    described.response("200", answer).build()
}

fn operation_id(path: &str) -> String {
    path.trim_start_matches("/v1").trim_matches('/').replace('/', "_")
}

fn health() -> Object {
    let status = ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(["ok", "warning", "failing"]))
        .description(Some("It answers; it answers and somebody should look; it cannot answer."));
    ObjectBuilder::new()
        .schema_type(Type::Object)
        .description(Some("How the service and each of its parts is."))
        .property("status", status)
        .required("status")
        .additional_properties(Some(AdditionalProperties::FreeForm(true)))
        .build()
}
