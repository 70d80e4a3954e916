import type { Request } from '@playwright/test';
import { SigningPage } from '../pages/signing-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { signingLink, tokenOf } from '../support/mailbox.js';
import { stack } from '../support/stack.js';
import { desktop, expect, phone, test } from '../support/test.js';

test('a mail scanner may load the link as often as it likes: no view is recorded, signing still works', async ({
  api,
  newVisitor,
}) => {
  const ada = person('Ada Okafor');
  const { id, title } = await sentEnvelope(api, { people: [ada], fieldsOf: () => ['signature'] });
  const link = await signingLink(ada.email);
  const events = await api.waitForEvent(id, 'recipient.invited');
  const { recipients } = await api.envelope(id);

  await test.step('programs: GET and HEAD, twenty times each', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => fetch(link, { method: at % 2 === 0 ? 'GET' : 'HEAD' })),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      // A cookie here would be a session nobody asked for.
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      await answer.arrayBuffer();
    }
  });

  await test.step('a sandbox browser that runs scripts, scrolls and waits, but presses nothing', async () => {
    const page = await newVisitor(desktop);
    await page.goto(link);
    await page.waitForLoadState('networkidle');
    await page.mouse.wheel(0, 2000);
    await page.mouse.move(400, 300);
    await page.reload({ waitUntil: 'networkidle' });
    expect(await page.context().cookies()).toEqual([]);
  });

  // That the page was loaded is written once for each kind of agent, and called what it is.
  const all = await api.events(id);
  expect(all.slice(0, events.length)).toEqual(events);
  const since = all.slice(events.length);
  expect(since.length).toBeLessThanOrEqual(2);
  for (const event of since) {
    expect(event.type).toBe('recipient.link-fetched');
    expect(event.sentence).toContain('this is not a view');
  }
  expect((await api.envelope(id)).recipients).toEqual(recipients);

  const visit = new SigningPage(await newVisitor(phone));
  await visit.follow(link);
  await visit.open();
  await visit.consent();
  await visit.useSuggestedSignature();
  await visit.finish(title).tap();
  await expect(visit.heading('You have signed')).toBeVisible();
  await api.waitForStatus(id, 'completed');
});

test('a visit talks to our host alone and tells nobody the secret of the link', async ({
  api,
  newVisitor,
}) => {
  const ada = person('Ada Okafor');
  await sentEnvelope(api, { people: [ada], fieldsOf: () => ['signature'] });
  const link = await signingLink(ada.email);
  const token = tokenOf(link);
  const visit = new SigningPage(await newVisitor(phone));
  const requests: Request[] = [];
  visit.page.on('request', (request) => requests.push(request));
  await visit.follow(link);
  await visit.open();
  await visit.consent();
  await visit.useSuggestedSignature();
  await visit.page.waitForLoadState('networkidle');

  const { host } = new URL(stack.baseUrl);
  const hosts = requests.map((request) => new URL(request.url())).filter((url) => url.protocol !== 'data:');
  expect([...new Set(hosts.map((url) => url.host || url.protocol))].filter((one) => one !== host)).toEqual(
    [],
  );
  for (const request of requests) {
    const { referer = '' } = await request.allHeaders();
    expect(referer, request.url()).not.toContain(token);
    if (request.isNavigationRequest()) continue;
    // After the first page the secret travels once, in the body that exchanges it.
    expect(request.url()).not.toContain(token);
    const carries = (request.postData() ?? '').includes(token);
    expect(carries, request.url()).toBe(request.url().endsWith('/api/v1/signing/sessions'));
  }
  const stored = await visit.page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  );
  expect(stored).not.toContain(token);
  // "Back" must not lead to an address that holds a secret.
  await visit.page.goBack();
  expect(visit.page.url()).not.toContain(token);
});
