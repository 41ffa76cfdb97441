import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

// The pages are served under a policy that allows our own files only: nothing may be inlined, styles and scripts are
// files. While developing, `npm run dev` passes the API on to a node that runs already (address in ATTUNE_NODE).
const node = process.env.ATTUNE_NODE ?? 'http://127.0.0.1:8787';

export default defineConfig({
  plugins: [svelte()],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: 'es2022',
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/v1': node, '/signin': node },
  },
});
