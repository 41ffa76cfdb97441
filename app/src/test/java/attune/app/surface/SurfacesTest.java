package attune.app.surface;

import static attune.testkit.sample.Drafts.followed;
import static attune.testkit.sample.Drafts.impressed;
import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.liked;
import static attune.testkit.sample.Drafts.mutedWord;
import static attune.testkit.sample.Drafts.published;
import static attune.testkit.sample.Drafts.withdrew;
import static org.assertj.core.api.Assertions.assertThat;

import attune.app.operate.Models;
import attune.app.operate.Surroundings;
import attune.app.operate.Traces;
import attune.feed.rank.HomeFeatures;
import attune.feed.rank.Values;
import attune.model.event.Event;
import attune.model.policy.Purpose;
import attune.model.policy.Reason;
import attune.pipeline.Slates.Answer.Expired;
import attune.pipeline.Slates.Answer.Refused;
import attune.pipeline.Slates.Answer.Served;
import attune.pipeline.Slates.Entry;
import attune.pipeline.Slates.Page;
import attune.pipeline.Slates.Request;
import attune.pipeline.run.Pipeline;
import attune.pipeline.run.Runner;
import attune.pipeline.trace.Trace;
import attune.privacy.consent.GrantIssuer;
import attune.testkit.contract.StageContract;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.Village;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Vic follows Ann and Bob; Cat likes what Vic likes; Dan allows nothing; Eve is a stranger.
class SurfacesTest {
    private final Village village = Village.of("vic", "ann", "bob", "cat", "eve")
            .tell(joined("dan"), followed("vic", "ann"), followed("vic", "bob"), followed("dan", "ann"));
    private final ExecutorService outside = Executors.newVirtualThreadPerTaskExecutor();
    private final SecureRandom random = new Counting();
    private final Runner runner = new Runner(outside, () -> 0L, random, 0);
    private final GrantIssuer grants =
            new GrantIssuer(village.seal(), village.views().members, village.views().consents);
    private final Traces traces = new Traces(village.store().blobs(), Duration.ofDays(30), Set::of);
    private final Surfaces surfaces = new Surfaces(
            village.views(),
            village.state(),
            grants,
            village.store().log(),
            traces,
            Models.open(village.store().blobs(), HomeFeatures.PRIOR, 0),
            Values.parse(values()),
            runner,
            new Surroundings(village.clock(), () -> 0L, random));

    /// Chance that can be foretold: 1, 2, 3, …
    private static final class Counting extends SecureRandom {
        private static final long serialVersionUID = 1;
        private long count;

        @Override
        public long nextLong() {
            return ++count;
        }
    }

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void home_of_who_allows_it_is_ranked_as_kept() {
        history();
        GoldenTrace.matches("home", "profiled", GoldenTrace.text(village, trace(served("home", "vic"))));
    }

    @Test
    void home_of_who_allows_nothing_is_ranked_as_kept() {
        history();
        GoldenTrace.matches("home", "plain", GoldenTrace.text(village, trace(served("home", "dan"))));
    }

    @Test
    void following_is_newest_first_as_kept() {
        history();
        GoldenTrace.matches("following", "newest-first", GoldenTrace.text(village, trace(served("following", "vic"))));
    }

    @Test
    void every_stage_of_every_surface_keeps_the_contract() {
        history();
        for (Pipeline pipeline : surfaces.pipelines()) {
            String viewer = pipeline.profiled() ? "vic" : "dan";
            new StageContract(
                            pipeline,
                            runner,
                            items -> village.query(grants.grant(village.member(viewer)), items),
                            Set.of("duplicates"),
                            7)
                    .holdsFor(village.items("a1", "a2", "b1", "c1", "c2", "d1", "e1"));
        }
    }

    @Test
    void pages_never_repeat_and_lose_nothing_while_new_items_arrive() {
        for (int i = 0; i < 30; i++) village.post(i % 2 == 0 ? "ann" : "bob", "p" + i, "Post number " + i);
        List<Integer> all = new ArrayList<>();
        Served page = served("home", "vic", 7, null);
        Page first = page.next().orElseThrow();
        int rounds = 0;
        while (true) {
            page.entries().forEach(entry -> all.add(entry.item()));
            if (page.next().isEmpty()) break;
            village.post("ann", "new" + rounds++, "Something new");
            page = served("home", "vic", 7, page.next().get());
        }

        assertThat(all).hasSize(30).doesNotHaveDuplicates();
        assertThat(served("home", "vic", 7, first).entries())
                .as("a page may be asked for again")
                .hasSize(7);
        village.tell(withdrew("vic", Purpose.PERSONALIZATION));
        assertThat(surfaces.slate("home", new Request(village.member("vic"), 7, first)))
                .as("a profiled slate is not read on without consent")
                .isInstanceOf(Expired.class);
    }

    @Test
    void a_later_page_leaves_out_what_was_objected_to_meanwhile() {
        for (int i = 0; i < 10; i++) village.post("ann", "p" + i, "Post about " + (i % 2 == 0 ? "chess" : "rain"));
        Served first = served("home", "vic", 2, null);
        village.tell(mutedWord("vic", "chess"));

        List<Entry> rest = served("home", "vic", 20, first.next().orElseThrow()).entries();

        assertThat(rest).isNotEmpty();
        assertThat(rest)
                .noneMatch(entry -> village.views().items.text(entry.item()).contains("chess"));
    }

    @Test
    void another_member_cannot_read_my_pages_on() {
        for (int i = 0; i < 10; i++) village.post("ann", "p" + i, "Post " + i);
        Page next = served("home", "vic", 2, null).next().orElseThrow();

        assertThat(surfaces.slate("home", new Request(village.member("eve"), 2, next)))
                .isInstanceOf(Expired.class);
    }

    @Test
    void what_was_served_is_logged_and_its_trace_is_kept() {
        history();
        Served served = served("home", "vic");
        List<Event> last = new ArrayList<>();
        village.store().log().replay(0, envelope -> last.add(envelope.event()));

        assertThat(last.getLast()).isInstanceOfSatisfying(Event.Served.class, event -> {
            assertThat(event.trace()).isEqualTo(served.trace());
            assertThat(event.items().stream().map(item -> item.value()))
                    .containsExactlyElementsOf(
                            served.entries().stream().map(Entry::item).toList());
        });
        assertThat(traces.find(served.trace())).isPresent();
    }

    @Test
    void each_entry_says_why_in_a_sentence() {
        history();

        assertThat(why("vic", "a2")).contains("You follow Name of ann.");
        assertThat(why("vic", "c2")).contains("People who like what you like engage with this.");
        assertThat(why("vic", "e1")).contains("Name of ann liked or answered this.");
    }

    @Test
    void who_does_not_consent_influences_nobodys_home() {
        history();
        assertThat(why("vic", "e1")).contains("Name of ann liked or answered this.");
        assertThat(why("vic", "c2")).contains("People who like what you like engage with this.");

        village.tell(withdrew("ann", Purpose.PERSONALIZATION), withdrew("cat", Purpose.PERSONALIZATION));

        assertThat(why("vic", "e1")).doesNotContain("Name of ann liked or answered this.");
        assertThat(why("vic", "c2")).doesNotContain("People who like what you like engage with this.");
    }

    @Test
    void without_consent_home_stays_plain_until_it_is_given() {
        history();
        village.tell(withdrew("vic", Purpose.PERSONALIZATION));
        assertThat(served("home", "vic").profiled()).isFalse();
        assertThat(served("home", "vic").profiled()).isFalse();

        village.tell(Drafts.consented("vic", Purpose.PERSONALIZATION));
        assertThat(served("home", "vic").profiled()).isTrue();
    }

    @Test
    void who_is_not_active_gets_no_surface() {
        history();
        village.tell(Drafts.left("vic"));

        for (String surface : surfaces.surfaces()) {
            assertThat(surfaces.slate(surface, new Request(village.member("vic"), 9, null)))
                    .as(surface)
                    .isInstanceOf(Refused.class);
        }
    }

    private void history() {
        village.tell(published("ann", "a1", "The first tour of spring", "cycling"))
                .later(Duration.ofHours(2))
                .tell(published("cat", "c1", "Bread from rye", "bread"))
                .tell(published("cat", "c2", "Bread from spelt", "bread"))
                .tell(published("eve", "e1", "A harbour at dawn", "harbours"))
                .later(Duration.ofHours(2))
                .tell(published("bob", "b1", "Rain again", "rain"), published("dan", "d1", "Openings", "chess"))
                .tell(impressed("vic", "c1"), liked("vic", "c1"), impressed("bob", "c1"), liked("bob", "c1"))
                .tell(liked("bob", "c2"), liked("ann", "e1"), liked("cat", "c1"), impressed("eve", "a1"))
                .later(Duration.ofHours(1))
                .tell(published("ann", "a2", "The second tour of spring", "cycling"))
                .later(Duration.ofMinutes(5));
        village.tell(Drafts.unfollowed("vic", "bob"), liked("cat", "c2"), liked("cat", "c1"), followed("vic", "bob"));
        village.tell(Drafts.undone("bob", "c2", "like"), Drafts.undone("bob", "c1", "like"));
    }

    private List<String> why(String viewer, String item) {
        return served("home", viewer).entries().stream()
                .filter(entry -> entry.item() == village.item(item))
                .flatMap(entry -> entry.why().stream().map(Reason::text))
                .toList();
    }

    private Served served(String surface, String viewer) {
        return served(surface, viewer, 50, null);
    }

    private Served served(String surface, String viewer, int count, @Nullable Page page) {
        return (Served) surfaces.slate(surface, new Request(village.member(viewer), count, page));
    }

    private Trace trace(Served served) {
        Optional<Trace> trace = traces.find(served.trace());
        return trace.orElseThrow();
    }

    private static String values() {
        try (InputStream in = Surfaces.class.getResourceAsStream("home.values")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
