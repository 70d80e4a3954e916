import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import {
  cosignatureNoteSigner,
  formatVerifierKey,
  type NoteSigner,
  parseCheckpoint,
  parseSignedNote,
  parseVerifierKey,
  signNote,
  type TreeHead,
  verifyConsistency,
  verifyNote,
} from '@sealwright/audit/log';
import { freePort } from './free-port.js';

/** A witness as C2SP tlog-witness says: it knows one log, and cosigns only what its last checkpoint leads to. */
export interface TestWitness {
  readonly url: string;
  readonly verifierKey: string;
  /** What it last cosigned. */
  readonly last: () => TreeHead | null;
  /** Requests answered, by status. */
  readonly answered: readonly number[];
  /** As if it had lost, or restored, its memory. */
  remember(head: TreeHead | null): void;
  trust(origin: string, logKeys: readonly string[]): void;
  become(mode: 'answers' | 'signs-badly'): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

export async function startTestWitness(name: string): Promise<TestWitness> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const signer = cosignatureNoteSigner(
    name,
    raw,
    async (message) => sign(null, message, privateKey),
    () => Date.now() / 1_000,
  );
  const state = {
    heads: new Map<string, TreeHead>(),
    trusted: new Map<string, readonly string[]>(),
    mode: 'answers' as 'answers' | 'signs-badly',
    signer,
  };
  const answered: number[] = [];
  const port = await freePort();
  const server = createServer((request, response) => {
    void read(request)
      .then((body) => judge(request.url === '/w/add-checkpoint' ? body : '', state))
      .then(({ status, body, type = 'text/plain' }) => {
        answered.push(status);
        response.writeHead(status, { 'content-type': type }).end(body);
      });
  });
  const start = async () => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  };
  await start();
  return {
    url: `http://127.0.0.1:${port}/w`,
    verifierKey: formatVerifierKey(signer.key),
    last: () => [...state.heads.values()][0] ?? null,
    answered,
    remember: (head) => {
      for (const origin of state.trusted.keys()) {
        if (head) state.heads.set(origin, head);
        else state.heads.delete(origin);
      }
    },
    trust: (origin, logKeys) => void state.trusted.set(origin, logKeys),
    become: (mode) => {
      state.mode = mode;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    start,
  };
}

interface State {
  readonly heads: Map<string, TreeHead>;
  readonly trusted: Map<string, readonly string[]>;
  readonly mode: 'answers' | 'signs-badly';
  readonly signer: NoteSigner;
}

/** In the order of the specification: known log, known key, old size, proof. */
async function judge(body: string, state: State): Promise<Answer> {
  const split = body.indexOf('\n\n');
  const [first = '', ...proofLines] = body.slice(0, split).split('\n');
  const old = /^old (0|[1-9][0-9]*)$/.exec(first)?.[1];
  if (split < 0 || old === undefined || proofLines.length > 63) return { status: 400, body: '' };
  const note = parseSignedNote(body.slice(split + 2));
  const { origin, head } = parseCheckpoint(note.text);
  const keys = state.trusted.get(origin);
  if (!keys) return { status: 404, body: '' };
  const finding = await verifyNote(note, keys.map(parseVerifierKey));
  if (finding.verdict !== 'verified') return { status: 403, body: '' };
  const oldSize = Number(old);
  if (oldSize > head.size) return { status: 400, body: '' };
  const last = state.heads.get(origin);
  if (oldSize !== (last?.size ?? 0)) {
    return { status: 409, body: `${last?.size ?? 0}\n`, type: 'text/x.tlog.size' };
  }
  const proof = proofLines.map((line) => Buffer.from(line, 'base64'));
  if (last && !isGrown(last, head, proof)) return { status: 422, body: '' };
  if (!last && proof.length > 0) return { status: 422, body: '' };
  state.heads.set(origin, head);
  return { status: 200, body: await cosign(note.text, state) };
}

function isGrown(last: TreeHead, head: TreeHead, proof: Uint8Array[]): boolean {
  if (last.size === head.size && Buffer.compare(last.root, head.root) !== 0) return false;
  return verifyConsistency({
    ...{ oldSize: last.size, oldRoot: last.root, newSize: head.size, newRoot: head.root, proof },
  });
}

async function cosign(text: string, { mode, signer }: State): Promise<string> {
  const signed = await signNote(text, [signer]);
  const line = signed.slice(text.length + 1);
  if (mode === 'answers') return line;
  const [dash, name, base64 = ''] = line.trimEnd().split(' ');
  const bytes = Buffer.from(base64, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return `${dash} ${name} ${bytes.toString('base64')}\n`;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
