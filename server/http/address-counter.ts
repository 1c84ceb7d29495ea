/** Counts what addresses have open, each up to a limit. */
export type AddressCounter = {
  /** Whether the address may open one more. */
  hasRoom(address: string | undefined): boolean;
  /** Counts one more until the function that is answered is called. */
  add(address: string | undefined): () => void;
};

/** A counter of what each address has open; a limit of 0 is none. */
export const createAddressCounter = (limit: number): AddressCounter => {
  const open = new Map<string, number>();
  return {
    hasRoom: (address = '') => limit === 0 || (open.get(address) ?? 0) < limit,
    add: (address = '') => {
      open.set(address, (open.get(address) ?? 0) + 1);
      return () => {
        const left = (open.get(address) ?? 1) - 1;
        if (left > 0) open.set(address, left);
        else open.delete(address);
      };
    },
  };
};
