package attune.app.evaluate.papers;

import attune.app.evaluate.Scorecard;
import attune.app.evaluate.UnknownName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All public splits we measure ourselves on: `./attune evaluate papers`.
public final class Papers {
    /// A new set is one line here.
    private static final List<Paper> ALL = List.of(
            CollaborativePapers.gowalla(),
            CollaborativePapers.ml1m(),
            CollaborativePapers.lastfm(),
            new CoatPaper(),
            new FrappePaper(),
            SequencePapers.ml1m(),
            SequencePapers.beauty(),
            SequencePapers.yelp());

    private final Optional<Path> folder;
    private final Scorecard card;

    /// @param folder where public data sets lie, if there are any
    public Papers(Optional<Path> folder, Scorecard card) {
        this.folder = folder;
        this.card = card;
    }

    /// The sets of these names; all if there are none.
    public static List<Paper> named(List<String> names) {
        return names.isEmpty() ? ALL : names.stream().map(Papers::named).toList();
    }

    /// @param choosingOnly stop before the test parts are read
    /// @return whether every set was there to be measured
    public boolean run(List<Paper> papers, boolean choosingOnly) {
        boolean complete = true;
        for (Paper paper : papers) {
            Optional<Path> at = folder.map(data -> data.resolve(paper.folder())).filter(Files::isDirectory);
            if (at.isPresent()) {
                paper.run(at.get(), choosingOnly, card);
            } else {
                complete = false;
                card.missing("Not evaluated: " + paper.name() + ". Its folder " + paper.folder() + " is missing"
                        + (folder.isEmpty() ? "; ATTUNE_DATA is not set." : " in ATTUNE_DATA."));
            }
        }
        return complete;
    }

    private static Paper named(String name) {
        return ALL.stream()
                .filter(paper -> paper.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownName("There is no set \"" + name + "\". There are: "
                        + ALL.stream().map(Paper::name).collect(Collectors.joining(", ")) + "."));
    }
}
