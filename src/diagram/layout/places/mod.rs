//! The x of every item, of every line's end at a box, and of the sides of groups.
//!
//! All distances are linear: least distances between neighbours of a row, ports within the side of their box,
//! items within the sides of their groups. The sideways distance along each line is minimised, so that most
//! lines become straight (Gansner et al., 1993, section 4); lines that stay nearly straight are made
//! straight, or bent enough to be seen.

mod chains;
mod neighbours;

use super::Graph;
use super::order::Order;
use super::rows::{PORT_GAP, PORT_MARGIN, RowKind, Sheet};
use super::sideways::{LEAST_BEND, Places};
use super::simplex::{Attraction, Problem};
use super::steps::Steps;
use super::{price, titles};

/// Room between the outermost things and the edge of the picture.
pub(super) const PAGE_MARGIN: i32 = 12;
/// By how much places may be uglier before they are balanced than after.
const TOLERANCE: i32 = 4;
/// The weight of a line that should be straight.
const STIFF: i32 = 200;
/// The steps that a variable or a constraint takes when a bend is tried, and when all lines are spread.
const BENT: usize = 4;
const EVENED: usize = 50;
/// How often small bends are looked for again after some were removed.
const ROUNDS: usize = 3;
/// The weight of the way from a box to its home: more than that of one line. From the distance `FAR` on, `FARTHER` is
/// added twice, so boxes that cannot be at home are not far from it.
const HOME: i32 = 9;
const FAR: i32 = 120;
const FARTHER: i32 = 4;
/// The same in a picture that no page shows as a whole: there straight lines help more.
const HOME_IN_SHEET: i32 = 1;

/// The weight of width beyond that of a page: more than that of the homes that may pull at one side. A picture that no
/// page shows as a whole has other limits.
const BEYOND: i32 = 70;
const BEYOND_IN_SHEET: i32 = 40;

/// The variables of the places.
struct Model {
    problem: Problem,
    items: Vec<usize>,
    links: Vec<(usize, usize)>,
    /// The attractions between the ends of each link; none where both have one x anyway.
    pulls: Vec<Option<Attraction>>,
    groups: Vec<Option<(usize, usize)>>,
    left: usize,
    right: usize,
}

/// The costs of distances along lines and at boxes.
#[derive(Clone, Copy)]
struct Weights {
    /// Between two items of a line, from an item to a box, and where several lines join.
    inner: i32,
    end: i32,
    joint: i32,
    /// From a port to its place if all ports of a side were evenly spaced.
    port: i32,
}

/// First as many lines as possible become straight; then, with these fixed, bent ones give way to
/// boxes whose lines are spread evenly.
const STRAIGHT: Weights = Weights { inner: 8, end: 5, joint: 2, port: 1 };
const EVEN: Weights = Weights { inner: 2, end: 1, joint: 1, port: 3 };

/// Places with as many straight lines as possible, and the problem they solve.
pub(super) struct Draft {
    pub places: Places,
    model: Model,
    /// The groups whose titles have no room unless lines are kept away from them.
    titles: Vec<usize>,
    /// For each item the one whose x it shares.
    united: Vec<usize>,
}

/// Finds places with mostly straight lines. The items of a line share their x as far as `width` allows it.
pub(super) fn draft(graph: &Graph, sheet: &Sheet, order: &Order, width: i32, steps: &Steps) -> Draft {
    let united = chains::unite(sheet, order, width, &steps.share(8));
    let mut model = Model::new(graph, sheet, order, &united, STRAIGHT);
    let places = model.solve_balanced(steps);
    let mut draft = Draft { places, model, titles: Vec::new(), united };
    while draft.clear_titles(graph, sheet, order, steps) {}
    draft
}

impl Draft {
    /// Makes lines straight: those that nearly are, and those that make fewer bends in all.
    pub(super) fn straighten(&mut self, graph: &Graph, sheet: &Sheet, order: &Order, steps: &Steps) {
        let page = graph.style.row_width + 2 * PAGE_MARGIN;
        loop {
            for _ in 0..ROUNDS {
                if !self.straighten_more(page, steps) {
                    break;
                }
            }
            self.bend_clearly(steps);
            if !self.clear_titles(graph, sheet, order, steps) {
                return;
            }
        }
    }

    /// Keeps the lines away from the titles that have no room between them, and from all others once the steps
    /// are spent. Returns whether there were any; each time it is one title more at least.
    fn clear_titles(&mut self, graph: &Graph, sheet: &Sheet, order: &Order, steps: &Steps) -> bool {
        let crowded = crowded_titles(graph, sheet, &self.places);
        let is_free = |group: &usize| !self.titles.contains(group);
        let more: Vec<usize> = if steps.are_left() || crowded.is_empty() {
            crowded.into_iter().filter(is_free).collect()
        } else {
            (0..self.places.groups.len()).filter(is_free).collect()
        };
        if more.is_empty() {
            return false;
        }
        self.titles.extend(more);
        self.model = Model::new(graph, sheet, order, &self.united, STRAIGHT);
        reserve_titles(graph, sheet, &mut self.model, &self.titles);
        self.places = self.model.solve_balanced(steps);
        true
    }

    fn bend_clearly(&mut self, steps: &Steps) {
        for _ in 0..ROUNDS {
            if !bend_clearly(&mut self.model, &self.places, steps) {
                break;
            }
            self.places = self.model.solve_balanced(steps);
        }
    }

    /// Tries each bent link, those with the smallest bends first.
    fn straighten_more(&mut self, page: i32, steps: &Steps) -> bool {
        let mut changed = false;
        let bend =
            |places: &Places, link: usize| places.links.get(link).map_or(0, |&(from, to)| (to - from).abs());
        let mut candidates: Vec<usize> =
            (0..self.model.links.len()).filter(|&link| bend(&self.places, link) > 0).collect();
        candidates.sort_by_key(|&link| bend(&self.places, link));
        for link in candidates {
            if bend(&self.places, link) == 0 {
                continue;
            }
            if !steps.afford(self.model.problem.size()) {
                break;
            }
            let kept = self.model.problem.clone();
            let Some(pull) = self.model.pulls[link] else { continue };
            self.model.problem.weigh(pull, STIFF);
            let now = self.places.ugliness(page);
            // Balancing takes time and rarely makes up for several bends.
            let hopeful = self.model.solve(steps).ugliness(page).1 <= now.1 + TOLERANCE;
            let places = if hopeful { self.model.solve_balanced(steps) } else { Places::default() };
            if hopeful && places.ugliness(page) < now {
                self.places = places;
                changed = true;
            } else {
                self.model.problem = kept;
            }
        }
        changed
    }

    /// Spreads the lines evenly over the sides of their boxes.
    pub(super) fn even(&self, graph: &Graph, sheet: &Sheet, order: &Order, steps: &Steps) -> Option<Places> {
        if !steps.afford(EVENED * self.model.problem.size()) {
            return None;
        }
        let mut model = Model::new(graph, sheet, order, &self.united, EVEN);
        reserve_titles(graph, sheet, &mut model, &self.titles);
        keep_bends(&mut model, &self.places);
        model.problem.guess_as(&self.model.problem);
        let places = model.solve_balanced(steps);
        crowded_titles(graph, sheet, &places).is_empty().then_some(places)
    }
}

impl Model {
    fn new(graph: &Graph, sheet: &Sheet, order: &Order, united: &[usize], weights: Weights) -> Self {
        let mut problem = Problem::default();
        let (left, right) = (problem.variable(), problem.variable());
        let own: Vec<Option<usize>> =
            united.iter().enumerate().map(|(item, &one)| (item == one).then(|| problem.variable())).collect();
        let items: Vec<usize> = united.iter().map(|&one| own[one].unwrap_or(left)).collect();
        let groups =
            sheet.spans.iter().map(|span| span.map(|_| (problem.variable(), problem.variable()))).collect();
        let mut model = Self { problem, items, links: Vec::new(), pulls: Vec::new(), groups, left, right };
        model.guess(sheet, order);
        model.add_page(graph);
        model.add_groups(graph, sheet);
        for row in order {
            neighbours::keep_apart(graph, sheet, row, &mut model);
        }
        model.add_links(graph, sheet, order, weights);
        model.draw_home(graph, sheet);
        model
    }

    /// Guesses that the items of each row are side by side around a common middle.
    fn guess(&mut self, sheet: &Sheet, order: &Order) {
        let room = |item: usize| sheet.items[item].left + sheet.items[item].right + 20;
        let mut least = 0;
        for row in order {
            let mut x = -row.iter().map(|&item| room(item)).sum::<i32>() / 2;
            least = least.min(x);
            for &item in row {
                self.problem.guess(self.items[item], x + sheet.items[item].left + 10);
                x += room(item);
            }
        }
        let sides = self.groups.iter().flatten().flat_map(|&(left, right)| [left, right]);
        for side in sides.chain([self.left, self.right]) {
            self.problem.guess(side, least - 2 * PAGE_MARGIN);
        }
    }

    fn solve(&mut self, steps: &Steps) -> Places {
        let values = self.problem.solve(steps);
        values.map(|values| self.places(&values)).unwrap_or_default()
    }

    fn solve_balanced(&mut self, steps: &Steps) -> Places {
        let values = self.problem.solve_balanced(steps);
        values.map(|values| self.places(&values)).unwrap_or_default()
    }

    fn places(&self, values: &[i32]) -> Places {
        let at = |variable: usize| values[variable] - values[self.left];
        Places {
            items: self.items.iter().map(|&item| at(item)).collect(),
            links: self.links.iter().map(|&(upper, lower)| (at(upper), at(lower))).collect(),
            groups: self
                .groups
                .iter()
                .map(|sides| sides.map(|(left, right)| (at(left), at(right))))
                .collect(),
            width: at(self.right),
        }
    }

    /// Width costs little up to the width of a page, and much beyond it.
    fn add_page(&mut self, graph: &Graph) {
        let page = graph.style.row_width + 2 * PAGE_MARGIN;
        self.problem.at_least(self.left, self.right, 2 * PAGE_MARGIN, 1);
        let excess = self.problem.variable();
        let weight = if price::is_sheet(graph) { BEYOND_IN_SHEET } else { BEYOND };
        self.problem.at_least(self.left, excess, page, weight);
        self.problem.at_least(self.right, excess, 0, 0);
    }

    fn add_groups(&mut self, graph: &Graph, sheet: &Sheet) {
        for (number, sides) in self.groups.iter().enumerate() {
            let Some((left, right)) = *sides else { continue };
            let title = graph.groups[number].title.0 + 2 * titles::MARGIN;
            self.problem.at_least(left, right, title, 2);
            let around = sheet.parents[number].and_then(|parent| self.groups[parent]);
            let (outer_left, outer_right, room) = match around {
                Some((left, right)) => (left, right, neighbours::NESTED),
                None => (self.left, self.right, PAGE_MARGIN),
            };
            let strip = sheet.parents[number].map_or(0, |parent| titles::strip(graph, parent));
            self.problem.at_least(outer_left, left, room + strip, 0);
            self.problem.at_least(right, outer_right, room, 0);
        }
    }

    /// Boxes are drawn to their homes, around a middle that is free itself.
    fn draw_home(&mut self, graph: &Graph, sheet: &Sheet) {
        let middle = self.problem.variable();
        for (number, target) in sheet.targets.iter().enumerate() {
            let Some(target) = target.and_then(|target| i32::try_from(target).ok()) else { continue };
            let item = self.items[number];
            if price::is_sheet(graph) {
                self.problem.attract(middle, item, target, HOME_IN_SHEET);
                continue;
            }
            for (target, weight) in [(target - FAR, FARTHER), (target, HOME), (target + FAR, FARTHER)] {
                self.problem.attract(middle, item, target, weight);
            }
        }
    }

    /// The ends of links: separate variables at boxes, the item's variable elsewhere.
    fn add_links(&mut self, graph: &Graph, sheet: &Sheet, order: &Order, weights: Weights) {
        let mut index = vec![0; sheet.items.len()];
        for row in order {
            for (at, &item) in row.iter().enumerate() {
                index[item] = at;
            }
        }
        self.links =
            sheet.links.iter().map(|link| (self.items[link.upper], self.items[link.lower])).collect();
        for (number, item) in sheet.items.iter().enumerate() {
            let RowKind::Node(node) = item.kind else { continue };
            let reach = (item.left, item.right - graph.nodes[node].margin);
            let mut down = item.down.clone();
            down.sort_by_key(|&link| (index[sheet.links[link].lower], sheet.links[link].bundle));
            for (link, port) in self.add_ports(number, reach, &down, weights.port) {
                self.links[link].0 = port;
            }
            let mut up = item.up.clone();
            up.sort_by_key(|&link| (index[sheet.links[link].upper], sheet.links[link].bundle));
            for (link, port) in self.add_ports(number, reach, &up, weights.port) {
                self.links[link].1 = port;
            }
        }
        for (number, link) in sheet.links.iter().enumerate() {
            let (upper, lower) = self.links[number];
            let bundle = &sheet.bundles[link.bundle];
            let at_node = |item: usize| matches!(sheet.items[item].kind, RowKind::Node(_));
            let weight = if bundle.edges.len() > 1 {
                weights.joint
            } else if at_node(link.upper) || at_node(link.lower) {
                weights.end
            } else {
                weights.inner
            };
            self.pulls.push((upper != lower).then(|| self.problem.attract(upper, lower, 0, weight)));
        }
    }

    /// A port for each link at one side of a box, in order, drawn to even distances.
    fn add_ports(
        &mut self,
        item: usize,
        reach: (i32, i32),
        links: &[usize],
        weight: i32,
    ) -> Vec<(usize, usize)> {
        let (left, right) = reach;
        let variable = self.items[item];
        let count = i32::try_from(links.len()).unwrap_or(1);
        let mut ports: Vec<(usize, usize)> = Vec::new();
        for (&link, place) in links.iter().zip(1..) {
            let port = self.problem.variable();
            let even = (left + right) * place / (count + 1) - left;
            let middle = self.problem.guessed(variable);
            self.problem.guess(port, middle + even);
            self.problem.at_least(variable, port, PORT_MARGIN - left, 0);
            self.problem.at_least(port, variable, PORT_MARGIN - right, 0);
            if let Some(&(_, before)) = ports.last() {
                self.problem.at_least(before, port, PORT_GAP, 0);
            }
            self.problem.attract(variable, port, even, weight);
            ports.push((link, port));
        }
        ports
    }
}

/// The groups whose titles find no room between the lines that enter them.
fn crowded_titles(graph: &Graph, sheet: &Sheet, places: &Places) -> Vec<usize> {
    (0..places.groups.len())
        .filter(|&group| places.groups[group].is_some())
        .filter(|&group| titles::place(graph, sheet, places, group).is_none())
        .collect()
}

/// Keeps the lines that enter some groups to the right of their titles.
fn reserve_titles(graph: &Graph, sheet: &Sheet, model: &mut Model, groups: &[usize]) {
    for &group in groups {
        let Some((left, _)) = model.groups[group] else { continue };
        let room = titles::MARGIN * 2 + graph.groups[group].title.0;
        for link in titles::entering(sheet, group) {
            model.problem.at_least(left, model.links[link].1, room, 0);
        }
    }
}

/// Keeps straight links straight and bent ones bent to their side.
fn keep_bends(model: &mut Model, places: &Places) {
    for (&(upper, lower), &(from, to)) in model.links.iter().zip(&places.links) {
        let bend = to - from;
        let least = bend.clamp(-LEAST_BEND, LEAST_BEND);
        if bend >= 0 {
            model.problem.at_least(upper, lower, least, 0);
        }
        if bend <= 0 {
            model.problem.at_least(lower, upper, -least, 0);
        }
    }
}

/// Bends lines clearly that cannot be straight. Returns whether anything changed.
fn bend_clearly(model: &mut Model, places: &Places, steps: &Steps) -> bool {
    let mut changed = false;
    for (&(upper, lower), &(from, to)) in model.links.iter().zip(&places.links) {
        let bend = to - from;
        if bend != 0 && bend.abs() < LEAST_BEND {
            if !steps.afford(BENT * model.problem.size()) {
                break;
            }
            let (tail, head) = if bend > 0 { (upper, lower) } else { (lower, upper) };
            changed |= model.problem.at_least_if_possible(tail, head, LEAST_BEND, steps);
        }
    }
    changed
}
