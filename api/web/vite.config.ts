// One build of the widget and of the small scripts of our own pages. Names carry a hash of the content; the entry of the
// widget gets its fixed name in tools/build.mjs.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  define: { "process.env.NODE_ENV": '"production"' },
  // h() and not the automatic runtime: 200 bytes less.
  oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" } },
  json: { namedExports: false, stringify: true },
  build: {
    target: ["chrome111", "firefox114", "safari16.4"],
    cssTarget: ["chrome123", "firefox120", "safari17.5"], // older ones get the light colours by @supports in our own CSS
    lib: { entry: { loader: "widget/src/loader.ts", docs: "docs/try.ts" }, formats: ["es"] },
    minify: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        minify: true,
        format: "es",
        entryFileNames: "assets/[name]-[hash].js",
        chunkFileNames: "assets/[name]-[hash].js",
      },
    },
  },
});
