/// Plain reading of text: normal forms, words, phrases and near duplicates, for any script.
/// Meaning (sentiment, topic, embedding) belongs in `understanding`.
@NullMarked
package attune.algorithms.text;

import org.jspecify.annotations.NullMarked;
