//! `[components.ID]`: the parts of the system.

use super::element::Uses;
use super::entity::entity;
use super::entries::Named;
use super::former::Former;
use super::reference::{Ref, cited};
use super::text::Text;
use super::walk::no_leaves;
use crate::reading::{Plain, words};
use crate::source::Spanned;

words! {
    /// What a component is.
    pub enum ComponentKind {
        /// Answers requests.
        Service = "service" or ["microservice", "server", "backend", "api"],
        /// Runs in a browser.
        Web = "web" or ["website", "frontend", "spa", "webapp", "web-app"],
        /// Runs on a phone.
        Mobile = "mobile" or ["app", "ios", "android"],
        /// Processes work from a queue or on a schedule.
        Worker = "worker",
        /// The entry point to other services.
        Gateway = "gateway" or ["proxy", "load-balancer", "api-gateway"],
        /// Runs on demand.
        Function = "function" or ["lambda"],
        /// Runs on a schedule.
        Job = "job" or ["cron", "batch", "cronjob"],
        /// Code that others link.
        Library = "library" or ["module", "package", "lib", "crate"],
        /// A command-line program.
        Cli = "cli",
        /// A desktop program.
        Desktop = "desktop",
        /// Hardware with firmware.
        Device = "device" or ["hardware", "firmware", "sensor"],
        /// A database.
        Database = "database" or ["db", "datastore", "rdbms"],
        /// A cache.
        Cache = "cache",
        /// A queue, a topic, an event bus.
        Queue = "queue" or ["broker", "topic", "bus", "message-broker", "message-queue", "stream"],
        /// Files or objects.
        Storage = "storage" or ["bucket", "blob", "object-store", "files"],
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// Whose a component is.
    pub enum Origin {
        /// Made by those who design the system.
        Own = "own" or ["ours", "internal", "in-house", "inhouse", "first-party", "self-made"],
        /// Bought or adopted.
        ThirdParty = "third-party" or [
            "external", "bought", "adopted", "vendor", "open-source", "foss", "oss", "off-the-shelf", "cots", "managed",
            "3rd-party", "thirdparty", "commercial", "saas",
        ],
    }
}

no_leaves!(ComponentKind, Origin);

impl ComponentKind {
    /// Whether it is code that somebody writes.
    pub fn has_code(self) -> bool {
        use ComponentKind as K;
        match self {
            K::Service
            | K::Web
            | K::Mobile
            | K::Worker
            | K::Gateway
            | K::Function
            | K::Job
            | K::Library
            | K::Cli
            | K::Desktop
            | K::Device => true,
            K::Database | K::Cache | K::Queue | K::Storage | K::Other => false,
        }
    }

    /// Whether it runs in an environment that somebody sets up, rather than where its user or its maker puts it.
    pub fn is_deployed(self) -> bool {
        use ComponentKind as K;
        matches!(self, K::Service | K::Web | K::Gateway | K::Worker | K::Function | K::Job)
    }

    /// Whether it answers requests that somebody waits for.
    pub fn serves_requests(self) -> bool {
        use ComponentKind as K;
        matches!(self, K::Service | K::Web | K::Gateway | K::Function)
    }

    /// Whether it is in the hands of one user or a part of a machine, with everything inside.
    pub fn is_installed(self) -> bool {
        use ComponentKind as K;
        matches!(self, K::Mobile | K::Desktop | K::Cli | K::Device)
    }

    /// Whether it only passes on the calls that it takes.
    pub fn passes_calls_on(self) -> bool {
        matches!(
            self,
            ComponentKind::Gateway | ComponentKind::Queue | ComponentKind::Cache | ComponentKind::Storage
        )
    }

    /// Whether it stores data or passes it on.
    pub fn is_store(self) -> bool {
        matches!(
            self,
            ComponentKind::Database | ComponentKind::Cache | ComponentKind::Queue | ComponentKind::Storage
        )
    }
}

entity! {
    /// A part of the system.
    pub struct Component {
        /// The component's name.
        "name" name: required Plain,
        /// What it is.
        "kind" kind: required Spanned<ComponentKind>,
        /// Whose component it is: `own` (the default) or `third-party`, which is bought or adopted, so that rules do
        /// not ask for its code or its requirement.
        "origin" origin: optional Spanned<Origin>,
        /// The team or the person who is responsible for the component.
        "owner" owner: optional Text,
        /// What it does.
        "description" description: optional Text,
        /// When it runs, such as every night at two.
        "schedule" schedule: optional Text,
        /// How many instances run, and where: `"3, one per zone"`.
        "instances" instances: optional Text,
        /// The component's name in the deployment files: `"compose:SERVICE"`.
        "deploys" deploys: optional Plain,
        /// Why no file of the repository contains it.
        "not-in-source" not_in_source: optional Text,
        /// What the component is built with: names from `[technologies]`.
        "technology" technology: default Vec<Plain>,
        /// The component that contains this one; it is drawn inside.
        "part-of" part_of: optional Ref<cited::Component>,
        /// The directory that contains its files.
        "directory" directory: optional Plain,
        /// The component's files: `path = "purpose"`, relative to `directory` or to the project's root.
        "files" files: default Named<Text>,
        /// The requirements it satisfies.
        "satisfies" satisfies: default Vec<Ref<cited::AnyRequirement>>,
        /// What the component uses: `TARGET = "label"`.
        "uses" uses: default Uses,
        /// The ids it had in earlier versions, for the comparison with those.
        "was" was: default Former,
    }
}

impl Component {
    /// Whether it is bought or adopted, so that nobody asks for its code or its requirement.
    pub fn is_third_party(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| origin.value == Origin::ThirdParty)
    }
}
