import fs from 'node:fs';
import { chromium } from '@playwright/test';

const base = 'http://localhost:4900',
  inbox = 'http://localhost:4903';
const pw = fs.readFileSync('/tmp/try1/.data/secrets/sender-password', 'utf8').trim();
const out = '/tmp/look';
fs.mkdirSync(out, { recursive: true });
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const mk = async (w, h, scheme, mobile) => {
  const c = await b.newContext({
    viewport: { width: w, height: h },
    colorScheme: scheme,
    deviceScaleFactor: 1,
    isMobile: !!mobile,
    hasTouch: !!mobile,
    baseURL: base,
  });
  return c;
};
const login = async (c) => {
  await c.request.post('/api/auth/sign-in/email', {
    data: { email: 'sender@sealwright.localhost', password: pw },
    headers: { origin: base },
  });
};
for (const [w, h, scheme, name] of [
  [1440, 900, 'light', 'dl'],
  [390, 844, 'dark', 'md'],
]) {
  const c = await mk(w, h, scheme, w < 500);
  const p = await c.newPage();
  await p.goto('/sign-in');
  await p.waitForTimeout(800);
  await p.screenshot({ path: `${out}/${name}-signin.png` });
  await login(c);
  for (const [path, n] of [
    ['/', 'home'],
    ['/envelopes', 'list'],
    ['/envelopes/new', 'new'],
    ['/templates', 'templates'],
    ['/settings/seal-key', 'key'],
    ['/status', 'status'],
    ['/settings/api-keys', 'apikeys'],
  ]) {
    await p.goto(path);
    await p.waitForTimeout(1500);
    await p.screenshot({ path: `${out}/${name}-${n}.png` });
  }
  const list = await (await c.request.get('/api/v1/envelopes')).json();
  const id = list.items[0].id;
  await p.goto('/envelopes/' + id);
  await p.waitForTimeout(2500);
  await p.screenshot({ path: `${out}/${name}-envelope.png`, fullPage: w < 500 });
  await c.close();
}
await b.close();
