/** Compares keys by the bytes of their UTF-8, as both engines order them: negative, zero or positive. */
export const compareKeys = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
