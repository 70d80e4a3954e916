/** Tiles in memory. A path written twice with other bytes is an error, as it would be on a write-once store. */
export function memoryTiles() {
  const files = new Map<string, Uint8Array>();
  const reader = async (path: string): Promise<Uint8Array | null> => files.get(path) ?? null;
  return {
    reader,
    write(path: string, bytes: Uint8Array): void {
      const known = files.get(path);
      if (known !== undefined && Buffer.compare(known, bytes) !== 0) throw new Error(`${path} was rewritten`);
      files.set(path, bytes);
    },
    overwrite: (path: string, bytes: Uint8Array): void => void files.set(path, bytes),
    remove: (path: string): void => void files.delete(path),
    paths: (): string[] => [...files.keys()].sort(),
    copy() {
      const other = memoryTiles();
      for (const [path, bytes] of files) other.write(path, bytes);
      return other;
    },
  };
}

export type MemoryTiles = ReturnType<typeof memoryTiles>;
