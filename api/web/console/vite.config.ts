// The staff console: one entry, its pages as parts that are fetched when they are opened, one style sheet. Every name
// carries a hash of the content.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  define: { "process.env.NODE_ENV": '"production"' },
  oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" } },
  build: {
    target: ["chrome111", "firefox114", "safari16.4"],
    lib: { entry: { console: "src/main.tsx" }, formats: ["es"] },
    minify: true,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
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
