/** What a Web API method answers when it refuses: `{ ok: false, error: code, ...extra }` with HTTP 200, as Slack does. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Record<string, unknown>;

  constructor(code: string, extra: Record<string, unknown> = {}) {
    super(code);
    this.name = 'SlackError';
    this.code = code;
    this.extra = extra;
  }
}

/** `invalid_arguments` with the reasons where Slack puts them for most methods. */
export function invalidArguments(...problems: string[]): SlackError {
  return new SlackError('invalid_arguments', {
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}
