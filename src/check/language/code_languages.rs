//! The languages of code blocks that highlighters know, by name and by short name: those of
//! highlight.js (which mdBook uses), of its extensions and of Linguist.

/// Whether a language is known. Case does not matter.
pub(crate) fn is_known(language: &str) -> bool {
    let lower = language.to_ascii_lowercase();
    all().any(|name| name == lower)
}

/// Every name, the ones most common in designs first.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    COMMON.split_ascii_whitespace().chain(NAMES.split_ascii_whitespace())
}

const COMMON: &str = "json yaml toml xml sql text bash sh shell http rust go java kotlin scala python ruby php \
javascript typescript csharp cpp swift dart graphql proto protobuf html css markdown mermaid jsonc";

const NAMES: &str = "\
1c 4d abap abnf abc accesslog ada adb adoc agda alan alloy ampl angelscript antlr apache apacheconf apex api-blueprint \
apl applescript arcade arduino arm armasm asc ascii asciidoc asm asn1 asp aspectj aspnet astro ats autohotkey autoit \
avdl avrasm avro avsc awk axapta b bash basic bat batch bazel bbcode beancount bib bibtex bicep bison bitbake blade \
blueprint bnf bpmn brainfuck bsl buf c c# c++ cadence cairo cal capnp capnproto cc ceylon cfc cfg chapel circom cisco \
clean clips clj clojure cls cmake cmake.in cmd cobol coffee coffeescript coldfusion commonlisp conf console coq cos \
cpp cql crmsh crn crontab crystal cs csharp cshtml csp css csv cts cue cuda curl curry cxx cypher cython d d2 dafny \
dart datalog dax dbml dcl delphi desktop devicetree dfm dhall diff django dns do docker dockerfile dos dot dpr dsconfig dst \
dtd dts dust dxl ebnf edgeql edifact edn ejs elixir elm emacs-lisp env erb erl erlang ex excel exs f90 f95 factor \
fbs fift fish fix fix-protocol flatbuffers flow fluent flux fortran freemarker fs fsharp fsx ftl gams gas gauss gawk gcode \
gd gdscript gemspec gherkin gitignore gleam glsl gms gml gn go gohtml golang golo gotemplate gotmpl gql gradle \
graph graphql graphqls graphviz groff groovy gss gv gyp h h++ hack haml handlebars haproxy haskell hbs hcl heex helm \
hh hlsl hocon hpp hs htm html html.handlebars html.hbs http https hurl hx hxx hy hylang iced idl idris ignore ini \
inno ino inform7 iol irb ispl j jai janet java javascript jinja jinja2 js jsdoc jolie jq json json5 jsonata jsonc jsonl \
jsonld json-ld jsonnet jsonschema jsp jsx jl julia julia-repl just justfile k kcl kdb kdl kql kotlin kt kts kusto \
lasso latex ldif lean leaf less liquid lisp livecodeserver livescript ll llvm log logql ls lsl lua luau m m4 mak make \
makefile markdown mariadb mathematica matlab maxima mawk md mdx mel mermaid mermaidjs meson metal mips mirc mizar mk mkd mkdown ml mm \
mma mo mojo mojolicious monkey moon moonscript motoko move mql mqtt mrc msgpack mts mustache mxml mysql n1ql nasm nc nestedtext \
netlogo nextflow nginx nginxconf nim nimrod nix noir none nsis nunjucks nushell nu obj-c obj-c++ objc objective-c \
objective-c++ objectivec objectpascal ocaml ocl odin openapi openqasm openscad opencl oz osascript oxygene p21 papyrus parser3 pas pascal \
patch pcmk pem perl pf pf.conf pgsql php php3 php4 php5 php6 php7 php8 pig pine pinescript pl plain plaintext planning plantuml \
plist plpgsql plsql pm pony postgres postgresql postscript powerbuilder powerquery powershell pp prisma processing profile \
prolog promql properties proto protobuf protobuf3 proto3 ps ps1 pseudo pseudocode psql puml pug puppet purebasic purescript pure py \
pycon pyrex python python3 py3 python-repl q qasm qk qkl ql qml qsharp qt r racket raku raml rake rb rdl re reason \
reasonml rdf rego rescript restructuredtext rib ring risc-v riscv rkt robot robotframework roboconf robots rockscript rou \
routeros rpm rpm-spec rpm-specfile rs rsl rst ruby ruleslanguage rust s scad scala scheme sci scilab scl scss \
sdl sed sas sass saas sh shaclc shell shell-session shellsession smali smalltalk smithy smt smt2 sml snippets snowflake \
sol solidity soql sosl sparql spec specfile spl splunk sqf sql sqlite srt st stan standard-ml starlark stata step stl stp structured-text styl \
stylus subunit sublime supercollider sv svelte svg svh swift systemd systemverilog t4 tao tap tcl tcsh terraform tex text textproto tf tfvars thor \
thrift tk tla tlaplus toit toml tp tpl trig ts tsql tsv tsx turtle ttl txt twig tws typescript typespec typoscript typst \
unicorn-rails-log v vala vb vba vbnet vbs vbscript vbscript-html verilog vhdl vhd vim viml visualbasic vlang vtl vue vyper wasm wast wat wdl \
webidl wgsl whiley wit wl wsdl wren x++ x86asm xaml xhtml xjb xl xls xlsx xml xodl xpath xpp xq xqm xquery xqy xsd xsl xslt xtlang yacc \
yaml yaml+jinja yang yara yml zeek zep zephir zig zone zs zsh zenscript";

#[cfg(test)]
mod tests {
    use super::{all, is_known};

    #[test]
    fn names_are_lower_case() {
        assert!(all().all(|name| name.to_ascii_lowercase() == name));
        assert!(is_known("Rust") && is_known("proto3") && !is_known("language"));
    }
}
