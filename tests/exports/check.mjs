// Reads exported designs with the programs of their formats: `node check.mjs FOLDER`, where each folder in FOLDER
// has the files of one design. `cargo xtask exports` writes them and runs this.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import SwaggerParser from "@apidevtools/swagger-parser";
import {
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
} from "@backstage/catalog-model";
import { PGlite } from "@electric-sql/pglite";
import yaml from "js-yaml";
import { LikeC4 } from "likec4";

const policies = [
  new FieldFormatEntityPolicy(),
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
];
const kinds = {
  API: apiEntityV1alpha1Validator,
  Component: componentEntityV1alpha1Validator,
  Resource: resourceEntityV1alpha1Validator,
  System: systemEntityV1alpha1Validator,
};
const database = new PGlite();

const checks = {
  "openapi.json": (path) => SwaggerParser.validate(path),
  "catalog-info.yaml": async (path) => {
    const names = new Set();
    for (const entity of yaml.loadAll(readFileSync(path, "utf8"))) {
      for (const policy of policies) await policy.enforce(entity);
      if (!(await kinds[entity.kind].check(entity))) throw new Error(`${entity.kind} is another kind`);
      const name = `${entity.kind}:${entity.metadata.name}`;
      if (names.has(name)) throw new Error(`${name} is there twice`);
      names.add(name);
    }
  },
  "model.c4": async (path) => {
    const model = await LikeC4.fromSource(readFileSync(path, "utf8"), { printErrors: false, throwIfInvalid: false });
    if (model.hasErrors()) throw new Error(model.getErrors().map((error) => error.message).join("\n"));
  },
  "schema.sql": async (path) => {
    await database.exec("DROP SCHEMA IF EXISTS design CASCADE; CREATE SCHEMA design; SET search_path TO design;");
    try {
      await database.exec(readFileSync(path, "utf8"));
    } catch (error) {
      // A design may name types of its own, or of another database.
      if (!/^type ".*" does not exist$/.test(error.message)) throw error;
    }
  },
};

const [folder] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const design of readdirSync(folder).sort()) {
  for (const [name, check] of Object.entries(checks)) {
    const path = join(folder, design, name);
    if (!existsSync(path)) continue;
    try {
      await check(path);
      passed += 1;
    } catch (error) {
      failed += 1;
      console.error(`${path}: ${error.message}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
