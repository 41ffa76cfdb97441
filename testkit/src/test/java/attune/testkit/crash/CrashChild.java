package attune.testkit.crash;

import static attune.testkit.sample.Drafts.*;

import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.blob.Blobs;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.StoreUnusable;
import attune.store.embedded.WeakenedSync;
import attune.store.log.Draft;
import attune.store.log.LogUnavailable;
import attune.store.log.Outcome;
import attune.store.projection.SharedProjections;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/// The process that gets killed: writes to a store and tells on its output what was acknowledged, one line each.
///
/// ```
/// ready                       the store is open
/// ack <fact> <sequence>       the fact was acknowledged
/// known <fact> <sequence>     the fact had been there before
/// planted <member> <number>   the member joined and was written about
/// erased <member> <number>    the erasure returned
/// kept <number>               a snapshot and an artifact were saved
/// refused <words>             a batch was refused and may be sent again
/// stopped <words>             the log takes nothing any more, or the store did not open
/// ```
final class CrashChild {
    private static final int WRITERS = 4;

    private final EmbeddedStore store;
    private final String round;
    private final Mode mode;
    private final PrintStream out;

    /// What the child does beside ingesting.
    enum Mode {
        INGEST,
        /// Erases members, one after another, with snapshots between.
        ERASE,
        /// Saves snapshots and artifacts, one after another.
        KEEP,
        /// The planted fault: acknowledges before it asks the log.
        EARLY,
        /// The planted fault: commits no longer wait for the disk.
        UNSYNCED
    }

    private CrashChild(EmbeddedStore store, String round, Mode mode, PrintStream out) {
        this.store = store;
        this.round = round;
        this.mode = mode;
        this.out = out;
    }

    /// @param args folder, round, mode
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            EmbeddedStore store = EmbeddedStore.open(
                    Path.of(args[0]),
                    new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL).all(),
                    InstantSource.system(),
                    new SecureRandom(),
                    EmbeddedStore.Progress.SILENT);
            new CrashChild(store, args[1], Mode.valueOf(args[2]), out).run();
        } catch (StoreUnusable | LogUnavailable unusable) {
            out.println("stopped " + unusable.getMessage());
        }
    }

    private void run() {
        tell("ready");
        if (mode == Mode.UNSYNCED) WeakenedSync.plant(store);
        append(List.of("writer"), List.of(once("writer", joined("writer"))));
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            Thread.ofVirtual().start(() -> write(number));
        }
        switch (mode) {
            case ERASE -> eraseForever();
            case KEEP -> keepForever();
            case INGEST, EARLY, UNSYNCED -> waitForever();
        }
    }

    /// Each batch has facts that can be told apart, a new member who needs a key, and a consent given or withdrawn.
    private void write(int writer) {
        for (int batch = 0; ; batch++) {
            String prefix = round + "-" + writer + "-" + batch;
            List<Draft> drafts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i <= batch % 40; i++) {
                String fact = "fact-" + prefix + "-" + i;
                names.add(fact);
                drafts.add(once(fact, searched("writer", fact)));
            }
            names.add("member-" + prefix);
            drafts.add(joined("member-" + prefix));
            String consenting = "member-" + round + "-" + writer + "-0";
            boolean given = batch % 2 == 0;
            names.add((given ? "yes-" : "no-") + consenting);
            drafts.add(
                    given
                            ? consented(consenting, Purpose.PERSONALIZATION)
                            : withdrew(consenting, Purpose.PERSONALIZATION));
            append(names, drafts);
        }
    }

    private void append(List<String> names, List<Draft> drafts) {
        while (true) {
            try {
                if (mode == Mode.EARLY) for (String name : names) tell("ack " + name + " 0");
                List<Outcome> outcomes = store.log().appendNow(drafts);
                if (mode != Mode.EARLY) acknowledge(names, outcomes);
                return;
            } catch (CompletionException failed) {
                if (!(failed.getCause() instanceof LogUnavailable unavailable)) throw failed;
                if (!unavailable.retryable()) stop(unavailable);
                tell("refused " + unavailable.getMessage());
            }
        }
    }

    private synchronized void acknowledge(List<String> names, List<Outcome> outcomes) {
        for (int i = 0; i < names.size(); i++) {
            switch (outcomes.get(i)) {
                case Outcome.Accepted accepted -> out.println("ack " + names.get(i) + " " + accepted.sequence());
                case Outcome.Duplicate duplicate -> out.println("known " + names.get(i) + " " + duplicate.sequence());
                case Outcome.Rejected rejected -> throw new IllegalStateException("Rejected: " + rejected);
            }
        }
    }

    private void eraseForever() {
        for (int i = 0; ; i++) {
            String member = "erasable-" + round + "-" + i;
            store.log()
                    .appendNow(List.of(
                            joined(member),
                            followed("writer", member),
                            published(member, member + "/post", "Words of " + member),
                            liked("writer", member + "/post")));
            MemberId number = store.state()
                    .read(() -> store.directory().member(new ExternalId(member)))
                    .orElseThrow();
            tell("planted " + member + " " + number.value());
            if (i % 2 == 0) store.snapshot();
            store.erasure().erase(number);
            tell("erased " + member + " " + number.value());
        }
    }

    private void keepForever() {
        for (int i = 0; ; i++) {
            store.snapshot();
            byte[] artifact = ("artifact " + round + " " + i).repeat(2_000).getBytes(StandardCharsets.UTF_8);
            store.blobs().put(new Blobs.Blob("artifact", i, null, i, artifact, List.of(), List.of()));
            store.blobs().flush();
            tell("kept " + i);
        }
    }

    /// Ends without a word to the store, as a process does that is told to start again.
    private synchronized void stop(LogUnavailable why) {
        out.println("stopped " + why.getMessage());
        out.println("health " + store.log().stopped().orElse("all is well"));
        Runtime.getRuntime().halt(0);
    }

    private synchronized void tell(String line) {
        out.println(line);
    }

    /// Only a kill ends this process.
    private static void waitForever() {
        while (true) LockSupport.park();
    }
}
