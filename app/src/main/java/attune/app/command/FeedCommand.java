package attune.app.command;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.model.identity.MemberId;
import attune.pipeline.Slates;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./attune feed <member>`: a member's feed in the terminal, with reasons.
@Command(name = "feed", description = "A member's feed in the terminal, with reasons.", mixinStandardHelpOptions = true)
final class FeedCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final PrintWriter out;

    @Mixin
    private CommunityFolder folder;

    @Parameters(paramLabel = "MEMBER", description = "The network's id of the member.")
    private String member = "";

    @Option(names = "--surface", description = "home or following (default: ${DEFAULT-VALUE}).", defaultValue = "home")
    private String surface = "home";

    @Option(names = "--count", description = "Entries (default: ${DEFAULT-VALUE}).", defaultValue = "20")
    private int count;

    FeedCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
        this.folder = new CommunityFolder();
    }

    @Override
    public Integer call() {
        try (Attune attune = folder.open(surroundings)) {
            MemberId viewer = CommunityFolder.member(attune, member);
            CommunityFolder.record(attune, "member.feed-read", viewer);
            Slates.Answer answer = attune.surfaces().slate(surface, new Slates.Request(viewer, count, null));
            return switch (answer) {
                case Slates.Answer.Served served -> print(attune, served, out);
                case Slates.Answer.Refused refused ->
                    failed(out, refused.reason().text());
                case Slates.Answer.Expired _ -> failed(out, "This slate is no longer kept.");
            };
        }
    }

    private static int failed(PrintWriter out, String why) {
        out.println(why);
        return 1;
    }

    private static int print(Attune attune, Slates.Answer.Served served, PrintWriter out) {
        out.printf(
                "%s, trace %s%n%n",
                served.profiled() ? "ranked for this member" : "not profiled",
                served.trace().hex());
        for (Slates.Entry entry : served.entries()) {
            int author = attune.views().items.author(entry.item());
            out.printf("%3d. %s%n", entry.position() + 1, attune.views().members.name(author));
            out.printf("     %s%n", attune.views().items.text(entry.item()));
            entry.why().forEach(reason -> out.printf("     · %s%n", reason.text()));
        }
        served.degraded().forEach(notice -> out.printf("%nDegraded: %s%n", notice));
        return 0;
    }
}
