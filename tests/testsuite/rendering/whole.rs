//! The whole document of the URL shortener.

use mdbook_system_design::diagram::selection::Selection;
use mdbook_system_design::diagram::view::View;
use mdbook_system_design::render::{Anchors, PageIds, Place, printed};

use super::{Options, Subject, anchored, complete, view};

#[test]
fn plain() {
    let text = Subject::url_shortener().document(&Options::default(), &complete());
    snapbox::assert_data_eq!(text, snapbox::file!["../../rendering/url-shortener.md"].raw());
}

#[test]
fn with_anchors() {
    let text = Subject::url_shortener().document(&anchored(), &complete());
    snapbox::assert_data_eq!(text, snapbox::file!["../../rendering/url-shortener.html.md"].raw());
}

#[test]
fn coverage_matrix() {
    let Subject { design, template } = Subject::url_shortener();
    let options = anchored();
    let ids = PageIds::default();
    let anchors = Anchors::give(&design, printed(&design, &template, &options), 1, &ids);
    let places = [Place { page: "shop.md".to_owned(), anchors: &anchors }];
    let text =
        view(&design, &template, &options, (View::Coverage, Selection::ALL), &PageIds::default(), &places);
    snapbox::assert_data_eq!(text, snapbox::file!["../../rendering/url-shortener.coverage.md"].raw());
}

#[test]
fn twice_the_same() {
    let (first, second) = (Subject::url_shortener(), Subject::url_shortener());
    assert_eq!(first.document(&anchored(), &complete()), second.document(&anchored(), &complete()));
}
