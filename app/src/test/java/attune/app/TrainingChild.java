package attune.app;

import static attune.testkit.sample.Drafts.acted;
import static attune.testkit.sample.Drafts.consented;
import static attune.testkit.sample.Drafts.impressed;
import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.liked;
import static attune.testkit.sample.Drafts.published;

import attune.app.operate.Surroundings;
import attune.app.train.Trainer;
import attune.model.identity.ExternalId;
import attune.model.policy.Purpose;
import attune.store.embedded.EmbeddedStore;
import attune.store.log.Draft;
import attune.testkit.sample.SteppingClock;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The process that gets killed while it trains as `./attune train` does, erases members, and trains again.
///
/// ```
/// training              the log is being learned from
/// served <version>      the model serves
/// kept <version>        the new one was no better, or dropped; this one serves
/// erasing <member>      an erasure was asked for
/// erased <member>       and answered
/// ```
final class TrainingChild {
    static final long START_MILLIS = 1_764_000_000_000L;

    private static final int MEMBERS = 40;
    private static final int POSTS = 60;

    private TrainingChild() {}

    /// @param args folder, round, and whether the fault is planted that it tells before it does
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean early = Boolean.parseBoolean(args[2]);
        Attune attune = open(Path.of(args[0]), Integer.parseInt(args[1]));
        out.println("ready");
        for (int time = 0; ; time++) {
            out.println("training");
            Trainer.Report report = attune.trainer().train();
            out.println((report.served() ? "served " : "kept ") + report.version());
            tell(attune, args[1] + "-" + time, 400);
            if (time % 2 == 0) continue;
            String member = "m" + args[1] + "-" + time + "-0";
            out.println("erasing " + member);
            if (early) out.println("erased " + member);
            attune.erasures()
                    .ask(
                            attune.store()
                                    .state()
                                    .read(() -> attune.directory().member(new ExternalId(member)))
                                    .orElseThrow(),
                            "test");
            if (!early) out.println("erased " + member);
        }
    }

    /// @param round how many days after the start it is
    static Attune open(Path folder, int round) {
        SteppingClock clock = new SteppingClock(START_MILLIS + round * 86_400_000L);
        Surroundings surroundings = new Surroundings(clock, System::nanoTime, new SecureRandom());
        return Attune.open(folder, surroundings, EmbeddedStore.Progress.SILENT);
    }

    /// Members who look at posts, and like those that have an even number.
    static void tell(Attune attune, String round, int looks) {
        Random random = new Random(round.hashCode());
        List<Draft> drafts = new ArrayList<>();
        for (int member = 0; member < MEMBERS; member++) {
            drafts.add(joined("m" + round + "-" + member));
            drafts.add(consented("m" + round + "-" + member, Purpose.PERSONALIZATION));
        }
        for (int post = 0; post < POSTS; post++) {
            String topic = post % 2 == 0 ? "tea" : "tax";
            drafts.add(published("m" + round + "-" + post % MEMBERS, "p" + round + "-" + post, "Of " + topic, topic));
        }
        for (int look = 0; look < looks; look++) {
            String member = "m" + round + "-" + random.nextInt(MEMBERS);
            int post = random.nextInt(POSTS);
            String item = "p" + round + "-" + post;
            drafts.add(impressed(member, item));
            if (post % 2 == 0) drafts.add(liked(member, item));
            else if (random.nextInt(4) == 0) drafts.add(acted(member, item, "hide", 1));
        }
        attune.log().appendNow(drafts);
    }
}
