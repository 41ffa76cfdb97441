package attune.store.projection;

import attune.model.event.Act;
import attune.model.event.ActId;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import java.util.ArrayList;
import java.util.List;

/// Acts as rows of a snapshot: id, unit, polarity, shown; choices by their position, as in the log.
public final class ActRows {
    private static final int WIDTH = 4;
    private static final Act.Unit[] UNITS = Act.Unit.values();
    private static final Act.Polarity[] POLARITIES = Act.Polarity.values();

    private ActRows() {}

    @SuppressWarnings("EnumOrdinal") // The position is part of the format.
    public static void save(List<Act> acts, ArrayWriter into) {
        int[] rows = new int[WIDTH * acts.size()];
        int count = 0;
        for (Act act : acts) {
            rows[count++] = act.id().value();
            rows[count++] = act.unit().ordinal();
            rows[count++] = act.polarity().ordinal();
            rows[count++] = act.shown() ? 1 : 0;
        }
        into.texts(acts.stream().map(Act::name).toList()).ints(rows, count);
    }

    public static List<Act> load(ArrayReader from) {
        List<String> names = from.texts();
        int[] rows = from.ints();
        List<Act> acts = new ArrayList<>(names.size());
        for (int k = 0; k < names.size(); k++) {
            int at = WIDTH * k;
            acts.add(new Act(
                    new ActId(rows[at]),
                    names.get(k),
                    UNITS[rows[at + 1]],
                    POLARITIES[rows[at + 2]],
                    rows[at + 3] == 1));
        }
        return acts;
    }
}
