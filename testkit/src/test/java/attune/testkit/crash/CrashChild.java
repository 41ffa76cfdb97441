package attune.testkit.crash;

import static attune.testkit.sample.Drafts.*;

import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.store.log.Outcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The process that gets killed: writes to a store and tells on its output what was acknowledged, one line each.
///
/// ```
/// ack <fact>                the fact was acknowledged
/// planted <member> <number> the member joined and was written about
/// erased <member> <number>  the erasure returned
/// ```
final class CrashChild {
    private final EmbeddedStore store;
    private final String round;
    private final boolean early;
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private CrashChild(EmbeddedStore store, String round, boolean early) {
        this.store = store;
        this.round = round;
        this.early = early;
    }

    /// @param args folder, round, and what to do: `ingest`, `erase`, or the planted fault `early`
    public static void main(String[] args) {
        EmbeddedStore store = EmbeddedStore.open(
                Path.of(args[0]), List.of(), InstantSource.system(), new SecureRandom(), EmbeddedStore.Progress.SILENT);
        CrashChild child = new CrashChild(store, args[1], args[2].equals("early"));
        store.log().appendNow(List.of(once("writer", joined("writer"))));
        for (int writer = 0; writer < 4; writer++) {
            int number = writer;
            Thread.ofVirtual().start(() -> child.write(number));
        }
        if (args[2].equals("erase")) child.eraseForever();
        else child.waitForever();
    }

    private void write(int writer) {
        for (int batch = 0; ; batch++) {
            List<Draft> drafts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (int i = 0; i <= batch % 40; i++) {
                String fact = "fact-" + round + "-" + writer + "-" + batch + "-" + i;
                names.add(fact);
                drafts.add(once(fact, searched("writer", fact)));
            }
            if (early) acknowledge(names);
            for (Outcome outcome : store.log().appendNow(drafts)) {
                if (!(outcome instanceof Outcome.Accepted)) throw new IllegalStateException("Not accepted: " + outcome);
            }
            if (!early) acknowledge(names);
        }
    }

    private synchronized void acknowledge(List<String> names) {
        for (String name : names) out.println("ack " + name);
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
            MemberId number = store.directory().member(new ExternalId(member)).orElseThrow();
            tell("planted " + member + " " + number.value());
            store.erasure().erase(number);
            tell("erased " + member + " " + number.value());
        }
    }

    private synchronized void tell(String line) {
        out.println(line);
    }

    /// Only a kill ends this process.
    private void waitForever() {
        while (true) LockSupport.park();
    }
}
