/**
 * An address mail can be sent to: RFC 5321 lengths, one @, a dotted host, no quoting, no spaces, no control characters.
 * Quoted local parts are refused on purpose: parsers disagree about them and mail then reaches somebody else
 * (CVE-2025-13033).
 */
export function isMailAddress(text: string): boolean {
  const [local, host, ...rest] = text.split('@');
  if (local === undefined || host === undefined || rest.length > 0) return false;
  if (local.length > 64 || host.length > 253) return false;
  if (!/^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u.test(local)) return false;
  const labels = host.split('.');
  return (
    labels.length > 1 &&
    labels.every((label) => /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label))
  );
}

/** A name a person can carry: something visible, one line, no control or direction-override characters. */
export function isPersonName(text: string): boolean {
  return (
    text.trim() !== '' && text.length <= 200 && !/[\p{Cc}\p{Surrogate}\u202A-\u202E\u2066-\u2069]/u.test(text)
  );
}
