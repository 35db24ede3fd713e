/** What a title says of its holder, as far as its words tell: a proposal that a person confirms. */
export interface TitleMeaning {
  readonly level?: "junior" | "senior";
  /** Leads others, and so may hold no clients. */
  readonly leads: boolean;
  readonly desk: boolean;
}

const juniorWords =
  /\b(?:junior|jr|trainee|intern|apprentice|assistant|auszubildender?|assistenz)\b|младш|стаж[её]р|помощник/iu;
const seniorWords = /\b(?:senior|sr|principal|lead|key account)\b|старш|ведущ|ключев/iu;
const leaderWords =
  /\b(?:manager|director|head|chief|vice president|vp|president|supervisor|leiter(?:in)?|leitung)\b|(?:verkaufs|vertriebs|gebiets|team)leiter|директор|руководител|начальник|заведующ/iu;
/** Managers of accounts and of clients manage nobody; in Russian the plain "менеджер" is a seller. */
const noLeaders = /\b(?:account|client|customer|relationship|territory|key account|business development) managers?\b/iu;
const deskWords =
  /\b(?:inside sales|sales support|customer (?:service|support|care)|client (?:service|support)|order (?:desk|entry|processing)|back ?office|desk|coordinator|innendienst|sachbearbeiter(?:in)?|auftragsabwicklung)\b|сопровожд|поддержк|бэк-?офис|оператор|диспетчер/iu;

export function meaningOfTitle(title: string): TitleMeaning {
  const leads = leaderWords.test(title) && !noLeaders.test(title);
  const desk = deskWords.test(title) && !leads;
  const level = juniorWords.test(title) ? "junior" : seniorWords.test(title) || leads ? "senior" : undefined;
  return { leads, desk, ...(level && { level }) };
}
