import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { isMailAddress } from '../domain/address.js';

interface Named {
  /** Kind and the beginning of the SHA-256 of the address: stable, and tells nobody where it leads. */
  readonly name: string;
  /** What people read; without anything that could be a secret. */
  readonly shown: string;
}

/** A place outside that keeps signed checkpoints, as CHECKPOINT_SINKS names it. */
export type CheckpointSink = Named &
  (
    | { readonly kind: 'file'; readonly dir: string }
    | { readonly kind: 'webhook'; readonly url: string }
    | { readonly kind: 'mail'; readonly address: string }
    | {
        readonly kind: 's3';
        readonly bucket: string;
        /** Empty, or ends with a slash. */
        readonly prefix: string;
        readonly region: string;
        /** Null: the region's own AWS address. */
        readonly endpoint: string | null;
        readonly retentionDays: number;
      }
  );

type Place<Sink = CheckpointSink> = Sink extends CheckpointSink ? Omit<Sink, 'name'> : never;

const defaultRetentionDays = 3_650;
const longestRetentionDays = 36_500;

/** Null for an address that is none of: `file:///dir`, `https://…`, `mailto:…`, `s3://bucket/prefix?…`. */
export function parseSink(address: string): CheckpointSink | null {
  const url = URL.parse(address);
  const place = url && parsers[url.protocol]?.(url);
  if (!place) return null;
  const hash = createHash('sha256').update(address).digest('hex').slice(0, 8);
  return { ...place, name: `${place.kind}-${hash}` };
}

const parsers: Readonly<Record<string, (url: URL) => Place | null>> = {
  'file:': toFile,
  'https:': toWebhook,
  'http:': toWebhook,
  'mailto:': toMail,
  's3:': toS3,
};

function toFile(url: URL): Place | null {
  if (url.host !== '' || url.search !== '') return null;
  const dir = fileURLToPath(url);
  return { kind: 'file', dir, shown: dir };
}

/** A path may be the whole secret of a hook: only the host is shown. */
function toWebhook(url: URL): Place | null {
  if (url.username !== '' || url.password !== '') return null;
  return { kind: 'webhook', url: url.href, shown: url.host };
}

function toMail(url: URL): Place | null {
  const address = decodeURIComponent(url.pathname);
  return isMailAddress(address) && url.search === '' ? { kind: 'mail', address, shown: address } : null;
}

function toS3(url: URL): Place | null {
  const { hostname: bucket, pathname, searchParams } = url;
  const known = ['region', 'endpoint', 'retention-days'];
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return null;
  if ([...searchParams.keys()].some((key) => !known.includes(key))) return null;
  const path = decodeURIComponent(pathname).replace(/^\/+|\/+$/g, '');
  const endpoint = searchParams.get('endpoint');
  if (endpoint !== null && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) return null;
  const retentionDays = Number(searchParams.get('retention-days') ?? defaultRetentionDays);
  if (!Number.isInteger(retentionDays) || retentionDays < 1 || retentionDays > longestRetentionDays)
    return null;
  const prefix = path === '' ? '' : `${path}/`;
  const region = searchParams.get('region') ?? 'us-east-1';
  return { kind: 's3', bucket, prefix, region, endpoint, retentionDays, shown: `s3://${bucket}/${path}` };
}
