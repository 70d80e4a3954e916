import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readFileIfThere } from '../provisioning/secret-file.js';
import { CliError } from '../terminal/cli-error.js';
import { repositoryPath } from './repository.js';

/** Where the platform is, and how the demo gets in. */
export interface RunningPlatform {
  readonly origin: string;
  readonly inboxUrl: string;
  readonly login: { readonly email: string; readonly password: string };
}

/** `run/stack.json`, as `npm start` writes it. */
const recordShape = z.object({
  state: z.string(),
  publicUrl: z.string(),
  inboxUrl: z.string().nullable(),
  senderEmail: z.string(),
});
type RunRecord = z.infer<typeof recordShape>;

/**
 * The platform of this data folder; started in the background when none runs. SEALWRIGHT_EMAIL, SEALWRIGHT_PASSWORD,
 * PUBLIC_URL and INBOX_URL win over what `npm start` wrote down.
 */
export async function findOrStartPlatform(
  environment: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<RunningPlatform> {
  const dataDir = resolve(environment.SEALWRIGHT_DATA ?? repositoryPath('.data'));
  const known = readRecord(dataDir);
  if (known && (await answers(known.publicUrl))) return describe(known, dataDir, environment);
  report('No platform is running here; starting one in the background …');
  await startDetached(dataDir, environment);
  const started = readRecord(dataDir);
  if (!started)
    throw new CliError('platform-not-started', 'The platform started, but left no record of where it is.');
  return describe(started, dataDir, environment);
}

function describe(record: RunRecord, dataDir: string, environment: NodeJS.ProcessEnv): RunningPlatform {
  const inboxUrl = environment.INBOX_URL ?? record.inboxUrl;
  if (!inboxUrl) {
    throw new CliError(
      'inbox-missing',
      'Mails leave this machine (SMTP_URL is set), so the demo cannot read its invitations.',
    );
  }
  const password =
    environment.SEALWRIGHT_PASSWORD ?? readFileIfThere(join(dataDir, 'secrets', 'sender-password'));
  if (!password)
    throw new CliError('login-missing', 'Set SEALWRIGHT_EMAIL and SEALWRIGHT_PASSWORD to a sender’s login.');
  const email = environment.SEALWRIGHT_EMAIL ?? record.senderEmail;
  return { origin: new URL(record.publicUrl).origin, inboxUrl, login: { email, password } };
}

function readRecord(dataDir: string): RunRecord | null {
  const file = join(dataDir, 'run', 'stack.json');
  if (!existsSync(file)) return null;
  try {
    const record = recordShape.parse(JSON.parse(readFileSync(file, 'utf8')));
    return record.state === 'ready' ? record : null;
  } catch {
    // Half written by a start that was killed: the same as no record.
    return null;
  }
}

async function answers(publicUrl: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/readyz', publicUrl), { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

/** Its words go to standard error: standard output belongs to the demo's result. */
async function startDetached(dataDir: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const script = repositoryPath('scripts/start.mjs');
  if (!existsSync(script)) {
    throw new CliError('platform-not-running', 'No platform is running; start one with npm start.');
  }
  const child = spawn(process.execPath, [script, '--detach'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withoutInstance(environment, filledInVariables(dataDir)),
  });
  child.stdout.pipe(process.stderr, { end: false });
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  });
  if (code !== 0)
    throw new CliError('platform-not-started', 'The platform could not be started; the lines above say why.');
}

/**
 * The command line runs with the variables of the last start filled in (`run/environment.json`). Handing those on
 * would make the start take its own database, Redis and mail for external ones.
 */
export function withoutInstance(
  environment: NodeJS.ProcessEnv,
  filledIn: Record<string, unknown>,
): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name, value]) => filledIn[name] !== value));
}

function filledInVariables(dataDir: string): Record<string, unknown> {
  const text = readFileIfThere(join(dataDir, 'run', 'environment.json'));
  return text === null ? {} : z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
