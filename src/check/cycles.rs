//! Strongly connected components of a graph (Tarjan's algorithm).

/// The strongly connected components that have two or more elements, sorted by their first element;
/// the elements of each are in ascending order. There is no recursion, so that a long chain cannot
/// overflow the stack.
pub(crate) fn strongly_connected(count: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let mut order = vec![UNSEEN; count];
    let mut lowest = vec![UNSEEN; count];
    let mut is_open = vec![false; count];
    let mut open = Vec::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut clock = 0;
    for root in 0..count {
        if order[root] != UNSEEN {
            continue;
        }
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut entered = Some(root);
        loop {
            if let Some(here) = entered.take() {
                (order[here], lowest[here], is_open[here]) = (clock, clock, true);
                clock += 1;
                open.push(here);
                path.push((here, next(here)));
            }
            let Some((here, rest)) = path.last_mut() else { break };
            let here = *here;
            if let Some(to) = rest.pop() {
                if order[to] == UNSEEN {
                    entered = Some(to);
                } else if is_open[to] {
                    lowest[here] = lowest[here].min(order[to]);
                }
                continue;
            }
            path.pop();
            if let Some((above, _)) = path.last() {
                lowest[*above] = lowest[*above].min(lowest[here]);
            }
            if lowest[here] == order[here] {
                let start = open.iter().rposition(|&element| element == here).unwrap_or_default();
                let mut group = open.split_off(start);
                for &element in &group {
                    is_open[element] = false;
                }
                if group.len() > 1 {
                    group.sort_unstable();
                    groups.push(group);
                }
            }
        }
    }
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::strongly_connected;

    #[test]
    fn cycles_are_found_once() {
        let edges: [&[usize]; 6] = [&[1], &[2], &[0, 3], &[4], &[3], &[5, 0]];
        let groups = strongly_connected(edges.len(), |index| edges[index].to_vec());
        assert_eq!(groups, [vec![0, 1, 2], vec![3, 4]]);
    }

    #[test]
    fn a_long_chain_does_not_overflow() {
        let count = 100_000;
        let groups = strongly_connected(count, |index| vec![(index + 1) % count]);
        assert_eq!(groups.len(), 1);
    }
}
