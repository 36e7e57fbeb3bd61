/**
 * What every credential begins with or contains: one of these is in any text in which a rule finds something, so that
 * all other texts, nearly all, need no further look. `test/secrets/rules.test.ts` makes texts from each rule's own
 * pattern and holds them against this; a rule that comes with a new version fails there until its beginning is here.
 */
const beginnings =
  /A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA|PRIVATE KEY|npm_|xox[a-z]|xapp-|SG\.|shp(?:pa|ca|at|ss)_|[sr]k_(?:live|test)_|gh[opusr]_|github_pat_|glpat-|gl(?:c|sa)_|T3BlbkFJ|sk-ant-|gsk_|hf_|lin_api_|ntn_|ops_ey|hv[sbr]\.|vc[piark]_|dapi[A-Fa-f0-9]|dckr_pat_|figd_|cf(?:k|ut|at)_|tskey-|AIza|eyJ|_authToken/;

/** The same whatever the case; the last is a name and a password before the `@` of an address. */
const anyCase =
  /secret_?access_?key|hooks\.slack\.com\/services\/|authorization|x-oauth-basic@|:\/\/[^\s:/]{0,256}:[^\s/@]{1,256}@/i;

/** The shortest thing that any rule takes for a credential is `xoxb-a-b`. */
const shortest = 8;

/** False: no rule finds anything in this text. */
export function mayHold(text: string): boolean {
  if (text.length < shortest) return false;
  return beginnings.test(text) || anyCase.test(text);
}
