package attune.town;

import attune.town.TownEvent.Audience;
import attune.town.chance.Chance;
import attune.town.resident.Resident;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The town before it had a ranked feed: what one follows, newest first, with every third entry met by
/// strolling about.
///
/// It makes the history that the network wakes up with. Facts are passed on to the real network; slates are its
/// own and carry no trace.
final class OrganicNetwork implements Network {
    private static final long WINDOW_MILLIS = 36L * 3_600_000;
    private static final int STROLLS_PER_ENTRY = 12;

    private final World world;
    private final Network told;
    private long asked;

    OrganicNetwork(World world, Network told) {
        this.world = world;
        this.told = told;
    }

    @Override
    public void apply(List<TownEvent> events) {
        told.apply(events);
    }

    @Override
    public List<Shown> feed(String member, int count, long atMillis) {
        Resident reader = world.population().require(member);
        Chance chance = Chance.of(world.seed(), Chance.Stream.SESSION, -1 - reader.index(), asked++);
        Deque<Board.Notice> followed = followed(reader, count, atMillis);
        List<Board.Notice> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            Board.Notice next = chosen.size() % 3 == 2 || followed.isEmpty()
                    ? stroll(reader, chosen, atMillis, chance)
                    : followed.remove();
            if (next == null && followed.isEmpty()) {
                break;
            }
            if (next != null) {
                chosen.add(next);
            } else {
                chosen.add(followed.remove());
            }
        }
        List<Shown> slate = new ArrayList<>();
        for (Board.Notice notice : chosen) {
            String author = world.population().at(notice.post().author()).id();
            slate.add(new Shown(notice.post().id(), author, null, slate.size()));
        }
        return slate;
    }

    private Deque<Board.Notice> followed(Resident reader, int count, long atMillis) {
        Deque<Board.Notice> found = new ArrayDeque<>();
        for (int row = world.board().size() - 1; row >= 0 && found.size() < count; row--) {
            Board.Notice notice = world.board().at(row);
            if (notice.post().publishedMillis() < atMillis - WINDOW_MILLIS) {
                break;
            }
            if (world.ties().follows(reader.index(), notice.post().author()) && isOffered(reader, notice, true)) {
                found.add(notice);
            }
        }
        return found;
    }

    private Board.@Nullable Notice stroll(Resident reader, List<Board.Notice> chosen, long atMillis, Chance chance) {
        int newest = world.board().size() - 1;
        for (int n = 0; n < STROLLS_PER_ENTRY && newest >= 0; n++) {
            Board.Notice notice = world.board().at(newest - (int) (chance.uniform() * Math.min(newest, 1_500)));
            boolean fits = notice.audience() == Audience.PUBLIC
                    && notice.post().author() >= 0
                    && !world.population().at(notice.post().author()).locked()
                    && reader.understands(notice.post().language())
                    && notice.post().publishedMillis() > atMillis - WINDOW_MILLIS;
            if (fits && isOffered(reader, notice, false) && !chosen.contains(notice)) {
                return notice;
            }
        }
        return null;
    }

    private boolean isOffered(Resident reader, Board.Notice notice, boolean follows) {
        return notice.opensThread()
                && notice.post().author() != reader.index()
                && notice.isFor(reader, follows)
                && world.board().holds(notice)
                && !world.ties().shuns(reader.index(), notice.post().author())
                && !world.board().sawBefore(reader.index(), notice);
    }
}
