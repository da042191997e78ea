// Ids that nothing else on the page has: a notebook may show the panel several times. Windows have
// ids of their own, too, also those that a browser opens again in the same millisecond.

const page = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
let counter = 0;

export function freshId(): string {
  counter += 1;
  return `imagegen-${page}-${counter}`;
}
