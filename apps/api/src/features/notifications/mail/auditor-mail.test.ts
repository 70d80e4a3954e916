import { describe, expect, it } from 'vitest';
import { composeAuditorMail } from './compose-auditor-mail.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';

const auditor = {
  ...{ name: 'Rosa Prüfer', email: 'rosa@audit.example', organisationName: 'Example <Ltd>' },
  ...{ grantedBy: 'Ada\r\nBcc: evil@example.test', reason: 'Annual audit' },
  expiresAt: new Date('2026-12-06T10:00:00Z'),
};
const until = new Date('2026-11-29T10:00:00Z');
const compose = (setsPassword: boolean) =>
  composeAuditorMail(auditor, {
    url: 'https://sign.example/set-password#t0ken',
    setsPassword,
    linkUntil: until,
  });

describe('the mail to an auditor', () => {
  it('says who gave access, what for and until when, and has one button', () => {
    const text = renderText(compose(true));
    expect(text).toContain('6 December 2026 at 10:00 UTC');
    expect(text).toContain('Annual audit');
    expect(text).toContain('The link works once, until 29 November 2026 at 10:00 UTC');
    expect(text.match(/set-password#t0ken/g)).toHaveLength(1);
  });

  it('promises no link to somebody who has a password', () => {
    expect(renderText(compose(false))).not.toContain('works once');
  });

  it('keeps names names: no header, no markup', () => {
    const { subject } = compose(true);
    expect(subject).not.toMatch(/[\r\n]/);
    const html = renderHtml(compose(true));
    expect(html).toContain('Example &#60;Ltd&#62;');
    expect(html).not.toContain('<Ltd>');
  });
});
