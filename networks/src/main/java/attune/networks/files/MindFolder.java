package attune.networks.files;

import static attune.networks.files.Columns.id;

import attune.model.identity.ExternalId;
import attune.model.item.ItemKind;
import attune.model.item.Post;
import attune.networks.files.Columns.Row;
import attune.networks.files.Columns.Unreadable;
import attune.networks.wire.ItemStatement;
import attune.networks.wire.Named;
import attune.networks.wire.WireType;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// MIND, an impression log of a news site (Wu et al., ACL 2020): `news.tsv` and `behaviors.tsv`, each may be packed.
///
/// Articles become items of a catalogue, their category and subcategory topics; what an impression shows is impressed,
/// what was clicked is opened a second later. A member's click history comes before their first impression, one article
/// a minute. An article is published when it first appears, because the set does not say when it was.
public record MindFolder(Path folder, @Nullable ConsentBasis consent) implements Dataset {
    private static final String AUTHOR = "mind-news";
    private static final int UNKNOWN_POSITION = -1;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long CLICK_AFTER_MILLIS = 1_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/uuuu h:mm:ss a", Locale.US);

    @Override
    public String name() {
        return "MIND in " + folder.getFileName();
    }

    @Override
    public void read(Limits limits, Findings findings) {
        Columns files = new Columns(folder, limits, findings);
        Mentions mentions = new Mentions(findings, "mind", consent);
        findings.note("Times are read as UTC, since the set names no zone.");
        findings.note("An article is published when it first appears in the log.");
        findings.note("Histories have no times: they are placed before the member's first impression, a minute apart.");
        findings.note("Positions are left unknown, because the set shuffled the order within each impression.");
        new Pass(mentions, articles(files)).read(files);
    }

    private static Map<String, Article> articles(Columns files) {
        Map<String, Article> articles = new HashMap<>();
        files.each("news.tsv", 0, 5, row -> articles.put(row.get(0).strip(), Article.of(row)));
        return articles;
    }

    /// What the catalogue says about an article.
    private record Article(String text, List<String> topics) {
        static final Article UNKNOWN = new Article("", List.of());

        static Article of(Row row) {
            String text = (row.get(3).strip() + "\n\n" + row.get(4).strip()).strip();
            String topic = row.get(1).strip();
            String narrower = row.get(2).strip();
            List<String> topics = topic.equals(narrower) ? List.of(topic) : List.of(topic, narrower);
            return new Article(
                    text.substring(0, Math.min(text.length(), Post.MAX_TEXT_CHARS)),
                    topics.stream().filter(name -> !name.isEmpty()).toList());
        }
    }

    /// One pass over the impressions.
    private record Pass(Mentions mentions, Map<String, Article> articles) {
        void read(Columns files) {
            files.each("behaviors.tsv", 0, 5, this::impression);
        }

        private void impression(Row row) {
            long atMillis = millis(row);
            ExternalId member = id("mind:", row, 1);
            List<String> history = words(row.get(3));
            List<Shown> shown = words(row.get(4)).stream().map(Shown::of).toList();
            if (mentions.member(row.place(), member, atMillis - (history.size() + 1) * MINUTE_MILLIS)) {
                for (int i = 0; i < history.size(); i++) {
                    opened(
                            row,
                            "history-" + i,
                            member,
                            history.get(i),
                            atMillis - (history.size() - i) * MINUTE_MILLIS);
                }
            }
            for (int i = 0; i < shown.size(); i++) {
                ExternalId item = article(row, shown.get(i).article(), atMillis);
                mentions.fact(
                        row.line(),
                        "impressed-" + i,
                        WireType.IMPRESSED,
                        atMillis,
                        Named.impressed(member, item, null, UNKNOWN_POSITION));
                if (shown.get(i).clicked()) {
                    opened(row, "open-" + i, member, shown.get(i).article(), atMillis + CLICK_AFTER_MILLIS);
                }
            }
        }

        private void opened(Row row, String part, ExternalId member, String article, long atMillis) {
            ExternalId item = article(row, article, atMillis);
            mentions.fact(row.line(), part, WireType.ACTED, atMillis, Named.acted(member, item, "open", 1, null));
        }

        private ExternalId article(Row row, String name, long atMillis) {
            ExternalId item = id("mind:", name, 4);
            if (mentions.knows(item)) return item;
            ExternalId author = mentions.catalogue(row.place(), AUTHOR, atMillis);
            Article article = articles.getOrDefault(name, Article.UNKNOWN);
            ItemStatement statement =
                    ItemStatement.open(item, author, ItemKind.ARTICLE, article.text(), "en", article.topics());
            mentions.item(row.place(), statement, atMillis);
            return item;
        }

        private static long millis(Row row) {
            try {
                return LocalDateTime.parse(row.get(2).strip(), TIME)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
            } catch (DateTimeParseException notATime) {
                throw new Unreadable(2, "is not a time such as 11/9/2019 12:01:13 AM");
            }
        }

        private static List<String> words(String cell) {
            return cell.isBlank() ? List.of() : List.of(cell.strip().split(" +"));
        }
    }

    /// One candidate of an impression, written `N123-1` if it was clicked.
    private record Shown(String article, boolean clicked) {
        static Shown of(String word) {
            int dash = word.lastIndexOf('-');
            String mark = word.substring(dash + 1);
            if (dash < 1 || !(mark.equals("0") || mark.equals("1"))) {
                throw new Unreadable(4, "is not a list such as N123-0 N456-1; unlabelled impressions cannot be read");
            }
            return new Shown(word.substring(0, dash), mark.equals("1"));
        }
    }
}
