/** The database cannot be used: `message` is a whole sentence for the person who starts the program, without secrets. */
export class StoreError extends Error {
  readonly reason:
    | 'unreachable'
    | 'too_old'
    | 'folder_in_use'
    | 'folder_unusable'
    | 'migration_failed'
    | 'file_exists'
    | 'file_unusable';

  constructor(reason: StoreError['reason'], message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'StoreError';
    this.reason = reason;
  }
}
