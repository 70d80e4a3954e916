import type { Request, Response } from 'express';

const HEARTBEAT_INTERVAL_MS = 15_000;

/** One open server-sent-events answer. Registered centrally so that a shutdown can close all of them. */
export class EventStream {
  private static readonly open = new Set<EventStream>();
  private readonly heartbeat: NodeJS.Timeout;

  /** @param onClose called once, when the client leaves or the process ends. */
  constructor(
    request: Request,
    private readonly response: Response,
    private readonly onClose: () => void,
  ) {
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream');
    response.setHeader('Cache-Control', 'no-store, no-transform');
    // nginx and its kin would hold the events back until their buffer is full.
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    response.write('retry: 2000\n\n');
    this.heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_INTERVAL_MS);
    EventStream.open.add(this);
    request.on('close', () => this.close());
  }

  send(event: string, data: unknown): void {
    if (this.response.writableEnded) return;
    this.response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  close(): void {
    if (!EventStream.open.delete(this)) return;
    clearInterval(this.heartbeat);
    this.onClose();
    this.response.end();
  }

  static closeAll(): void {
    for (const stream of [...EventStream.open]) stream.close();
  }
}
