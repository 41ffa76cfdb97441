package attune.town;

import attune.town.resident.Resident;
import attune.town.resident.Role;
import java.util.ArrayList;
import java.util.List;

/// What an evaluation needs beside a network's answers: who is there, what they could have been shown, and what
/// it is worth.
public final class Laboratory {
    private final World world;
    private final Truth truth;

    Laboratory(World world) {
        this.world = world;
        this.truth = new Truth(world);
    }

    /// Everybody who lives in town, in order of joining.
    public List<String> members() {
        return world.population().all().stream().map(Resident::id).toList();
    }

    /// Members who opened their feed since then, in order of joining; spammers do not read.
    public List<String> activeSince(long sinceMillis) {
        return world.population().all().stream()
                .filter(resident -> resident.role() != Role.SPAMMER)
                .filter(resident -> world.visits().cameSince(resident.index(), sinceMillis))
                .map(Resident::id)
                .toList();
    }

    /// Everything the member may see and has not seen: thread starters by others in the time span, oldest
    /// first.
    public List<String> candidates(String member, long fromMillis, long untilMillis) {
        Resident reader = world.population().require(member);
        List<String> items = new ArrayList<>();
        for (int row = 0; row < world.board().size(); row++) {
            Board.Notice notice = world.board().at(row);
            long atMillis = notice.post().publishedMillis();
            if (atMillis >= fromMillis && atMillis < untilMillis && couldSee(reader, notice)) {
                items.add(notice.post().id());
            }
        }
        return items;
    }

    private boolean couldSee(Resident reader, Board.Notice notice) {
        int author = notice.post().author();
        boolean follows = world.ties().follows(reader.index(), author);
        boolean locked = author >= 0 && world.population().at(author).locked();
        return author != reader.index()
                && notice.opensThread()
                && world.board().holds(notice)
                && notice.isFor(reader, follows)
                && (!locked || follows)
                && !world.ties().shuns(reader.index(), author)
                && !world.board().sawBefore(reader.index(), notice);
    }

    /// The hidden pleasure of each item for the member, in the order given.
    public double[] pleasures(String member, List<String> items, long atMillis) {
        return items.stream()
                .mapToDouble(item -> truth.pleasure(member, item, atMillis))
                .toArray();
    }
}
