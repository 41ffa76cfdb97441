package attune.store.embedded;

import attune.model.event.Envelope;
import attune.store.log.EventLog.ReplayReport;
import attune.store.log.LogUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/// A replay on two cores: one thread reads, opens and decodes, the caller's folds what was decoded before, group by
/// group and in order. Whatever ends the reading ends the replay, after all that was read before it.
///
/// At most [#WAITING] groups wait; then reading waits for the fold. One object per replay.
final class ReadAhead {
    private static final int GROUP = 1_024;
    private static final int WAITING = 4;

    private final Reading reading;
    private final BlockingQueue<Handed> handed = new ArrayBlockingQueue<>(WAITING);
    private List<Envelope> group = new ArrayList<>(GROUP);

    ReadAhead(Reading reading) {
        this.reading = reading;
    }

    /// Reads to the end and gives each envelope away.
    @FunctionalInterface
    interface Reading {
        ReplayReport read(Consumer<Envelope> each);
    }

    private sealed interface Handed {
        record Group(List<Envelope> envelopes) implements Handed {}

        record End(ReplayReport report) implements Handed {}

        record Failed(Throwable why) implements Handed {}
    }

    /// Nobody folds any more what is read.
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Returns when all is folded and the reading thread has ended; throws what reading or folding threw.
    ReplayReport replay(Consumer<List<Envelope>> fold) {
        Thread reader =
                Thread.ofPlatform().name("attune-log-reader").daemon(true).start(this::read);
        try {
            while (true) {
                switch (handed.take()) {
                    case Handed.Group(List<Envelope> envelopes) -> fold.accept(envelopes);
                    case Handed.End(ReplayReport report) -> {
                        return report;
                    }
                    case Handed.Failed(Throwable why) -> throw unchecked(why);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("Interrupted while the log was replayed.", true, interrupted);
        } finally {
            end(reader);
        }
    }

    private void read() {
        try {
            Handed last = outcome();
            hand(new Handed.Group(group));
            hand(last);
        } catch (Abandoned nobodyFolds) {
            return;
        }
    }

    private Handed outcome() {
        try {
            return new Handed.End(reading.read(this::take));
        } catch (Abandoned nobodyFolds) {
            throw nobodyFolds;
        } catch (Throwable why) {
            // Errors of the machine too: nobody else would hear of them.
            return new Handed.Failed(why);
        }
    }

    private void take(Envelope envelope) {
        group.add(envelope);
        if (group.size() < GROUP) return;
        hand(new Handed.Group(group));
        group = new ArrayList<>(GROUP);
    }

    private void hand(Handed next) {
        try {
            handed.put(next);
        } catch (InterruptedException interrupted) {
            throw new Abandoned();
        }
    }

    /// Reading must not outlast the connection and the keys it uses.
    private static void end(Thread reader) {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private static RuntimeException unchecked(Throwable why) {
        if (why instanceof Error error) throw error;
        return why instanceof RuntimeException known ? known : new IllegalStateException(why);
    }
}
