import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/**
 * @typedef {{ id: string, receivedAt: string, from: string, to: string[], subject: string, messageId: string,
 *             byteSize: number }} MessageSummary
 */

/**
 * The mails kept under a folder: one `<id>.eml` each, and `index.jsonl` with a line per mail. The index is held in
 * memory, newest last; a mail itself is read from disk only when somebody opens it.
 */
export class MailStore {
  #mailDir;
  #indexFile;
  /** @type {MessageSummary[]} */
  #index = [];
  #lastNumber = 0;

  /** Opens (or creates) the store in `dir`. @param {string} dir */
  static async open(dir) {
    const store = new MailStore(dir);
    await mkdir(store.#mailDir, { recursive: true, mode: 0o700 });
    store.#index = await readIndex(store.#indexFile);
    store.#lastNumber = Math.max(0, ...store.#index.map(({ id }) => Number(id.slice(1))));
    return store;
  }

  /** @param {string} dir */
  constructor(dir) {
    this.#mailDir = join(dir, 'mails');
    this.#indexFile = join(dir, 'index.jsonl');
  }

  /** Keeps one mail; resolves when it is on disk. @returns {Promise<MessageSummary>} */
  async add(raw, recipients) {
    const mail = await PostalMime.parse(raw);
    // Taken without an await in between, so that two mails in the same instant get different numbers.
    this.#lastNumber += 1;
    const summary = {
      id: `m${String(this.#lastNumber).padStart(6, '0')}`,
      receivedAt: new Date().toISOString(),
      from: mail.from?.address ?? '',
      to: recipients.map((address) => address.toLowerCase()),
      subject: mail.subject ?? '',
      messageId: mail.messageId ?? '',
      byteSize: raw.length,
    };
    await writeFile(this.#fileOf(summary.id), raw, { mode: 0o600 });
    await appendFile(this.#indexFile, `${JSON.stringify(summary)}\n`, { mode: 0o600 });
    this.#index.push(summary);
    return summary;
  }

  /** Newest first. `to` matches an address exactly, `query` any part of address or subject. */
  list({ to, query, limit = 50, offset = 0 } = {}) {
    const address = to?.toLowerCase();
    const words = query?.toLowerCase();
    const found = this.#index.filter(
      (one) => (!address || one.to.includes(address)) && (!words || mentions(one, words)),
    );
    return { total: found.length, messages: found.toReversed().slice(offset, offset + limit) };
  }

  /** The whole mail, or null when there is none with this id. */
  async read(id) {
    const summary = this.#index.find((one) => one.id === id);
    if (!summary) return null;
    const raw = await readFile(this.#fileOf(id));
    const { text = '', html = '', headers, attachments } = await PostalMime.parse(raw);
    return { ...summary, raw, text, html, headers, attachments };
  }

  /** Forgets every mail. */
  async clear() {
    this.#index = [];
    await rm(this.#indexFile, { force: true });
    await rm(this.#mailDir, { recursive: true, force: true });
    await mkdir(this.#mailDir, { recursive: true, mode: 0o700 });
  }

  #fileOf(id) {
    return join(this.#mailDir, `${id}.eml`);
  }
}

function mentions(summary, words) {
  return [summary.subject, summary.from, ...summary.to].some((text) => text.toLowerCase().includes(words));
}

async function readIndex(indexFile) {
  const content = await readFile(indexFile, 'utf8').catch(() => '');
  return content.split('\n').flatMap((line) => {
    try {
      return line ? [JSON.parse(line)] : [];
    } catch {
      // A line cut short by a kill -9 in the middle of a write: that mail was never acknowledged.
      return [];
    }
  });
}
