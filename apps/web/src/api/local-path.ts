/** A path on this site to return to, or '/'. Refuses `//host` and `/\host`, which browsers read as another site. */
export function localPath(candidate: string | undefined): string {
  return candidate && /^\/(?![/\\])/.test(candidate) ? candidate : '/';
}
