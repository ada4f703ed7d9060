//! Declares a struct that is read from a table.

/// Declares a struct, how it is read, and its shape, from one list of fields:
///
/// ```text
/// record! {
///     /// A column.
///     pub struct Column {
///         /// The column's name.
///         "name" name: required Plain,
///         "unique" unique: default bool,      // absent: `Default::default()`
///         "check" check: optional Plain,      // absent: `None`
///         "a" a: optional Plain | "b",        // absent: `None`, and then `b` has to be there
///     }
/// }
/// ```
///
/// `pub struct Technology or purpose {` takes a plain value in place of the table, as the
/// value of its key `purpose`. Every struct gets a `span`, its header or its braces, and knows
/// whether each key was given: `column.given(|key| key.unique)`.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident $(or $shorthand:ident)? {
            $( $(#[doc = $fdoc:literal])* $key:literal $field:ident : $mode:ident $ty:ty $(| $instead:literal)? ),* $(,)?
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        $vis struct $name {
            $( $(#[doc = $fdoc])* $vis $field: $crate::reading::record!(@type $mode $ty), )*
            /// The table's header, or its braces.
            #[allow(dead_code, reason = "not every record is pointed at as a whole")]
            $vis span: $crate::source::Span,
            presence: $crate::reading::Presence,
        }

        const _: () = {
            #[allow(non_camel_case_types, reason = "the variants are the fields")]
            enum FieldAt { $( $field, )* }

            /// The keys, by the names of the fields.
            #[allow(missing_debug_implementations, unreachable_pub, reason = "reached through `Keyed` alone")]
            #[allow(dead_code, reason = "not every key is asked for")]
            pub struct Keys { $( pub $field: $crate::reading::Key, )* }

            impl $crate::reading::Keyed for $name {
                type Keys = Keys;
                const KEYS: Keys = Keys {
                    $( $field: $crate::reading::Key { name: $key, index: FieldAt::$field as u8 }, )*
                };
            }
        };

        impl $name {
            /// The record's keys.
            $vis const RECORD: $crate::reading::Record = $crate::reading::Record {
                name: stringify!($name),
                description: concat!($($doc, "\n"),*),
                fields: &[
                    $( $crate::reading::Field {
                        key: $key,
                        required: $crate::reading::record!(@required $mode $($instead)?),
                        instead: $crate::reading::record!(@instead $($instead)?),
                        description: concat!($($fdoc, "\n"),*),
                        shape: <$ty as $crate::reading::Read>::shape,
                    }, )*
                ],
            };

            /// Whether a key was given.
            #[allow(dead_code, reason = "not every record is asked what it lacks")]
            $vis fn given(
                &self,
                key: impl FnOnce(<Self as $crate::reading::Keyed>::Keys) -> $crate::reading::Key,
            ) -> $crate::reading::Given {
                self.presence.of(key(<Self as $crate::reading::Keyed>::KEYS))
            }
        }

        impl $crate::reading::StandIn for $name {
            fn stand_in(span: $crate::source::Span) -> Self {
                Self {
                    $( $field: $crate::reading::record!(@stand_in $mode $ty, span), )*
                    span,
                    presence: $crate::reading::Presence::default(),
                }
            }
        }

        impl $crate::reading::Read for $name {
            fn read(
                node: $crate::reading::Node<'_>,
                reader: &mut $crate::reading::Reader<'_>,
            ) -> Option<Self> {
                $(
                    let wrapped;
                    let node = match $crate::reading::Fields::shorthand(node, stringify!($shorthand)) {
                        Some(table) => {
                            wrapped = table;
                            $crate::reading::Node { value: &wrapped, is_short: true, ..node }
                        }
                        None => node,
                    };
                )?
                let keys = <Self as $crate::reading::Keyed>::KEYS;
                let mut fields = $crate::reading::Fields::open(node, &Self::RECORD, reader)?;
                let read = Self {
                    $( $field: $crate::reading::record!(@read $mode $ty, fields, keys.$field, reader), )*
                    span: node.span,
                    presence: fields.presence,
                };
                $( $( fields.one_of::<$ty>(keys.$field, $instead, reader); )? )*
                Some(read)
            }

            fn shape() -> $crate::reading::Shape {
                let record = $crate::reading::Shape::Record(Self::RECORD);
                $(
                    let short = Self::RECORD.fields.iter().find(|field| field.key == stringify!($shorthand));
                    let record = match short {
                        Some(field) => $crate::reading::Shape::Named {
                            name: concat!(stringify!($name), "-or-", stringify!($shorthand)),
                            shape: Box::new($crate::reading::Shape::OneOf(vec![(field.shape)(), record])),
                        },
                        None => record,
                    };
                )?
                record
            }
        }
    };
    (@type required $ty:ty) => { $ty };
    (@type default $ty:ty) => { $ty };
    (@type optional $ty:ty) => { Option<$ty> };
    (@required $mode:ident $instead:literal) => { true };
    (@required required) => { true };
    (@required $other:ident) => { false };
    (@instead) => { None };
    (@instead $instead:literal) => { Some($instead) };
    (@stand_in required $ty:ty, $span:ident) => { <$ty as $crate::reading::StandIn>::stand_in($span) };
    (@stand_in default $ty:ty, $span:ident) => { <$ty>::default() };
    (@stand_in optional $ty:ty, $span:ident) => { None };
    (@read required $ty:ty, $fields:ident, $key:expr, $reader:ident) => { $fields.required::<$ty>($key, $reader) };
    (@read default $ty:ty, $fields:ident, $key:expr, $reader:ident) => {
        $fields.optional::<$ty>($key, $reader).unwrap_or_default()
    };
    (@read optional $ty:ty, $fields:ident, $key:expr, $reader:ident) => { $fields.optional::<$ty>($key, $reader) };
}

pub(crate) use record;
