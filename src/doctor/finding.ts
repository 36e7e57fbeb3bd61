/** One line of the doctor: what was looked at, what was found, and, where it is not well, what to do. */
export type Finding =
  | { readonly ok: true; readonly about: Subject; readonly found: string }
  | { readonly ok: false; readonly about: Subject; readonly found: string; readonly todo: string };

export type Subject =
  | 'environment'
  | 'configuration'
  | 'database'
  | 'token'
  | 'scopes'
  | 'app token'
  | 'announcements'
  | 'people'
  | 'paging'
  | 'card'
  | 'mail';

export function well(about: Subject, found: string): Finding {
  return { ok: true, about, found };
}

export function unwell(about: Subject, found: string, todo: string): Finding {
  return { ok: false, about, found, todo };
}

/** `ok  database       PostgreSQL …`, or `!!  token          … → what to do`. */
export function findingLine(finding: Finding): string {
  const start = `${finding.ok ? 'ok' : '!!'}  ${finding.about.padEnd(13)}  ${finding.found}`;
  return finding.ok ? start : `${start} → ${finding.todo}`;
}
