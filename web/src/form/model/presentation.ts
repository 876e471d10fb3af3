/** How core's answers are worded and shown; decides nothing about them. */
import type { FieldState } from '@qudao/core';
import type { Answer, Violation } from '../../api';

/** Nothing was answered where something has to be, rather than something wrong. */
export function isMissing(violation: Violation): boolean {
  return /^(required|must_accept|waits|rows\.too_few)(\.|$)/.test(violation.code);
}

export function isAnswered(value: Answer | undefined): boolean {
  if (value === null || value === undefined || value === '' || value === false) return false;
  return !Array.isArray(value) || value.length > 0;
}

/** Whether somebody or a rule answered the field; a repeat, with a row. */
export function hasAnswer({ value, rows }: FieldState): boolean {
  return rows === undefined ? isAnswered(value) : rows > 0;
}

export function violationText(violation: Violation): string {
  const message = violation.message ?? violation.params?.message;
  return typeof message === 'string' && message !== '' ? message : violation.code;
}

/** Why a field can't be answered now. */
export function isLocked(state: FieldState): boolean {
  return state.readonly || state.calculated || state.waits_for.length > 0;
}

/** The value as the text of an input: what was typed, or what core made of it. */
export function inputText(value: Answer | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 15 });

/** 1234567.5 → "1,234,567.5"; text that is no number stays as it was typed. */
export function groupedNumber(value: Answer | undefined): string {
  return typeof value === 'number' ? grouped.format(value) : inputText(value);
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kilo = bytes / 1024;
  return kilo < 1024 ? `${kilo.toFixed(kilo < 10 ? 1 : 0)} KB` : `${(kilo / 1024).toFixed(1)} MB`;
}
