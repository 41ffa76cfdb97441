package attune.app.command;

import attune.app.Attune;
import attune.app.Community;
import attune.app.CommunitySettings;
import attune.app.operate.Surroundings;
import attune.http.auth.Principal;
import attune.http.route.Response;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.embedded.Scanner;
import attune.store.embedded.Scanner.Needles;
import attune.store.view.HoldsView.Hold;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The rights of a member from the command line: the same routes as over HTTP, asked in process.
final class RightsCommands {
    private static final Principal OPERATOR = Principal.operator("cli:folder");

    private RightsCommands() {}

    private static Response ask(
            Attune attune, CommunityFolder folder, Surroundings surroundings, String operation, String member) {
        CommunitySettings settings = CommunitySettings.of("Community", folder.path());
        return new Community(attune, settings, surroundings).ask(operation, OPERATOR, member);
    }

    /// `./attune export <member>`: everything held about one member, as one JSON document.
    @Command(name = "export", description = "Everything held about one member.", mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        private final Surroundings surroundings;
        private final PrintWriter out;

        @Mixin
        private CommunityFolder folder;

        @Parameters(paramLabel = "MEMBER", description = "The network's id of the member.")
        private String member = "";

        Export(Surroundings surroundings, PrintWriter out) {
            this.surroundings = surroundings;
            this.out = out;
            this.folder = new CommunityFolder();
        }

        @Override
        public Integer call() {
            try (Attune attune = folder.open(surroundings)) {
                CommunityFolder.record(attune, "member.exported", CommunityFolder.member(attune, member));
                out.println(ask(attune, folder, surroundings, "exportMember", member)
                        .text());
                return 0;
            }
        }
    }

    /// `./attune erase <member>`: removes one member for good; with `--scan`, proves it by looking before and
    /// after.
    @Command(
            name = "erase",
            description = "Remove one member for good, with a receipt.",
            mixinStandardHelpOptions = true)
    static final class Erase implements Callable<Integer> {
        private final Surroundings surroundings;
        private final PrintWriter out;

        @Mixin
        private CommunityFolder folder;

        @Parameters(paramLabel = "MEMBER", description = "The network's id of the member.")
        private String member = "";

        @Option(names = "--yes", description = "Do it. Without this, only say what would go.")
        private boolean yes;

        @Option(names = "--scan", description = "Decode every file before and after, and show what is found.")
        private boolean scan;

        Erase(Surroundings surroundings, PrintWriter out) {
            this.surroundings = surroundings;
            this.out = out;
            this.folder = new CommunityFolder();
        }

        @Override
        public Integer call() {
            try (Attune attune = folder.open(surroundings)) {
                MemberId id = CommunityFolder.member(attune, member);
                Needles needles = needles(attune, id);
                Optional<Hold> hold =
                        attune.store().state().read(() -> attune.views().holds.hold(id.value()));
                if (!yes) {
                    String would = hold.isPresent() ? held(hold.get()) + " Then it would erase" : "This would erase";
                    out.printf(
                            "%s %s and %,d items for good. Add --yes to do it.%n",
                            would, member, needles.items().size());
                    return 0;
                }
                CommunityFolder.record(attune, "member.erasure-ordered", id);
                if (scan) tell("before", attune.store().scanner().scan(needles));
                out.println(
                        ask(attune, folder, surroundings, "eraseMember", member).text());
                if (hold.isPresent()) {
                    out.println(held(hold.get()) + " From now on the member is not shown and not profiled.");
                    return 0;
                }
                if (!scan) return 0;
                Scanner.Scan after = attune.store().scanner().scan(needles);
                tell("after", after);
                return after.clean() ? 0 : 1;
            }
        }

        private String held(Hold hold) {
            return "A legal hold (" + hold.reference() + ") keeps " + member + " until "
                    + Instant.ofEpochMilli(hold.untilMillis()) + ".";
        }

        private Needles needles(Attune attune, MemberId id) {
            return attune.store().state().read(() -> {
                Set<ItemId> items = new HashSet<>();
                List<String> texts = new ArrayList<>(List.of(member));
                String name = attune.views().members.name(id.value());
                if (!name.isBlank()) texts.add(name);
                for (int item = 0; item < attune.views().items.limit(); item++) {
                    if (!attune.views().items.exists(item)
                            || attune.views().items.author(item) != id.value()) continue;
                    items.add(new ItemId(item));
                    texts.add(attune.directory().externalId(new ItemId(item)).value());
                    String text = attune.views().items.text(item);
                    if (!text.isBlank()) texts.add(text);
                }
                return new Needles(id, items, texts);
            });
        }

        private void tell(String when, Scanner.Scan scan) {
            out.printf(
                    "Scan %s: %,d findings in %,d facts, %,d blobs, %,d bytes.%n",
                    when, scan.findings().size(), scan.facts(), scan.blobs(), scan.bytes());
            scan.findings().stream()
                    .limit(5)
                    .forEach(finding -> out.printf("  %s, %s: %s%n", finding.file(), finding.place(), finding.what()));
        }
    }
}
