/** Keeps the page free while it searches. In: a challenge; out: {share} now and then, {number} once. */
import { findNumber } from './solve';
import type { Challenge } from './solve';

const scope = self as unknown as {
  onmessage: ((event: MessageEvent<Challenge>) => void) | null;
  postMessage: (message: { share: number } | { number: number | null }) => void;
};

scope.onmessage = ({ data }) => {
  const number = findNumber(data, (share) => scope.postMessage({ share }));
  scope.postMessage({ number: number ?? null });
};
