//! All integration tests, in one binary: a module and, where it has any, a folder a feature.

mod captures;
mod directives;
mod protocol;
