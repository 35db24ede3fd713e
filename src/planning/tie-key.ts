/**
 * A number from 0 to 2^32 - 1 that orders equals without favour: FNV-1a (Fowler, Noll & Vo 1991) over the text's UTF-16 units. A fixed
 * order would hand every tie to the same rep.
 */
export function tieKey(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
