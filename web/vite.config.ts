import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` talks to a server started with ./run; QUDAO_SERVER names another one.
const server = process.env.QUDAO_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: ['chrome100', 'firefox104', 'safari15.4'],
    // A data: URL would need more of the content security policy than the page gets.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
