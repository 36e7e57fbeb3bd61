/** Codes of the operating system when nobody answers there. */
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/**
 * Whether an error says that the database is away, or too busy to answer in time: nothing was changed then, and the
 * same request may succeed later. Classes 08 (connection), 53 (resources), 57 (operator) of PostgreSQL's error codes.
 */
export function isAway(error: unknown): boolean {
  const known = error as { readonly code?: unknown; readonly message?: unknown; readonly name?: unknown };
  const code = typeof known?.code === 'string' ? known.code : '';
  const message = typeof known?.message === 'string' ? known.message : '';
  if (network.has(code) || /^(08|53|57)/.test(code)) return true;
  return /timeout exceeded when trying to connect|connection terminated|client has encountered a connection error|pool after calling end|connection has been discarded|PGlite is closed|timed out|query read timeout/i.test(
    message,
  );
}
