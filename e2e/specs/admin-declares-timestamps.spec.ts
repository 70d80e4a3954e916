import { EnvelopePage } from '../pages/envelope-page.js';
import { SealingPage } from '../pages/sealing-page.js';
import { person, sentEnvelope } from '../support/an-envelope.js';
import { type SenderApi, SignerApi } from '../support/api.js';
import { signingLink, tokenOf } from '../support/mailbox.js';
import { expectReadsWell } from '../support/reads-well.js';
import { expect, test } from '../support/test.js';
import { freezeAuthority, thawAuthority } from '../support/timestamp-authority.js';

// The policy holds for the whole organisation: these run one after the other, and after all other tests.
test.describe.configure({ mode: 'serial', timeout: 150_000 });

test.afterAll(async ({ api }) => {
  thawAuthority();
  await api.declareTimestamps({ timestamps: 'none', level: 'B-B' });
});

/** Signed by its only signer: the seal is due. */
async function signedEnvelope(api: SenderApi): Promise<{ id: string }> {
  const ada = person('Ada Lovelace');
  const { id } = await sentEnvelope(api, { people: [ada], fieldsOf: () => ['signature'] });
  await (await SignerApi.arrive(tokenOf(await signingLink(ada.email)))).sign();
  return { id };
}

test('timestamps are declared by keyboard, and a seal reaches the level', async ({
  api,
  senderPage: page,
}) => {
  const sealing = new SealingPage(page);
  await sealing.goto();
  await expect(sealing.authority()).toContainText('Works');
  await expect(sealing.save()).toBeDisabled();
  await sealing.choice('None').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(sealing.choice('Required')).toBeChecked();
  await sealing.level('B-LTA').check();
  await expectReadsWell(page, 'sealing, timestamps required');
  await sealing.save().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Timestamps saved', { exact: true })).toBeVisible();
  await expect(sealing.save()).toBeDisabled();
  await page.reload();
  await expect(sealing.choice('Required')).toBeChecked();

  const { id } = await signedEnvelope(api);
  await api.waitForStatus(id, 'completed');
  const envelope = new EnvelopePage(page);
  await envelope.goto(id);
  await expect(envelope.fact('Level')).toContainText('B-LTA');
  await expect(envelope.fact('Level')).toContainText('timestamp by http://127.0.0.1');
  await expect(page.getByText(/The token sealed the document “.+” \(B-LTA, timestamp by/)).toBeVisible();
});

test('while the authority is away an envelope says what it waits for, and goes on by itself', async ({
  api,
  senderPage: page,
}) => {
  await api.declareTimestamps({ timestamps: 'required', level: 'B-T' });
  freezeAuthority();
  const { id } = await signedEnvelope(api);
  const envelope = new EnvelopePage(page);
  await envelope.goto(id);
  const cause = page.getByText(
    /^Waiting for a timestamp: authority http:\/\/127\.0\.0\.1:\d+\/ unreachable since .* UTC, retrying\.$/,
  );
  await expect(cause).toBeVisible({ timeout: 60_000 });
  await expectReadsWell(page, 'envelope, waiting for a timestamp');
  const sealing = new SealingPage(await page.context().newPage());
  await sealing.goto();
  await expect(sealing.authority()).toContainText('Waiting');
  await expect(sealing.authority()).toContainText('next try');
  thawAuthority();
  await api.waitForStatus(id, 'completed');
  await expect(cause).toBeHidden();
  await expect(envelope.fact('Level')).toContainText('B-T');
});

test('where timestamps are preferred the document is complete at once, and its file grows later', async ({
  api,
  senderPage: page,
}) => {
  await api.declareTimestamps({ timestamps: 'preferred', level: 'B-LTA' });
  freezeAuthority();
  const { id } = await signedEnvelope(api);
  await api.waitForStatus(id, 'completed');
  const envelope = new EnvelopePage(page);
  await envelope.goto(id);
  await expect(
    page.getByText('The document is complete at level B-B; it is being brought to B-LTA'),
  ).toBeVisible({ timeout: 60_000 });
  const before = await api.file(id, 'sealed');
  thawAuthority();
  await api.waitForEvent(id, 'seal.extended');
  await expect(page.getByText(/Extended to B-LTA/)).toBeVisible();
  const after = await api.file(id, 'sealed');
  expect(after.length).toBeGreaterThan(before.length);
  expect(after.subarray(0, before.length).equals(before), 'the first file is the beginning').toBe(true);
  await expectReadsWell(page, 'envelope, extended');
});
