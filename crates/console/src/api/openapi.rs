//! The API as an OpenAPI 3.1 document, made of the operations, their parameters and their documents.

use super::{
    operation::Operation,
    operations::operations,
    parameters::{Parameter, ParameterKind},
};
use crate::{machine_query::UNSEEN_DAYS_MAX, route_method::RouteMethod, service_kind::ServiceKind};
use muster_core::{keys::product_key::KeyClaim, lang::Lang};
use muster_proto::problem::{MEDIA_TYPE, Problem};
use muster_server::openapi::{Message, PROBLEM, document, response};
use utoipa::{
    PartialSchema,
    openapi::{
        Components, ComponentsBuilder, Content, HttpMethod, ObjectBuilder, Paths, Ref, RefOr, Required, Schema,
        SchemaFormat, Type,
        path::{OperationBuilder, ParameterBuilder, ParameterIn},
        request_body::{RequestBody, RequestBodyBuilder},
        security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
    },
};

/// What a cursor of machines looks like: CMID, activation id, hardware id, Unix times of its last request and of the end of its activation, and name.
const CURSOR: &str = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[0-9a-f]{32}\.-?[0-9]{1,10}\.(-?[0-9]{1,10})?\.[^\u0000]*$";
/// What a cursor of holders looks like: Unix time and id.
const HOLDER_CURSOR: &str = r"^-?[0-9]{1,10}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";
const TOKEN: &str = "token";
/// Each refusal, and when it is answered.
const REFUSALS: [(&str, &str); 8] = [
    ("400", "A parameter is unknown, repeated or has no such value."),
    ("401", "No token, or one that is wrong, has ended or was revoked."),
    ("403", "The token's role does not have the permission."),
    ("404", "There is no such thing."),
    ("421", "Host is not the address of the console."),
    ("429", "Too many wrong tokens came from this network."),
    ("500", "The console failed; the log has the cause, with the id in instance."),
    ("503", "The service does not answer; its log has the cause."),
];

/// What is refused besides where a message is taken.
const MESSAGE_REFUSALS: [(&str, &str); 5] = [
    ("400", "The message is no JSON of this form, and detail names the field; or a parameter is unknown or repeated."),
    ("408", "The message did not arrive in time."),
    ("409", "There is one of this name, or it was taken before."),
    ("413", "The message is larger than 64 KiB, a list than 16 MiB."),
    ("422", "The message says what cannot be done; detail says why."),
];

/// The document, as JSON.
pub fn openapi(kind: ServiceKind) -> String {
    let (mut paths, mut components) = (Paths::new(), components());
    for operation in operations(kind) {
        let Message { name, schemas } = (operation.answer)();
        components.schemas.extend(schemas);
        let method = match operation.method() {
            RouteMethod::Get => HttpMethod::Get,
            RouteMethod::Post => HttpMethod::Post,
        };
        paths.add_path_operation(operation.path, vec![method], described(operation, &name));
        components.schemas.extend(operation.takes.into_iter().flat_map(|takes| takes().schemas));
    }
    let title = match kind {
        ServiceKind::Authority => "Muster: web console of the authority",
        ServiceKind::Host => "Muster: web console of an activation host",
    };
    document(title, "What the pages of the console show. See docs/console.md.", paths, components)
}

fn components() -> Components {
    let scheme =
        Http::builder().scheme(HttpAuthScheme::Bearer).description(Some("Made on the page API tokens.")).build();
    ComponentsBuilder::new()
        .security_scheme(TOKEN, SecurityScheme::Http(scheme))
        .schema(PROBLEM, Problem::schema())
        .build()
}

fn described(operation: &Operation, answer: &str) -> utoipa::openapi::path::Operation {
    let permission = operation.permission.name().get(Lang::En);
    let mut described = OperationBuilder::new()
        .operation_id(Some(operation.id()))
        .summary(Some(operation.summary.en))
        .description(Some(format!("Permission: {permission}.")))
        .security(SecurityRequirement::new::<_, [&str; 0], &str>(TOKEN, []))
        .response("200", response(operation.summary.en, "application/json", answer));
    for parameter in operation.parameters {
        described = described.parameter(described_parameter(parameter));
    }
    if let Some(takes) = operation.takes {
        described = described.request_body(Some(body(&takes().name)));
    }
    let of_message = operation.takes.map(|_| MESSAGE_REFUSALS.as_slice()).unwrap_or_default();
    for (status, when) in REFUSALS.iter().chain(of_message).copied() {
        described = described.response(status, response(when, MEDIA_TYPE, PROBLEM));
    }
    described.build()
}

fn body(message: &str) -> RequestBody {
    let content = Content::new(Some(Ref::from_schema_name(message)));
    RequestBodyBuilder::new().content("application/json", content).required(Some(Required::True)).build()
}

fn described_parameter(parameter: &Parameter) -> utoipa::openapi::path::Parameter {
    let Parameter { name, required, kind, purpose } = parameter;
    ParameterBuilder::new()
        .name(*name)
        .parameter_in(ParameterIn::Query)
        .required(if *required { Required::True } else { Required::False })
        .description(Some(purpose.en))
        .schema(Some(schema(*kind)))
        .build()
}

fn schema(kind: ParameterKind) -> RefOr<Schema> {
    let number = |most: u32| ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(most));
    let text = ObjectBuilder::new().schema_type(Type::String);
    let object = match kind {
        ParameterKind::Days => number(UNSEEN_DAYS_MAX).minimum(Some(1)),
        ParameterKind::KeyNumber => number(KeyClaim::COUNT - 1),
        ParameterKind::Number => number(u32::MAX),
        ParameterKind::Uuid => text.format(Some(SchemaFormat::Custom("uuid".to_owned()))),
        ParameterKind::Cursor => text.pattern(Some(CURSOR)),
        ParameterKind::HolderCursor => text.pattern(Some(HOLDER_CURSOR)),
        // A NUL is part of no text.
        ParameterKind::Text => text.pattern(Some("^[^\\u0000]*$")),
        ParameterKind::Action
        | ParameterKind::HolderKind
        | ParameterKind::HolderState
        | ParameterKind::KeyState
        | ParameterKind::Language
        | ParameterKind::Sort
        | ParameterKind::State => text.enum_values(kind.values()),
    };
    object.into()
}

#[cfg(test)]
mod tests {
    use super::{CURSOR, openapi};
    use crate::machine_query::MachineCursor;
    use crate::service_kind::ServiceKind;
    use muster_core::{
        id::{ActivationId, Cmid, HardwareId},
        time::Moment,
    };

    #[test]
    fn a_cursor_has_the_pattern_of_the_document() {
        let key = (Cmid::from_bytes([1; 16]), ActivationId::from_bytes([2; 16]), HardwareId::from_bytes([3; 16]));
        let cursor =
            MachineCursor { name: "会計.1".into(), last_seen: Moment::from_unix(1_794_661_179), until: None, key };
        let pattern = regex_lite::Regex::new(&CURSOR.replace("\\u0000", "\\x00")).expect("a pattern");
        assert!(pattern.is_match(&cursor.text()), "{}", cursor.text());
        assert!(openapi(ServiceKind::Host).contains("\"pattern\": \"^[0-9a-f]{8}") && !pattern.is_match("0"));
    }
}
