// What somebody has written and not saved, kept in memory only while the window is open: an editor that is left and
// opened again finds it, and the browser asks before the window closes. Never stored: a draft may be about a case.
const kept = new Map<string, unknown>();

export const unsaved = {
  get: <T>(key: string): T | undefined => kept.get(key) as T | undefined,
  set: (key: string, value: unknown): void => void kept.set(key, value),
  delete: (key: string): void => void kept.delete(key),
  clear: (): void => kept.clear(),
};

export const hasUnsaved = (): boolean => kept.size > 0;
