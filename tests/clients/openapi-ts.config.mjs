// @hey-api/openapi-ts
export default {
  input: '../../docs/openapi.json',
  output: { path: 'generated/hey-api' },
};
