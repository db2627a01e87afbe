/**
 * Counts the changes of what the embedded store keeps (a file, a field): raised by each, together with a store of the version before in
 * `test/fixtures/stores/`. A folder of a lower one is backed up before it is taken over. 0: before there was a count.
 */
export const storeLayout = 6;
