import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY } from '../toolchain/paths.mjs';

const read = (path) => readFileSync(join(REPOSITORY, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true });
const services = Object.entries(compose.services);
const PROGRAMS = ['api', 'worker', 'sealer'];

describe('docker-compose.yml', () => {
  it('has the production services', () => {
    expect(Object.keys(compose.services).toSorted()).toEqual([
      'api',
      'caddy',
      'converter',
      'migrate',
      'postgres',
      'redis',
      'sealer',
      'web',
      'worker',
    ]);
  });

  it('runs the programs it names: one that thinks it is a library would do nothing without a word', () => {
    const commands = compose.services.migrate.command.join('\n').trim().split('\n');
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const [, wrapper, script] = command.trim().split(' ');
      const run = spawnSync(process.execPath, [wrapper, script, 'deploy'], {
        cwd: REPOSITORY,
        env: {},
        encoding: 'utf8',
      });
      expect(run.status, command).toBe(1);
      expect(run.stderr, command).toContain('is not set');
    }
  });

  it('publishes nothing but 80 and 443, by Caddy', () => {
    const published = services.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(published).toEqual(['caddy 80:80', 'caddy 443:443', 'caddy 443:443/udp']);
  });

  it('gives the sealer and the stores no way out', () => {
    expect(compose.networks.back.internal).toBe(true);
    for (const name of ['sealer', 'postgres', 'redis', 'migrate'])
      expect(compose.services[name].networks).toEqual(['back']);
  });

  it('gives what converts office files neither a secret nor a way out', () => {
    const { networks, secrets, volumes, profiles } = compose.services.converter;
    expect({ networks, secrets, volumes, profiles }).toEqual({
      networks: ['convert'],
      secrets: undefined,
      volumes: undefined,
      profiles: ['office'],
    });
    expect(compose.networks.convert.internal).toBe(true);
  });

  it('gives the sealer a way out by a file of its own, and nobody else', () => {
    const own = parse(read('docker-compose.timestamps.yml'));
    expect(Object.keys(own.services)).toEqual(['sealer']);
    expect(own.services.sealer.networks).toEqual(['back', 'timestamps']);
    expect(own.services.sealer.environment).toHaveProperty('TIMESTAMP_TRUST_FILE');
  });

  it('names where checkpoints are kept by a file of its own, for the worker alone', () => {
    const own = parse(read('docker-compose.checkpoints.yml'));
    expect(Object.keys(own.services)).toEqual(['worker']);
    const { environment, secrets } = own.services.worker;
    expect(environment.CHECKPOINT_WEBHOOK_SECRET_FILE).toBe(`/run/secrets/${secrets[0]}`);
    const made = read('scripts/production-secrets.mjs');
    for (const name of secrets) expect(made).toContain(`keep('${name}'`);
  });

  it('lets only the sealer open the token', () => {
    const withPin = services
      .filter(([, { secrets = [] }]) => secrets.includes('token-pin'))
      .map(([name]) => name);
    const withModule = services.filter(([, { environment = {} }]) =>
      Object.keys(environment).some((name) => name.startsWith('PKCS11_')),
    );
    expect([withPin, withModule.map(([name]) => name)]).toEqual([['sealer'], ['sealer']]);
  });

  it('holds no secret itself: every one is a file that production-secrets makes or asks for', () => {
    for (const [, { environment = {} }] of services) {
      const plain = Object.entries(environment).filter(([name]) =>
        /PASSWORD|SECRET|PIN|MASTER_KEY|(DATABASE|REDIS|SMTP)\w*_URL/.test(name),
      );
      for (const [name, value] of plain)
        expect([name, value]).toEqual([
          expect.stringMatching(/_(FROM_)?FILE$/),
          expect.stringMatching(/^\/run\/secrets\//),
        ]);
    }
    const dir = mkdtempSync(join(tmpdir(), 'secrets-'));
    const made = execFileSync(process.execPath, [join(REPOSITORY, 'scripts/production-secrets.mjs'), dir], {
      encoding: 'utf8',
    });
    for (const { file } of Object.values(compose.secrets)) {
      const name = basename(file);
      expect(existsSync(join(dir, name)) || made.includes(`MISSING ${join(dir, name)}`), name).toBe(true);
    }
    const again = execFileSync(process.execPath, [join(REPOSITORY, 'scripts/production-secrets.mjs'), dir], {
      encoding: 'utf8',
    });
    expect(again).not.toContain('made');
    rmSync(dir, { recursive: true });
  });

  it('sets only variables that the api-side programs know, and all that they need', () => {
    const known = new Set(
      (read('apps/api/src/config/env.ts') + read('apps/api/src/config/checkpoint-distribution.ts'))
        .match(/^ {2,4}[A-Z][A-Z0-9_]+(?=:)/gm)
        .map((name) => name.trim()),
    );
    for (const name of PROGRAMS) {
      const set = Object.keys(compose.services[name].environment).map((variable) =>
        variable.replace(/_FROM_FILE$/, ''),
      );
      expect(
        set.filter((variable) => !known.has(variable)),
        name,
      ).toEqual([]);
    }
    expect(Object.keys(compose.services.api.environment)).toEqual(
      expect.arrayContaining(['DATABASE_URL_FROM_FILE', 'SMTP_URL_FROM_FILE', 'AUTH_SECRET_FILE']),
    );
  });

  it('takes from .env only what .env.example explains', () => {
    const explained = new Set(read('.env.example').match(/^[A-Z0-9_]+(?==)/gm));
    const files =
      read('docker-compose.yml') +
      read('docker-compose.timestamps.yml') +
      read('docker-compose.checkpoints.yml');
    const used = [...files.matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name);
    expect([...new Set(used)].filter((name) => !explained.has(name))).toEqual([]);
    expect([...explained].filter((name) => !used.includes(name))).toEqual([]);
  });

  it('builds from targets that the Dockerfile has', () => {
    const targets = new Set(
      [...read('Dockerfile').matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name),
    );
    for (const [name, { build }] of services) if (build) expect(targets.has(build.target), name).toBe(true);
  });

  it('runs our programs read-only, without capabilities, not as root', () => {
    for (const name of [...PROGRAMS, 'web', 'migrate']) {
      expect(compose.services[name]).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    }
    for (const target of read('Dockerfile')
      .split(/^FROM /m)
      .filter((text) => / AS (api|sealer|web)\n/.test(text))) {
      expect(target.match(/^USER \S+$/gm).at(-1)).toBe('USER node');
    }
  });
});
