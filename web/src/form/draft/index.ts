import { Copies } from './copies';
import { IndexedDbStore } from './durable_store';

/** The copies of this browser. */
export const copies = new Copies(localStorage, new IndexedDbStore());
