import { Worker } from 'node:worker_threads';
import { AuditError } from '@sealwright/audit';
import type { CertificateInput } from '@sealwright/audit/certificate';
import { CertificatePainter } from '../../ports/certificate-painter.js';
import type { PaintReply, PaintRequest } from './thread-messages.js';

interface Pending {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** One thread, started when it is first needed and again when it died; certificates are drawn one after the other. */
export class ThreadCertificatePainter extends CertificatePainter {
  private thread: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  override async paint(input: CertificateInput): Promise<Uint8Array> {
    const id = ++this.lastId;
    const request: PaintRequest = { id, input };
    return await new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.running().postMessage(request);
    });
  }

  override async close(): Promise<void> {
    await this.thread?.terminate();
  }

  private running(): Worker {
    if (this.thread) return this.thread;
    const thread = new Worker(new URL('./certificate-thread.js', import.meta.url));
    thread.on('message', (reply: PaintReply) => this.settle(reply));
    thread.on('error', (error: unknown) => this.forget(error));
    thread.on('exit', () => this.forget(new Error('The certificate thread ended.')));
    this.thread = thread;
    return thread;
  }

  private settle(reply: PaintReply): void {
    const waiting = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if ('bytes' in reply) waiting?.resolve(reply.bytes);
    else
      waiting?.reject(
        reply.code === null ? new Error(reply.message) : new AuditError(reply.code, reply.message),
      );
  }

  private forget(error: unknown): void {
    this.thread = null;
    for (const { reject } of this.pending.values()) {
      reject(error instanceof Error ? error : new Error('The certificate thread failed.'));
    }
    this.pending.clear();
  }
}
