import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type OperatorAnswer,
  type OperatorRequest,
  type OperatorRequestKind,
  OperatorRequests,
} from '../../ports/operator-requests.js';
import { toStorageError, writeDurably } from './durable-file.js';

/** `<kind>.<uuid>.json`, and `<uuid>.answer.json` when it was carried out or refused. */
const REQUEST = /^(begin-log|mails)\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/;

/** A folder of the storage into which the command line writes. */
export class FileOperatorRequests extends OperatorRequests {
  constructor(private readonly folder: string) {
    super();
  }

  override async pending(kind: OperatorRequestKind): Promise<readonly OperatorRequest[]> {
    const found = (await this.names()).map((name) => ({ name, match: REQUEST.exec(name) }));
    const own = found.filter(({ match }) => match?.[1] === kind);
    return await Promise.all(
      own.map(async ({ name, match }) => ({ id: match?.[2] ?? '', body: await this.read(name) })),
    );
  }

  /** The answer first: after a crash in between the request is carried out once more, and finds itself done. */
  override async answer(id: string, answer: OperatorAnswer): Promise<void> {
    await writeDurably(join(this.folder, `${id}.answer.json`), Buffer.from(`${JSON.stringify(answer)}\n`));
    for (const name of await this.names()) {
      if (REQUEST.exec(name)?.[2] === id) await rm(join(this.folder, name), { force: true });
    }
  }

  private async names(): Promise<string[]> {
    return await readdir(this.folder).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw toStorageError(error);
    });
  }

  /** Null when another process took it meanwhile, or it is no JSON: whoever carries it out refuses that. */
  private async read(name: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(join(this.folder, name), 'utf8')) as unknown;
    } catch {
      return null;
    }
  }
}
