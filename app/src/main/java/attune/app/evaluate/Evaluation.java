package attune.app.evaluate;

import attune.app.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
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
        lastfm,
        mind,
        town,
        nulltown
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
                case lastfm -> find(LastFm.FOLDER, data)
                        .ifPresent(at -> new LastFmEvaluation(LastFm.read(at), surroundings, card).run());
                case mind, town, nulltown -> {}
            }
        }
    }

    private Optional<Path> find(String set, Data data) {
        Optional<Path> found = folder.map(at -> at.resolve(set)).filter(Files::isDirectory);
        if (found.isEmpty()) {
            card.heading("Not evaluated: " + data + ". Its folder " + set + " is missing"
                    + (folder.isEmpty() ? "; ATTUNE_DATA is not set." : " in ATTUNE_DATA."));
        }
        return found;
    }
}
