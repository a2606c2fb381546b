// What the service says about the site that embeds the widget. Everything has a default: without an answer the widget
// looks and works as it does for a site that has set nothing.
export interface Site {
  title?: string;
  languages?: string[];
  country?: string;
  colours?: Record<string, string>;
  help_only?: boolean;
}

const WAIT_MS = 1500;

/** What the loader has asked for, or nothing if that takes too long. */
export async function siteInTime(asked: Promise<unknown>): Promise<Site> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, WAIT_MS));
  return ((await Promise.race([asked.catch(() => {}), late])) ?? {}) as Site;
}

const channels = (hex: string): number[] => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

function luminance(rgb: number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The colour, darkened as far as white words on it need (WCAG AA); nothing where it is no "#rrggbb". */
export function readableAccent(colour: string | undefined): string | undefined {
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return undefined;
  let rgb = channels(colour);
  while (1.05 / (luminance(rgb) + 0.05) < 5) rgb = rgb.map((value) => Math.floor(value * 0.94));
  return `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
