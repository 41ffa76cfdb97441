package attune.networks.files;

import attune.networks.wire.WireType;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import java.util.ArrayList;
import java.util.List;

/// Carries a data set into the log, in batches, and reports what was understood. A bad line does not sink the others;
/// too many of them end the import, because the file is probably of another format.
///
/// Importing the same files again is harmless: each fact has an id made of its file, its line and what the line says.
public final class Importer {
    private static final int BATCH = 500;

    private final Sink sink;
    private final Limits limits;
    private final Progress progress;

    /// Told after each batch.
    @FunctionalInterface
    public interface Progress {
        Progress NONE = (lines, facts) -> {};

        void at(long lines, long facts);
    }

    public Importer(Sink sink, Limits limits, Progress progress) {
        this.sink = sink;
        this.limits = limits;
        this.progress = progress;
    }

    /// Reads everything and returns when the last fact is in the log.
    public ImportReport run(Dataset dataset) {
        Run run = new Run(new Tally(limits));
        try {
            dataset.read(limits, run);
        } catch (TooManyFaults enough) {
            run.tally.stopped();
        }
        run.flush();
        return run.tally.report(dataset.name());
    }

    /// One pass over one data set.
    private final class Run implements Findings {
        private final Tally tally;
        private final List<Waiting> batch = new ArrayList<>(BATCH);

        Run(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void line() {
            if (tally.enough()) throw new TooManyFaults();
            tally.line();
        }

        @Override
        public void fact(Place place, WireType type, Draft draft) {
            add(new Waiting(place, draft, false), type);
        }

        @Override
        public void mention(Place place, WireType type, Draft draft) {
            add(new Waiting(place, draft, true), type);
        }

        @Override
        public void fault(Place place, String detail) {
            tally.fault(place, detail);
        }

        @Override
        public void skipped(String reason) {
            tally.skipped(reason);
        }

        @Override
        public void language(String tag) {
            tally.language(tag);
        }

        @Override
        public void note(String sentence) {
            tally.note(sentence);
        }

        private void add(Waiting waiting, WireType type) {
            tally.stated(type);
            batch.add(waiting);
            if (batch.size() == BATCH) flush();
        }

        void flush() {
            List<Waiting> sent = List.copyOf(batch);
            batch.clear();
            if (sent.isEmpty()) return;
            List<Outcome> outcomes = sink.take(sent.stream().map(Waiting::draft).toList());
            for (int i = 0; i < sent.size(); i++) settle(sent.get(i), outcomes.get(i));
            progress.at(tally.lines(), tally.facts());
        }

        private void settle(Waiting waiting, Outcome outcome) {
            switch (outcome) {
                case Outcome.Accepted _ -> tally.accepted(waiting.draft().eventMillis());
                case Outcome.Duplicate _ -> tally.duplicate();
                case Outcome.Rejected rejected -> {
                    if (waiting.mention() && rejected.code().endsWith("-exists")) {
                        tally.alreadyThere();
                    } else {
                        fault(waiting.place().at(rejected.field()), rejected.code() + ": " + rejected.detail());
                    }
                }
            }
        }
    }

    /// @param mention true: that the thing exists already is as good
    private record Waiting(Place place, Draft draft, boolean mention) {}

    /// Ends a pass; carries no stack, since it is an expected outcome.
    private static final class TooManyFaults extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyFaults() {
            super(null, null, false, false);
        }
    }
}
