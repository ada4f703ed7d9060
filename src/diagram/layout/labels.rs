//! Which edges share a label, and the row of each label.

use super::Graph;
use super::layers::Layers;

/// Edges that are drawn as one, and the place of their label.
#[derive(Debug, Clone, Default)]
pub(super) struct Bundle {
    pub edges: Vec<usize>,
    /// The upper and the lower nodes; one of the two is a single node.
    pub upper: Vec<usize>,
    pub lower: Vec<usize>,
    /// The gap between box rows (counted by the row above) and the label row in it.
    pub label: Option<(usize, usize)>,
}

/// Collects edges into bundles and finds a row for each label. The second result is the number of label rows
/// in each gap.
pub(super) fn plan(graph: &Graph, layers: &Layers) -> (Vec<Bundle>, Vec<usize>) {
    let mut bundles = collect(graph, layers);
    let mut gaps: Vec<Vec<i32>> = vec![Vec::new(); layers.count];
    // Edges without a choice come first.
    let mut waiting: Vec<usize> = (0..bundles.len()).collect();
    waiting.sort_by_key(|&number| choices(layers, &bundles[number]).len());
    for number in waiting {
        let bundle = &mut bundles[number];
        let Some((width, _)) = bundle.edges.first().and_then(|&edge| graph.edges[edge].label) else {
            continue;
        };
        let width = width + LABEL_GAP;
        let best = choices(layers, bundle)
            .into_iter()
            .map(|gap| {
                let rows = &gaps[gap];
                let place = rows.iter().position(|load| load + width <= graph.style.row_width);
                let load = place.map_or(0, |place| rows[place]);
                // A new row costs height, so it counts as a full one.
                let cost = if place.is_none() && !rows.is_empty() { i32::MAX } else { load };
                (cost, gap, place.unwrap_or(rows.len()))
            })
            .min_by_key(|&(cost, ..)| cost);
        if let Some((_, gap, place)) = best {
            if place == gaps[gap].len() {
                gaps[gap].push(0);
            }
            gaps[gap][place] += width;
            bundle.label = Some((gap, place));
        }
    }
    (bundles, gaps.iter().map(Vec::len).collect())
}

/// The room of a label in addition to its width.
const LABEL_GAP: i32 = 24;

/// The gaps in which a label may be: below the upper box or above the lower one, so that it is near an end.
fn choices(layers: &Layers, bundle: &Bundle) -> Vec<usize> {
    let (Some(&upper), Some(&lower)) = (bundle.upper.first(), bundle.lower.first()) else {
        return Vec::new();
    };
    let (first, last) = (layers.row[upper], layers.row[lower].saturating_sub(1));
    if first == last { vec![first] } else { vec![first, last] }
}

fn collect(graph: &Graph, layers: &Layers) -> Vec<Bundle> {
    let mut bundles: Vec<Bundle> = Vec::new();
    for (number, edge) in graph.edges.iter().enumerate() {
        if edge.from == edge.to {
            continue;
        }
        let (upper, lower) = layers.ends(graph, number);
        let same = bundles.iter_mut().find(|bundle| joins(graph, layers, bundle, number, (upper, lower)));
        if let Some(bundle) = same {
            bundle.edges.push(number);
            if !bundle.upper.contains(&upper) {
                bundle.upper.push(upper);
            }
            if !bundle.lower.contains(&lower) {
                bundle.lower.push(lower);
            }
        } else {
            bundles.push(Bundle { edges: vec![number], upper: vec![upper], lower: vec![lower], label: None });
        }
    }
    bundles
}

/// Whether an edge of the same kind and direction shares one end with all edges of a bundle, while its other
/// end is beside theirs.
fn joins(
    graph: &Graph,
    layers: &Layers,
    bundle: &Bundle,
    number: usize,
    (upper, lower): (usize, usize),
) -> bool {
    let (Some(&first), Some(&top), Some(&bottom)) =
        (bundle.edges.first(), bundle.upper.first(), bundle.lower.first())
    else {
        return false;
    };
    let edge = &graph.edges[number];
    let beside = |one: usize, other: usize| {
        one != other
            && layers.row[one] == layers.row[other]
            && graph.nodes[one].group == graph.nodes[other].group
    };
    // Without a label to share, each line is easier to follow by itself.
    let same_kind = edge.kind.is_some()
        && edge.label.is_some()
        && edge.kind == graph.edges[first].kind
        && layers.turned[number] == layers.turned[first];
    let same_lower =
        bundle.lower.len() == 1 && bottom == lower && bundle.upper.iter().all(|&other| beside(other, upper));
    let same_upper =
        bundle.upper.len() == 1 && top == upper && bundle.lower.iter().all(|&other| beside(other, lower));
    same_kind && (same_lower || same_upper)
}
