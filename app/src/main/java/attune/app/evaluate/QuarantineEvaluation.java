package attune.app.evaluate;

import attune.app.demo.Demo;
import attune.app.operate.Surroundings;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.item.Audience;
import attune.pipeline.Slates;
import attune.statistics.inference.Interval;
import attune.statistics.inference.Means;
import attune.store.projection.SharedProjections;
import attune.store.quarantine.Rule;
import attune.store.quarantine.Thresholds;
import attune.store.view.QuarantinesView.Quarantine;
import attune.town.TownPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What quarantine finds and whom it wrongs: planted accounts among the town's members, two attacks on one post
/// with and without it, and public sets of people's real acts.
final class QuarantineEvaluation {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final int HOURS = 42;
    private static final int ATTACKERS = 100;
    private static final int ASKED = 150;
    private static final double CONFIDENCE = 0.95;
    private static final double WRONGED_AT_MOST = 0.005;
    /// Planted to be found; the weaker ones are planted to see where it ends.
    private static final Set<String> STRONG = Set.of(
            "flood.400-a-minute",
            "flood.150-a-minute",
            "metronome.exact",
            "metronome.5-percent",
            "sleepless.36-hours",
            "unseen.all",
            "everything.all",
            "in-step.12-items",
            "dated-back.5",
            "dwell.20-hours");

    private final Evaluation.Size size;
    private final Surroundings surroundings;
    private final Scorecard card;

    QuarantineEvaluation(Evaluation.Size size, Surroundings surroundings, Scorecard card) {
        this.size = size;
        this.surroundings = surroundings;
        this.card = card;
    }

    /// The generated part.
    void run() {
        Result held = town(Thresholds.USUAL, "quarantine.on");
        Result free = town(Thresholds.USUAL.without(EnumSet.allOf(Rule.class)), "quarantine.off");
        for (String attack : held.attacks().keySet()) {
            card.bar("an attack of " + attack + " moves the post's place in nobody's feed", !held.moved(attack));
            card.bar("planted fault: without quarantine it does", free.moved(attack));
        }
        new QuarantineCost(card).run();
    }

    /// What an attack did to its target.
    ///
    /// @param heat decayed likes before and after; `slates` share of viewers whose first page holds it
    private record Attack(double heatBefore, double heatAfter, double slatesBefore, double slatesAfter) {}

    private record Result(Map<String, Attack> attacks) {
        boolean moved(String name) {
            Attack attack = attacks.get(name);
            return attack != null
                    && (attack.heatAfter() > attack.heatBefore() + 1
                            || attack.slatesAfter() > attack.slatesBefore() + 0.05);
        }
    }

    private Result town(Thresholds thresholds, String name) {
        card.heading("%s: %d members and %d planted accounts, %d hours"
                .formatted(name, size.members(), PlantedCrowd.planted(), HOURS));
        Stopwatch watch = new Stopwatch();
        Path folder = TownEvaluation.temporary();
        try (Demo demo = Demo.open(folder, surroundings, TownPlan.of(size.seed(), size.members(), START), thresholds)) {
            demo.found();
            PlantedCrowd crowd = new PlantedCrowd(demo, size.seed());
            if (thresholds.off().isEmpty()) crowd.plant();
            List<PlantedCrowd.Account> sleepers = crowd.open("sleepers", ATTACKERS);
            for (int hour = 0; hour < HOURS; hour++) {
                demo.live(Duration.ofHours(1));
                crowd.live(hour);
            }
            if (thresholds.off().isEmpty()) tellFound(demo, crowd);
            Map<String, Attack> attacks = new TreeMap<>();
            attacks.put("100 new accounts", attack(demo, crowd, name + ".new-accounts", null));
            attacks.put("100 accounts in step", attack(demo, crowd, name + ".in-step", sleepers));
            card.add(Finding.of(name + ".living", watch.seconds(), "s").costing(watch.seconds()));
            return new Result(attacks);
        } finally {
            TownEvaluation.remove(folder);
        }
    }

    private void tellFound(Demo demo, PlantedCrowd crowd) {
        Set<Integer> planted = new HashSet<>();
        int strong = 0;
        for (Map.Entry<String, List<PlantedCrowd.Account>> group :
                crowd.byBehaviour().entrySet()) {
            int found = 0;
            Map<String, Integer> rules = new TreeMap<>();
            for (PlantedCrowd.Account account : group.getValue()) {
                int number = number(demo, account.name());
                planted.add(number);
                Optional<Quarantine> held = standing(demo, number);
                if (held.isEmpty()) continue;
                found++;
                rules.merge(held.get().rule(), 1, Integer::sum);
            }
            if (group.getKey().equals("sleepers")) continue;
            if (STRONG.contains(group.getKey())) strong += found;
            share("quarantine.recall." + group.getKey(), found, group.getValue().size());
            if (found > 0) card.note("found by " + rules);
        }
        int honest = demo.town().laboratory().members().size();
        int wronged = 0;
        for (int member : demo.attune().views().quarantines.standing()) {
            if (planted.contains(member)) continue;
            wronged++;
            card.note("a member of the town is held by "
                    + standing(demo, member).map(Quarantine::rule).orElse(""));
        }
        int all = demo.attune().views().quarantines.standing().length;
        Interval recall = share("quarantine.recall.strong", strong, STRONG.size() * PlantedCrowd.ACCOUNTS);
        Interval wrong = share("quarantine.honest-held", wronged, honest);
        if (all > 0) share("quarantine.precision", all - wronged, all);
        card.bar("of what is planted to be found, nine of ten are found", recall.low() >= 0.9);
        card.bar("of the town's members fewer than one in two hundred are held", wrong.estimate() < WRONGED_AT_MOST);
    }

    private Interval share(String id, int count, int of) {
        Interval interval = Means.share(count, of, CONFIDENCE);
        card.add(new Finding(id, interval.estimate(), "share", interval, null, null, 0));
        return interval;
    }

    /// @param aged accounts that act in step; null: accounts opened for this
    private Attack attack(
            Demo demo,
            PlantedCrowd crowd,
            String id,
            @org.jspecify.annotations.Nullable List<PlantedCrowd.Account> aged) {
        List<String> cold = cold(demo, 9);
        String target = cold.getFirst();
        List<Integer> viewers = viewers(demo);
        double heat = heat(demo, target);
        double slates = slates(demo, viewers, target);
        if (aged == null) crowd.attack(crowd.open(id, ATTACKERS), target, List.of(), 8);
        else crowd.attack(aged, target, cold.subList(1, 9), 55);
        Attack attack = new Attack(heat, heat(demo, target), slates, slates(demo, viewers, target));
        card.add(Finding.of(id + ".heat-before", attack.heatBefore(), "likes"));
        card.add(Finding.of(id + ".heat-after", attack.heatAfter(), "likes"));
        share(id + ".slates-before", (int) Math.round(attack.slatesBefore() * viewers.size()), viewers.size());
        share(id + ".slates-after", (int) Math.round(attack.slatesAfter() * viewers.size()), viewers.size());
        return attack;
    }

    /// English public posts of some hours ago that hardly anybody likes.
    private static List<String> cold(Demo demo, int count) {
        SharedProjections views = demo.attune().views();
        long now = demo.now().toEpochMilli();
        return demo.attune().store().state().read(() -> {
            int[] newest = new int[4_096];
            int found = views.items.newest(newest);
            List<Integer> posts = new ArrayList<>();
            for (int k = 0; k < found; k++) {
                int item = newest[k];
                boolean english =
                        views.languages.tag(views.items.language(item)).equals("en");
                long age = now - views.items.publishedMillis(item);
                if (english
                        && age > Duration.ofHours(2).toMillis()
                        && age < Duration.ofHours(20).toMillis()
                        && views.items.replyTo(item) < 0
                        && views.items.audience(item).equals(Audience.PUBLIC)) posts.add(item);
            }
            posts.sort(
                    (a, b) -> Double.compare(views.counts.recentPositive(a, now), views.counts.recentPositive(b, now)));
            return posts.stream()
                    .limit(count)
                    .map(item -> demo.attune()
                            .directory()
                            .externalId(new ItemId(item))
                            .value())
                    .toList();
        });
    }

    private static double heat(Demo demo, String item) {
        return demo.attune()
                .store()
                .state()
                .read(() -> demo.attune()
                        .views()
                        .counts
                        .recentPositive(
                                demo.attune()
                                        .directory()
                                        .item(new ExternalId(item))
                                        .orElseThrow()
                                        .value(),
                                demo.now().toEpochMilli()));
    }

    private static List<Integer> viewers(Demo demo) {
        long since = demo.now().toEpochMilli() - Duration.ofDays(1).toMillis();
        return demo.town().laboratory().activeSince(since).stream()
                .limit(ASKED)
                .map(member -> number(demo, member))
                .toList();
    }

    private static double slates(Demo demo, List<Integer> viewers, String target) {
        int item = demo.attune()
                .store()
                .state()
                .read(() -> demo.attune()
                        .directory()
                        .item(new ExternalId(target))
                        .orElseThrow()
                        .value());
        int holding = 0;
        for (int viewer : viewers) {
            Slates.Answer answer =
                    demo.attune().surfaces().slate("home", new Slates.Request(new MemberId(viewer), 20, null));
            if (answer instanceof Slates.Answer.Served served
                    && served.entries().stream().anyMatch(entry -> entry.item() == item)) holding++;
        }
        return (double) holding / viewers.size();
    }

    private static Optional<Quarantine> standing(Demo demo, int member) {
        return demo.attune().views().quarantines.of(member).filter(Quarantine::stands);
    }

    private static int number(Demo demo, String member) {
        return demo.attune()
                .store()
                .state()
                .read(() -> demo.attune()
                        .directory()
                        .member(new ExternalId(member))
                        .orElseThrow()
                        .value());
    }
}
