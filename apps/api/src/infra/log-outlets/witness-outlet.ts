import {
  addCosignatures,
  formatWitnessRequest,
  parseVerifierKey,
  proveConsistency,
  TileTree,
  type VerifierKey,
} from '@sealwright/audit/log';
import type { WitnessAddress } from '../../config/checkpoint-distribution.js';
import { type CheckpointOutlet, OutletError } from '../../ports/checkpoint-outlet.js';
import type { KeptCheckpoint } from '../../ports/log-checkpoints.js';
import type { LogCosignatures } from '../../ports/log-cosignatures.js';
import type { LogTiles } from '../../ports/log-tiles.js';
import { outletName } from './outlet-name.js';
import { requestOutlet } from './outlet-request.js';

export interface WitnessOutletParts {
  readonly witness: WitnessAddress;
  readonly folders: { ofLog(generation: number): Pick<LogTiles, 'read'> };
  readonly cosignatures: LogCosignatures;
}

/** A log under load has a checkpoint every second; a witness need not see each of them. */
const pauseMs = 5_000;
const conflict = 409;
/** What C2SP tlog-witness says each refusal means. */
const refusals: Readonly<Record<number, string>> = {
  403: 'it does not know the key that signed the checkpoint',
  404: 'it does not know this log',
  422: 'it refuses the proof that the log only grew',
};

/** A witness (C2SP tlog-witness): it sees the log grow, and cosigns that it only ever grew. */
export class WitnessOutlet implements CheckpointOutlet {
  readonly kind = 'witness';
  readonly name: string;
  readonly shown: string;
  readonly pauseMs = pauseMs;
  private readonly key: VerifierKey;
  private readonly address: string;

  constructor(private readonly parts: WitnessOutletParts) {
    const { verifierKey, url } = parts.witness;
    this.key = parseVerifierKey(verifierKey);
    this.shown = this.key.name;
    this.name = outletName('witness', verifierKey);
    this.address = new URL('add-checkpoint', url.endsWith('/') ? url : `${url}/`).href;
  }

  async deliver(checkpoint: KeptCheckpoint, lastSize: number | null): Promise<void> {
    const lines = await this.cosign(checkpoint, lastSize ?? 0);
    const { added } = await addCosignatures(checkpoint.note, lines, [this.key]);
    if (added.length === 0) {
      throw new OutletError(
        'outlet-refused',
        'The witness answered without a cosignature that its key accepts; check its verifier key in LOG_WITNESSES.',
      );
    }
    await this.parts.cosignatures.offer(checkpoint.head.size, this.name, lines);
  }

  /** The witness remembers its last size itself; where it differs from what we remember, it says so once. */
  private async cosign(checkpoint: KeptCheckpoint, oldSize: number): Promise<string> {
    const first = await this.ask(checkpoint, oldSize);
    if ('lines' in first) return first.lines;
    const second = await this.ask(checkpoint, first.witnessSize);
    if ('lines' in second) return second.lines;
    throw new OutletError('outlet-refused', 'The witness names another size at each attempt.');
  }

  private async ask(
    { generation, head, note }: KeptCheckpoint,
    oldSize: number,
  ): Promise<{ lines: string } | { witnessSize: number }> {
    if (oldSize > head.size) throw ahead(oldSize, head.size);
    const tree = new TileTree(this.parts.folders.ofLog(generation).read, head.size);
    const proof = oldSize === 0 ? [] : await proveConsistency(oldSize, head.size, tree.hash);
    const reply = await requestOutlet(this.address, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: new TextEncoder().encode(formatWitnessRequest(oldSize, proof, note)),
      statuses: [200, conflict, ...Object.keys(refusals).map(Number)],
    });
    const text = new TextDecoder().decode(reply.body);
    if (reply.status === 200) return { lines: text };
    if (reply.status === conflict) return { witnessSize: readSize(text) };
    throw new OutletError('outlet-refused', `The witness refuses the checkpoint: ${refusals[reply.status]}.`);
  }
}

function readSize(text: string): number {
  const size = /^(0|[1-9][0-9]{0,15})\n?$/.exec(text)?.[1];
  if (size !== undefined) return Number(size);
  throw new OutletError('outlet-refused', 'The witness answered 409 without the size it knows.');
}

function ahead(witnessSize: number, ourSize: number): OutletError {
  return new OutletError(
    'witness-ahead',
    `The witness saw a log of ${witnessSize} entries, ours has ${ourSize}: the log was rolled back, or somebody else uses its name. Keep everything as it is and compare with "sealwright audit verify-log".`,
  );
}
