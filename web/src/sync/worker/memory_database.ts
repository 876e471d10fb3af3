/** A database in memory, for tests: the same SQLite, without a disk. */
import sqlite3InitModule from '@evolu/sqlite-wasm';
import { Database } from './database';

const sqlite = await sqlite3InitModule();

export const rawDatabase = () => new sqlite.oo1.DB(':memory:');
export const memoryDatabase = () => new Database(rawDatabase());
