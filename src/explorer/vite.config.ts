import { defineConfig } from 'vite';

// The names of the files are fixed, so that a build that changes nothing leaves the repository as it is.
export default defineConfig({
  base: '/explore/',
  oxc: { jsx: { importSource: 'preact' } },
  build: {
    outDir: '../PeaceTalks.Api/Explorer/Page',
    emptyOutDir: true,
    modulePreload: false,
    target: 'es2022',
    rollupOptions: {
      output: { entryFileNames: 'app.js', assetFileNames: asset => asset.names[0]?.endsWith('.css') ? 'app.css' : '[name][extname]' },
    },
  },
  server: { proxy: { '/api': 'http://localhost:5080' } },
});
