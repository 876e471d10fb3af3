/** Addresses of pages that other areas link to. */
export function recordPath(entity: string, id: string): string {
  // Of several companies the notice leads to one's own.
  if (entity === 'company') return id === '' ? '/companies' : `/companies/${id}`;
  return entity === 'signing' ? `/signings/${id}` : `/records/${entity}/${id}`;
}

/** Where to go after a sign-in: only ever a page of our own. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) ? next : '/';
}
