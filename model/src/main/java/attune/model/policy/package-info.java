/// Purposes, consents, grants, labels, reasons and verdicts: what may be done, and why.
/// Not here: who decides them (the wings); this package only names them.
@NullMarked
package attune.model.policy;

import org.jspecify.annotations.NullMarked;
