// The walls of the house as an oxlint plugin: who may import whom, and who may read the environment.
import { isBuiltin } from 'node:module';
import path from 'node:path';

type Wall = {
  /** Whom it holds: a file, or a folder with all in it. `*` stands for any name; `{*}` in `may` repeats the first. */
  of: string;
  /** What they may import: places in the project, `node:` for Node's modules, `npm:name` or `npm:*` for packages. */
  may: readonly string[];
  because: string;
};

const drivers = ['drizzle-orm', 'drizzle-kit', 'better-sqlite3', 'pg'];
const everything = ['client/', 'db/', 'server/', 'test/', 'node:', 'npm:*', 'npm:drivers'];
const byName = [
  'server/api.ts',
  'server/contract/',
  'server/domain/',
  'server/features/*/contract.ts',
  'server/kinds/',
];

/** The first that fits a file counts. */
const walls: readonly Wall[] = [
  {
    of: 'server/setup/',
    may: ['server/setup/', 'node:'],
    because: 'set-up runs before any package is there, on the machine’s own Node',
  },
  { of: 'server/main.ts', may: everything, because: '' },
  { of: 'server/app.ts', may: everything, because: '' },
  { of: 'server/command/', may: [...everything, 'package.json'], because: '' },
  { of: 'server/demo/', may: everything, because: '' },
  { of: 'server/vite.config.ts', may: everything, because: '' },
  { of: 'client/vite.config.ts', may: everything, because: '' },
  {
    of: 'server/domain/draw.ts',
    may: ['server/domain/', 'node:crypto'],
    because: 'draws are a hash of their key: the one pure function that domain takes from elsewhere',
  },
  {
    of: 'server/domain/',
    may: ['server/domain/'],
    because: 'domain is pure rules that run anywhere, in the browser too: it imports only itself',
  },
  {
    of: 'server/contract/',
    may: ['server/contract/', 'server/domain/', 'npm:zod'],
    because: 'contracts are read by the client: they are made of zod and domain only',
  },
  {
    of: 'server/features/*/contract.ts',
    may: [
      'server/contract/',
      'server/domain/',
      'server/kinds/',
      'server/features/{*}/*/names.ts',
      'server/datasets/formats/names.ts',
      'server/datasets/files/names.ts',
      'npm:zod',
    ],
    because: 'a feature’s contract is read by the client: it is made of contract, domain, kinds and zod only',
  },
  {
    of: 'server/datasets/formats/names.ts',
    may: ['server/contract/', 'server/domain/'],
    because: 'the names of an open set are read by the client through a feature’s contract',
  },
  {
    of: 'server/datasets/files/names.ts',
    may: ['server/contract/', 'server/domain/'],
    because: 'the names of an open set are read by the client through a feature’s contract',
  },
  {
    of: 'server/features/*/*/names.ts',
    may: ['server/contract/', 'server/domain/'],
    because: 'the names of an open set are read by the client through its feature’s contract',
  },
  {
    of: 'server/features/*/',
    may: [
      'server/features/{*}/',
      'server/domain/',
      'server/contract/',
      'server/jobs/',
      'server/realtime/',
      'server/kinds/',
      'server/http/handler.ts',
      'server/http/keyset-page.ts',
      'server/http/principal.ts',
      'server/http/reader.ts',
      'server/http/model-shown.ts',
      'server/http/body.ts',
      'server/http/problems.ts',
      'server/http/ranges.ts',
      'server/http/secrets.ts',
      'server/http/send-parts.ts',
      'server/http/sign-in-link.ts',
      'server/http/session-cookie.ts',
      'server/media/',
      'server/outgoing/',
      'server/gateway/',
      'server/datasets/',
      'server/submissions/',
      'server/config.ts',
      'server/errors.ts',
      'server/version.ts',
      'db/',
      'node:',
      'npm:*',
    ],
    because:
      'a feature stands on domain, contract, db, jobs, realtime and kinds, never on another feature or on Express: ' +
      'move what two features share into one of those',
  },
  {
    of: 'server/version.ts',
    may: ['package.json'],
    because: 'the version is said in one place',
  },
  {
    of: 'server/',
    may: ['server/', 'db/', 'node:', 'npm:*'],
    because: 'the server knows nothing of the client, and SQL and its drivers live in db/',
  },
  {
    of: 'db/',
    may: ['db/', 'server/domain/', 'node:', 'npm:*', 'npm:drivers'],
    because: 'db knows what is kept, not who asks: of the server it imports domain only',
  },
  {
    of: 'client/features/*/',
    may: [
      'client/features/{*}/',
      'client/*.ts',
      'client/api/',
      'client/kinds/',
      'client/ui/',
      ...byName,
      'npm:*',
    ],
    because:
      'a page stands alone: it imports no other feature, and of the server only api.ts, contract/, domain/, kinds/ and ' +
      'the features’ contracts, all of which run in a browser',
  },
  {
    of: 'client/',
    may: ['client/', ...byName, 'npm:*'],
    because:
      'the client runs in a browser: of the server it imports only api.ts, contract/, domain/, kinds/ and the features’ ' +
      'contracts, and no module of Node’s',
  },
];

const environment = {
  readers: ['server/config.ts', 'server/setup/', 'test/', 'client/vite.config.ts', 'server/vite.config.ts'],
  because: 'only server/config.ts reads the environment, so that a bad setting stops the start with its name',
};

/** Whether `place` is the file, or lies in the folder, that `pattern` names; with what `*` stood for. */
function match(pattern: string, place: string): { star: string | undefined } | undefined {
  const source = pattern.replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '([^/]+?)');
  const found = new RegExp(`^${source}${pattern.endsWith('/') ? '' : '$'}`).exec(place);
  return found ? { star: found[1] } : undefined;
}

/** Names what an import in `file` brings in: a place in the project, `node:…` or `npm:…`. */
function nameImported(file: string, specifier: string): string {
  if (specifier.startsWith('.'))
    return path.posix.join(path.posix.dirname(file), specifier.replace(/\?.*$/, ''));
  if (isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
  const [scope = '', name = ''] = specifier.split('/');
  const packageName = scope.startsWith('@') ? `${scope}/${name}` : scope;
  return drivers.includes(packageName) ? 'npm:drivers' : `npm:${packageName}`;
}

/** Why the import may not stand there, or undefined if it may. */
function forbids(file: string, specifier: string): string | undefined {
  for (const { of, may, because } of walls) {
    const held = match(of, file);
    if (!held) continue;
    const imported = nameImported(file, specifier);
    const allowed = may.some((pattern) => {
      if (pattern === 'npm:*') return imported.startsWith('npm:') && imported !== 'npm:drivers';
      if (pattern === 'node:') return imported.startsWith('node:');
      return match(pattern.replace('{*}', held.star ?? ''), imported) !== undefined;
    });
    return allowed ? undefined : `${of} may not import ${specifier}: ${because}.`;
  }
  return undefined;
}

// The little of oxlint's plugin interface, which is ESLint's, that is used here.
type Node = { source?: { value?: unknown } | null; object?: Node; property?: Node; name?: string };
type Context = { filename: string; cwd: string; report(problem: { node: Node; message: string }): void };

const placeOf = ({ cwd, filename }: Context) => path.relative(cwd, filename).replaceAll(path.sep, '/');

function createImports(context: Context) {
  const file = placeOf(context);
  const check = (node: Node) => {
    const specifier = node.source?.value;
    if (typeof specifier !== 'string') return;
    const message = forbids(file, specifier);
    if (message) context.report({ node, message });
  };
  return {
    ImportDeclaration: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
    ImportExpression: check,
    TSImportType: check,
  };
}

function createEnvironment(context: Context) {
  const file = placeOf(context);
  if (environment.readers.some((reader) => match(reader, file))) return {};
  const message = `No environment here: ${environment.because}.`;
  return {
    MemberExpression(node: Node) {
      if (node.object?.name === 'process' && node.property?.name === 'env') context.report({ node, message });
    },
    ImportDeclaration(node: Node) {
      const module = node.source?.value;
      if (module === 'node:process' || module === 'process') context.report({ node, message });
    },
  };
}

export default {
  meta: { name: 'house' },
  rules: { walls: { create: createImports }, environment: { create: createEnvironment } },
};
