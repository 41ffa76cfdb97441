package attune.pipeline.stage;

import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Column;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Removals;
import java.util.List;

/// One concern that may remove items: a hydrator, which may look at state, writes which of its reasons
/// holds for a row, and a pure filter removes the rows for which one does. The split keeps filters pure
/// and lets a trace show the finding.
///
/// The hydrator is never allowed to go on after a failure: an objection that could not be raised must not
/// be overruled.
public final class Objection {
    private final String name;
    private final String about;
    private final Purpose purpose;
    private final List<Reason> reasons;
    private final Column.Ints column;
    private final Finder finder;

    /// @param finder raises at most one objection per row, as an index into `reasons`
    public Objection(String name, String about, Purpose purpose, List<Reason> reasons, Finder finder) {
        this.name = name;
        this.about = about;
        this.purpose = purpose;
        this.reasons = List.copyOf(reasons);
        this.column = new Column.Ints("objection-" + name, "index of the reason, -1 for none", purpose);
        this.finder = finder;
    }

    /// Looks at all rows; writes a reason's index where one holds and leaves −1 elsewhere.
    @FunctionalInterface
    public interface Finder {
        void find(Query query, Candidates rows, int[] objection);
    }

    /// Looks at one item.
    @FunctionalInterface
    public interface Test {
        /// Index of the reason that holds, or −1.
        int reason(Query query, int item);
    }

    public static Objection perItem(String name, String about, Purpose purpose, List<Reason> reasons, Test test) {
        return new Objection(name, about, purpose, reasons, (query, rows, objection) -> {
            for (int row = 0; row < rows.size(); row++) objection[row] = test.reason(query, rows.item(row));
        });
    }

    public Stage.Hydrator hydrator() {
        return new Finding(Spec.of(name, about).serving(purpose).writing(column), column, finder);
    }

    public Stage.Filter filter() {
        return new Removing(
                Spec.of(name, about).serving(purpose).reading(column).because(reasons.toArray(Reason[]::new)), column);
    }

    private record Finding(Spec spec, Column.Ints column, Finder finder) implements Stage.Hydrator {
        @Override
        public void hydrate(Query query, Candidates rows) {
            finder.find(query, rows, rows.ints(column));
        }
    }

    private record Removing(Spec spec, Column.Ints column) implements Stage.Filter {
        @Override
        public void filter(Query query, Candidates rows, Removals into) {
            int[] objection = rows.ints(column);
            for (int row = 0; row < rows.size(); row++) {
                if (objection[row] >= 0) into.remove(row, spec.reasons().get(objection[row]));
            }
        }
    }
}
