//! Pictures from the model, as static SVG.
//!
//! Each diagram has input types of plain text, so it can be understood and tested without the rest of the
//! program: [`architecture::Architecture`], [`flow::Flow`] and [`tables::Tables`]; [`model`] makes them from
//! a design, [`view`] names them. Drawing goes in two steps: `picture` of the diagram's module places
//! everything, and [`svg::write`] writes it. [`audit::audit`] looks for faults in a picture. [`mermaid`]
//! writes the same as Mermaid text, and checks the Mermaid that authors write.
//!
//! ```
//! use mdbook_system_design::diagram::{audit, flow, svg};
//! use flow::{Event, Flow, Participant};
//!
//! let participant = |id: &str| Participant { id: id.into(), name: id.into(), ..Default::default() };
//! let flow = Flow {
//!     title: "Follow a link".into(),
//!     participants: vec![participant("visitor"), participant("api")],
//!     events: vec![Event { from: "visitor".into(), to: "api".into(), text: "GET /x".into(), ..Default::default() }],
//!     ..Flow::default()
//! };
//! let picture = flow::picture(&flow);
//! let svg = svg::write(&picture, &svg::Frame { prefix: "links-redirect", ..Default::default() });
//! assert!(svg.starts_with("<svg ") && audit::audit(&picture).faults.is_empty());
//! ```
//!
//! To add a diagram: a module with its input types and a function `picture`, which may use
//! `layout` for boxes and lines, and designs for it in `tests/diagram/designs/`.

pub mod architecture;
pub mod audit;
pub mod caption;
pub mod choices;
pub mod drawing;
pub mod files;
pub mod flow;
pub mod geometry;
pub mod hints;
pub mod legend;
pub mod limits;
pub mod mark;
pub mod matrix;
pub mod mermaid;
pub mod metrics;
pub mod model;
pub mod parts;
pub mod picture;
pub mod selection;
pub mod style;
pub mod svg;
pub mod tables;
pub mod view;
pub mod wrapping;

mod block;
mod layout;
mod lines;
mod loops;
mod shapes;
mod slices;
mod tips;
