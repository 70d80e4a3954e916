import { beforeAll, describe, expect, it } from 'vitest';
import { sealPdf } from '../seal/seal-pdf.js';
import { DOCUMENT_ATTACKS } from '../testing/attacks/document-attacks.js';
import { FORM_ATTACKS } from '../testing/attacks/form-attacks.js';
import { STRUCTURE_ATTACKS } from '../testing/attacks/structure-attacks.js';
import { victimPdf } from '../testing/attacks/victim.js';
import { type SoftwareSigner, softwareSigner } from '../testing/index.js';
import { judgeModifications } from '../verify/modifications/index.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const options = { name: 'Acme', reason: 'Agreed', signedAt: new Date('2026-11-22T10:00:00Z') };
const ATTACKS = [...DOCUMENT_ATTACKS, ...FORM_ATTACKS, ...STRUCTURE_ATTACKS];

let signer: SoftwareSigner;
let accomplice: SoftwareSigner;
/** Approved; certified with the right to fill in; certified with the right to comment. */
const signed: Uint8Array[] = [];

beforeAll(async () => {
  signer = await softwareSigner({ commonName: 'Victim' });
  accomplice = await softwareSigner({ commonName: 'Accomplice' });
  const victim = victimPdf();
  signed.push(await sealPdf(victim, options, signer));
  signed.push(await sealPdf(victim, { ...options, certify: 2 }, signer));
  signed.push(await sealPdf(victim, { ...options, certify: 3 }, signer));
});

const verify = (bytes: Uint8Array) =>
  verifyPdf(bytes, { trustedRootsPem: [signer.trustedRootPem, accomplice.trustedRootPem] });

describe('a document changed after it was signed', () => {
  it('is permitted as long as nothing is attacked', async () => {
    for (const bytes of signed) {
      expect(judgeModifications(bytes, bytes.length).state).toBe('none');
      expect((await verify(bytes)).verdict).toBe('valid');
    }
  });

  it.each(ATTACKS.map((attack) => [attack.name, attack] as const))('is invalid: %s', async (_, attack) => {
    for (const bytes of signed) {
      const attacked = attack.forge(bytes);
      expect(judgeModifications(attacked, bytes.length)).toMatchObject({ state: 'forbidden' });
      expect((await verify(attacked)).verdict).toBe('invalid');
    }
  });

  /**
   * A second genuine signature covers the whole file: only the comparison of revisions can tell. Where the attack took
   * the victim's signature out, the file says nothing about the victim any more, and that is all it may say.
   */
  it.each(ATTACKS.map((attack) => [attack.name, attack] as const))(
    'is invalid though another signer covers it: %s',
    async (_, attack) => {
      const attacked = attack.forge(signed[0] ?? new Uint8Array());
      const covered = await sealPdf(attacked, options, accomplice).catch(() => null);
      if (!covered) return;
      const { verdict, signatures, checks } = await verify(covered);
      const claimsVictim = signatures.some(({ signerCommonName }) => signerCommonName === 'Victim');
      expect({ claimsVictim, verdict }).not.toEqual({ claimsVictim: true, verdict: 'valid' });
      if (claimsVictim) expect(verdict).toBe('invalid');
      else if (verdict !== 'invalid')
        expect(checks).toContainEqual(expect.objectContaining({ id: 'dropped-signature', state: 'warn' }));
    },
  );
});
