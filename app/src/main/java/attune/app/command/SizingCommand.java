package attune.app.command;

import attune.app.bench.Sizing;
import attune.app.evaluate.Scorecard;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./attune sizing`: what a community will need of heap, disk and cores, before there is one.
@Command(
        name = "sizing",
        description = "Estimates heap, disk, backup, CPU and start time of a community, from measured unit costs.",
        mixinStandardHelpOptions = true)
final class SizingCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Option(names = "--members", description = "Members (default: ${DEFAULT-VALUE}).", defaultValue = "100000")
    private long members;

    @Option(names = "--items", description = "Items kept (default: ${DEFAULT-VALUE}).", defaultValue = "1000000")
    private long items;

    @Option(
            names = "--acts-per-day",
            description = "Likes, views and the like, of all members together (default: ${DEFAULT-VALUE}).",
            defaultValue = "1000000")
    private long acts;

    @Option(
            names = "--feeds-per-day",
            description = "Pages of a ranked feed, of all members together (default: ${DEFAULT-VALUE}).",
            defaultValue = "500000")
    private long feeds;

    @Option(
            names = "--retention-days",
            description = "Days that acts are kept (default: ${DEFAULT-VALUE}).",
            defaultValue = "90")
    private int days;

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    SizingCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Sizing sizing = new Sizing(members, items, acts, feeds, days);
        Scorecard card = new Scorecard(out::println, json);
        card.heading("%,d members, %,d items, %,d acts a day kept for %d days, %,d feeds a day"
                .formatted(members, items, acts, days, feeds));
        sizing.findings().forEach(card::add);
        card.note("heap is for -Xmx, with room for requests; disk has room to write the log anew, as erasure does;");
        card.note("the busiest hour is taken as three times an even one. Measured: docs/measurements/bench.md.");
        return 0;
    }
}
