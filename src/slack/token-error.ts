/** Slack will not take this token: no use in trying again. `message` is Slack's code. */
export class TokenError extends Error {
  readonly variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN';

  constructor(variable: TokenError['variable'], code: string) {
    super(code);
    this.name = 'TokenError';
    this.variable = variable;
  }
}
