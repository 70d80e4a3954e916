import { randomUUID } from 'node:crypto';
import { ApiKeysPage } from '../pages/api-keys-page.js';
import { stack } from '../support/stack.js';
import { expect, test } from '../support/test.js';
import { trustPem } from '../support/verify-pdf.js';

/** As a program would: no cookie, no Origin. */
const ask = (path: string, key: string) =>
  fetch(new URL(path, stack.baseUrl), { headers: { authorization: `Bearer ${key}` } });

test('an API key is shown once, works within its scopes, and not after it is revoked', async ({
  senderPage: page,
}) => {
  const name = `ERP export ${randomUUID().slice(0, 6)}`;
  const keys = new ApiKeysPage(page);
  await page.goto('/settings/api-keys');
  await keys.newKey().click();
  await keys.make().click();
  await expect(keys.dialog()).toContainText('Give the key a name.');
  await keys.name().fill(name);
  await keys.make().click();
  await expect(keys.dialog()).toContainText('Choose at least one scope.');
  await keys.scope('Read envelopes').check();
  await keys.make().click();
  const secret = await keys.secret().inputValue();
  expect(secret).toMatch(/^sw_[\w-]{43}$/);

  expect((await ask('/api/v1/envelopes', secret)).status).toBe(200);
  const beyond = await ask('/api/v1/seal-keys', secret);
  expect(beyond.status).toBe(403);
  expect(await beyond.json()).toMatchObject({ code: 'scope-missing' });

  await keys.done().click();
  await expect(keys.row(name)).toContainText(secret.slice(0, 6));
  await page.reload();
  await expect(keys.row(name)).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await keys.revoke(name);
  await expect(keys.row(name)).toContainText('Revoked');
  const refused = await ask('/api/v1/envelopes', secret);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ code: 'api-key-invalid' });
});

test('the seal key says where it was made and that it cannot leave; its root can be taken away', async ({
  senderPage: page,
}) => {
  await page.goto('/settings/seal-key');
  const fact = (term: string) => page.getByRole('definition').and(page.locator(`dt:text-is("${term}") + dd`));
  await expect(fact('May it leave?')).toHaveText('No. The token refuses to give it out.');
  await expect(fact('Where it was made')).toHaveText('Inside the token');
  await page.getByText('What the token was asked').click();
  await expect(page.getByText(/extractable/i).first()).toBeVisible();
  const root = await fetch(new URL('/api/v1/trust.pem', stack.baseUrl));
  expect((await root.text()).trim()).toBe(trustPem().trim());
});

test('the status page names each part and says that it works', async ({ senderPage: page }) => {
  await page.goto('/status');
  await expect(page.getByText('Everything works.')).toBeVisible();
  for (const part of ['Sealer', 'Worker']) {
    await expect(page.getByRole('listitem').filter({ hasText: part }).first()).toContainText('Works');
  }
});
