/// The mathematics of a tamper-evident list (RFC 9162, 2.1): hashes, roots, proofs and their verification.
/// Not here: what the list holds (`ledger`), where its hashes are kept (`embedded`).
@NullMarked
package attune.store.merkle;

import org.jspecify.annotations.NullMarked;
