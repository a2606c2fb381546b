// What the builds of the widget and of the console share.
import type { BuildOptions, UserConfig } from "vite";

export const common: UserConfig = {
  base: "./",
  publicDir: false,
  define: { "process.env.NODE_ENV": '"production"' },
  // h() and not the automatic runtime: 200 bytes less.
  oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" } },
};

export const commonBuild: BuildOptions = {
  target: ["chrome111", "firefox114", "safari16.4"],
  minify: true,
  assetsInlineLimit: 0,
  cssCodeSplit: false,
  reportCompressedSize: false,
};
