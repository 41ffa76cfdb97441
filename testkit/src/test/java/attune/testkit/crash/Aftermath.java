package attune.testkit.crash;

import static attune.testkit.sample.Drafts.once;
import static attune.testkit.sample.Drafts.searched;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.policy.Seal;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Outcome;
import attune.store.projection.Projection;
import attune.store.projection.SharedProjections;
import attune.store.projection.State;
import attune.store.resolve.DirectoryFold;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a new start finds in a folder, beside what was acknowledged before.
///
/// @param lost acknowledged, and not there under its sequence
/// @param twice there more than once
/// @param folded digest of each projection as the start folded it
/// @param replayed the same of a plain replay of the log into projections of its own
/// @param there name of each fact that is there, and its sequence
record Aftermath(
        Set<String> lost,
        List<String> twice,
        Map<String, Long> folded,
        Map<String, Long> replayed,
        Map<String, Long> there) {
    static EmbeddedStore open(Path folder) {
        return EmbeddedStore.open(
                folder,
                new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL).all(),
                InstantSource.system(),
                new SecureRandom(),
                EmbeddedStore.Progress.SILENT);
    }

    /// Opens the folder, which must succeed.
    ///
    /// @param acknowledged name of each fact, and its sequence; a sequence of 0 was never told
    static Aftermath of(Path folder, Map<String, Long> acknowledged) {
        try (EmbeddedStore store = open(folder)) {
            return of(store, acknowledged);
        }
    }

    static Aftermath of(EmbeddedStore store, Map<String, Long> acknowledged) {
        Map<String, Long> there = new HashMap<>();
        List<String> twice = new ArrayList<>();
        List<Projection> fresh = new ArrayList<>();
        fresh.add(new DirectoryFold(7));
        fresh.addAll(new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL).all());
        State state = new State(fresh);
        Map<Integer, String> members = new HashMap<>();
        store.log().replay(0, envelope -> {
            state.fold(List.of(envelope));
            String name = name(envelope, members);
            if (!name.isEmpty() && there.put(name, envelope.sequence()) != null && !name.matches("(yes|no)-.*")) {
                twice.add(name);
            }
            // A consent is given again and again; each time is a fact of its own.
            if (!name.isEmpty()) there.put(name + " " + envelope.sequence(), envelope.sequence());
        });
        there.keySet().stream()
                .filter(name -> name.startsWith("fact-") && !name.contains(" "))
                .findFirst()
                .ifPresent(one -> {
                    Outcome again = store.log()
                            .appendNow(List.of(once(one, searched("writer", one))))
                            .getFirst();
                    if (!(again instanceof Outcome.Duplicate)) twice.add(one);
                });
        Set<String> lost = new HashSet<>();
        acknowledged.forEach((name, sequence) -> {
            if (!there.containsKey(sequence == 0 ? name : name + " " + sequence)) lost.add(name);
        });
        return new Aftermath(lost, twice, digests(store.state()), digests(state), there);
    }

    /// What the child called the fact; empty for others.
    private static String name(Envelope envelope, Map<Integer, String> members) {
        return switch (envelope.event()) {
            case Event.Searched searched -> searched.query();
            case Event.MemberJoined joined -> {
                String name = joined.profile().externalId().value();
                members.put(joined.member().value(), name);
                yield name;
            }
            case Event.ConsentGiven given -> "yes-" + members.get(given.member().value());
            case Event.ConsentWithdrawn withdrawn ->
                "no-" + members.get(withdrawn.member().value());
            default -> "";
        };
    }

    static Map<String, Long> digests(State state) {
        Map<String, Long> digests = new TreeMap<>();
        for (Projection projection : state.projections()) digests.put(projection.name(), state.digest(projection));
        return digests;
    }
}
