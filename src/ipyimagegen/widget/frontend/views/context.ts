// The store, as every view reaches it.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Store } from "../store/store.ts";

const StoreContext = createContext<Store | null>(null);

export const StoreProvider = StoreContext.Provider;

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("a view outside of the panel");
  return store;
}
