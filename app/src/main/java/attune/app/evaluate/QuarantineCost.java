package attune.app.evaluate;

import attune.model.event.Acts;
import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.item.ItemKind;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.quarantine.Sentry;
import attune.store.quarantine.Thresholds;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What watching costs: processor time of one look at one event, over a community as large as a small town's.
final class QuarantineCost {
    private static final int MEMBERS = 20_000;
    private static final int ITEMS = 50_000;
    private static final int EVENTS = 1_000_000;
    private static final int GROUP = 500;
    private static final int ROUNDS = 5;
    private static final long START_MILLIS = 1_772_438_400_000L;

    private final Scorecard card;

    QuarantineCost(Scorecard card) {
        this.card = card;
    }

    void run() {
        MemoryFold fold = new MemoryFold(Capacity.USUAL);
        for (int member = 0; member < MEMBERS; member++) fold.join(member, START_MILLIS);
        for (int item = 0; item < ITEMS; item++)
            fold.publish(item % MEMBERS, item, ItemKind.POST, List.of(), START_MILLIS);
        Sentry sentry = new Sentry(fold.known(), Thresholds.USUAL);
        List<Envelope> envelopes = envelopes();
        double best = Double.MAX_VALUE;
        int found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long startedNanos = threadNanos();
            for (int k = 0; k < envelopes.size(); k++) {
                found += sentry.before(envelopes.get(k)).size();
                if (k % GROUP == 0) sentry.settled();
            }
            best = Math.min(best, (threadNanos() - startedNanos) / 1e9);
        }
        card.add(Finding.of("quarantine.cost", best * 1e9 / EVENTS, "ns/event").costing(best));
        card.note("%d of a million random events would place, the best of %d rounds, of the calling thread"
                .formatted(found / ROUNDS, ROUNDS));
    }

    private static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static List<Envelope> envelopes() {
        SplittableRandom random = new SplittableRandom(5);
        Origin origin = Origin.of("api");
        List<Envelope> envelopes = new ArrayList<>(EVENTS);
        for (int k = 0; k < EVENTS; k++) {
            long at = START_MILLIS + 86_400_000 + k * 100L;
            MemberId member = new MemberId(random.nextInt(MEMBERS));
            ItemId item = new ItemId(random.nextInt(ITEMS));
            Event event = k % 2 == 0
                    ? new Event.Impressed(member, item, null, 3)
                    : new Event.Acted(member, item, Acts.LIKE.id(), 1, null);
            envelopes.add(new Envelope(k + 1L, at - random.nextInt(2_000), at, origin, event));
        }
        return envelopes;
    }
}
