/** Regions, skills, languages and industries compare without regard to case and outer spaces, in every locale alike. */
export function fold(word: string): string {
  return word.trim().toLowerCase();
}

export function includesWord(words: readonly string[], word: string): boolean {
  const wanted = fold(word);
  return words.some((one) => fold(one) === wanted);
}
