/// What a member does next, from the order of what was done before: a Markov chain and a causal transformer.
/// Not here: reading logs and writing models (`learning`), dense products (`linear`), threads, which callers bring.
@NullMarked
package attune.algorithms.sequence;

import org.jspecify.annotations.NullMarked;
