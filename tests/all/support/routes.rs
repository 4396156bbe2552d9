//! The contract's document as a table of routes: who may call what, with which parameters.

use std::sync::LazyLock;

use serde_json::Value;

const TEXT: &str = include_str!("../../../src/server/openapi.yaml");
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_saphyr::from_str(TEXT).expect("src/server/openapi.yaml is not valid YAML"));
static ROUTES: LazyLock<Vec<Route>> = LazyLock::new(|| read_routes(document()));

/// One operation of the document.
#[derive(Debug)]
pub struct Route {
    /// In capitals, as on the wire.
    pub method: String,
    /// The template, such as `/api/v1/admin/refunds/{refund_id}`.
    pub path: String,
    /// `operationId`.
    pub id: String,
    /// `x-permission`: any one of them will do.
    pub permissions: Vec<String>,
    /// `x-rate-limit`: the class of the limit.
    pub rate_limit: String,
    /// Those of the path and of the operation together, references resolved.
    pub parameters: Vec<Parameter>,
    /// JSON pointer of the operation in the document.
    pub pointer: String,
}

/// One parameter of an operation.
#[derive(Debug)]
pub struct Parameter {
    pub name: String,
    /// `path`, `query`, `header` or `cookie`.
    pub location: String,
    pub required: bool,
    /// JSON pointer of its schema in the document.
    pub schema: String,
}

/// The document as JSON.
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// Every operation, in the document's order.
pub fn routes() -> &'static [Route] {
    &ROUTES
}

/// The operation that answers `method` on a concrete `path` without its query. Literal segments
/// win over parameters, so `claim-next` is never taken for an id.
pub fn find(method: &str, path: &str) -> Option<&'static Route> {
    routes()
        .iter()
        .filter(|route| route.method.eq_ignore_ascii_case(method) && path_values(&route.path, path).is_some())
        .min_by_key(|route| route.path.split('/').map(is_parameter).collect::<Vec<_>>())
}

/// The values that a concrete path gives to a template's parameters, or nothing if it doesn't fit.
pub fn path_values(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let (expected, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let fits = expected.len() == given.len()
        && expected.iter().zip(&given).all(|(e, g)| e == g || (is_parameter(e) && !g.is_empty()));
    fits.then(|| {
        let pairs = expected.iter().zip(&given).filter(|(e, _)| is_parameter(e));
        pairs.map(|(e, g)| (e.trim_matches(['{', '}']).to_owned(), percent_decode(g))).collect()
    })
}

/// Follows `$ref` until there is none; returns the pointer of what it found too.
pub fn resolve(pointer: &str) -> (String, &'static Value) {
    let node = document().pointer(pointer).unwrap_or_else(|| panic!("the document has nothing at {pointer}"));
    match node.get("$ref").and_then(Value::as_str) {
        Some(target) => resolve(target.trim_start_matches('#')),
        None => (pointer.to_owned(), node),
    }
}

/// A key as one step of a JSON pointer.
pub fn step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Undoes percent-encoding; what isn't valid stays as it is.
pub fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).filter(|_| *first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        if let Some(byte) = hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn is_parameter(segment: &str) -> bool {
    segment.starts_with('{')
}

fn read_routes(document: &Value) -> Vec<Route> {
    let paths = document["paths"].as_object().expect("the document has paths");
    let operations = paths.iter().flat_map(|(path, item)| {
        METHODS.iter().filter(move |method| item.get(**method).is_some()).map(move |method| (path, *method))
    });
    operations.map(|(path, method)| read_route(path, method)).collect()
}

fn read_route(path: &str, method: &str) -> Route {
    let item = format!("/paths/{}", step(path));
    let pointer = format!("{item}/{method}");
    let operation = document().pointer(&pointer).expect("the operation was just listed");
    let mut parameters = read_parameters(&format!("{item}/parameters"));
    parameters.extend(read_parameters(&format!("{pointer}/parameters")));
    Route {
        method: method.to_uppercase(),
        path: path.to_owned(),
        id: text(&operation["operationId"]),
        permissions: one_or_many(&operation["x-permission"]),
        rate_limit: text(&operation["x-rate-limit"]),
        parameters,
        pointer,
    }
}

fn read_parameters(pointer: &str) -> Vec<Parameter> {
    let count = document().pointer(pointer).and_then(Value::as_array).map_or(0, Vec::len);
    let parameter = |index| {
        let (pointer, node) = resolve(&format!("{pointer}/{index}"));
        Parameter {
            name: text(&node["name"]),
            location: text(&node["in"]),
            required: node["required"].as_bool().unwrap_or(false),
            schema: format!("{pointer}/schema"),
        }
    };
    (0..count).map(parameter).collect()
}

fn one_or_many(node: &Value) -> Vec<String> {
    node.as_array().map_or_else(|| vec![text(node)], |many| many.iter().map(text).collect())
}

fn text(node: &Value) -> String {
    node.as_str().unwrap_or_else(|| panic!("expected text in the document, found {node}")).to_owned()
}
