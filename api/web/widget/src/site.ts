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

const HEX = /^#[0-9a-f]{6}$/i;
const contrast = (a: number[], b: number[]): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

/** The site's colours as custom properties; what is no "#rrggbb" or could not be read is left out. */
export function siteColours({ accent = "", background = "", text = "" }: Record<string, string> = {}): string {
  let css = "";
  if (HEX.test(accent)) {
    let rgb = channels(accent); // darkened as far as white words on it need
    while (contrast(rgb, [255, 255, 255]) < 5) rgb = rgb.map((value) => Math.floor(value * 0.94));
    css += `--site-accent:rgb(${rgb});`;
  }
  if (HEX.test(background) && HEX.test(text) && contrast(channels(background), channels(text)) >= 4.5) {
    css += `--site-background:${background};--site-text:${text};`;
  }
  return css && `:host{${css}}`;
}
