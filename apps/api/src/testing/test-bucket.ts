import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoredObject {
  readonly key: string;
  readonly body: Buffer;
  readonly retainUntil: Date;
}

/** An S3 bucket with object lock. It checks the signature itself, by AWS's description of version 4, and the lock. */
export interface TestBucket {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly objects: readonly StoredObject[];
  /** Why requests were refused. */
  readonly refused: readonly string[];
  lockEnabled: boolean;
  stop(): Promise<void>;
}

const bucket = 'evidence';
const accessKeyId = 'AKIDTEST';
const secretAccessKey = 'wJalrXUtnFEMI/test/bPxRfiCYEXAMPLEKEY';

export async function startTestBucket(): Promise<TestBucket> {
  const objects: StoredObject[] = [];
  const refused: string[] = [];
  const about = { lockEnabled: true };
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const fault = faultOf(request, body, about.lockEnabled);
      if (fault !== null) {
        refused.push(fault);
        return response.writeHead(fault === 'lock' ? 400 : 403).end(`<Error><Code>${fault}</Code></Error>`);
      }
      objects.push({
        key: decodeURIComponent((request.url ?? '').slice(`/${bucket}/`.length)),
        body,
        retainUntil: new Date(String(request.headers['x-amz-object-lock-retain-until-date'])),
      });
      return response.writeHead(200, { 'x-amz-version-id': String(objects.length) }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(about, {
    endpoint: `http://127.0.0.1:${port}`,
    ...{ bucket, accessKeyId, secretAccessKey, objects, refused },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

function faultOf(request: IncomingMessage, body: Buffer, lockEnabled: boolean): string | null {
  const { headers } = request;
  if (request.method !== 'PUT' || !request.url?.startsWith(`/${bucket}/`)) return 'request';
  const payloadHash = sha256(body).toString('hex');
  if (headers['x-amz-content-sha256'] !== payloadHash) return 'payload';
  if (headers['x-amz-checksum-sha256'] !== sha256(body).toString('base64')) return 'checksum';
  if (!isSigned(request, payloadHash)) return 'SignatureDoesNotMatch';
  const until = Date.parse(String(headers['x-amz-object-lock-retain-until-date']));
  const isLocked = headers['x-amz-object-lock-mode'] === 'COMPLIANCE' && until > Date.now();
  return lockEnabled && isLocked ? null : 'lock';
}

/** AWS Signature Version 4: canonical request, string to sign, derived key. */
function isSigned({ headers, method, url }: IncomingMessage, payloadHash: string): boolean {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8}\/([^/]+)\/s3\/aws4_request), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, id, scope = '', region = '', names = '', signature = ''] =
    pattern.exec(headers.authorization ?? '') ?? [];
  const mustBeSigned = [
    'host',
    'x-amz-object-lock-mode',
    'x-amz-object-lock-retain-until-date',
    'x-amz-checksum-sha256',
  ];
  const signed = names.split(';');
  if (id !== accessKeyId || !mustBeSigned.every((name) => signed.includes(name))) return false;
  const canonicalHeaders = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('');
  const request = [method, url, '', canonicalHeaders, names, payloadHash].join('\n');
  const date = String(headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(Buffer.from(request)).toString('hex')].join('\n');
  const parts = [date.slice(0, 8), region, 's3', 'aws4_request'];
  const first: Buffer = Buffer.from(`AWS4${secretAccessKey}`);
  const key = parts.reduce((secret, part) => hmac(secret, part), first);
  return timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'));
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
