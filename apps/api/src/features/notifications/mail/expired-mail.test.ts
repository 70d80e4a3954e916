import { describe, expect, it } from 'vitest';
import { composeExpired } from './compose-expired.js';
import type { EnvelopeFacts } from './compose-mail.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';

const hostile = '<script>alert(1)</script>\r\nBcc: evil@example.test\u202e';
const envelope: EnvelopeFacts = {
  title: hostile,
  message: '',
  senderName: 'Ada Lovelace',
  senderEmail: 'ada@example.test',
  organisationName: 'Analytical & Sons',
  expiresAt: new Date('2026-12-03T14:05:30Z'),
  documents: [{ name: 'a.pdf', fingerprint: '3f2a 91bc 77d0 12ef' }],
};
const at = new Date('2026-12-03T14:05:30Z');
const url = 'https://sign.example.test/envelopes/1';
const sender = { name: 'Ada Lovelace', email: 'ada@example.test', role: 'sender' } as const;
const ben = { name: hostile, email: 'ben@example.test', role: 'signer' } as const;
const tellSender = (waitedFor: readonly string[]) => composeExpired(envelope, sender, { at, waitedFor, url });
const tellBen = composeExpired(envelope, ben, { at, waitedFor: [], url: null });

describe('the mail that an envelope’s time ran out', () => {
  it('tells the sender who had not acted, and leads to the envelope', () => {
    const mail = tellSender(['Ben Okri', 'Cleo']);
    expect(mail.lead).toContain('2 people had not acted');
    expect(mail.facts.at(-1)).toEqual({ label: 'Had not acted', value: 'Ben Okri, Cleo' });
    expect(mail.act).toEqual({ label: 'Open the envelope', url });
    expect(tellSender(['Ben Okri']).lead).toContain('One person had not acted');
    expect(tellSender(['a', 'b', 'c', 'd', 'e', 'f', 'g']).facts.at(-1)?.value).toBe(
      'a, b, c, d, e and 2 more',
    );
  });

  it('tells a recipient that nothing is left to do, with no link and nobody else’s name', () => {
    expect(tellBen.act).toBeNull();
    expect(tellBen.facts.map(({ label }) => label)).toEqual(['From', 'Was open until']);
    expect(renderText(tellBen)).toContain('no longer works');
    expect(renderText(tellBen)).not.toContain('https://');
    expect(
      composeExpired(envelope, { ...ben, role: 'approver' }, { at, waitedFor: [], url: null }).lead,
    ).toContain('time to approve');
  });

  it('takes titles and names for text', () => {
    for (const mail of [tellBen, tellSender([hostile])]) {
      expect(mail.subject).not.toMatch(/[\r\n\u202e]/);
      expect(renderHtml(mail)).not.toContain('<script>');
    }
  });
});
