package attune.app.evaluate;

import attune.app.demo.Demo;
import attune.app.operate.Surroundings;
import attune.model.identity.ItemId;
import attune.statistics.inference.Interval;
import attune.town.Laboratory;
import attune.town.TownPlan;
import attune.town.behaviour.Behaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// The town as a laboratory: it lives some days on the real node, the model learns from its log, and then everything a
/// member could be shown is ranked, by the line and by each baseline, and weighed by the hidden pleasure no ranker
/// sees.
///
/// All rankers order the same rows: those of the last days that the line's filters let through, so that none gains by a
/// filter alone.
final class TownEvaluation {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(3);
    private static final int MEMBERS_ASKED = 300;
    private static final int[] CUTS = {10, 20};

    private final String name;
    private final Behaviour behaviour;
    private final Evaluation.Size size;
    private final Surroundings surroundings;
    private final Scorecard card;

    TownEvaluation(String name, Behaviour behaviour, Evaluation.Size size, Surroundings surroundings, Scorecard card) {
        this.name = name;
        this.behaviour = behaviour;
        this.size = size;
        this.surroundings = surroundings;
        this.card = card;
    }

    /// The contests in the order of the cuts, for bars.
    record Result(List<Contest> byCut, Contest shuffled) {
        List<String> baselines() {
            return shuffled.baselines();
        }

        Interval gain(String baseline) {
            return byCut.getLast().gain("ranked", baseline);
        }
    }

    Result run() {
        card.heading("%s, version %s: %d members, %d days on the node, full ranking, hidden pleasure"
                .formatted(name, behaviour.version(), size.members(), size.days()));
        Path folder = temporary();
        TownPlan plan = TownPlan.of(size.seed(), size.members(), START).behaving(behaviour);
        try (Demo demo = Demo.open(folder, surroundings, plan)) {
            Stopwatch watch = new Stopwatch();
            demo.found();
            demo.attune().trainer().train();
            for (int day = 0; day < size.days(); day++) {
                demo.live(Duration.ofDays(1));
                String words = demo.attune().trainer().train().words();
                card.note("After day " + (day + 1) + ": " + words);
            }
            card.add(Finding.of(name + ".living", watch.seconds(), "s").costing(watch.seconds()));
            return weigh(demo);
        } finally {
            remove(folder);
        }
    }

    private Result weigh(Demo demo) {
        Stopwatch watch = new Stopwatch();
        TownRankers rankers = TownRankers.of(demo, surroundings);
        Laboratory laboratory = demo.town().laboratory();
        long now = demo.town().nowMillis();
        List<TownRankers.Ballot> ballots = new ArrayList<>();
        for (String member :
                sample(laboratory.activeSince(now - Duration.ofDays(1).toMillis()))) {
            TownRankers.Ballot ballot =
                    rankers.ballot(demo, member, laboratory.candidates(member, now - WINDOW.toMillis(), now), now);
            if (ballot.ranked().length >= CUTS[CUTS.length - 1]) ballots.add(ballot);
        }
        card.note("%d members asked, %.0f posts each on average."
                .formatted(
                        ballots.size(),
                        ballots.stream()
                                .mapToInt(ballot -> ballot.ranked().length)
                                .average()
                                .orElse(0)));
        Result result = contest(demo, rankers, ballots, now);
        card.add(Finding.of(name + ".ranking", watch.seconds(), "s").costing(watch.seconds()));
        return result;
    }

    private static List<String> sample(List<String> members) {
        int step = Math.max(1, members.size() / MEMBERS_ASKED);
        return Stream.iterate(0, at -> at < members.size(), at -> at + step)
                .limit(MEMBERS_ASKED)
                .map(members::get)
                .toList();
    }

    private Result contest(Demo demo, TownRankers rankers, List<TownRankers.Ballot> ballots, long now) {
        List<Contest> byCut = new ArrayList<>();
        for (int cut : CUTS) byCut.add(new Contest(name + ".pleasure-" + cut, "pleasure", ballots.size()));
        Contest shuffled = new Contest(name + ".shuffled.pleasure-20", "pleasure", ballots.size());
        for (int index = 0; index < ballots.size(); index++) {
            TownRankers.Ballot ballot = ballots.get(index);
            double[] pleasures = pleasures(demo, ballot, now);
            double[] mixed = shuffle(pleasures, index);
            for (Map.Entry<String, int[]> order : rankers.orders(ballot, now).entrySet()) {
                for (int c = 0; c < CUTS.length; c++) {
                    byCut.get(c).put(order.getKey(), index, mean(order.getValue(), pleasures, CUTS[c]));
                }
                shuffled.put(order.getKey(), index, mean(order.getValue(), mixed, 20));
            }
        }
        byCut.forEach(contest -> contest.tell(card, Map.of()));
        return new Result(byCut, shuffled);
    }

    /// By place in the ballot's ranked order.
    private static double[] pleasures(Demo demo, TownRankers.Ballot ballot, long now) {
        List<String> items = Arrays.stream(ballot.ranked())
                .mapToObj(item ->
                        demo.attune().directory().externalId(new ItemId(item)).value())
                .toList();
        return demo.town().laboratory().pleasures(ballot.member(), items, now);
    }

    /// The planted fault: pleasures dealt out anew among the same posts. No order can gain by it.
    private static double[] shuffle(double[] pleasures, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] mixed = pleasures.clone();
        for (int k = mixed.length - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            double kept = mixed[k];
            mixed[k] = mixed[other];
            mixed[other] = kept;
        }
        return mixed;
    }

    private static double mean(int[] places, double[] pleasures, int cut) {
        double sum = 0;
        for (int position = 0; position < cut; position++) sum += pleasures[places[position]];
        return sum / cut;
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("attune-laboratory");
        } catch (IOException failed) {
            throw new UncheckedIOException("No room for a town: the temporary folder cannot be written.", failed);
        }
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException("Removing the town's folder failed.", failed);
        }
    }
}
