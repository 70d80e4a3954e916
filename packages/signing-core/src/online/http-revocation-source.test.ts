import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as asn1js from 'asn1js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { X509_OID } from '../asn1/object-identifiers.js';
import { pemEncode } from '../keys/issue-certificate.js';
import { fromLatin1 } from '../runtime/bytes.js';
import { createTestRoot, TEST_TIMES, type TestIdentity, testExtension } from '../testing/test-authority.js';
import { checkRevocation } from '../x509/check-revocation.js';
import { NO_VALIDATION_DATA } from '../x509/validation-data.js';
import { directoryRevocationSource } from './directory-revocation-source.js';
import { httpRevocationSource } from './http-revocation-source.js';

let server: Server;
let host: string;
let routes: Record<string, RequestListener>;
let asked: string[];

beforeEach(async () => {
  asked = [];
  routes = {};
  server = createServer((request, response) => {
    const route = `${request.method} ${request.url}`;
    asked.push(route);
    const handle = routes[route];
    if (handle) handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const serve =
  (contentType: string, body: Uint8Array): RequestListener =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': contentType }).end(body);

async function world(): Promise<{ root: TestIdentity; leaf: TestIdentity }> {
  const root = await createTestRoot();
  const uri = (path: string) =>
    new asn1js.Primitive({
      idBlock: { tagClass: 3, tagNumber: 6 },
      valueHex: fromLatin1(`http://${host}${path}`),
    });
  const tagged = (value: asn1js.BaseBlock) =>
    new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [value] });
  const sequence = (...value: asn1js.BaseBlock[]) => new asn1js.Sequence({ value });
  const access = sequence(
    sequence(new asn1js.ObjectIdentifier({ value: X509_OID.accessOcsp }), uri('/ocsp')),
  );
  const points = sequence(sequence(tagged(tagged(uri('/list.crl')))));
  const extensions = [
    testExtension(X509_OID.authorityInfoAccess, false, access),
    testExtension(X509_OID.crlDistributionPoints, false, points),
  ];
  return { root, leaf: await root.issue({ extensions }) };
}

describe('httpRevocationSource', () => {
  it('asks the responder that the certificate names', async () => {
    const { root, leaf } = await world();
    const answer = await root.ocsp({ certificate: leaf.certificate });
    routes['POST /ocsp'] = serve('application/ocsp-response', answer);
    const found = await httpRevocationSource({ allowHosts: [host] }).find({
      certificateDer: leaf.der,
      issuerDer: root.der,
    });
    expect(asked).toEqual(['POST /ocsp']);
    const path = [leaf.certificate, root.certificate];
    const { state } = await checkRevocation(path, { ...NO_VALIDATION_DATA, ...found }, TEST_TIMES.at);
    expect(state).toBe('good');
  });

  it('fetches the list where no responder answers', async () => {
    const { root, leaf } = await world();
    routes['GET /list.crl'] = serve('application/octet-stream', await root.crl());
    const found = await httpRevocationSource({ allowHosts: [host] }).find({
      certificateDer: leaf.der,
      issuerDer: root.der,
    });
    expect(asked).toEqual(['POST /ocsp', 'GET /list.crl']);
    expect(found.crlsDer).toHaveLength(1);
  });

  it('fetches the list where the responder has nothing to say', async () => {
    const { root, leaf } = await world();
    const tryLater = Uint8Array.of(0x30, 0x03, 0x0a, 0x01, 0x03);
    const unknown = await root.ocsp({ certificate: leaf.certificate, state: 'unknown' });
    for (const answer of [tryLater, unknown]) {
      routes['POST /ocsp'] = serve('application/ocsp-response', answer);
      routes['GET /list.crl'] = serve('application/pkix-crl', await root.crl());
      const query = { certificateDer: leaf.der, issuerDer: root.der };
      const found = await httpRevocationSource({ allowHosts: [host] }).find(query);
      expect(found).toMatchObject({ crlsDer: [expect.anything()], ocspResponsesDer: [] });
    }
  });

  it('says why nothing came, and goes to no private host that nobody named', async () => {
    const { root, leaf } = await world();
    const query = { certificateDer: leaf.der, issuerDer: root.der };
    await expect(httpRevocationSource({ allowHosts: [host] }).find(query)).rejects.toThrow('status 404');
    asked = [];
    await expect(httpRevocationSource().find(query)).rejects.toThrowError(
      expect.objectContaining({ code: 'outbound-url-refused' }),
    );
    expect(asked).toEqual([]);
    const silent = await root.issue();
    const nothing = await httpRevocationSource().find({ certificateDer: silent.der, issuerDer: root.der });
    expect(nothing).toEqual({ crlsDer: [], ocspResponsesDer: [] });
  });
});

describe('directoryRevocationSource', () => {
  it('reads lists in DER and PEM and answers, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealwright-lists-'));
    try {
      const { root, leaf } = await world();
      const crl = await root.crl();
      const ocsp = await root.ocsp({ certificate: leaf.certificate });
      writeFileSync(join(folder, 'a.crl'), crl);
      writeFileSync(join(folder, 'b.pem'), pemEncode('X509 CRL', crl) + pemEncode('CERTIFICATE', root.der));
      writeFileSync(join(folder, 'c.ocsp'), ocsp);
      writeFileSync(join(folder, 'README.txt'), 'not a list');
      mkdirSync(join(folder, 'older'));
      const query = { certificateDer: leaf.der, issuerDer: root.der };
      const found = await directoryRevocationSource(folder).find(query);
      expect(found).toEqual({ crlsDer: [crl, crl], ocspResponsesDer: [ocsp] });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('says when the folder is not there', async () => {
    const query = { certificateDer: new Uint8Array(), issuerDer: new Uint8Array() };
    await expect(directoryRevocationSource('/nowhere/at/all').find(query)).rejects.toThrowError(
      expect.objectContaining({ code: 'validation-data-incomplete' }),
    );
  });
});
