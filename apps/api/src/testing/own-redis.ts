import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { freePort } from './free-port.js';

/** A Redis of one test alone, so that stopping it disturbs nobody. */
export class OwnRedis {
  private constructor(
    private readonly port: number,
    private child: ChildProcess,
  ) {}

  static async start(): Promise<OwnRedis> {
    const port = await freePort();
    const own = new OwnRedis(port, launch(port));
    await own.send('PING');
    return own;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode !== null || !this.child.kill('SIGKILL')) return;
    await ended;
  }

  async startAgain(): Promise<void> {
    this.child = launch(this.port);
    await this.send('PING');
  }

  /** Sends one command once Redis takes connections; throws when it does not within two minutes. */
  async send(command: string): Promise<void> {
    const endsAtMs = Date.now() + 120_000;
    while (!(await this.isAnswered(command))) {
      if (Date.now() > endsAtMs) throw new Error(`Redis did not answer ${command}.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Connections it has, this question's own among them. */
  async connectionCount(): Promise<number> {
    const clients = await new Promise<string>((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write('INFO clients\r\n'));
      socket.once('data', (answer) => {
        socket.destroy();
        resolve(String(answer));
      });
      socket.once('error', reject);
    });
    return Number(/connected_clients:(\d+)/.exec(clients)?.[1]);
  }

  private isAnswered(command: string): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(`${command}\r\n`));
      socket.once('data', () => resolve(socket.destroy() !== null));
      socket.once('error', () => resolve(false));
    });
  }
}

function launch(port: number): ChildProcess {
  const settings = ['--port', String(port), '--save', '', '--appendonly', 'no', '--bind', '127.0.0.1'];
  return spawn('redis-server', settings, { stdio: 'ignore' });
}
