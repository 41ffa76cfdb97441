package attune.app.evaluate;

import attune.model.event.Acts;
import attune.model.item.ItemKind;
import attune.statistics.inference.Interval;
import attune.statistics.inference.Means;
import attune.store.projection.SharedProjections.Capacity;
import attune.store.quarantine.Thresholds;
import attune.store.view.QuarantinesView.Quarantine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// People's real acts with their times, past the same rules: whoever is held here is wronged, as far as anybody knows.
final class RealActs {
    static final String RATINGS = "cf-ml100k";

    private final Scorecard card;

    RealActs(Scorecard card) {
        this.card = card;
    }

    private record Rating(int member, int item, long atMillis) {}

    /// MovieLens 100K: 943 members rate what they remember, often whole pages at once; times to the second.
    void ratings(Path folder) {
        List<Rating> ratings = new ArrayList<>();
        for (String line : Lines.of(folder.resolve("u.data.gz"))) {
            String[] cells = line.strip().split("\\s+");
            if (cells.length < 4) continue;
            ratings.add(new Rating(
                    Integer.parseInt(cells[0]), Integer.parseInt(cells[1]), Long.parseLong(cells[3]) * 1000));
        }
        ratings.sort(Comparator.comparingLong(Rating::atMillis));
        MemoryFold fold = new MemoryFold(Capacity.USUAL).watched(Thresholds.USUAL);
        fold.join(0, 0);
        Set<Integer> items = new HashSet<>();
        Set<Integer> members = new HashSet<>();
        for (Rating rating : ratings) {
            if (items.add(rating.item())) fold.publish(0, rating.item(), ItemKind.POST, List.of(), 0);
            if (members.add(rating.member())) fold.join(rating.member(), rating.atMillis());
            fold.act(rating.member(), rating.item(), Acts.LIKE, rating.atMillis());
        }
        tell("movielens", fold, members.size(), ratings.size());
    }

    /// MIND: what was on the screen and what was clicked.
    void news(MindSample news) {
        MemoryFold fold = new MemoryFold(Capacity.USUAL).watched(Thresholds.USUAL);
        for (int member = 0; member <= news.members(); member++) fold.join(member, 0);
        for (int article = 0; article < news.articles(); article++)
            fold.publish(news.members(), article, ItemKind.ARTICLE, List.of(), 0);
        int acts = 0;
        for (MindSample.Impression page : news.impressions()) {
            for (int k = 0; k < page.shown().length; k++) fold.impress(page.member(), page.shown()[k], page.atMillis());
            for (int k = 0; k < page.shown().length; k++) {
                if (!page.clicked()[k]) continue;
                fold.act(page.member(), page.shown()[k], Acts.OPEN, page.atMillis() + 1_000);
                acts++;
            }
        }
        tell("mind", fold, news.members(), acts);
    }

    private void tell(String set, MemoryFold fold, int members, int acts) {
        card.heading("Real acts, %s: %,d members, %,d acts".formatted(set, members, acts));
        int[] held = fold.views.quarantines.standing();
        Map<String, Integer> rules = new TreeMap<>();
        for (int member : held)
            rules.merge(fold.views.quarantines.of(member).map(Quarantine::rule).orElse(""), 1, Integer::sum);
        Interval wrong = Means.share(held.length, members, 0.95);
        card.add(new Finding("quarantine.real." + set + ".held", wrong.estimate(), "share", wrong, null, null, 0));
        if (held.length > 0) card.note("held by " + rules);
        card.bar("of the people in " + set + " fewer than one in two hundred are held", wrong.estimate() < 0.005);
    }
}
