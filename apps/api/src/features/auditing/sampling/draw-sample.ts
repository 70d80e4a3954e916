import { createHash } from 'node:crypto';

/** Written into every sample's event. A changed way of drawing gets another name; this one stays readable for ever. */
export const SAMPLE_ALGORITHM = 'sealwright-sample-v1';

/**
 * The `count` ids whose SHA-256 with the seed is smallest. Order and origin of the list do not matter, nobody can steer it
 * without changing the seed, and anyone with the ids draws the same by hand:
 *
 *     while read -r id; do
 *       printf 'sealwright-sample-v1\n%s\n%s\n' "$seed" "$id" | sha256sum | tr '-' ' ' | tr -d '\n'; echo "$id"
 *     done < ids.txt | sort | head -n $count
 *
 * @returns in the order of their hashes
 */
export function drawSample(ids: readonly string[], seed: string, count: number): string[] {
  const ranked = ids.map((id) => ({ id, rank: rankOf(seed, id) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.slice(0, count).map(({ id }) => id);
}

/** 64 hex digits: SHA-256 over algorithm, seed and id, each with a line feed behind it. */
export function rankOf(seed: string, id: string): string {
  return createHash('sha256').update(`${SAMPLE_ALGORITHM}\n${seed}\n${id}\n`).digest('hex');
}

/** SHA-256 over the sorted ids, each with a line feed behind it: what the sample was drawn from. */
export function populationSha256Hex(sortedIds: readonly string[]): string {
  return createHash('sha256')
    .update(sortedIds.map((id) => `${id}\n`).join(''))
    .digest('hex');
}
