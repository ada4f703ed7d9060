//! How the design file as a whole is declared.

/// Declares [`Design`](super::Design) and its tables from one list: the struct, how each table is
/// read, the empty design, the walk, and [`TABLES`](super::TABLES), from which the schema and the
/// documentation follow.
///
/// ```text
/// design! {
///     /// What the table is (the schema's description).
///     "components" components: default Entities<Component>, walked;
///     "diagrams" diagrams: optional Diagrams, walked;     // absent: `None`
///     "template" template: required Plain, apart;         // nothing to walk through
/// }
/// ```
///
/// A table is `walked` if rules visit all values in it, or else `apart`.
macro_rules! design {
    ($( $(#[doc = $doc:literal])* $key:literal $field:ident : $mode:ident $ty:ty, $walk:ident; )*) => {
        /// A design, as far as it could be read.
        #[derive(Clone, Debug)]
        pub struct Design {
            /// The design's file.
            pub file: FileId,
            /// The design's id: the one it gives, or one made from the file's name or, for a version of
            /// a series, from the folder's name.
            pub id: String,
            /// Whether a newer version of its series has taken its place.
            pub is_replaced: bool,
            $( $(#[doc = $doc])* pub $field: design!(@type $mode $ty), )*
            /// The fact tables.
            pub facts: Facts,
            /// What `[[allow]]` silences, with its entries' rules.
            pub allows: Vec<Allow>,
            /// The top-level tables and keys, with the places of their values.
            pub roots: HashMap<String, Span>,
            /// Whether the design gives a valid status. Otherwise it counts as a draft.
            pub has_status: bool,
            /// The ids that are declared in places that nothing knows (already reported).
            pub stray_ids: HashSet<String>,
            /// Known tables that could not be read (already reported).
            pub unread_roots: Vec<String>,
            /// Lists and tables that were written with nothing in them.
            pub written_empty: Vec<$crate::reading::Empty>,
        }

        /// The tables of a design that do not depend on a template, in the order of the
        /// documentation.
        pub const TABLES: &[$crate::reading::Field] = &[
            $( $crate::reading::Field {
                key: $key,
                required: design!(@required $mode),
                instead: None,
                description: concat!($($doc, "\n"),*),
                shape: <$ty as $crate::reading::Read>::shape,
            }, )*
        ];

        impl Design {
            /// An empty design; required values are stand-ins at `start`.
            fn empty(file: FileId, start: Span) -> Self {
                Self {
                    file,
                    id: String::new(),
                    is_replaced: false,
                    $( $field: design!(@empty $mode $ty, start), )*
                    facts: Facts::default(),
                    allows: Vec::new(),
                    roots: HashMap::new(),
                    has_status: false,
                    stray_ids: HashSet::new(),
                    unread_roots: Vec::new(),
                    written_empty: Vec::new(),
                }
            }

            /// Reads one of [`TABLES`]: whether it could be read, or `None` for any other name. A
            /// table that cannot be read is reported and leaves its field unchanged.
            fn read_table(
                &mut self,
                name: &str,
                node: $crate::reading::Node<'_>,
                reader: &mut $crate::reading::Reader<'_>,
            ) -> Option<bool> {
                match name {
                    $( $key => {
                        let value = <$ty as $crate::reading::Read>::read(node, reader);
                        let read = value.is_some();
                        if let Some(value) = value {
                            self.$field = design!(@some $mode value);
                        }
                        Some(read)
                    } )*
                    _ => None,
                }
            }
        }

        impl $crate::design::Walk for Design {
            fn walk_at<'a>(
                &'a self,
                at: &$crate::design::Trail<'_>,
                visit: &mut $crate::design::Visit<'_, 'a>,
            ) {
                $( design!(@walk $walk self.$field, at.key($key), visit); )*
                self.facts.walk_at(at, visit);
            }
        }
    };
    (@type optional $ty:ty) => { Option<$ty> };
    (@type $other:ident $ty:ty) => { $ty };
    (@required required) => { true };
    (@required $other:ident) => { false };
    (@empty required $ty:ty, $start:ident) => { <$ty as $crate::reading::StandIn>::stand_in($start) };
    (@empty default $ty:ty, $start:ident) => { <$ty>::default() };
    (@empty optional $ty:ty, $start:ident) => { None };
    (@some optional $value:ident) => { Some($value) };
    (@some $other:ident $value:ident) => { $value };
    (@walk walked $value:expr, $at:expr, $visit:ident) => { $value.walk_at(&$at, $visit) };
    (@walk apart $value:expr, $at:expr, $visit:ident) => {};
}

pub(super) use design;
