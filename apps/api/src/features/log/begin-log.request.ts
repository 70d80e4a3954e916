import { z } from 'zod';

/** What `sealwright audit begin-log` writes for the sealer. */
export const beginLogRequest = z.strictObject({
  /** `<size>:<beginning of the root, hex>` of the checkpoint that was shown last. */
  lastShown: z.string().regex(/^(0|[1-9][0-9]{0,15}):[0-9a-fA-F]{8,64}$/),
  /** Signed notes from places outside. */
  checkpoints: z.array(z.string().max(200_000)).max(100),
  reason: z.string().trim().min(1).max(2_000),
  by: z.string().trim().min(1).max(200),
});

export type BeginLogRequest = z.infer<typeof beginLogRequest>;
