package attune.testkit.golden;

import static attune.testkit.sample.Drafts.*;

import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.store.log.Ids;
import attune.store.log.Rejection;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// The types of events that came after the first golden log, in the same format, told once. Never change it: types
/// that come later still get a history and a folder of their own, written by running such a class.
final class LaterHistory {
    private LaterHistory() {}

    public static void main(String[] args) {
        try (EmbeddedStore store = EmbeddedStore.open(
                Path.of(args[0]),
                List.of(),
                new SteppingClock(GoldenHistory.START_MILLIS),
                new SecureRandom(),
                EmbeddedStore.Progress.SILENT)) {
            store.log().appendNow(drafts());
        }
    }

    static List<Draft> drafts() {
        return List.of(
                joined("ada"),
                joined("bo"),
                of(ids ->
                        new Event.HoldPlaced(member(ids, "ada"), "Case 17 ä", GoldenHistory.START_MILLIS + 86_400_000)),
                of(ids -> new Event.ErasureAsked(member(ids, "ada"))),
                of(ids -> new Event.HoldLifted(member(ids, "ada"))),
                of(ids -> new Event.QuarantinePlaced(
                        member(ids, "bo"), "flood-minute", GoldenHistory.START_MILLIS, 900, 60)),
                of(ids -> new Event.QuarantineReleased(member(ids, "bo"), true)));
    }

    private static MemberId member(Ids ids, String name) throws Rejection {
        return ids.member("member", new ExternalId(name));
    }
}
