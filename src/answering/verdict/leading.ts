/**
 * The places below `size` that are worth most, best first, at most `most`; of equal worth the lower place goes first.
 * What is worth `-Infinity` is left out. Nothing is sorted: of hundreds a dozen are wanted.
 */
export function leading(size: number, worth: (place: number) => number, most: number): number[] {
  const places: number[] = [];
  const worths: number[] = [];
  for (let place = 0; place < size; place++) {
    const value = worth(place);
    if (value === -Infinity || (places.length === most && value <= worths[most - 1]!)) continue;
    let at = Math.min(places.length, most - 1);
    for (; at > 0 && worths[at - 1]! < value; at--) {
      places[at] = places[at - 1]!;
      worths[at] = worths[at - 1]!;
    }
    places[at] = place;
    worths[at] = value;
  }
  return places;
}
