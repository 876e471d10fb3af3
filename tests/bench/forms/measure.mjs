// Median of the means of short batches, in µs: does not care for the other users of the machine.
export function measure(work, { batches = 41, milliseconds = 25, warmUp = 3 } = {}) {
  let turn = 0;
  const means = [];
  for (let batch = -warmUp; batch < batches; batch += 1) {
    const began = performance.now();
    let calls = 0;
    let spent;
    do {
      work((turn += 1));
      calls += 1;
      spent = performance.now() - began;
    } while (spent < milliseconds);
    if (batch >= 0) means.push((spent / calls) * 1000);
  }
  return means.sort((a, b) => a - b)[Math.floor(means.length / 2)];
}
