import { cutTo } from "../../report/layout.ts";
import type { Io } from "../io.ts";
import { Interrupted, type Prompter } from "./prompter.ts";

const PAGE = 12;
/** Room for the prompter's own signs at the left. */
const MARGIN = 6;

/** Asks at the terminal. What is shown may come from files: control characters are made visible, and long texts are cut. */
export async function terminalPrompter(io: Io): Promise<Prompter> {
  const { createPromptModule } = await import("inquirer");
  const prompt = createPromptModule({ input: io.stdin, output: io.stdout, signal: io.interrupt });
  const shown = (text: string) => cutTo(text, (io.columns ?? 80) - MARGIN);
  const ask = async <Answer>(
    question: Record<string, unknown> & {
      readonly type: "select" | "checkbox" | "input" | "confirm";
      readonly message: string;
    },
  ) => {
    try {
      const answers = await prompt([{ ...question, name: "answer", message: shown(question.message) } as never]);
      return (answers as { readonly answer: Answer }).answer;
    } catch (error) {
      if (endings.has((error as Error).name)) throw new Interrupted();
      throw error;
    }
  };
  return {
    choose: ({ message, detail = [], choices, usual }) => {
      for (const line of detail) io.stdout.write(`  ${shown(line)}\n`);
      return ask({
        type: "select",
        message,
        choices: choices.map(({ value, name }) => ({ value, name: shown(name) })),
        ...(usual === undefined ? {} : { default: usual }),
        pageSize: PAGE,
        loop: false,
      });
    },
    tick: ({ message, choices }) =>
      ask({
        type: "checkbox",
        message,
        choices: choices.map(({ value, name, usual }) => ({ value, name: shown(name), checked: usual })),
        pageSize: PAGE,
        loop: false,
      }),
    write: ({ message, usual, wrong }) =>
      ask({ type: "input", message, default: usual, validate: (answer: string) => wrong(answer.trim()) ?? true }).then(
        (answer) => String(answer).trim(),
      ),
    confirm: ({ message, usual }) => ask({ type: "confirm", message, default: usual }),
  };
}

/** Ctrl-C, end of input, and the signal of an interrupted run. */
const endings: ReadonlySet<string> = new Set(["ExitPromptError", "AbortPromptError", "CancelPromptError"]);
