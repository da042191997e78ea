// What a view is set to, remembered by the browser, so that a reload finds it again.

/** Return a setting as it was kept, and a way to keep another one. */
export function remembered(name: string, first: string | number) {
  const key = `ipyimagegen.${name}`;
  let value = String(first);
  try {
    value = localStorage.getItem(key) ?? value;
  } catch {
    // A page may have no storage; then a reload begins anew.
  }
  return {
    value,
    keep(wanted: string) {
      try {
        localStorage.setItem(key, wanted);
      } catch {
        // As above.
      }
    },
  };
}
