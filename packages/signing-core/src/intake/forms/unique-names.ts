/** Names of the fields of one file: the second of a name gets a 2 behind it. */
export class UniqueNames {
  private readonly given = new Set<string>();
  private readonly groups = new Map<object, string>();
  private readonly groupNames = new Set<string>();
  private readonly last = new Map<string, number>();

  next(wanted: string): string {
    return this.firstFree(wanted, this.given, 'name');
  }

  /** The same for every button of a field, and another one for another field of that name. */
  group(key: object, wanted: string): string {
    const known = this.groups.get(key) ?? this.firstFree(wanted, this.groupNames, 'group');
    this.groups.set(key, known);
    return known;
  }

  private firstFree(wanted: string, taken: Set<string>, kind: string): string {
    let name = wanted;
    let number = this.last.get(`${kind} ${wanted}`) ?? 1;
    while (taken.has(name)) name = `${wanted} ${++number}`;
    this.last.set(`${kind} ${wanted}`, number);
    taken.add(name);
    return name;
  }
}
