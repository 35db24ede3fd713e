/** A question whose answer is one of several. */
export interface ChooseQuestion<Value extends string> {
  readonly message: string;
  /** Lines to read before answering. */
  readonly detail?: readonly string[];
  readonly choices: readonly { readonly value: Value; readonly name: string }[];
  /** The usual answer; absent where there is none and a person must say. */
  readonly usual?: Value;
}

/** A question whose answer is any number of things. */
export interface TickQuestion {
  readonly message: string;
  readonly choices: readonly { readonly value: string; readonly name: string; readonly usual: boolean }[];
}

/** A question whose answer is a short text. */
export interface WriteQuestion {
  readonly message: string;
  readonly usual: string;
  /** What is wrong with an answer; nothing when it is good. */
  readonly wrong: (answer: string) => string | undefined;
}

/** A question for yes or no. */
export interface ConfirmQuestion {
  readonly message: string;
  readonly usual: boolean;
}

/** Who answers: a person at a terminal, the usual answers, or a test. */
export interface Prompter {
  choose<Value extends string>(question: ChooseQuestion<Value>): Promise<Value>;
  tick(question: TickQuestion): Promise<readonly string[]>;
  write(question: WriteQuestion): Promise<string>;
  confirm(question: ConfirmQuestion): Promise<boolean>;
}

/** The person pressed Ctrl-C, or the terminal went away. */
export class Interrupted extends Error {}

/** A question that only a person can answer, and nobody is there. */
export class NobodyToAsk extends Error {}

/** `--yes`: the usual answer to everything. */
export const usualAnswers: Prompter = {
  choose: async ({ usual, message }) => {
    if (usual === undefined) throw new NobodyToAsk(message);
    return usual;
  },
  tick: async ({ choices }) => choices.filter(({ usual }) => usual).map(({ value }) => value),
  write: async ({ usual }) => usual,
  confirm: async ({ usual }) => usual,
};
