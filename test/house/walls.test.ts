import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

type Case = [file: string, source: string];

const forbidden: Record<string, Case> = {
  'domain imports no package': ['server/domain/a.ts', `import { z } from 'zod'`],
  'domain imports no module of Node’s': ['server/domain/b.ts', `import { createHash } from 'node:crypto'`],
  'domain imports nothing else of the server': [
    'server/domain/c.ts',
    `import type { R } from '../contract/route.ts'`,
  ],
  'contract imports no package but zod': ['server/contract/a.ts', `import express from 'express'`],
  'contract imports no errors': ['server/contract/b.ts', `import { AppError } from '../errors.ts'`],
  'a feature’s contract imports no operation': [
    'server/features/x/contract.ts',
    `import { a } from './claim.ts'`,
  ],
  'a feature’s contract imports no db': [
    'server/features/y/contract.ts',
    `export * from '../../../db/database.ts'`,
  ],
  'a feature’s contract imports no other’s': [
    'server/features/z/contract.ts',
    `import { b } from '../x/contract.ts'`,
  ],
  'a set’s names import no member': ['server/features/x/formats/names.ts', `import { csv } from './csv.ts'`],
  'a feature imports no other feature': ['server/features/x/a.ts', `import { b } from '../y/b.ts'`],
  'a feature imports no other feature’s contract': [
    'server/features/x/b.ts',
    `import { b } from '../y/contract.ts'`,
  ],
  'a feature imports no other feature’s type': [
    'server/features/x/c.ts',
    `export type B = import('../y/b.ts').B`,
  ],
  'a feature imports no other feature late': [
    'server/features/x/d.ts',
    `export const b = () => import('../y/b.ts')`,
  ],
  'a feature imports none whose name begins alike': [
    'server/features/x/e.ts',
    `import { b } from '../xy/b.ts'`,
  ],
  'a feature imports no http but handler.ts': [
    'server/features/x/f.ts',
    `import { mount } from '../../http/mount.ts'`,
  ],
  'a feature imports no drizzle': ['server/features/x/g.ts', `import { eq } from 'drizzle-orm'`],
  'a feature imports no client': ['server/features/x/h.ts', `import { p } from '../../../client/paths.ts'`],
  'the server imports no driver': ['server/jobs/a.ts', `import pg from 'pg'`],
  'the server imports nothing below a driver': [
    'server/http/a.ts',
    `import { s } from 'drizzle-orm/sqlite-core'`,
  ],
  'the server imports no client': ['server/http/b.ts', `import { p } from '../../client/paths.ts'`],
  'the server imports no test': ['server/http/c.ts', `import { p } from '../../test/support/postgres.ts'`],
  'db imports no contract': ['db/queries/a.ts', `import { R } from '../../server/contract/route.ts'`],
  'db imports no feature': ['db/queries/b.ts', `import { a } from '../../server/features/x/a.ts'`],
  'the client imports no server configuration': [
    'client/a.ts',
    `import { config } from '../server/config.ts'`,
  ],
  'the client imports no operation': ['client/b.ts', `import { a } from '../server/features/x/claim.ts'`],
  'the client imports no db': ['client/api/a.ts', `import { read } from '../../db/database.ts'`],
  'the client imports no module of Node’s': ['client/c.ts', `import { join } from 'path'`],
  'the client imports no driver': ['client/d.ts', `import Database from 'better-sqlite3'`],
  'a page imports no other page': ['client/features/x/a.tsx', `import { B } from '../y/b.tsx'`],
  'a page imports no operation': [
    'client/features/x/b.tsx',
    `import { a } from '../../../server/features/x/claim.ts'`,
  ],
  'set-up imports no package': ['server/setup/a.mjs', `import { build } from 'vite'`],
  'the server reads no environment': ['server/http/d.ts', `export const port = process.env.PORT`],
  'the server reads no environment by import': ['server/http/e.ts', `import { env } from 'node:process'`],
  'db reads no environment': ['db/open.ts', `export const { HOME } = process.env`],
  'the client reads no environment': ['client/e.ts', `export const home = process.env.HOME`],
};

const allowed: Record<string, Case> = {
  'domain imports itself': ['server/domain/d.ts', `import { draw } from './draw.ts'`],
  'contract imports zod and domain': [
    'server/contract/c.ts',
    `import { z } from 'zod'; import '../domain/roles.ts'`,
  ],
  'a feature’s contract imports what it is made of': [
    'server/features/w/contract.ts',
    `import { z } from 'zod'; import '../../contract/route.ts'; import '../../kinds/names.ts'; import './formats/names.ts'`,
  ],
  'a feature imports its own files, db and handler.ts': [
    'server/features/x/i.ts',
    `import './contract.ts'; import '../../http/handler.ts'; import '../../../db/database.ts'; import '../../errors.ts'`,
  ],
  'app.ts imports features': ['server/app.ts', `import './features/x/handlers.ts'; import './http/mount.ts'`],
  'api.ts imports contracts': ['server/api.ts', `import './features/x/contract.ts'`],
  'db imports domain and drivers': [
    'db/sqlite.ts',
    `import Database from 'better-sqlite3'; import { eq } from 'drizzle-orm'; import '../server/domain/words.ts'`,
  ],
  'the client imports contracts': [
    'client/f.ts',
    `import '../server/api.ts'; import '../server/features/x/contract.ts'; import '../server/kinds/names.ts'`,
  ],
  'a page imports the client’s common folders': [
    'client/features/x/c.tsx',
    `import '../../ui/button.tsx'; import '../../paths.ts'; import '@mantine/core/styles.css'; import './c.css'`,
  ],
  'config.ts reads the environment': ['server/config.ts', `export const port = process.env.PORT`],
  'a test imports anything': ['test/api/a.test.ts', `import pg from 'pg'; export const p = process.env.PATH`],
};

const project = path.join(import.meta.dirname, '../..');
const fixture = realpathSync(mkdtempSync(path.join(tmpdir(), 'countersign-walls-')));
let problems: { filename: string; code: string; message: string }[] = [];

beforeAll(async () => {
  for (const [file, source] of Object.values({ ...forbidden, ...allowed })) {
    const place = path.join(fixture, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, source);
  }
  problems = await lint();
});

afterAll(() => rmSync(fixture, { recursive: true }));

function lint(): Promise<typeof problems> {
  const oxlint = path.join(project, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '-c', path.join(project, 'test/house/oxlint.json'), '-f', 'json'];
  // It looks for tsgolint beside itself only when started in the project.
  const bin = path.join(project, 'node_modules/.bin');
  const env = { ...process.env, PATH: [bin, process.env.PATH].join(path.delimiter) };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: fixture, env }, (_, output) => {
      // It exits with 1 for the problems looked for; only an answer that is none is an error here.
      try {
        resolve(JSON.parse(output).diagnostics);
      } catch {
        reject(new Error(output));
      }
    });
  });
}

const found = (file: string) =>
  problems
    .filter(({ filename, code }) => filename === file && code.startsWith('house'))
    .map(({ message }) => message);

test.each(Object.entries(forbidden))('%s', (_, [file]) => {
  expect(found(file)).toEqual([expect.stringMatching(/(may not import .+|No environment here): .{20,}\.$/)]);
});

test.each(Object.entries(allowed))('%s', (_, [file]) => {
  expect(found(file)).toEqual([]);
});
