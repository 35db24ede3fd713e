/**
 * Text from files with control characters made visible: terminal escapes (C0, C1, DEL) and the marks that turn the direction of writing
 * (Trojan Source, Boucher & Anderson 2021) never reach the terminal.
 */
export function safeText(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * A text cell that Excel does not run: a leading apostrophe before `=`, `+`, `-`, `@`, tab and carriage return (OWASP, CSV injection). Text that
 * looks guarded already gets one more, so that `unguardCell` gives back exactly what was there.
 */
export function guardCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
