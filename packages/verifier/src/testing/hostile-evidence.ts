import { X509Certificate } from 'node:crypto';
import type { AuditJson } from '@sealwright/audit';
import { issueDevelopmentCrl } from '@sealwright/signing-core/development';
import { readPemBlocks } from '@sealwright/signing-core/verify';
import type { NamedFile } from '../evidence-input.js';
import type { EvidenceReport } from '../evidence-report.js';
import { appendRevision } from './append-revision.js';
import { createSampleWorld, describeKey, type SampleOptions, type SampleWorld } from './sample-evidence.js';
import { createSampleLog } from './sample-log.js';

/** Evidence somebody tampered with or took from elsewhere, what it is held against, and what has to be answered. */
export interface HostileCase {
  readonly name: string;
  readonly certificate: Uint8Array;
  readonly documents: readonly NamedFile[];
  /** PEM. */
  readonly roots: string;
  /** C2SP verifier key. */
  readonly logKey: string;
  /** Kept from elsewhere. */
  readonly checkpoint: string | null;
  /** Judged at this time; only where a time can be given. */
  readonly at?: Date;
  readonly verdict: EvidenceReport['verdict'];
  /** The check that decides. */
  readonly check: string;
  /** In what it says. */
  readonly says: RegExp;
}

type Answer = Pick<HostileCase, 'verdict' | 'check' | 'says'>;
type Given = (
  name: string,
  options: SampleOptions,
  answer: Answer,
  more?: Partial<HostileCase>,
) => Promise<HostileCase>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 366 * DAY_MS;
/** More than a record may take unpacked, and more than all attachments may. */
const TOO_LARGE = 64 * 1024 * 1024 + 1;
const BOMB = 129 * 1024 * 1024;

const text = (value: string) => new Uint8Array(Buffer.from(value));
const invalid = (check: string, says: RegExp): Answer => ({ verdict: 'invalid', check, says });
const open = (check: string, says: RegExp): Answer => ({ verdict: 'indeterminate', check, says });

/** All cases; they take some seconds to make. */
export async function makeHostileCases(world: SampleWorld): Promise<HostileCase[]> {
  const given: Given = async (name, options, answer, more = {}) => ({
    ...{ name, documents: [], checkpoint: null },
    ...{ roots: world.trust.trustedRootPem, logKey: world.log.verifierKey },
    certificate: (await world.make(options)).certificate,
    ...answer,
    ...more,
  });
  return [
    ...(await aboutTheLog(world, given)),
    ...(await aboutTheRecord(given)),
    ...(await aboutItsSize(given)),
    ...(await aboutTheSeal(world, given)),
    ...(await aboutTheFile(world, given)),
  ];
}

async function aboutTheLog(world: SampleWorld, given: Given): Promise<HostileCase[]> {
  const stranger = createSampleLog();
  const { record } = await world.make();
  const { files } = await world.make({ ending: 'declined' });
  await stranger.append(record);
  const strange = await stranger.proveLast();
  const attached = (proof: Uint8Array): SampleOptions => ({ attach: (all) => all.set('proof', proof) });
  const older = world.earlier.checkpoint;
  const strangersNote = strange.slice(strange.lastIndexOf('log.example', strange.indexOf('\n\n—')));
  const notSigned = invalid('log.inclusion', /No key you gave signed/);
  return [
    await given('proof of another log', attached(text(strange)), notSigned),
    await given('key of another log', {}, notSigned, { logKey: stranger.verifierKey }),
    await given(
      'proof of another event',
      attached(files.get('proof') ?? text('')),
      invalid('log.inclusion', /not that of the last event/),
    ),
    await given('older checkpoint', {}, open('log.history-1', /without a consistency proof/), {
      checkpoint: older,
    }),
    await given('checkpoint of another log', {}, invalid('log.history-1', /cannot be compared/), {
      checkpoint: strangersNote,
    }),
  ];
}

/** Changes audit.json after it was written, as an insider with the key could. */
const respelled = (change: (json: string) => string): SampleOptions => ({
  attach: (files) => files.set('record', text(change(Buffer.from(files.get('record') ?? []).toString()))),
});
const rewritten = (change: (json: AuditJson) => object): SampleOptions =>
  respelled((json) => `${JSON.stringify(change(JSON.parse(json) as AuditJson), null, 2)}\n`);

async function aboutTheRecord(given: Given): Promise<HostileCase[]> {
  const attached = 'record.attached';
  const head = '"head": {"seq": 1, "chainHashHex": ""},\n  "head": {';
  return [
    await given(
      'record cut in half',
      respelled((json) => json.slice(0, json.length / 2)),
      invalid(attached, /not JSON/),
    ),
    await given(
      'name twice in the record',
      respelled((json) => json.replace('"head": {', head)),
      invalid(attached, /in two ways/),
    ),
    await given(
      'record of an unknown version',
      rewritten((json) => ({ ...json, version: 2 })),
      open(attached, /newer/),
    ),
    await given(
      'event that is not canonical JSON',
      rewritten((json) => ({
        ...json,
        events: json.events.map((one) => (one.seq === 3 ? spaced(one) : one)),
      })),
      invalid('record.chain', /[Ee]vent 3/),
    ),
    await given(
      'two events of one number',
      rewritten((json) => ({ ...json, events: json.events.toSpliced(3, 1, ...json.events.slice(2, 3)) })),
      invalid('record.chain', /[Ee]vent/),
    ),
  ];
}

/** The same event, written with a space more. */
function spaced(event: AuditJson['events'][number]): AuditJson['events'][number] {
  const plain = Buffer.from(event.bytesBase64, 'base64').toString();
  return { ...event, bytesBase64: Buffer.from(plain.replace('{', '{ ')).toString('base64') };
}

async function aboutItsSize(given: Given): Promise<HostileCase[]> {
  const filled = (length: number): SampleOptions => ({
    packed: ['record'],
    attach: (files) => files.set('record', new Uint8Array(length).fill(0x20)),
  });
  return [
    await given('record that is too large', filled(TOO_LARGE), invalid('record.attached', /too large/)),
    await given('attachment that is a bomb', filled(BOMB), invalid('record.attached', /unpack to far more/)),
  ];
}

async function aboutTheSeal(world: SampleWorld, given: Given): Promise<HostileCase[]> {
  const stranger = await createSampleWorld();
  const renamed: SampleOptions = {
    signer: stranger.signer,
    record: (input) => ({ ...input, sealKey: describeKey(stranger.signer) }),
  };
  const { certificate } = await stranger.make();
  const revoked: SampleOptions = {
    level: 'B-LT',
    store: async (data) => ({ ...data, crlsDer: await revokedListDer(world) }),
  };
  const another = invalid('record.seal-key', /not the one the events name/);
  return [
    await given('seal of another issuer', renamed, another),
    await given('everything of another issuer', {}, open('trust.seal', /none of the roots/), {
      certificate,
      logKey: stranger.log.verifierKey,
    }),
    await given('X.509 certificate that has expired', {}, invalid('trust.seal', /no longer valid/), {
      at: new Date(Date.now() + 4 * YEAR_MS),
    }),
    await given('X.509 certificate that was revoked', revoked, invalid('trust.revocation', /revoked/)),
    await given('seal without certification', { isUncertified: true }, invalid('seal.whole', /as final/)),
  ];
}

async function aboutTheFile(world: SampleWorld, given: Given): Promise<HostileCase[]> {
  const { certificate } = await world.make();
  const other = await world.make();
  const document = { name: 'sealed.pdf', bytes: other.document.slice(0, -1) };
  const behind = new Uint8Array(Buffer.concat([certificate, Buffer.from('\n')]));
  return [
    await given('document of nobody', {}, invalid('documents.record-1', /none the record names/), {
      documents: [document],
    }),
    await given(
      'one byte behind the end',
      {},
      invalid('seal.whole', /last byte of the file is covered by no seal/),
      {
        certificate: behind,
      },
    ),
    await given('end cut off', {}, invalid('seal.readable', /./), {
      certificate: certificate.slice(0, -100),
    }),
    await given('another page behind the seal', {}, invalid('seal.intact', /put behind the seal/), {
      certificate: appendRevision(certificate),
    }),
  ];
}

/** A list of the world's own authority that names its seal key. */
async function revokedListDer({ trust: { authority }, signer }: SampleWorld): Promise<Uint8Array[]> {
  const serialNumberHex = new X509Certificate(signer.certificateChainDer[0] ?? '').serialNumber;
  const thisUpdate = new Date();
  const nextUpdate = new Date(thisUpdate.getTime() + DAY_MS);
  const revoked = [{ serialNumberHex, revokedAt: new Date(thisUpdate.getTime() - HOUR_MS / 2) }];
  const listPem = await issueDevelopmentCrl(authority, { thisUpdate, nextUpdate, revoked });
  return readPemBlocks(listPem + authority.rootCrlPem, 'X509 CRL');
}
