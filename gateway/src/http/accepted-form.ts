/** How a caller wants its answer. */
export type AcceptedForm = 'response+json' | 'json' | 'events' | 'page';

/**
 * What `Accept` asks for first, of what there is here; JSON where it names nothing we know. A browser that opens the address
 * sends text/html, EventSource text/event-stream.
 */
export function acceptedForm(accept: string | undefined): AcceptedForm {
  for (const part of (accept ?? '').toLowerCase().split(',')) {
    const form = forms.get(part.split(';', 1)[0]!.trim());
    if (form) return form;
  }
  return 'json';
}

const forms = new Map<string, AcceptedForm>([
  ['application/graphql-response+json', 'response+json'],
  ['application/json', 'json'],
  ['text/event-stream', 'events'],
  ['text/html', 'page'],
]);

/** Whether the caller asked for plain JSON by name: then a refused operation has status 200 (GraphQL over HTTP §6.4.1). */
export function wantsPlainJson(accept: string | undefined): boolean {
  return accept !== undefined && /application\/json/i.test(accept) && acceptedForm(accept) === 'json';
}
