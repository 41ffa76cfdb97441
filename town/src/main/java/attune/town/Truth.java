package attune.town;

import attune.town.behaviour.Act;
import attune.town.behaviour.Appeal;
import attune.town.resident.Resident;
import java.util.NoSuchElementException;

/// The hidden truth: how much an item would please a member, and how likely each act is.
///
/// For the laboratory only: a ranker that could read it would be measured against itself. All values are for a
/// rested member who looks at the item; position and fatigue belong to the session.
public final class Truth {
    private final World world;

    Truth(World world) {
        this.world = world;
    }

    /// Whether the town knows the hidden facts of this item.
    public boolean knows(String item) {
        return world.board().find(item).isPresent();
    }

    /// The expected pleasure, in (0, 1): the logistic of the appeal. Higher is better.
    public double pleasure(String member, String item, long atMillis) {
        return Appeal.pleasure(appeal(world.population().require(member), notice(item), atMillis));
    }

    /// The probability of an act other than dwell.
    public double probability(String member, String item, Act act, long atMillis) {
        Resident reader = world.population().require(member);
        Board.Notice notice = notice(item);
        double warmth = reader.warmth() + (act == Act.REPLY || act == Act.QUOTE ? reader.talkativeness() : 0);
        return world.behaviour()
                .response(act)
                .probability(
                        appeal(reader, notice, atMillis), warmth, notice.post().spam());
    }

    private double appeal(Resident reader, Board.Notice notice, long atMillis) {
        boolean follows = world.ties().follows(reader.index(), notice.post().author());
        return world.appeal().of(reader, notice.post(), follows, atMillis);
    }

    private Board.Notice notice(String item) {
        return world.board()
                .find(item)
                .orElseThrow(() -> new NoSuchElementException("The town has no item " + item
                        + ". Maybe it was removed, or published elsewhere and never heard of?"));
    }
}
