package attune.app.evaluate;

import attune.app.operate.Surroundings;
import attune.statistics.inference.Interval;
import attune.town.behaviour.Behaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// All evaluations of the home surface, one after the other.
public final class Evaluation {
    private final Surroundings surroundings;
    private final Optional<Path> folder;
    private final Size size;
    private final Scorecard card;

    /// What can be evaluated on.
    public enum Data {
        LASTFM,
        MIND,
        TOWN,
        NULL_TOWN;

        /// The one so typed.
        public static Data named(String name) {
            for (Data data : values()) if (data.toString().equals(name)) return data;
            throw new IllegalArgumentException(
                    "There is no set \"" + name + "\". Maybe one of " + Arrays.toString(values()) + "?");
        }

        /// As it is typed: `null-town`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @param members of the town at its start
    /// @param days it lives on the feed before it is asked
    public record Size(int members, int days, long seed) {}

    /// @param folder where public data sets lie, if there are any
    public Evaluation(Surroundings surroundings, Optional<Path> folder, Size size, Scorecard card) {
        this.surroundings = surroundings;
        this.folder = folder;
        this.size = size;
        this.card = card;
    }

    public void run(Set<Data> chosen) {
        for (Data data : chosen) {
            switch (data) {
                case LASTFM ->
                    find(LastFm.FOLDER, data)
                            .ifPresent(at -> new LastFmEvaluation(LastFm.read(at), surroundings, card).run());
                case MIND ->
                    find(MindSample.FOLDER, data)
                            .ifPresent(at -> new MindEvaluation(MindSample.read(at), surroundings, card).run());
                case TOWN -> town();
                case NULL_TOWN -> nullTown();
            }
        }
    }

    /// What quarantine finds and whom it wrongs: in a town with planted accounts, and among people's real acts.
    public void quarantine() {
        new QuarantineEvaluation(size, surroundings, card).run();
        RealActs real = new RealActs(card);
        find(RealActs.RATINGS, "real ratings").ifPresent(real::ratings);
        find(MindSample.FOLDER, "real clicks").ifPresent(at -> real.news(MindSample.read(at)));
    }

    private void town() {
        TownEvaluation.Result result = new TownEvaluation("town", Behaviour.standard(), size, surroundings, card).run();
        for (String baseline : result.baselines()) {
            card.bar(
                    "town: pleasure of the first 20 above " + baseline,
                    result.gain(baseline).isAbove(0));
        }
        for (String baseline : result.baselines()) {
            Interval gain = result.shuffled().gain("ranked", baseline);
            card.bar("planted fault: with shuffled pleasures no gain over " + baseline, !gain.isAbove(0));
        }
    }

    /// Without tastes there is nothing personal to find, so what depends on who looks must gain nothing.
    /// Quality and freshness stay in such a town, and the line may know more of them than popularity does; that
    /// gain is told, too.
    private void nullTown() {
        TownEvaluation.Result result =
                new TownEvaluation("null-town", Behaviour.withoutTastes(), size, surroundings, card).run();
        card.bar(
                "null town: what is personal gains nothing",
                !result.gain(TownRankers.IMPERSONAL).isAbove(0));
        card.bar(
                "null town: no gain over popularity with decay",
                !result.gain(TownRankers.POPULARITY).isAbove(0));
    }

    private Optional<Path> find(String set, Object data) {
        Optional<Path> found = folder.map(at -> at.resolve(set)).filter(Files::isDirectory);
        if (found.isEmpty()) {
            card.heading("Not evaluated: " + data + ". Its folder " + set + " is missing"
                    + (folder.isEmpty() ? "; ATTUNE_DATA is not set." : " in ATTUNE_DATA."));
        }
        return found;
    }
}
