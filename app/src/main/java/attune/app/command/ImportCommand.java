package attune.app.command;

import attune.app.Attune;
import attune.app.operate.Surroundings;
import attune.http.json.Json;
import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.networks.files.ConsentBasis;
import attune.networks.files.Dataset;
import attune.networks.files.ImportReport;
import attune.networks.files.Importer;
import attune.networks.files.JsonLinesFile;
import attune.networks.files.LastFmFolder;
import attune.networks.files.LastFmSplit;
import attune.networks.files.Limits;
import attune.networks.files.Mapping;
import attune.networks.files.MindFolder;
import attune.networks.files.Rehearsal;
import attune.networks.files.Sink;
import attune.networks.files.TableFile;
import attune.networks.wire.TraceReferences;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./attune import`: carries a file or a public data set into a community's log.
@Command(
        name = "import",
        description = "Bring in events from JSON Lines, CSV or a public data set.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final String SOURCE = "import";

    private final Surroundings surroundings;
    private final PrintWriter out;

    @Mixin
    private CommunityFolder folder;

    @Parameters(paramLabel = "PATH", description = "A file of JSON lines or a table, .gz too, or a data set's folder.")
    private Path path = Path.of(".");

    @Option(names = "--format", description = "jsonl, csv, tsv, lastfm, lastfm-split or mind; guessed from the name.")
    private @Nullable String format;

    @Option(
            names = "--map",
            description =
                    "For tables: field=column pairs, such as member=user,item=movie,act=like; or @FILE, which holds"
                            + " a mapping as JSON.")
    private @Nullable String map;

    @Option(names = "--no-header", description = "The table's first row is data; columns are numbers from 1.")
    private boolean noHeader;

    @Option(names = "--create", description = "Make members and items a table mentions; this id publishes the items.")
    private @Nullable String create;

    @Option(
            names = "--consent-basis",
            description =
                    "How these members agreed to personalization, in words that are kept. Without it they did not.")
    private @Nullable String consentBasis;

    @Option(names = "--dry-run", description = "Read and judge everything, write nothing.")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    ImportCommand(Surroundings surroundings, PrintWriter out) {
        this.surroundings = surroundings;
        this.out = out;
        this.folder = new CommunityFolder();
    }

    @Override
    public Integer call() {
        Dataset dataset = dataset();
        if (dryRun && !folder.exists()) return run(dataset, new Rehearsal(surroundings.clock()));
        try (Attune attune = dryRun ? folder.open(surroundings) : folder.openOrMake(surroundings)) {
            return run(dataset, dryRun ? new Rehearsal(surroundings.clock(), attune.log()) : attune.log()::appendNow);
        }
    }

    private int run(Dataset dataset, Sink sink) {
        ImportReport report = new Importer(sink, Limits.STANDARD, (lines, facts) -> progress(lines)).run(dataset);
        print(report);
        return report.clean() ? 0 : 1;
    }

    /// Only for somebody who watches: in a file or a pipe it would be noise among the results.
    private void progress(long lines) {
        if (lines % 50_000 < 500 && watched()) out.printf("\r%,d lines read", lines);
        out.flush();
    }

    private static boolean watched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private Dataset dataset() {
        return switch (formatOf()) {
            case "jsonl" -> new JsonLinesFile(path, SOURCE, TraceReferences.NONE);
            case "csv" -> table(',');
            case "tsv" -> table('\t');
            case "lastfm" -> new LastFmFolder(path, consent());
            case "lastfm-split" -> new LastFmSplit(path, consent());
            case "mind" -> new MindFolder(path, consent());
            default ->
                throw misunderstood(
                        "--format is jsonl, csv, tsv, lastfm, lastfm-split or mind, not \"" + format + "\".");
        };
    }

    private String formatOf() {
        if (format != null) return format.toLowerCase(Locale.ROOT);
        String name = path.getFileName().toString().replace(".gz", "");
        if (name.endsWith(".csv")) return "csv";
        if (name.endsWith(".tsv")) return "tsv";
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) return "jsonl";
        throw misunderstood("Which format is " + name + "? Say --format.");
    }

    private Dataset table(char separator) {
        if (map == null) {
            throw misunderstood("A table needs --map, such as --map member=user,item=movie,act=like.");
        }
        TableFile.Create making =
                create == null ? null : new TableFile.Create(new ExternalId(create), ItemKind.POST, consent());
        return new TableFile(path, SOURCE, mapping(map, separator), making);
    }

    private ParameterException misunderstood(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private Mapping mapping(String said, char separator) {
        if (said.indexOf('=') >= 0) return Mapping.of(said, separator, !noHeader);
        Path file = Path.of(said);
        try {
            return Mapping.of(Json.parseObject(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "The mapping " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private @Nullable ConsentBasis consent() {
        return consentBasis == null ? null : new ConsentBasis(consentBasis, 1);
    }

    private void print(ImportReport report) {
        out.printf(
                "%s%s: %,d lines, %,d facts%n",
                watched() ? "\r" : "", report.dataset(), report.lines(), report.facts());
        report.stated().forEach((type, count) -> out.printf("  %-20s %,10d%n", type, count));
        out.printf(
                "accepted %,d, duplicates %,d, already there %,d, faults %,d%s%n",
                report.accepted(),
                report.duplicates(),
                report.alreadyThere(),
                report.faultCount(),
                dryRun ? "; nothing was written" : "");
        report.skipped().forEach((reason, count) -> out.printf("  skipped %,d: %s%n", count, reason));
        if (report.span() != null)
            out.printf("from %s to %s%n", report.span().first(), report.span().last());
        report.notes().forEach(note -> out.printf("note: %s%n", note));
        report.faults().forEach(fault -> out.printf("fault: %s%n", fault));
        if (report.stopped()) out.println("Stopped early: too many faults. Maybe it is another format.");
    }
}
