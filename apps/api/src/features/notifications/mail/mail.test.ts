import { describe, expect, it } from 'vitest';
import {
  composeCompleted,
  composeDeclined,
  composeInvitation,
  composeVoided,
  type EnvelopeFacts,
} from './compose-mail.js';
import { messageId } from './message-id.js';
import { oneLine, paragraphs } from './plain-words.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';

const hostile = '<script>alert(1)</script>"\' onmouseover=x\r\nBcc: evil@example.test\u202e';
const named = (name: string) => ({ name, fingerprint: '3f2a 91bc 77d0 12ef' });
const envelope: EnvelopeFacts = {
  title: hostile,
  message: `First line\n\n\n\n${hostile}`,
  senderName: 'Ada Lovelace',
  senderEmail: 'ada@example.test',
  organisationName: 'Analytical & Sons',
  expiresAt: new Date('2026-12-03T14:05:30Z'),
  documents: [named(hostile)],
};
const many = { ...envelope, documents: ['lease.pdf', hostile, 'annex.pdf'].map(named) };
const ben = { name: hostile, email: 'ben@example.test', role: 'signer' } as const;
const url = 'https://sign.example.test/s/tok_en-1';
const completedAt = new Date('2026-12-01T08:00:00Z');
const everyMail = [
  composeInvitation(envelope, ben, { url, reminder: false }),
  composeInvitation(envelope, { ...ben, role: 'approver' }, { url, reminder: true }),
  composeCompleted(
    {
      ...envelope,
      completedAt,
      sealed: [{ ...named('a.pdf'), sha256Hex: 'ab'.repeat(32), growsBehind: null }],
    },
    { ...ben, role: 'copy' },
    url,
  ),
  composeDeclined(
    envelope,
    { ...ben, role: 'sender' },
    { by: hostile, reason: hostile, at: completedAt, url },
  ),
  composeVoided(envelope, ben, { reason: hostile, at: completedAt }),
  composeInvitation(many, ben, { url, reminder: false }),
  composeCompleted(
    {
      ...many,
      completedAt,
      sealed: many.documents.map((one) => ({ ...one, sha256Hex: 'cd'.repeat(32), growsBehind: 7 })),
    },
    ben,
    url,
  ),
];

describe('a mail about several documents', () => {
  it('names each when it asks, and each with its fingerprint when they are sealed', () => {
    const [, , , , , invitation, completed] = everyMail.map(renderText);
    expect(invitation).toContain('read and sign these 3 documents');
    expect(invitation).toContain('Document 1 of 3: lease.pdf · 3f2a 91bc 77d0 12ef');
    expect(invitation).toContain('Document 3 of 3: annex.pdf');
    expect(completed).toMatch(
      /Document 3 of 3: annex\.pdf · 3f2a 91bc 77d0 12ef\nSHA-256 of the sealed file: (cd){32}/,
    );
    expect(completed?.match(/(cd){32}/g)).toHaveLength(3);
    expect(completed).toContain('Timestamps are added behind each seal');
  });

  it('says only the fingerprint where there is one: its title is its name', () => {
    const texts = everyMail.slice(0, 5).map(renderText);
    expect(texts.join()).not.toContain('Document 1');
    for (const text of texts.slice(0, 3)) expect(text).toContain('Fingerprint: 3f2a 91bc 77d0 12ef');
  });
});

describe('the mail about a completed envelope', () => {
  const notesOf = (growsBehind: number | null) => {
    const sealed = [{ ...named('a.pdf'), sha256Hex: 'ab'.repeat(32), growsBehind }];
    return composeCompleted({ ...envelope, completedAt, sealed }, ben, url).notes.join(' ');
  };

  it('says for which bytes its fingerprint holds where timestamps follow, and nothing where none do', () => {
    expect(notesOf(27_214)).toContain('The first 27,214 bytes of the file keep the fingerprint above.');
    expect(notesOf(null)).not.toContain('Timestamps');
  });
});

describe('a mail to somebody', () => {
  it('promises the certificate to the sender alone, who can take it', () => {
    const finished = { ...envelope, completedAt, sealed: [] };
    const notes = (role: 'sender' | 'copy') =>
      composeCompleted(finished, { ...ben, role }, url).notes.join(' ');
    expect(notes('sender')).toContain('It follows on the same page');
    expect(notes('copy')).toContain('Ada Lovelace has it');
  });

  it('says that nothing happens without them only while something is asked of them', () => {
    const said = everyMail.map((mail) => mail.footer.join(' ').includes('nothing happens without you'));
    expect(said).toEqual([true, true, false, false, false, true, false]);
  });
});

describe('every mail', () => {
  it('keeps user text out of the markup and out of the headers', () => {
    for (const mail of everyMail) {
      const html = renderHtml(mail);
      expect(html).not.toContain('<script');
      expect(html).not.toMatch(/"' onmouseover/);
      expect(mail.subject).not.toMatch(/[\p{Cc}\u202e]/u);
      expect([...mail.subject].length).toBeLessThanOrEqual(150);
    }
  });

  it('fetches nothing and has at most one button', () => {
    for (const mail of everyMail) {
      const html = renderHtml(mail);
      expect(html).not.toMatch(/<img|<link|url\(|src=/);
      expect(html.match(/<a class="sw-button"/g) ?? []).toHaveLength(mail.act ? 1 : 0);
    }
  });

  it('says in the text part what the HTML part says', () => {
    for (const mail of everyMail) {
      const text = renderText(mail);
      for (const { value } of mail.facts) expect(text).toContain(value);
      if (mail.act) expect(text).toContain(`\n${mail.act.url}\n`);
      expect(text).toContain(mail.footer[0]);
    }
  });
});

describe('an invitation', () => {
  it('names the sender, the host and the last moment with its zone', () => {
    const html = renderHtml(everyMail[0] as (typeof everyMail)[0]);
    expect(html).toContain('The button opens <strong>sign.example.test</strong>');
    expect(html).toContain('3 December 2026 at 14:05 UTC');
    expect(html).toContain(
      'Ada Lovelace at Analytical &#38; Sons (ada@example.test) sent this to ben@example.test',
    );
  });
});

describe('text on its way into a mail', () => {
  it('is one line, shortened by whole characters', () => {
    expect(oneLine('a\u0000b\r\n\tc', 10)).toBe('a b c');
    expect(oneLine('👍'.repeat(5), 3)).toBe('👍👍…');
  });
  it('keeps the writer’s lines but not towers of empty ones', () => {
    expect(paragraphs('a\r\n\r\n\r\n\r\nb', 99)).toEqual(['a', '', 'b']);
  });
});

describe('a Message-ID', () => {
  it('is the same for the same kind, generation and person', () => {
    const mail = { kind: 'invitation', generation: 1, recipient: '0198c0de-0000-7000-8000-000000000001' };
    expect(messageId(mail, 'https://sign.example.test:8443/x')).toBe(
      'invitation.1.0198c0de-0000-7000-8000-000000000001@sign.example.test',
    );
    expect(messageId({ ...mail, generation: 2 }, 'https://sign.example.test')).not.toBe(
      messageId(mail, 'https://sign.example.test'),
    );
  });
});
