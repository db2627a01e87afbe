/** Additive smoothing of the counts. */
const smoothing = 0.01;

/** Log odds of every thing, against all the others together, given the weighted grams of a question; divided by their total weight. */
export function createComplementBayes(
  sums: readonly ReadonlyMap<number, number>[],
  gramCount: number,
): (gram: Int32Array, weight: Float64Array) => Float64Array {
  const ofGram = new Float64Array(gramCount);
  const ofThing = new Float64Array(sums.length);
  sums.forEach((held, thing) => {
    for (const [gram, sum] of held) {
      ofGram[gram]! += sum;
      ofThing[thing]! += sum;
    }
  });
  const everything = ofThing.reduce((total, sum) => total + sum, 0);
  const room = smoothing * gramCount;
  /** What a gram that a thing does not hold says of it, without the gram's own share. */
  const absent = ofThing.map((sum) => Math.log(smoothing) - Math.log(sum + room) + Math.log(everything - sum + room));
  const share = ofGram.map((sum) => Math.log(sum + smoothing));
  const gained: { thing: Int32Array; gain: Float32Array }[] = Array.from({ length: gramCount }, () => ({
    thing: new Int32Array(0),
    gain: new Float32Array(0),
  }));
  const collected: { thing: number[]; gain: number[] }[] = Array.from({ length: gramCount }, () => ({ thing: [], gain: [] }));
  sums.forEach((held, thing) => {
    for (const [gram, sum] of held) {
      const total = ofGram[gram]!;
      const gain = Math.log((sum + smoothing) / smoothing) - Math.log((total - sum + smoothing) / (total + smoothing));
      collected[gram]!.thing.push(thing);
      collected[gram]!.gain.push(gain);
    }
  });
  collected.forEach(({ thing, gain }, gram) => {
    gained[gram] = { thing: Int32Array.from(thing), gain: Float32Array.from(gain) };
  });
  const odds = new Float64Array(sums.length);
  return (gram, weight) => {
    let total = 0;
    let common = 0;
    odds.fill(0);
    gram.forEach((number, i) => {
      const value = weight[i]!;
      total += value;
      common += value * share[number]!;
      const { thing, gain } = gained[number]!;
      for (let k = 0; k < thing.length; k++) odds[thing[k]!]! += value * gain[k]!;
    });
    if (total === 0) return odds;
    for (let thing = 0; thing < odds.length; thing++) odds[thing] = (odds[thing]! + total * absent[thing]! - common) / total;
    return odds;
  };
}
