/**
 * The known word nearest to what was written, for "did you mean": least edit distance (Levenshtein 1966), if at most a third of the
 * letters, or two, differ.
 */
export function closest(written: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(written.length / 3)) + 1;
  for (const word of known) {
    const distance = editDistance(written.toLowerCase(), word.toLowerCase());
    if (distance < least) {
      best = word;
      least = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] as number) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min((row[j + 1] as number) + 1, (next[j] as number) + 1, change));
    }
    row = next;
  }
  return row[b.length] as number;
}
