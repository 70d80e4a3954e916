import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/**
 * @typedef {{ id: string, receivedAt: string, from: string, to: string[], subject: string, messageId: string,
 *             byteSize: number }} MessageSummary
 */

/**
 * Opens (or creates) the mails kept under `dir`: one `<id>.eml` each, and `index.jsonl` with a line per mail. The index
 * is held in memory, newest last; a mail itself is read from disk only when somebody opens it.
 *
 * @param {string} dir
 */
export async function openMailStore(dir) {
  const mailDir = join(dir, 'mails');
  const indexFile = join(dir, 'index.jsonl');
  await mkdir(mailDir, { recursive: true, mode: 0o700 });
  /** @type {MessageSummary[]} */
  let index = await readIndex(indexFile);
  let lastNumber = Math.max(0, ...index.map(({ id }) => Number(id.slice(1))));

  return {
    /** Keeps one mail; resolves when it is on disk. @returns {Promise<MessageSummary>} */
    async add(raw, recipients) {
      const mail = await PostalMime.parse(raw);
      // Taken without an await in between, so that two mails in the same instant get different numbers.
      lastNumber += 1;
      const summary = {
        id: `m${String(lastNumber).padStart(6, '0')}`,
        receivedAt: new Date().toISOString(),
        from: mail.from?.address ?? '',
        to: recipients.map((address) => address.toLowerCase()),
        subject: mail.subject ?? '',
        messageId: mail.messageId ?? '',
        byteSize: raw.length,
      };
      await writeFile(join(mailDir, `${summary.id}.eml`), raw, { mode: 0o600 });
      await appendFile(indexFile, `${JSON.stringify(summary)}\n`, { mode: 0o600 });
      index.push(summary);
      return summary;
    },

    /** Newest first. `to` matches an address exactly, `query` any part of address or subject. */
    list({ to, query, limit = 50, offset = 0 } = {}) {
      const address = to?.toLowerCase();
      const words = query?.toLowerCase();
      const found = index.filter(
        (one) => (!address || one.to.includes(address)) && (!words || mentions(one, words)),
      );
      return { total: found.length, messages: found.toReversed().slice(offset, offset + limit) };
    },

    /** The whole mail, or null when there is none with this id. */
    async read(id) {
      const summary = index.find((one) => one.id === id);
      if (!summary) return null;
      const raw = await readFile(join(mailDir, `${summary.id}.eml`));
      const mail = await PostalMime.parse(raw);
      return {
        ...summary,
        raw,
        text: mail.text ?? '',
        html: mail.html ?? '',
        headers: mail.headers,
        attachments: mail.attachments,
      };
    },

    /** Forgets every mail. */
    async clear() {
      index = [];
      await rm(indexFile, { force: true });
      await rm(mailDir, { recursive: true, force: true });
      await mkdir(mailDir, { recursive: true, mode: 0o700 });
    },
  };
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
