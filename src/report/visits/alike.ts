/** "others of industry Wood". */
export function others(alike: string): string {
  return alike === "all clients" ? "other clients" : `others of ${alike}`;
}
