//! How an entity is declared.

/// Declares an entity: a [`record!`](crate::reading::record) that can be walked through.
macro_rules! entity {
    (
        $(#[doc = $doc:literal])*
        $vis:vis struct $name:ident $(or $shorthand:ident)? {
            $( $(#[doc = $fdoc:literal])* $key:literal $field:ident : $mode:ident $ty:ty $(| $instead:literal)? ),* $(,)?
        }
    ) => {
        $crate::reading::record! {
            $(#[doc = $doc])*
            $vis struct $name $(or $shorthand)? {
                $( $(#[doc = $fdoc])* $key $field: $mode $ty $(| $instead)?, )*
            }
        }

        impl $crate::design::value::Recorded for $name {
            fn record(&self) -> $crate::design::value::Record<'_> {
                let fields = vec![$( ($key, $crate::design::value::Valued::as_value(&self.$field)), )*];
                $crate::design::value::Record { fields, span: self.span }
            }
        }

        impl $crate::design::Walk for $name {
            fn walk_at<'a>(
                &'a self,
                at: &$crate::design::Trail<'_>,
                visit: &mut $crate::design::Visit<'_, 'a>,
            ) {
                $( $crate::design::Walk::walk_at(&self.$field, &at.key($key), visit); )*
            }
        }
    };
}

pub(super) use entity;
