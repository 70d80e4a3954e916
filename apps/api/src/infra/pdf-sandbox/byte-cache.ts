/** Keeps the most recently used answers in memory, never on disk, up to a number of bytes. */
export class ByteCache<Value extends Uint8Array | string> {
  private readonly entries = new Map<string, Value>();
  private byteSize = 0;

  constructor(private readonly maxBytes: number) {}

  get(key: string): Value | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    // A Map remembers the order of insertion: putting it back makes it the youngest.
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    if (value.length > this.maxBytes) return;
    this.entries.set(key, value);
    this.byteSize += value.length;
    for (const oldest of this.entries.keys()) {
      if (this.byteSize <= this.maxBytes) break;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.byteSize -= value.length;
  }
}
