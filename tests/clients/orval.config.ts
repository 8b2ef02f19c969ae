// orval makes a type for each media type of an answer. These are the ones that a client without an Accept header gets.
import { defineConfig } from 'orval';

export default defineConfig({
  peacetalks: {
    input: '../../docs/openapi.json',
    output: {
      target: 'generated/orval.ts',
      client: 'fetch',
      override: { contentType: { include: ['application/json', 'application/problem+json'] } },
    },
  },
});
