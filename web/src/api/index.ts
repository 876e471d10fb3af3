export { api, onRefusal, url } from './client';
export type { Options, Query } from './client';
export { ApiError, NetworkError } from './problem';
export type * from './types';
