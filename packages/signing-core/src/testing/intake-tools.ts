import { loadFonts } from '../fonts/index.js';
import type { IntakeTools } from '../intake/taking.js';
import { PdfiumDocument } from '../rendering/index.js';

/** What the sandbox's child brings, without its haste. */
export function intakeTools(): IntakeTools {
  const clock = { nowMs: () => Date.now(), cpuMs: () => process.cpuUsage().user / 1000 };
  return { openPages: PdfiumDocument.open, fonts: loadFonts(), clock, endsAtMs: Date.now() + 60_000 };
}
