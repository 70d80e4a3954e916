// node scripts/production-secrets.mjs [dir]: makes the secret files that docker-compose.yml mounts (default ./secrets).
// Files that exist are never changed. Needs nothing but Node.
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dir = process.argv[2] ?? 'secrets';
mkdirSync(dir, { recursive: true, mode: 0o700 });

const password = () => randomBytes(24).toString('base64url');
const database = (user, secret) => `postgresql://${user}:${secret}@postgres:5432/sealwright`;

keep('master-key', () => randomBytes(32).toString('base64'));
keep('auth-secret', password);
keep('migrator-password', password);
const admin = keep('postgres-password', password);
const app = keep('app-password', password);
const sealer = keep('sealer-password', password);
const auditor = keep('auditor-password', password);
keep('database-url-admin', () => database('postgres', admin));
keep('database-url-app', () => database('sealwright_app', app));
keep('database-url-sealer', () => database('sealwright_sealer', sealer));
keep('database-url-auditor', () => database('sealwright_auditor', auditor));
const redis = redisPassword();
keep('redis.conf', () => `requirepass ${redis}\nsave ""\nappendonly no\nmaxmemory-policy noeviction\n`);
keep('redis-url', () => `redis://:${redis}@redis:6379`);
// For docker-compose.checkpoints.yml alone.
keep('checkpoint-webhook-secret', password);
keep('checkpoint-s3-secret-access-key', () => '');
askFor('token-pin', 'the PIN of the token');
askFor('smtp-url', 'the mail server, for example smtps://user:password@mail.example.com:465');

/** Content of a secret; made on the first run. The containers' users differ from ours: readable, in a 0700 folder. */
function keep(name, make) {
  const file = join(dir, name);
  if (!existsSync(file)) {
    writeFileSync(file, `${make()}\n`);
    chmodSync(file, 0o444);
    console.log(`made   ${file}`);
  }
  return readFileSync(file, 'utf8').trim();
}

function redisPassword() {
  const file = join(dir, 'redis-url');
  return existsSync(file) ? new URL(readFileSync(file, 'utf8').trim()).password : password();
}

function askFor(name, what) {
  if (!existsSync(join(dir, name))) console.log(`MISSING ${join(dir, name)}: write ${what} into it`);
}
