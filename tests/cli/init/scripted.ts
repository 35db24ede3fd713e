import type { Prompter } from "../../../src/cli/init/prompter.ts";
import { usualAnswers } from "../../../src/cli/init/prompter.ts";

/** A prompter that answers by words in the question, else as usual, and remembers what it was asked. */
export interface Scripted extends Prompter {
  readonly asked: string[];
  /** What stood to choose from, by question. */
  readonly choices: Map<string, readonly string[]>;
}

export function scripted(answers: Readonly<Record<string, unknown>>): Scripted {
  const asked: string[] = [];
  const choices = new Map<string, readonly string[]>();
  const answerTo = (message: string) => {
    asked.push(message);
    const word = Object.keys(answers).find((one) => message.includes(one));
    const answer = word === undefined ? undefined : answers[word];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const note = (message: string, offered: readonly { readonly name: string }[]) =>
    choices.set(
      message,
      offered.map(({ name }) => name),
    );
  return {
    asked,
    choices,
    choose: async (question) => {
      note(question.message, question.choices);
      const answer = answerTo(question.message);
      return answer === undefined ? usualAnswers.choose(question) : (answer as never);
    },
    tick: async (question) => {
      note(question.message, question.choices);
      return (answerTo(question.message) as readonly string[] | undefined) ?? usualAnswers.tick(question);
    },
    write: async (question) => {
      const answer = answerTo(question.message);
      if (answer === undefined) return question.usual;
      const wrong = question.wrong(String(answer));
      if (wrong !== undefined) throw new Error(`not accepted: ${wrong}`);
      return String(answer);
    },
    confirm: async ({ message, usual }) => (answerTo(message) as boolean | undefined) ?? usual,
  };
}
