/** The world outside does not answer as it should; trying again later may help. The cause is kept for the log. */
export class Unavailable extends Error {
  constructor(what: string, options?: { readonly cause?: unknown }) {
    super(what, options);
    this.name = 'Unavailable';
  }
}
