// Ids that nothing else on the page has: a notebook may show the panel several times.

let counter = 0;

export function freshId(): string {
  counter += 1;
  return `imagegen-${Date.now().toString(36)}-${counter}`;
}
