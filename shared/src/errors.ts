/**
 * What can go wrong, by whose fault it is, and the HTTP status it answers with.
 * A code travels over the bus and comes out as a problem document.
 */
export const errorCodes = {
  INVALID_REQUEST: { status: 400, title: 'Bad Request' },
  CROSS_SITE_REQUEST: { status: 403, title: 'Forbidden' },
  NOT_FOUND: { status: 404, title: 'Not Found' },
  NO_DUMP_FILE: { status: 404, title: 'Not Found' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'Method Not Allowed' },
  BUSY: { status: 409, title: 'Conflict' },
  INVALID_DUMP_FILE: { status: 422, title: 'Unprocessable Content' },
  UNREADABLE_DUMP_FILE: { status: 422, title: 'Unprocessable Content' },
  INTERNAL: { status: 500, title: 'Internal Server Error' },
  UNEXPECTED_ANSWER: { status: 502, title: 'Bad Gateway' },
  NO_TELEGRAM_YET: { status: 503, title: 'Service Unavailable' },
  NO_ANSWER: { status: 503, title: 'Service Unavailable' },
  TOO_MANY_CLIENTS: { status: 429, title: 'Too Many Requests' },
  ANSWER_TOO_LATE: { status: 504, title: 'Gateway Timeout' },
  DISK_FULL: { status: 507, title: 'Insufficient Storage' },
  DISK_READ_ONLY: { status: 507, title: 'Insufficient Storage' },
  INVALID_CONFIG: { status: 500, title: 'Internal Server Error' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCodes;

/** An error with a code from the table above; `evidence` holds what proves it (field, value, line). */
export class SmerError extends Error {
  readonly code: ErrorCode;
  readonly evidence: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; evidence?: Record<string, unknown> } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'SmerError';
    this.code = code;
    this.evidence = options.evidence ?? {};
  }
}

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCodes, text);

/** The message of anything that was thrown. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);
