/// The tamper-evident ledger: what was decided about persons and who looked at their data, so that it can be
/// proved later. Not here: what happened in the network (`log`), the mathematics of the proofs (`merkle`), the
/// file (`embedded`).
@NullMarked
package attune.store.ledger;

import org.jspecify.annotations.NullMarked;
