package attune.learning.dataset;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/// Examples for a network that knows acts but logs no impressions: a part of each member's acts is held out of
/// the state; held-out items are what the member would have acted on, and items the surface proposes beside
/// them what not.
///
/// Negatives come from the surface's own candidates, since those are what the model will have to tell apart;
/// items drawn from the whole catalogue would be too easy and teach little but popularity. A negative may be
/// one the member would have liked, which lowers all probabilities alike and changes no order.
///
/// A held-out item that the surface would not propose is left out: among the examples only such items would lack what
/// proposed ones have, and a model would learn that lacking it is a merit.
public final class ImplicitDataset {
    private final Proposer proposer;
    private final Collector.Featurizer featurizer;
    private final int negativesPerPositive;
    private final long actBit;
    private final Impressions into;

    /// What the surface would propose to a member, from a state without the held-out acts.
    @FunctionalInterface
    public interface Proposer {
        int[] propose(int member);
    }

    /// @param actBit the act that held-out items are examples of
    public ImplicitDataset(
            Proposer proposer, Collector.Featurizer featurizer, int features, int negativesPerPositive, long actBit) {
        if (negativesPerPositive < 1) throw new IllegalArgumentException("A positive needs a negative beside it.");
        this.proposer = proposer;
        this.featurizer = featurizer;
        this.negativesPerPositive = negativesPerPositive;
        this.actBit = actBit;
        this.into = new Impressions(features);
    }

    /// Adds one member's held-out items, as far as proposed, and so many other proposals for each, drawn without
    /// replacement.
    public void add(int member, int[] heldOut, long atMillis, RandomGenerator random) {
        int[] sortedOut = heldOut.clone();
        Arrays.sort(sortedOut);
        int[] proposed = proposer.propose(member);
        IntPredicate held = item -> Arrays.binarySearch(sortedOut, item) >= 0;
        int[] positives = Arrays.stream(proposed).filter(held).toArray();
        if (positives.length == 0) return;
        int[] others = Arrays.stream(proposed).filter(held.negate()).toArray();
        int count = Math.min(others.length, positives.length * negativesPerPositive);
        int[] items = Arrays.copyOf(positives, positives.length + count);
        for (int drawn = 0; drawn < count; drawn++) {
            int at = drawn + random.nextInt(others.length - drawn);
            items[positives.length + drawn] = others[at];
            others[at] = others[drawn];
        }
        float[] features = featurizer.features(member, items, atMillis);
        if (features.length == 0) return;
        for (int i = 0; i < items.length; i++) {
            int row = into.add(member, items[i], atMillis, features, i * into.features(), 1);
            if (i < positives.length) into.act(row, actBit);
        }
    }

    /// All examples so far.
    public Impressions examples() {
        return into;
    }
}
