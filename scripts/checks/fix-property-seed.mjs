// Property tests try the same cases in every run of npm test: red means a change broke something. PROPERTY_SEED=random
// looks for new ones.
import fc from 'fast-check';

const seed = process.env.PROPERTY_SEED ?? '20261123';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
