//! What a design has from files: with `take = true` what is in them alone is a part of it, and what an own entry
//! leaves out is as the file says.

use super::{ContractDrift, DecisionDrift, Sides, TableDrift, contract_id, contracts, decisions, tables};
use crate::design::{
    Column, Contract, Decision, Design, Key, Ref, Response, Table, Text, as_id, cited, is_id,
};
use crate::interchange::partial::{self, Auth};
use crate::interchange::repository::Agreement;
use crate::reading::{Plain, StandIn as _};
use crate::source::{Span, Spanned};

/// A thing that is taken: the id of the design's own entry, or the one that it gets.
enum Taken<T> {
    Own(String, T),
    New(Spanned<String>, T),
}

/// Adds what the files have to a design that takes it.
pub fn take(design: &mut Design, agreement: &Agreement) {
    if !agreement.held.iter().any(|held| held.take) {
        return;
    }
    let sides = Sides { design, agreement, others: &[], is_whole: false };
    let (api, own_tables, records) = (all_contracts(&sides), all_tables(&sides), all_decisions(&sides));
    for taken in api {
        match taken {
            Taken::Own(id, theirs) => {
                if let Some(own) = design.api.get_mut(&id) {
                    complete_contract(own, theirs);
                }
            }
            Taken::New(id, theirs) => design.api.take(id, theirs),
        }
    }
    for taken in own_tables {
        match taken {
            Taken::Own(id, theirs) => {
                if let Some(own) = design.tables.get_mut(&id) {
                    complete_table(own, theirs);
                }
            }
            Taken::New(id, theirs) => design.tables.take(id, theirs),
        }
    }
    for taken in records {
        match taken {
            Taken::Own(id, theirs) => {
                if let Some(own) = design.decisions.get_mut(&id) {
                    complete_decision(own, theirs);
                }
            }
            Taken::New(id, theirs) => design.decisions.take(id, theirs),
        }
    }
}

/// The keys that an own entry may leave out where the files give them, by the place of the entry.
pub fn given(design: &Design, agreement: &Agreement) -> Vec<(Span, &'static str)> {
    let mut given = Vec::new();
    if !agreement.held.iter().any(|held| held.take) {
        return given;
    }
    let sides = Sides { design, agreement, others: &[], is_whole: false };
    for drift in tables(&sides) {
        let TableDrift::Taken { own: Some(own), theirs, .. } = drift else { continue };
        given.push((own.span, "columns"));
        let known = own.columns.value.iter().filter(|column| theirs.column(&column.name).is_some());
        given.extend(known.map(|column| (column.span, "type")));
    }
    given
}

fn all_contracts(sides: &Sides<'_>) -> Vec<Taken<Contract>> {
    let taken = contracts(sides).into_iter().filter_map(|drift| match drift {
        ContractDrift::Taken { own, theirs, endpoint, owner } => {
            let contract = contract(theirs, &endpoint, owner);
            Some(match own {
                Some(own) => Taken::Own(own.id.value.clone(), contract),
                None => {
                    let id = theirs.id.as_ref().map_or_else(|| as_id(&endpoint), |id| contract_id(&id.value));
                    Taken::New(Spanned::new(id, theirs.endpoint.span), contract)
                }
            })
        }
        _ => None,
    });
    taken.collect()
}

fn contract(theirs: &partial::Contract, endpoint: &str, owner: Option<&str>) -> Contract {
    let span = theirs.endpoint.span;
    let mut contract = Contract::stand_in(span);
    contract.endpoint = Plain::taken(endpoint.to_owned(), span);
    contract.component = owner.map(|owner| Ref::<cited::Partner>::new(owner.to_owned(), span));
    contract.auth = match &theirs.auth {
        Auth::Unsaid => None,
        Auth::None(span) => Some(Text::taken("none".to_owned(), *span)),
        Auth::Schemes(schemes) => {
            let names: Vec<&str> = schemes.iter().map(|scheme| scheme.name.value.as_str()).collect();
            let place = schemes.first().map_or(span, |scheme| scheme.name.span);
            Some(Text::taken(names.join(" or "), place))
        }
    };
    let said = theirs.summary.as_ref().or(theirs.description.as_ref());
    contract.description = said.map(|said| Text::taken(said.value.clone(), said.span));
    for answer in &theirs.answers {
        let mut response = Response::stand_in(answer.status.span);
        let meaning = answer.meaning.as_ref();
        response.description = meaning.map(|meaning| Text::taken(meaning.value.clone(), meaning.span));
        contract.responses.take(answer.status.clone(), response);
    }
    contract
}

/// What an own contract leaves out.
fn complete_contract(own: &mut Contract, theirs: Contract) {
    own.component = own.component.take().or(theirs.component);
    own.auth = own.auth.take().or(theirs.auth);
    own.description = own.description.take().or(theirs.description);
    for answer in theirs.responses.iter() {
        own.responses.take(answer.id.clone(), answer.body().clone());
    }
}

fn all_tables(sides: &Sides<'_>) -> Vec<Taken<Table>> {
    let taken = tables(sides).into_iter().filter_map(|drift| match drift {
        TableDrift::Taken { own, theirs, owner } => {
            let table = table(theirs, owner);
            match own {
                Some(own) => Some(Taken::Own(own.id.value.clone(), table)),
                None => {
                    let name = &theirs.name;
                    let id = if is_id(&name.value) { name.value.clone() } else { as_id(&name.value) };
                    Some(Taken::New(Spanned::new(id, name.span), table))
                }
            }
        }
        _ => None,
    });
    taken.collect()
}

fn table(theirs: &partial::Table, owner: Option<&str>) -> Table {
    let span = theirs.name.span;
    let mut table = Table::stand_in(span);
    table.component = owner.map(|owner| Ref::<cited::Component>::new(owner.to_owned(), span));
    let said = theirs.description.as_ref();
    table.description = said.map(|said| Text::taken(said.value.clone(), said.span));
    table.columns.take(theirs.columns.iter().map(|column| self::column(theirs, column)));
    table
}

fn column(table: &partial::Table, theirs: &partial::Column) -> Column {
    let mut column = Column::stand_in(theirs.span);
    let name = theirs.name.value.as_str();
    column.name = Plain::taken(name.to_owned(), theirs.name.span);
    column.kind = Plain::taken(theirs.kind.value.clone(), theirs.kind.span);
    column.key = table.is_primary(name).then(|| Spanned::new(Key::Primary, theirs.span));
    column.nullable = theirs.nullable.value && column.key.is_none();
    column.unique = theirs.unique.is_some();
    column.default = theirs.default.as_ref().map(|it| Plain::taken(it.value.clone(), it.span));
    column.check = theirs.check.as_ref().map(|it| Plain::taken(it.value.clone(), it.span));
    column.references = table.reference(name).and_then(|foreign| {
        let target = foreign.targets.first()?;
        Some(Plain::taken(format!("{}.{target}", foreign.table), foreign.span))
    });
    let said = theirs.description.as_ref();
    column.description = said.map(|said| Text::taken(said.value.clone(), said.span));
    column
}

/// What an own table leaves out: columns, and keys of columns.
fn complete_table(own: &mut Table, theirs: Table) {
    own.component = own.component.take().or(theirs.component);
    own.description = own.description.take().or(theirs.description);
    let mut more = Vec::new();
    for column in theirs.columns.value {
        let known = own.columns.value.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&column.name));
        let Some(known) = known else {
            more.push(column);
            continue;
        };
        if known.given(|key| key.kind).is_absent() {
            known.kind = column.kind;
        }
        if known.given(|key| key.key).is_absent() {
            known.key = column.key;
        }
        if known.given(|key| key.nullable).is_absent() {
            known.nullable = column.nullable;
        }
        if known.given(|key| key.unique).is_absent() {
            known.unique = column.unique;
        }
        known.default = known.default.take().or(column.default);
        known.check = known.check.take().or(column.check);
        known.references = known.references.take().or(column.references);
        known.description = known.description.take().or(column.description);
    }
    own.columns.take(more);
}

fn all_decisions(sides: &Sides<'_>) -> Vec<Taken<Decision>> {
    let taken = decisions(sides).into_iter().filter_map(|drift| match drift {
        DecisionDrift::Taken(own, theirs) => {
            let decision = decision(theirs);
            Some(match own {
                Some(own) => Taken::Own(own.id.value.clone(), decision),
                None => Taken::New(Spanned::new(theirs.id.clone(), theirs.title.span), decision),
            })
        }
        _ => None,
    });
    taken.collect()
}

fn decision(theirs: &partial::Decision) -> Decision {
    let mut decision = Decision::stand_in(theirs.title.span);
    decision.title = Plain::taken(theirs.title.value.clone(), theirs.title.span);
    decision.status = Some(theirs.status.clone());
    decision
}

/// What an own decision leaves out.
fn complete_decision(own: &mut Decision, theirs: Decision) {
    own.status = own.status.take().or(theirs.status);
}
