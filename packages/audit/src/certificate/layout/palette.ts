import { rgb } from 'pdf-lib';

/** Ink on paper; every text colour keeps at least 4.5:1 on white and on the panel. */
export const ink = rgb(0.075, 0.106, 0.184);
export const slate = rgb(0.31, 0.353, 0.431);
export const accent = rgb(0.043, 0.361, 0.369);
export const amber = rgb(0.58, 0.341, 0.035);
export const red = rgb(0.62, 0.137, 0.137);
export const hairline = rgb(0.843, 0.824, 0.776);
export const panel = rgb(0.98, 0.973, 0.953);
