// The staff console: one entry, its pages as parts that are fetched when they are opened, one style sheet. Every name
// carries a hash of the content.
import { defineConfig } from "vite";
import { common, commonBuild } from "../build-options";

export default defineConfig({
  ...common,
  build: {
    ...commonBuild,
    lib: { entry: { console: "src/main.tsx" }, formats: ["es"] },
    rollupOptions: {
      output: {
        minify: true,
        format: "es",
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: "[name]-[hash][extname]",
      },
    },
  },
});
