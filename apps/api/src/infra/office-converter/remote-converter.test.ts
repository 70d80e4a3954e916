import type { AddressInfo } from 'node:net';
import { SigningError } from '@sealwright/signing-core';
import type { ConvertedFormat } from '@sealwright/signing-core/office';
import { afterEach, describe, expect, it } from 'vitest';
import { DocumentConverter } from '../../ports/document-converter.js';
import { createConverterServer } from './converter-server.js';
import { RemoteDocumentConverter } from './remote-document-converter.js';

/** Answers with the format and the bytes it was given, or refuses as it is told. */
class EchoConverter extends DocumentConverter {
  constructor(private readonly refusal: Error | null = null) {
    super();
  }

  override async convert(format: ConvertedFormat, bytes: Uint8Array): Promise<Uint8Array> {
    if (this.refusal) throw this.refusal;
    return Buffer.concat([Buffer.from(`${format}:`), bytes]);
  }

  override async check() {
    return { state: 'ok', detail: 'Here.' } as const;
  }

  override close(): void {}
}

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function remoteTo(
  converter: DocumentConverter,
): Promise<{ remote: RemoteDocumentConverter; origin: URL }> {
  const server = createConverterServer(converter);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const remote = new RemoteDocumentConverter(origin);
  open.push(remote, server);
  return { remote, origin };
}

describe('the converter service', () => {
  it('hands over a document and its PDF, byte for byte', async () => {
    const { remote } = await remoteTo(new EchoConverter());
    const document = Buffer.from([0, 1, 2, 255]);
    const pdf = await remote.convert('docx', document);
    expect(Buffer.from(pdf)).toEqual(Buffer.concat([Buffer.from('docx:'), document]));
    expect(await remote.check()).toMatchObject({ state: 'ok' });
  });

  it('hands over a refusal with its sentence', async () => {
    const slow = new SigningError('office-timed-out', 'Too slow.');
    const { remote } = await remoteTo(new EchoConverter(slow));
    await expect(remote.convert('odt', Buffer.from('x'))).rejects.toMatchObject({
      ...{ code: 'office-timed-out', message: 'Too slow.' },
    });
  });

  it('says nothing of a defect of its own but that it failed', async () => {
    const { remote } = await remoteTo(new EchoConverter(new Error('/secret/path')));
    const refused = remote.convert('odt', Buffer.from('x'));
    await expect(refused).rejects.toMatchObject({ code: 'office-converter-unavailable' });
    await expect(refused).rejects.not.toThrow(/secret/);
  });

  it('knows only its own addresses', async () => {
    const { origin } = await remoteTo(new EchoConverter());
    for (const path of ['/', '/convert/exe', '/convert/docx/../../x', '/convert/']) {
      expect((await fetch(new URL(path, origin), { method: 'POST', body: 'x' })).status, path).toBe(404);
    }
    expect((await fetch(new URL('/convert/docx', origin))).status).toBe(404);
  });

  it('that is not there is said to be away, in words for the uploader', async () => {
    const { origin } = await remoteTo(new EchoConverter());
    for (const each of open.splice(0)) each.close();
    const away = new RemoteDocumentConverter(origin);
    await expect(away.convert('docx', Buffer.from('x'))).rejects.toMatchObject({
      code: 'office-converter-unavailable',
      message: expect.stringContaining('does not answer'),
    });
    expect(await away.check()).toMatchObject({ state: 'warn' });
  });
});
