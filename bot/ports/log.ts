/** Fields of a log line: codes, counts, ids of requests. Never a text that people wrote, a name or a token. */
export type LogFields = { readonly [field: string]: unknown };

/** Where the rooms write their lines. An error's cause goes as `error`; it is serialised without its own data. */
export type Log = {
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
};
