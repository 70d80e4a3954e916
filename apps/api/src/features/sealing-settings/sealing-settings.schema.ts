import { z } from 'zod';
import { sealLevels, timestampChoices } from '../../domain/sealing-policy.js';

const instant = z.iso.datetime();

export const sealingPolicyInput = z
  .strictObject({
    timestamps: z
      .enum(timestampChoices)
      .describe('required: wait for a timestamp; preferred: complete now, extend later; none: B-B'),
    level: z.enum(sealLevels).describe('PAdES baseline level a sealed file is to reach'),
  })
  .meta({ id: 'SealingPolicy' });

const authorityView = z.object({
  name: z.string().describe('Its address'),
  state: z.enum(['ok', 'waiting']),
  code: z.string().nullable(),
  detail: z.string(),
  since: instant,
  checkedAt: instant,
  nextAttemptAt: instant.nullable(),
  answer: z
    .object({
      at: instant,
      clockSkewMs: z.int().describe('Its time minus ours'),
      signer: z.string(),
      signerNotAfter: instant,
    })
    .nullable()
    .describe('The last valid timestamp; null when there never was one'),
});

export const sealingSettingsView = z
  .object({
    policy: sealingPolicyInput.describe('What holds now'),
    chosen: z.boolean().describe('False while the default of the installation holds'),
    levels: z.array(z.enum(sealLevels)).describe('Levels this installation can reach'),
    authorities: z.array(authorityView).describe('In the order in which they are asked'),
  })
  .meta({ id: 'SealingSettings' });

export type SealingSettingsView = z.infer<typeof sealingSettingsView>;
