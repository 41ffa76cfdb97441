/// Measures recommenders on the public splits that papers use, by the papers' own protocol, beside what they published.
/// Recommenders belong in `algorithms`, definitions of measures in `statistics`; the product's surfaces are not
/// measured
/// here but one package up.
@NullMarked
package attune.app.evaluate.papers;

import org.jspecify.annotations.NullMarked;
