//! Every kind of change: how much it weighs, what it is about, and which kind undoes it.

use super::class::{Area, Weight};

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChangeKind {
    /// The constant's name.
    pub name: &'static str,
    /// How it is judged, before what it claims.
    pub weight: Weight,
    /// What it is about.
    pub area: Area,
    /// The kind of entity: `"requirement"`.
    pub entity: &'static str,
    /// The names of the kinds that undo it.
    pub opposites: &'static [&'static str],
    /// What it is, as a sentence.
    pub sentence: &'static str,
}

impl ChangeKind {
    /// Whether it is one of these.
    pub fn is_any(&self, others: &[&Self]) -> bool {
        others.iter().any(|other| other.name == self.name)
    }

    /// Whether it says that something has another id or name now.
    pub fn is_renaming(&self) -> bool {
        self.name.ends_with("_RENAMED")
    }
}

/// Declares the kinds of change: `NAME: Weight Area "entity" [OPPOSITE, …] "Sentence.";`. The name
/// in machine formats is made of the constant's.
macro_rules! kinds {
    ($( $name:ident: $weight:ident $area:ident $entity:literal [$($opposite:ident),+] $sentence:literal; )*) => {
        $(
            #[doc = $sentence]
            pub(crate) static $name: ChangeKind = ChangeKind {
                name: stringify!($name),
                weight: Weight::$weight,
                area: Area::$area,
                entity: $entity,
                opposites: &[$(stringify!($opposite)),+],
                sentence: $sentence,
            };
        )*

        /// Every kind of change, by the kind of entity.
        pub static ALL: &[&ChangeKind] = &[$( &$name ),*];
    };
}

kinds! {
    DESIGN_ID_CHANGED: Breaking Identity "design" [DESIGN_ID_CHANGED] "The design's id changed.";
    DESIGN_ID_RENAMED: Editorial Identity "design" [DESIGN_ID_RENAMED] "The design's id changed, and `was` names the old one.";
    VERSION_WENT_BACK: Breaking Record "design" [VERSION_WENT_FORWARD] "The version is lower than that of its predecessor.";
    VERSION_WENT_FORWARD: Editorial Record "design" [VERSION_WENT_BACK] "The version is higher. It is never an entry of its own.";
    STATUS_RETIRED: Additive Record "design" [STATUS_REOPENED, STATUS_RETIRED] "The design is deprecated, superseded or rejected.";
    STATUS_REOPENED: Look Record "design" [STATUS_RETIRED, STATUS_ADVANCED, STATUS_REOPENED] "The design's status went back.";
    STATUS_ADVANCED: Editorial Record "design" [STATUS_REOPENED] "The design's status moved on. It is never an entry of its own.";
    DESIGN_REWORDED: Editorial Text "design" [DESIGN_REWORDED] "The title, the summary or another key of `[design]` changed.";
    TEMPLATE_CHANGED: Editorial Text "design" [TEMPLATE_CHANGED] "The design is printed by another template.";
    TEXT_REWORDED: Editorial Text "design" [TEXT_REWORDED] "A note, the scope, the glossary, the author's own diagram or file tree, or the footprint changed.";
    REASON_REWORDED: Editorial Text "design" [REASON_REWORDED] "The reason why a whole table does not apply was added, reworded or removed.";

    REQUIREMENT_ADDED: Additive Promise "requirement" [REQUIREMENT_REMOVED, REQUIREMENT_COULD_REMOVED, REQUIREMENT_WONT_REMOVED] "A requirement was added.";
    REQUIREMENT_REMOVED: Breaking Promise "requirement" [REQUIREMENT_ADDED] "A requirement with the priority `must` or `should` was removed.";
    REQUIREMENT_COULD_REMOVED: Look Promise "requirement" [REQUIREMENT_ADDED] "A requirement with the priority `could` was removed.";
    REQUIREMENT_WONT_REMOVED: Additive Promise "requirement" [REQUIREMENT_ADDED] "A requirement with the priority `wont` was removed.";
    REQUIREMENT_RENAMED: Editorial Promise "requirement" [REQUIREMENT_RENAMED] "A requirement has another id.";
    REQUIREMENT_REWORDED: Editorial Promise "requirement" [REQUIREMENT_REWORDED, REQUIREMENT_DETAIL_GONE] "A requirement says the same in other words, or has another category or kind.";
    REQUIREMENT_DETAIL_GONE: Look Promise "requirement" [REQUIREMENT_REWORDED] "The acceptance criteria or the source of a requirement is no longer documented.";
    REQUIREMENT_CONSTRAINT: Look Promise "requirement" [REQUIREMENT_CONSTRAINT] "A requirement became a constraint, or stopped being one.";
    REQUIREMENT_WEAKER: Breaking Promise "requirement" [REQUIREMENT_STRONGER, REQUIREMENT_WEAKER] "A quantity that a requirement bounds is weaker.";
    REQUIREMENT_STRONGER: Additive Promise "requirement" [REQUIREMENT_WEAKER, REQUIREMENT_QUANTITY] "A quantity that a requirement bounds is stronger.";
    REQUIREMENT_QUANTITY: Look Promise "requirement" [REQUIREMENT_QUANTITY, REQUIREMENT_STRONGER] "A quantity of a requirement changed, and the text does not say in which direction it is better.";
    PRIORITY_LOWERED: Breaking Promise "requirement" [PRIORITY_RAISED] "A requirement's priority was lowered.";
    PRIORITY_RAISED: Additive Promise "requirement" [PRIORITY_LOWERED] "A requirement's priority was raised.";
    NEEDS_GREW: Additive Promise "requirement" [NEEDS_SHRANK] "More kinds of element have to cite a requirement.";
    NEEDS_SHRANK: Look Promise "requirement" [NEEDS_GREW, NEEDS_SHRANK] "Fewer, or other, kinds of element have to cite a requirement.";

    PERSON_ADDED: Additive Structure "person" [PERSON_REMOVED] "A person was added.";
    PERSON_REMOVED: Additive Structure "person" [PERSON_ADDED] "A person was removed.";
    PERSON_RENAMED: Editorial Structure "person" [PERSON_RENAMED] "A person has another id.";
    PERSON_REWORDED: Editorial Structure "person" [PERSON_REWORDED] "A person's name or description changed.";
    COMPONENT_ADDED: Additive Structure "component" [COMPONENT_REMOVED] "A component was added.";
    COMPONENT_REMOVED: Additive Structure "component" [COMPONENT_ADDED] "A component was removed.";
    COMPONENT_RENAMED: Editorial Structure "component" [COMPONENT_RENAMED] "A component has another id.";
    COMPONENT_REWORDED: Editorial Structure "component" [COMPONENT_REWORDED] "A component's name, description, origin, owner, directory, files or place in the repository changed.";
    COMPONENT_CHANGED: Additive Structure "component" [COMPONENT_CHANGED] "A component's kind, technology, schedule or instances, the component that it is part of, or requirements that it satisfies without covering them changed.";
    ELEMENT_MOVED: Additive Structure "element" [ELEMENT_MOVED] "A person, an integration or a component became another of these.";
    INTEGRATION_ADDED: Additive Structure "integration" [INTEGRATION_REMOVED, CALLER_REMOVED] "An integration was added.";
    INTEGRATION_REMOVED: Additive Structure "integration" [INTEGRATION_ADDED] "An integration that the system calls was removed.";
    CALLER_REMOVED: Breaking Contract "integration" [INTEGRATION_ADDED] "An integration that calls the system was removed.";
    INTEGRATION_RENAMED: Editorial Structure "integration" [INTEGRATION_RENAMED] "An integration has another id.";
    INTEGRATION_REWORDED: Editorial Structure "integration" [INTEGRATION_REWORDED] "An integration's name or description changed.";
    INTEGRATION_CHANGED: Look Structure "integration" [INTEGRATION_CHANGED, INTEGRATION_DOCUMENTED, CALLER_CHANGED] "How the system calls an integration changed, or what happens when it is unavailable.";
    CALLER_CHANGED: Breaking Contract "integration" [CALLER_CHANGED, INTEGRATION_CHANGED] "How an integration calls the system changed.";
    RELIANCE_CHANGED: Additive Structure "integration" [RELIANCE_CHANGED] "An integration relies on another design, another version or other contracts.";
    INTEGRATION_DOCUMENTED: Editorial Structure "integration" [INTEGRATION_CHANGED] "A detail of an integration is documented now.";

    CALL_ADDED: Additive Contract "relationship" [CALL_REMOVED] "A person or an integration uses something additional.";
    CALL_REMOVED: Breaking Contract "relationship" [CALL_ADDED] "A person or an integration can no longer use something.";
    CALL_REDIRECTED: Breaking Contract "relationship" [CALL_REDIRECTED] "A person or an integration has to use something else.";
    CALL_CHANGED: Breaking Contract "relationship" [CALL_CHANGED] "The protocol of a person's or an integration's call changed, or whether it waits.";
    CALL_CONTRACT_CHANGED: Additive Contract "relationship" [CALL_CONTRACT_CHANGED] "A person's or an integration's call uses another contract.";
    CALL_DOCUMENTED: Editorial Contract "relationship" [CALL_UNDOCUMENTED] "The protocol of a person's or an integration's call is documented now.";
    CALL_UNDOCUMENTED: Look Contract "relationship" [CALL_DOCUMENTED] "The protocol of a person's or an integration's call is no longer documented.";
    CALL_KIND: Additive Contract "relationship" [CALL_KIND] "A person's or an integration's call has another kind or direction.";
    CALL_REWORDED: Editorial Contract "relationship" [CALL_REWORDED] "The label of a person's or an integration's call changed.";
    USE_ADDED: Additive Structure "relationship" [USE_REMOVED] "A component uses something additional.";
    USE_REMOVED: Additive Structure "relationship" [USE_ADDED] "A component no longer uses something.";
    USE_REDIRECTED: Additive Structure "relationship" [USE_REDIRECTED] "A component uses something else for the same purpose.";
    USE_CHANGED: Look Structure "relationship" [USE_CHANGED, USE_DOCUMENTED] "The protocol of a component's call changed, or whether it waits.";
    USE_CONTRACT_CHANGED: Additive Structure "relationship" [USE_CONTRACT_CHANGED] "A component's call uses another contract.";
    USE_DOCUMENTED: Editorial Structure "relationship" [USE_CHANGED] "The protocol of a component's call is documented now.";
    USE_KIND: Additive Structure "relationship" [USE_KIND] "A component's relationship has another kind or direction.";
    USE_REWORDED: Editorial Structure "relationship" [USE_REWORDED] "The label of a component's call changed.";

    FLOW_ADDED: Additive Structure "flow" [FLOW_REMOVED] "A flow was added.";
    FLOW_REMOVED: Look Structure "flow" [FLOW_ADDED] "A flow was removed.";
    FLOW_RENAMED: Editorial Structure "flow" [FLOW_RENAMED] "A flow has another id.";
    FLOW_CHANGED: Additive Structure "flow" [FLOW_CHANGED] "The steps of a flow, or the frames around them, changed.";
    FLOW_REWORDED: Editorial Structure "flow" [FLOW_REWORDED] "A flow's title or notes changed.";

    CONTRACT_ADDED: Additive Contract "contract" [CONTRACT_REMOVED, CONTRACT_UNUSED] "A contract was added.";
    CONTRACT_REMOVED: Breaking Contract "contract" [CONTRACT_ADDED] "A contract was removed.";
    CONTRACT_UNUSED: Additive Contract "contract" [CONTRACT_ADDED] "A consumed contract is no longer used.";
    CONTRACT_CONSUMED: Breaking Contract "contract" [CONTRACT_OFFERED] "A contract that was offered is now consumed.";
    CONTRACT_OFFERED: Additive Contract "contract" [CONTRACT_CONSUMED] "A contract that was consumed is now offered.";
    OPERATION_ADDED: Additive Contract "contract" [OPERATION_REMOVED] "An operation was added to a service.";
    OPERATION_REMOVED: Breaking Contract "contract" [OPERATION_ADDED] "An operation of a service was removed.";
    PARAMETER_ADDED: Look Contract "contract" [PARAMETER_REMOVED] "A contract has an additional parameter, which may be required.";
    PARAMETER_REMOVED: Additive Contract "contract" [PARAMETER_ADDED, CONTRACT_REWORDED] "A parameter of a contract was removed.";
    CONTRACT_RENAMED: Editorial Contract "contract" [CONTRACT_RENAMED] "A contract has another id.";
    CONTRACT_REWORDED: Editorial Contract "contract" [CONTRACT_REWORDED, PARAMETER_REMOVED] "A contract's description, a meaning, the name of a parameter, values of a sample, or the reason why no file contains it changed.";
    ENDPOINT_CHANGED: Breaking Contract "contract" [ENDPOINT_CHANGED] "A contract has another method, path or channel.";
    ENDPOINT_RESPELT: Look Contract "contract" [ENDPOINT_RESPELT] "An endpoint differs in a trailing slash or in its case.";
    CONTRACT_MOVED: Additive Structure "contract" [CONTRACT_MOVED] "Another component serves a contract, or it satisfies something else without changing coverage.";
    AUTH_CHANGED: Breaking Contract "contract" [AUTH_CHANGED, AUTH_LOOSER, AUTH_REWORDED] "Callers have to authenticate who did not have to, or in another way.";
    AUTH_LOOSER: Look Contract "contract" [AUTH_CHANGED] "Callers no longer have to authenticate.";
    AUTH_REWORDED: Look Contract "contract" [AUTH_REWORDED, AUTH_DOCUMENTED, AUTH_CHANGED] "How callers authenticate is described in other words, or is no longer described.";
    AUTH_DOCUMENTED: Editorial Contract "contract" [AUTH_REWORDED] "How callers authenticate is documented now.";
    ANSWER_ADDED: Additive Contract "contract" [ANSWER_REMOVED, ERROR_REMOVED] "A response was added.";
    ANSWER_REMOVED: Breaking Contract "contract" [ANSWER_ADDED] "A success or redirect response was removed.";
    ANSWER_REPLACED: Breaking Contract "contract" [ANSWER_REPLACED] "A success or redirect response has another status.";
    ERROR_REMOVED: Additive Contract "contract" [ANSWER_ADDED] "An error response was removed.";
    ANSWER_NARROWED: Breaking Contract "contract" [ANSWER_NARROWED, ANSWER_EXTENDED, SAMPLE_CHANGED] "The sample of a response lost a field, or a field has another type.";
    ANSWER_EXTENDED: Additive Contract "contract" [ANSWER_NARROWED] "The sample of a response has an additional field.";
    REQUEST_CHANGED: Breaking Contract "contract" [REQUEST_CHANGED, REQUEST_REDUCED, REQUEST_EXTENDED, SAMPLE_CHANGED] "A field of a request's sample has another type, or its schema requires more.";
    REQUEST_EXTENDED: Look Contract "contract" [REQUEST_REDUCED, REQUEST_EXTENDED, REQUEST_CHANGED, SAMPLE_CHANGED] "A request's sample has an additional field, which may be required.";
    REQUEST_REDUCED: Additive Contract "contract" [REQUEST_EXTENDED, REQUEST_CHANGED] "A request's sample lost a field.";
    SAMPLE_CHANGED: Look Contract "contract" [SAMPLE_CHANGED, REQUEST_CHANGED, REQUEST_EXTENDED, ANSWER_NARROWED] "A sample that is not JSON changed.";
    SAMPLE_DOCUMENTED: Editorial Contract "contract" [SAMPLE_UNDOCUMENTED] "A sample was added.";
    SAMPLE_UNDOCUMENTED: Look Contract "contract" [SAMPLE_DOCUMENTED] "A sample was removed.";

    MODEL_ADDED: Additive Data "model" [MODEL_REMOVED] "A data model was added.";
    MODEL_REMOVED: Look Data "model" [MODEL_ADDED] "A data model was removed.";
    MODEL_RENAMED: Editorial Data "model" [MODEL_RENAMED] "A data model has another id.";
    MODEL_CHANGED: Look Data "model" [MODEL_CHANGED] "The code of a data model, or its language, changed.";
    MODEL_REWORDED: Editorial Data "model" [MODEL_REWORDED] "A data model's name or description changed.";
    MODEL_MOVED: Additive Data "model" [MODEL_MOVED] "Another table keeps a data model.";

    TABLE_ADDED: Additive Data "table" [TABLE_REMOVED] "A table was added.";
    TABLE_REMOVED: Breaking Data "table" [TABLE_ADDED] "A table was removed.";
    TABLE_RENAMED: Breaking Data "table" [TABLE_RENAMED] "A table has another name.";
    TABLE_REWORDED: Editorial Data "table" [TABLE_REWORDED, TABLE_CHANGED] "A table's description, an index, the order of its columns, or the reason why no file contains it changed.";
    TABLE_CHANGED: Look Data "table" [TABLE_CHANGED, TABLE_REWORDED] "A table became a collection or a view, or how long its rows are kept, its sample or a foreign key changed.";
    TABLE_KEPT_SHORTER: Breaking Data "table" [TABLE_KEPT_LONGER] "The rows of a table are kept for a shorter time.";
    TABLE_KEPT_LONGER: Additive Data "table" [TABLE_KEPT_SHORTER] "The rows of a table are kept for a longer time.";
    TABLE_TARGET: Breaking Data "table" [TABLE_TARGET] "A foreign key refers to other columns than before, or something else happens to rows whose target is deleted.";
    ITEM_EXTENDED: Additive Data "table" [ITEM_NARROWED] "An item of a collection has an additional field.";
    ITEM_NARROWED: Breaking Data "table" [ITEM_EXTENDED, ITEM_NARROWED] "An item of a collection lost a field, or a field has another type.";
    TABLE_MOVED: Additive Structure "table" [TABLE_MOVED] "Another component keeps a table.";
    COLUMN_ADDED: Additive Data "column" [COLUMN_REMOVED] "A column was added that may be empty or has a default.";
    COLUMN_DEMANDED: Breaking Data "column" [COLUMN_REMOVED] "A column was added that every writer has to provide.";
    COLUMN_REMOVED: Breaking Data "column" [COLUMN_ADDED, COLUMN_DEMANDED] "A column was removed.";
    COLUMN_RENAMED: Breaking Data "column" [COLUMN_RENAMED] "A column has another name.";
    COLUMN_REWORDED: Editorial Data "column" [COLUMN_REWORDED] "A column's description changed.";
    COLUMN_NARROWED: Breaking Data "column" [COLUMN_WIDENED, COLUMN_NARROWED] "A column is narrower, or has another type.";
    COLUMN_WIDENED: Additive Data "column" [COLUMN_NARROWED] "A column is wider.";
    COLUMN_TYPE: Look Data "column" [COLUMN_TYPE] "A column has an unknown type.";
    COLUMN_NOT_NULL: Breaking Data "column" [COLUMN_NULLABLE] "A column may no longer be empty.";
    COLUMN_NULLABLE: Look Data "column" [COLUMN_NOT_NULL] "A column may be empty, which its readers have to handle.";
    COLUMN_UNIQUE: Breaking Data "column" [COLUMN_NOT_UNIQUE] "A column, or an index, has to be unique.";
    COLUMN_NOT_UNIQUE: Additive Data "column" [COLUMN_UNIQUE] "A column, or an index, no longer has to be unique.";
    COLUMN_KEY: Breaking Data "column" [COLUMN_KEY] "The primary key of a table changed.";
    COLUMN_DEFAULT_REMOVED: Breaking Data "column" [COLUMN_DOCUMENTED] "A column that may not be empty lost its default.";
    COLUMN_DOCUMENTED: Editorial Data "column" [COLUMN_DEFAULT_REMOVED, COLUMN_CHANGED] "A column's default or check is documented now.";
    COLUMN_CHANGED: Look Data "column" [COLUMN_CHANGED, COLUMN_DOCUMENTED] "A column's default, check or reference, or whether it holds personal data, changed.";
    COLUMN_VALUES_FEWER: Breaking Data "column" [COLUMN_VALUES_MORE, COLUMN_VALUES_FEWER] "A column can no longer have one of its values.";
    COLUMN_VALUES_MORE: Additive Data "column" [COLUMN_VALUES_FEWER] "A column can have an additional value.";
    COLUMN_TARGET: Breaking Data "column" [COLUMN_TARGET] "A column refers to another column than before, or something else happens to rows whose target is deleted.";

    DECISION_ADDED: Additive Record "decision" [DECISION_REMOVED, DECISION_WITHDRAWN] "A decision was added.";
    DECISION_REMOVED: Breaking Record "decision" [DECISION_ADDED] "An accepted decision was removed.";
    DECISION_WITHDRAWN: Additive Record "decision" [DECISION_ADDED] "A decision that was not accepted was removed.";
    DECISION_RENAMED: Editorial Record "decision" [DECISION_RENAMED] "A decision, or an option of one, has another id.";
    DECISION_REVERSED: Breaking Record "decision" [DECISION_REVERSED, DECISION_CHOSEN] "An accepted decision chooses another option.";
    DECISION_CHOSEN: Additive Record "decision" [DECISION_CHOSEN, DECISION_REVERSED, DECISION_REWORDED, DECISION_REWRITTEN] "A decision that is not accepted chooses another option.";
    DECISION_MOVED_ON: Additive Record "decision" [DECISION_REOPENED, DECISION_MOVED_ON] "A decision was accepted, rejected, deprecated or superseded.";
    DECISION_REOPENED: Look Record "decision" [DECISION_MOVED_ON, DECISION_REOPENED] "A decision's status went back.";
    DECISION_REWRITTEN: Look Record "decision" [DECISION_REWRITTEN, DECISION_REWORDED, DECISION_CHOSEN] "The reasons of an accepted decision changed, or its choice is no longer documented.";
    DECISION_REWORDED: Editorial Record "decision" [DECISION_REWORDED, DECISION_REWRITTEN, DECISION_CHOSEN] "A decision's date or makers changed, the reason why no file contains it, or the reasons of a decision that is not accepted.";

    RISK_ADDED: Additive Record "risk" [RISK_REMOVED] "A risk was added.";
    RISK_REMOVED: Additive Record "risk" [RISK_ADDED] "A risk was removed.";
    RISK_RENAMED: Editorial Record "risk" [RISK_RENAMED] "A risk has another id.";
    RISK_CHANGED: Additive Record "risk" [RISK_CHANGED] "A risk's rating, mitigation or status, or the things that it concerns, changed.";
    RISK_REWORDED: Editorial Record "risk" [RISK_REWORDED] "A risk says the same in other words, or has another owner.";

    NODE_ADDED: Additive Structure "node" [NODE_REMOVED] "A node was added.";
    NODE_REMOVED: Additive Structure "node" [NODE_ADDED] "A node was removed.";
    NODE_RENAMED: Editorial Structure "node" [NODE_RENAMED] "A node has another id.";
    NODE_CHANGED: Additive Structure "node" [NODE_CHANGED] "A node has another kind, place, environment, technology or number of instances, or runs other components.";
    NODE_REWORDED: Editorial Structure "node" [NODE_REWORDED] "A node's name or description changed.";

    TEST_ADDED: Additive Record "test" [TEST_REMOVED] "A test was added.";
    TEST_REMOVED: Look Record "test" [TEST_ADDED] "A test was removed.";
    TEST_RENAMED: Editorial Record "test" [TEST_RENAMED] "A test has another id.";
    TEST_REWORDED: Editorial Record "test" [TEST_REWORDED] "A test's title or tool changed.";
    TEST_LEVEL: Additive Record "test" [TEST_LEVEL, TEST_LOWERED] "A test has another level.";
    TEST_LOWERED: Look Record "test" [TEST_LEVEL] "A test became a unit test.";
    TEST_VERIFIES: Additive Record "test" [TEST_VERIFIES] "A test verifies another target, or a requirement without covering it.";

    TECHNOLOGY_ADDED: Additive Structure "technology" [TECHNOLOGY_REMOVED] "A technology was added.";
    TECHNOLOGY_REMOVED: Additive Structure "technology" [TECHNOLOGY_ADDED] "A technology was removed.";
    TECHNOLOGY_MAJOR: Additive Structure "technology" [TECHNOLOGY_MAJOR] "A technology has another major version.";
    TECHNOLOGY_REWORDED: Editorial Structure "technology" [TECHNOLOGY_REWORDED, TECHNOLOGY_UNDOCUMENTED] "A technology's purpose, its address or its minor version changed.";
    TECHNOLOGY_UNDOCUMENTED: Look Structure "technology" [TECHNOLOGY_REWORDED] "A technology's version is no longer documented.";

    TARGET_WEAKER: Breaking Promise "target" [TARGET_STRONGER, TARGET_WEAKER] "A target is weaker.";
    TARGET_STRONGER: Additive Promise "target" [TARGET_WEAKER, TARGET_UNCLEAR] "A target is stronger.";
    TARGET_UNCLEAR: Look Promise "target" [TARGET_UNCLEAR, TARGET_STRONGER] "A target changed, and nothing says in which direction it is better.";
    TARGET_GIVEN: Additive Promise "target" [TARGET_IN_WORDS] "A target that was described in words is now a quantity.";
    TARGET_IN_WORDS: Look Promise "target" [TARGET_GIVEN] "A target that was a quantity is now described in words.";
    FACT_WITHDRAWN: Breaking Promise "fact" [FACT_PROMISED] "Something that was stated no longer applies.";
    FACT_PROMISED: Additive Promise "fact" [FACT_WITHDRAWN] "Something that did not apply is now stated.";
    FACT_DOCUMENTED: Editorial Promise "fact" [FACT_UNDOCUMENTED] "Something is documented now.";
    FACT_UNDOCUMENTED: Look Promise "fact" [FACT_DOCUMENTED] "Something is no longer documented.";
    FACT_CHANGED: Look Promise "fact" [FACT_CHANGED] "A statement changed.";
    FACT_REWORDED: Editorial Promise "fact" [FACT_REWORDED] "The reason why something does not apply changed.";
}

impl ChangeKind {
    /// The name as it is written in machine formats and in the guide: `requirement-removed`.
    pub fn code(&self) -> String {
        self.name.to_lowercase().replace('_', "-")
    }
}

#[cfg(test)]
mod tests {
    use super::ALL;

    #[test]
    fn what_one_kind_does_another_undoes() {
        for kind in ALL {
            assert!(!kind.opposites.is_empty(), "{}", kind.name);
            for name in kind.opposites {
                let Some(opposite) = ALL.iter().find(|kind| kind.name == *name) else {
                    panic!("{} names `{name}`, which is not a kind", kind.name)
                };
                assert!(opposite.opposites.contains(&kind.name), "{} and {name}", kind.name);
                assert_eq!(opposite.entity, kind.entity, "{} and {name}", kind.name);
            }
        }
    }
}
