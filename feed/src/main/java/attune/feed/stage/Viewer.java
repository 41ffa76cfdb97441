package attune.feed.stage;

import attune.model.policy.Purpose;
import attune.pipeline.slate.Attribute;
import attune.pipeline.slate.Query;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.store.view.MembersView;
import attune.store.view.TiesView;
import java.util.Arrays;

/// What every stage wants to know about the viewer, read once per request. Only what the service itself
/// needs: no history.
///
/// @param followees member numbers, ascending
/// @param languages bits by the language table, 0 when unknown
public record Viewer(int member, int[] followees, long languages, boolean minor) {
    public static final Attribute<Viewer> ATTRIBUTE = Attribute.of("viewer", Purpose.SERVICE, Viewer.class);

    public boolean follows(int other) {
        return Arrays.binarySearch(followees, other) >= 0;
    }

    /// True unless the viewer's languages are known and this one is not among them; "und" reads for
    /// everybody.
    public boolean reads(int language) {
        return languages == 0 || language == 0 || (languages & (1L << language)) != 0;
    }

    public static Viewer of(Query query) {
        return query.get(ATTRIBUTE);
    }

    public static Stage.QueryHydrator hydrator(MembersView members, TiesView ties) {
        return new Hydrator(members, ties);
    }

    private record Hydrator(MembersView members, TiesView ties) implements Stage.QueryHydrator {
        private static final Spec SPEC = Spec.of("viewer", "Whom the viewer follows, reads which languages, is of age.")
                .providing(ATTRIBUTE);

        @Override
        public Spec spec() {
            return SPEC;
        }

        @Override
        public void hydrate(Query query) {
            int member = query.viewer().value();
            int[] followees = ties.followees(member);
            Arrays.sort(followees);
            query.put(
                    ATTRIBUTE,
                    new Viewer(
                            member,
                            followees,
                            members.languages(member),
                            members.ageBand(member).minor()));
        }
    }
}
