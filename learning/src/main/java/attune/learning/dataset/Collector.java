package attune.learning.dataset;

import attune.model.event.ActId;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.store.projection.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Replays the log through a state of its own and takes, at every impression, the features as they were
/// then. Correct at its point in time by construction: the state has not seen what comes later.
///
/// Impressions of one member that follow each other closely are featurized together, with the state before
/// the first of them, as the request that showed them saw it.
public final class Collector {
    private static final long SAME_PAGE_MILLIS = 60_000;

    private final State state;
    private final Featurizer featurizer;
    private final long horizonMillis;
    private final int maxExamples;
    private final Impressions into;
    private final Map<Long, Integer> rowOf = new HashMap<>();
    private final List<Envelope> pending = new ArrayList<>();
    private long fromSequence;
    private long lastSequence;

    /// What turns (member, items, time) into features; the same stages that serve.
    @FunctionalInterface
    public interface Featurizer {
        /// `float[items.length * features]`, or an empty array if the member's data may not be used.
        float[] features(int member, int[] items, long atMillis);
    }

    /// @param state a fresh one, that nobody else folds into
    /// @param horizonMillis acts later than this after the impression do not count as its outcome
    /// @param maxExamples once reached, later impressions are only folded
    public Collector(State state, Featurizer featurizer, int features, long horizonMillis, int maxExamples) {
        this.state = state;
        this.featurizer = featurizer;
        this.horizonMillis = horizonMillis;
        this.maxExamples = maxExamples;
        this.into = new Impressions(features);
    }

    /// Takes the next envelope of the log.
    public void accept(Envelope envelope) {
        if (envelope.event() instanceof Event.Impressed impressed) {
            if (!pending.isEmpty() && !samePage(envelope, impressed)) flush();
            pending.add(envelope);
        } else {
            flush();
            state.fold(List.of(envelope));
            label(envelope);
        }
        lastSequence = envelope.sequence();
        if (fromSequence == 0) fromSequence = envelope.sequence() - 1;
    }

    private boolean samePage(Envelope envelope, Event.Impressed impressed) {
        Envelope first = pending.getFirst();
        return first.event() instanceof Event.Impressed other
                && other.member().equals(impressed.member())
                && Math.abs(envelope.eventMillis() - first.eventMillis()) <= SAME_PAGE_MILLIS;
    }

    private void flush() {
        if (pending.isEmpty()) return;
        if (into.size() + pending.size() <= maxExamples) featurize();
        state.fold(pending);
        pending.clear();
    }

    private void featurize() {
        int[] items = new int[pending.size()];
        int member = -1;
        for (int i = 0; i < items.length; i++) {
            if (pending.get(i).event() instanceof Event.Impressed impressed) {
                items[i] = impressed.item().value();
                member = impressed.member().value();
            }
        }
        int viewer = member;
        long at = pending.getFirst().eventMillis();
        float[] features = state.read(() -> featurizer.features(viewer, items, at));
        if (features.length == 0) return;
        for (int i = 0; i < items.length; i++) {
            int row = into.add(viewer, items[i], pending.get(i).eventMillis(), features, i * into.features(), 1);
            rowOf.put(key(viewer, items[i]), row);
        }
    }

    private void label(Envelope envelope) {
        switch (envelope.event()) {
            case Event.Acted acted -> mark(acted, acted.act(), envelope.eventMillis());
            case Event.ActUndone undone -> {
                Integer row =
                        rowOf.get(key(undone.member().value(), undone.item().value()));
                if (row != null) into.undo(row, undone.act().bit());
            }
            default -> {}
        }
    }

    private void mark(Event.OnItem event, ActId act, long atMillis) {
        Integer row = rowOf.get(key(event.member().value(), event.item().value()));
        if (row == null) return;

        long delay = atMillis - into.millis(row);
        if (delay >= -SAME_PAGE_MILLIS && delay <= horizonMillis) into.act(row, act.bit());
    }

    private static long key(int member, int item) {
        return ((long) member << 32) | Integer.toUnsignedLong(item);
    }

    /// Ends the collection.
    public Impressions finish() {
        flush();
        into.span(fromSequence, lastSequence);
        return into;
    }

    public State state() {
        return state;
    }
}
