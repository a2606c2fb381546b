// One build of the widget and of the small scripts of our own pages. Names carry a hash of the content; the entry of the
// widget gets its fixed name in tools/build.mjs.
import { defineConfig } from "vite";
import { common, commonBuild } from "./build-options";

export default defineConfig({
  ...common,
  json: { namedExports: false, stringify: true },
  build: {
    ...commonBuild,
    cssTarget: ["chrome123", "firefox120", "safari17.5"], // older ones get the light colours by @supports in our own CSS
    lib: { entry: { loader: "widget/src/loader.ts", docs: "docs/try.ts" }, formats: ["es"] },
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
