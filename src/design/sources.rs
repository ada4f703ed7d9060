//! `[sources]`: files of the repository that the design agrees with.

use toml::de::DeValue;

use super::entity::entity;
use super::reference::{Ref, cited};
use super::value::{Value, Valued};
use super::walk::{Trail, Visit, Walk, no_leaves};
use crate::diagnostic::Finding;
use crate::reading::rules::MISSING_KEY;
use crate::reading::{Node, Plain, Read, Reader, Shape, words};
use crate::source::{Span, Spanned};

words! {
    /// The dialect of SQL.
    pub enum SqlDialect {
        /// What several databases understand.
        Generic = "generic",
        /// The standard.
        Ansi = "ansi",
        /// `BigQuery`.
        BigQuery = "bigquery",
        /// `ClickHouse`.
        ClickHouse = "clickhouse",
        /// Databricks.
        Databricks = "databricks",
        /// `DuckDB`.
        DuckDb = "duckdb",
        /// Hive.
        Hive = "hive",
        /// Microsoft SQL Server.
        MsSql = "mssql" or ["sqlserver", "sql-server", "tsql", "t-sql"],
        /// `MySQL` and `MariaDB`.
        MySql = "mysql" or ["mariadb"],
        /// Oracle.
        Oracle = "oracle",
        /// `PostgreSQL`.
        PostgreSql = "postgresql" or ["postgres", "pg", "psql", "cockroachdb", "timescaledb"],
        /// Redshift.
        Redshift = "redshift",
        /// Snowflake.
        Snowflake = "snowflake",
        /// Spark.
        Spark = "spark" or ["sparksql"],
        /// `SQLite`.
        Sqlite = "sqlite" or ["sqlite3"],
        /// Teradata.
        Teradata = "teradata",
    }
}

no_leaves!(SqlDialect);

entity! {
    /// Files of the repository that the design agrees with. Paths are below the project's root.
    pub struct RepositoryFiles {
        /// Contracts: OpenAPI, AsyncAPI or protobuf files.
        "api" api: default SourceList<ContractSource>,
        /// Tables: a schema, or a folder of migrations in SQL.
        "tables" tables: default SourceList<TableSource>,
        /// Decisions: a folder of decision records in Markdown.
        "decisions" decisions: default SourceList<DecisionSource>,
        /// Components: folders, each of which is a component's directory.
        "components" components: default SourceList<DirectorySource>,
        /// Dependencies: `Cargo.toml`, `package.json`, `go.mod` or `pyproject.toml` of components' directories.
        "dependencies" dependencies: default SourceList<PackageSource>,
        /// Deployment: compose files.
        "deployment" deployment: default SourceList<DeploymentSource>,
    }
}

entity! {
    /// Files with contracts, or the pattern of their names alone, where their content says what they are.
    pub struct ContractSource or openapi {
        /// The pattern of the files' names, which are OpenAPI or Swagger.
        "openapi" openapi: optional Plain,
        /// The pattern of the files' names, which are AsyncAPI.
        "asyncapi" asyncapi: optional Plain,
        /// The pattern of the files' names, which are protobuf.
        "protobuf" protobuf: optional Plain,
        /// The path that comes before those in the files, in place of the one of their `servers`.
        "base" base: optional Plain,
        /// The component whose contracts they are. Defaults to the one whose directory they are in.
        "component" component: optional Ref<cited::Component>,
        /// Whether the design has what is in the files alone.
        "take" take: default bool,
        /// What of the files is compared: endpoints, paths or operations, with `*`. Defaults to all.
        "only" only: default Vec<Plain>,
        /// What of the files is not compared.
        "except" except: default Vec<Plain>,
        /// Whether the files may be missing, such as those that a build makes.
        "optional" optional: default bool,
    }
}

entity! {
    /// Files with tables, or the pattern of their names alone.
    pub struct TableSource or sql {
        /// The pattern of the files' names. A folder of migrations is read in the order of the names.
        "sql" sql: required Plain,
        /// The dialect of SQL. Defaults to what several databases understand.
        "dialect" dialect: optional Spanned<SqlDialect>,
        /// The component whose tables they are. Defaults to the whole design.
        "component" component: optional Ref<cited::Component>,
        /// Whether the design has what is in the files alone.
        "take" take: default bool,
        /// What of the files is compared: tables, with `*`. Defaults to all.
        "only" only: default Vec<Plain>,
        /// What of the files is not compared.
        "except" except: default Vec<Plain>,
        /// Whether the files may be missing, such as those that a build makes.
        "optional" optional: default bool,
    }
}

entity! {
    /// Files with decisions, or the pattern of their names alone.
    pub struct DecisionSource or adr {
        /// The pattern of the files' names.
        "adr" adr: required Plain,
        /// Whether the design has what is in the files alone.
        "take" take: default bool,
        /// What of the files is compared: ids or titles of decisions, with `*`. Defaults to all.
        "only" only: default Vec<Plain>,
        /// What of the files is not compared.
        "except" except: default Vec<Plain>,
        /// Whether the files may be missing, such as those that a build makes.
        "optional" optional: default bool,
    }
}

entity! {
    /// Folders of components, or the pattern of their names alone.
    pub struct DirectorySource or directories {
        /// The pattern of the folders' names.
        "directories" directories: required Plain,
        /// Which of the folders are compared: their names or paths, with `*`. Defaults to all.
        "only" only: default Vec<Plain>,
        /// Which of the folders are not compared.
        "except" except: default Vec<Plain>,
        /// Whether the folders may be missing.
        "optional" optional: default bool,
    }
}

entity! {
    /// Files that say what packages depend on, or the pattern of their names alone.
    pub struct PackageSource or packages {
        /// The pattern of the files' names.
        "packages" packages: required Plain,
        /// Which packages are compared: their names, with `*`. Defaults to all.
        "only" only: default Vec<Plain>,
        /// Which packages are not compared.
        "except" except: default Vec<Plain>,
        /// Whether the files may be missing.
        "optional" optional: default bool,
    }
}

entity! {
    /// Files that say what is deployed, or the pattern of their names alone.
    pub struct DeploymentSource or compose {
        /// The pattern of the compose files' names.
        "compose" compose: required Plain,
        /// Which services are compared: their names, with `*`. Defaults to all.
        "only" only: default Vec<Plain>,
        /// Which services are not compared.
        "except" except: default Vec<Plain>,
        /// Whether the files may be missing.
        "optional" optional: default bool,
    }
}

/// What a file holds that a design agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// Contracts.
    Api,
    /// Tables.
    Tables,
    /// Decisions.
    Decisions,
    /// Components.
    Components,
    /// Dependencies.
    Dependencies,
    /// Deployment.
    Deployment,
}

/// A format of contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContractFormat {
    /// OpenAPI or Swagger.
    OpenApi,
    /// AsyncAPI.
    AsyncApi,
    /// Protobuf.
    Protobuf,
}

/// Some files of `[sources]`: a pattern, and what is said of it.
#[derive(Clone, Debug)]
pub struct SourceFiles<'a> {
    /// What they hold.
    pub kind: SourceKind,
    /// The format of contracts, if it is named.
    pub format: Option<ContractFormat>,
    /// The pattern of their names.
    pub pattern: &'a Plain,
    /// The path that comes before those in the files.
    pub base: Option<&'a Plain>,
    /// The dialect of SQL, if it is named.
    pub dialect: Option<SqlDialect>,
    /// The component that they belong to, if it is named.
    pub component: Option<&'a str>,
    /// Whether the design has what is in the files alone.
    pub take: bool,
    /// The names of what is compared; all if there are none.
    pub only: &'a [Plain],
    /// The names of what is not compared.
    pub except: &'a [Plain],
    /// Whether the files may be missing.
    pub optional: bool,
    /// The path in the design: `sources.api`.
    pub path: String,
    /// Where it is written.
    pub span: Span,
}

impl ContractSource {
    fn is_short(&self, pattern: &Plain) -> bool {
        pattern.span == self.span
    }
}

/// One entry of a key of `[sources]`, or several.
#[derive(Clone, Debug)]
pub struct SourceList<T> {
    items: Vec<T>,
    is_array: bool,
}

impl SourceKind {
    /// The key of `[sources]`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Tables => "tables",
            Self::Decisions => "decisions",
            Self::Components => "components",
            Self::Dependencies => "dependencies",
            Self::Deployment => "deployment",
        }
    }
}

impl RepositoryFiles {
    /// What each pattern means, in the order of the keys.
    pub fn each(&self) -> Vec<SourceFiles<'_>> {
        let mut all = Vec::new();
        self.api.add(SourceKind::Api, &mut all);
        self.tables.add(SourceKind::Tables, &mut all);
        self.decisions.add(SourceKind::Decisions, &mut all);
        self.components.add(SourceKind::Components, &mut all);
        self.dependencies.add(SourceKind::Dependencies, &mut all);
        self.deployment.add(SourceKind::Deployment, &mut all);
        all.retain(|files| !files.pattern.is_stand_in);
        all
    }
}

/// An entry of a key of `[sources]`.
pub trait Sourced: Read + Walk + Valued {
    /// What its patterns mean.
    fn files(&self, kind: SourceKind) -> Vec<SourceFiles<'_>>;

    /// Reports that it names no files, where that is not said yet.
    fn report_nothing(&self, _node: Node<'_>, _reader: &mut Reader<'_>) {}
}

impl Sourced for ContractSource {
    fn files(&self, kind: SourceKind) -> Vec<SourceFiles<'_>> {
        let formats = [
            (&self.openapi, ContractFormat::OpenApi),
            (&self.asyncapi, ContractFormat::AsyncApi),
            (&self.protobuf, ContractFormat::Protobuf),
        ];
        let named = formats.into_iter().filter_map(|(pattern, format)| Some((pattern.as_ref()?, format)));
        let files = |(pattern, format)| SourceFiles {
            // What is written short is known by its content.
            format: Some(format).filter(|_| !self.is_short(pattern)),
            base: self.base.as_ref(),
            component: self.component.as_deref(),
            take: self.take,
            only: &self.only,
            except: &self.except,
            optional: self.optional,
            ..SourceFiles::of(kind, pattern, self.span)
        };
        named.map(files).collect()
    }

    fn report_nothing(&self, node: Node<'_>, reader: &mut Reader<'_>) {
        let given =
            [self.given(|key| key.openapi), self.given(|key| key.asyncapi), self.given(|key| key.protobuf)];
        if given.iter().all(|given| given.is_absent()) {
            let finding = Finding::new(&MISSING_KEY, node.span, "`api` names no files")
                .label("needs `openapi`, `asyncapi` or `protobuf`")
                .help("add `openapi = \"services/*/openapi.yaml\"`, or name files of another format");
            reader.report(finding);
        }
    }
}

impl Sourced for TableSource {
    fn files(&self, kind: SourceKind) -> Vec<SourceFiles<'_>> {
        vec![SourceFiles {
            dialect: self.dialect.as_ref().map(|dialect| dialect.value),
            component: self.component.as_deref(),
            take: self.take,
            only: &self.only,
            except: &self.except,
            optional: self.optional,
            ..SourceFiles::of(kind, &self.sql, self.span)
        }]
    }
}

impl Sourced for DecisionSource {
    fn files(&self, kind: SourceKind) -> Vec<SourceFiles<'_>> {
        vec![SourceFiles {
            take: self.take,
            only: &self.only,
            except: &self.except,
            optional: self.optional,
            ..SourceFiles::of(kind, &self.adr, self.span)
        }]
    }
}

/// The entries of which only some names may be chosen.
macro_rules! chosen {
    ($($name:ident $pattern:ident),*) => {
        $( impl Sourced for $name {
            fn files(&self, kind: SourceKind) -> Vec<SourceFiles<'_>> {
                vec![SourceFiles {
                    only: &self.only,
                    except: &self.except,
                    optional: self.optional,
                    ..SourceFiles::of(kind, &self.$pattern, self.span)
                }]
            }
        } )*
    };
}

chosen!(DirectorySource directories, PackageSource packages, DeploymentSource compose);

impl<'a> SourceFiles<'a> {
    fn of(kind: SourceKind, pattern: &'a Plain, span: Span) -> Self {
        Self {
            kind,
            format: None,
            pattern,
            base: None,
            dialect: None,
            component: None,
            take: false,
            only: &[],
            except: &[],
            optional: false,
            path: String::new(),
            span,
        }
    }
}

impl<T: Sourced> SourceList<T> {
    fn add<'a>(&'a self, kind: SourceKind, all: &mut Vec<SourceFiles<'a>>) {
        for (index, item) in self.items.iter().enumerate() {
            let path = format!("sources.{}", kind.key());
            let path = if self.is_array { format!("{path}[{index}]") } else { path };
            all.extend(item.files(kind).into_iter().map(|files| SourceFiles { path: path.clone(), ..files }));
        }
    }
}

impl<T> Default for SourceList<T> {
    fn default() -> Self {
        Self { items: Vec::new(), is_array: false }
    }
}

impl<T: Sourced> Read for SourceList<T> {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let (nodes, is_array): (Vec<Node<'_>>, bool) = match node.value {
            DeValue::Array(items) => (items.iter().map(|item| node.item(reader, item)).collect(), true),
            _ => (vec![node], false),
        };
        let mut items = Vec::new();
        for node in nodes {
            let item = T::read(node, reader)?;
            item.report_nothing(node, reader);
            items.push(item);
        }
        Some(Self { items, is_array })
    }

    fn shape() -> Shape {
        Shape::OneOf(vec![T::shape(), Shape::Array(Box::new(T::shape()))])
    }
}

impl<T: Walk> Walk for SourceList<T> {
    fn walk_at<'a>(&'a self, at: &Trail<'_>, visit: &mut Visit<'_, 'a>) {
        for (index, item) in self.items.iter().enumerate() {
            let place = at.item(index);
            item.walk_at(if self.is_array { &place } else { at }, visit);
        }
    }
}

impl<T: Valued> Valued for SourceList<T> {
    fn as_value(&self) -> Value<'_> {
        self.items.as_value()
    }
}
