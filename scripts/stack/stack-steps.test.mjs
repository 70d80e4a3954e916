import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePortBase } from '../processes/free-ports.mjs';
import { appEnvironments } from './app-environment.mjs';
import { openDataDir } from './data-dir.mjs';
import { externalServiceProblems } from './external-services.mjs';
import { PORTS_PER_STACK, portPlan, takenPorts } from './port-plan.mjs';
import { instanceSecrets } from './secrets.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'stack-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('ports', () => {
  it('names each taken port, what it is for, and a way out', async () => {
    const plan = portPlan(await freePortBase(PORTS_PER_STACK));
    expect(await takenPorts(plan)).toEqual([]);
    const stranger = createServer().listen(plan.postgres, '127.0.0.1');
    await once(stranger, 'listening');
    expect(await takenPorts(plan)).toEqual([
      `Port ${plan.postgres} (for PostgreSQL) is taken by another program. Stop it, or choose other ports: PORT=${plan.gateway + 1000} npm start.`,
    ]);
    expect(await takenPorts(plan, ['postgres'])).toEqual([]);
    stranger.close();
  });

  it('refuses a PORT that is none', () => {
    for (const wrong of ['abc', '0', '70000', '65530', '3000.5'])
      expect(() => portPlan(wrong), wrong).toThrow(`it is "${wrong}"`);
  });
});

describe('secrets', () => {
  it('are made once, readable by their owner only', () => {
    const first = instanceSecrets(dir);
    const second = instanceSecrets(dir);
    expect(second.value('master-key')).toBe(first.value('master-key'));
    expect(Buffer.from(first.value('master-key'), 'base64')).toHaveLength(32);
    expect(statSync(first.file('auth-secret')).mode & 0o777).toBe(0o600);
    expect(first.value('sender-password')).toMatch(/^([a-z]{4}-){3}[a-z]{4}$/);
  });

  it('reach only the process that needs them', () => {
    const data = openDataDir(join(dir, 'data'));
    const secrets = instanceSecrets(data.secrets);
    const services = {
      databaseAdminUrl: 'postgresql://postgres:top@127.0.0.1:5432/sealwright',
      redisUrl: 'redis://r',
      smtpUrl: 'smtp://s',
    };
    const given = {
      PATH: '/bin',
      DATABASE_URL: 'postgresql://postgres:top@h/x',
      PKCS11_MODULE: '/m.so',
      PKCS11_URI: 'pkcs11:token=t',
      PKCS11_PIN: '123456',
      LOG_KEY_URIS: 'pkcs11:token=t;object=log-1',
      CHECKPOINT_SINKS: 'https://sink.example.com/',
      CHECKPOINT_WEBHOOK_SECRET: 'hook-secret',
    };
    const all = appEnvironments({
      given,
      data,
      ports: portPlan(3000),
      publicUrl: 'http://localhost:3000',
      secrets,
      services,
    });
    for (const [name, environment] of Object.entries({ app: all.app, sealer: all.sealer, web: all.web })) {
      expect(JSON.stringify(environment), name).not.toContain('postgres:top');
    }
    expect(JSON.stringify([all.app, all.web, all.admin])).not.toContain('123456');
    expect(all.sealer.PKCS11_PIN).toBe('123456');
    expect(JSON.stringify([all.app, all.web, all.admin, all.sealer])).not.toContain('hook-secret');
    expect(all.worker.CHECKPOINT_WEBHOOK_SECRET).toBe('hook-secret');
    expect(all.provisioning.LOG_KEY_URIS).toBe('pkcs11:token=t;object=log-1');
    // The monitor alone sees every organisation's record, and it lives in the sealer.
    expect(new URL(all.sealer.AUDITOR_DATABASE_URL).username).toBe('sealwright_auditor');
    expect(JSON.stringify([all.app, all.web, all.worker])).not.toContain('sealwright_auditor');
    expect(all.sealer.TOKEN_JOURNAL_FILE).toBe(join(data.root, 'token-journal.jsonl'));
    expect(JSON.stringify(all.web)).not.toContain(secrets.file('master-key'));
    const { username, password } = new URL(all.app.DATABASE_URL);
    expect([username, decodeURIComponent(password)]).toEqual([
      'sealwright_app',
      secrets.value('app-password'),
    ]);
  });
});

describe('external services', () => {
  it('answer a wrong address with one sentence each, without the password', async () => {
    const problems = await externalServiceProblems({
      DATABASE_URL: 'postgresql://owner:sekret@127.0.0.1:1/x',
      REDIS_URL: 'redis://:sekret@127.0.0.1:1',
      SMTP_URL: 'smtp://u:sekret@127.0.0.1:1',
      PKCS11_MODULE: '/nowhere.so',
      PKCS11_URI: 'pkcs11:token=t',
    });
    expect(problems).toEqual([
      'DATABASE_URL: the database at 127.0.0.1:1 cannot be used (nothing listens there).',
      'REDIS_URL: no Redis answers at 127.0.0.1:1 (nothing listens there).',
      'SMTP_URL: the mail server at 127.0.0.1:1 cannot be used (nothing listens there).',
      'PKCS11_MODULE: there is no file /nowhere.so; name the PKCS#11 module (.so) of your HSM.',
    ]);
  });

  it('explain an address that is none', async () => {
    const problems = await externalServiceProblems({
      DATABASE_URL: 'nonsense',
      REDIS_URL: 'http://x',
      SMTP_URL: '::',
      PKCS11_MODULE: '/m.so',
    });
    expect(problems.map((sentence) => sentence.split(' ')[0])).toEqual([
      'DATABASE_URL',
      'REDIS_URL',
      'SMTP_URL',
      'PKCS11_MODULE',
    ]);
    expect(problems[3]).toContain('needs PKCS11_URI');
    expect(await externalServiceProblems({})).toEqual([]);
  });
});

describe('the data folder', () => {
  it('is private and keeps its name', () => {
    const { root, instanceId } = openDataDir(join(dir, 'data'));
    expect(statSync(root).mode & 0o777).toBe(0o700);
    expect(openDataDir(root).instanceId).toBe(instanceId);
    writeFileSync(join(root, 'instance-id'), 'kept\n');
    expect(openDataDir(root).instanceId).toBe('kept');
    expect(readFileSync(join(root, 'instance-id'), 'utf8')).toBe('kept\n');
  });
});
