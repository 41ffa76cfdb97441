package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.auth.Role;
import attune.http.json.JsonObject;
import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.store.ledger.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A flood, from the like that makes it one to the person who decides.
@Timeout(60)
class QuarantineDoorTest {
    private static final int FLOOD = 80;

    @TempDir
    Path folder;

    private RunningNode node;
    private String moderator;

    @BeforeEach
    void open() {
        node = RunningNode.open(folder);
        moderator = node.community.keys().mint(Role.MODERATOR, "test").bearer();
        Village.settle(node);
        List<String> posts = new ArrayList<>();
        for (int item = 0; item < FLOOD; item++) posts.add(Village.post("ada", "p" + item, "Post number " + item));
        node.tell(posts.toArray(String[]::new));
        node.clock.advance(Duration.ofHours(2).toMillis());
        List<String> likes = new ArrayList<>();
        for (int item = 0; item < FLOOD; item++) likes.add(Village.acted("eve", "p" + item, "like"));
        node.tell(likes.toArray(String[]::new));
    }

    @AfterEach
    void close() {
        node.close();
    }

    private int likes(String item) {
        return node.attune.store().state().read(() -> {
            ItemId id = node.attune.directory().item(new ExternalId(item)).orElseThrow();
            return node.attune.views().counts.total(id.value(), 0);
        });
    }

    @Test
    void a_moderator_reads_whose_acts_are_held_and_why() {
        JsonObject all = node.get(moderator, "/v1/quarantines").is(200).json();

        JsonObject one = all.objects("quarantines").getFirst();
        assertThat(one.text("member")).isEqualTo("eve");
        assertThat(one.text("rule")).isEqualTo("same-moment");
        assertThat(one.text("why")).contains("61 items", "same millisecond", "60");
        assertThat(likes("p0")).isZero();
    }

    @Test
    void the_list_tells_how_much_is_held_and_what_is_released_is_held_no_more() {
        JsonObject one = list("").objects("quarantines").getFirst();
        assertThat(one.integer("heldActs")).isEqualTo(FLOOD);
        assertThat(list("").object("byRule").integer("same-moment")).isOne();

        decide("release").is(200);

        assertThat(list("").objects("quarantines")).isEmpty();
        JsonObject past = list("?show=ended").objects("quarantines").getFirst();
        assertThat(past.truth("counted")).isTrue();
        assertThat(past.integer("heldActs")).isZero();
    }

    @Test
    void the_list_is_chosen_by_rule_by_review_and_by_objection() {
        assertThat(list("?rule=same-moment").objects("quarantines")).hasSize(1);
        assertThat(list("?rule=metronome").objects("quarantines")).isEmpty();
        assertThat(list("?show=unconfirmed").objects("quarantines")).hasSize(1);
        assertThat(list("?show=objected").objects("quarantines")).isEmpty();

        decide("confirm").is(200);
        node.put(node.token("eve"), "/v1/members/eve/quarantine/objection", "{\"text\":\"My cat.\"}")
                .is(200);

        assertThat(list("?show=unconfirmed").objects("quarantines")).isEmpty();
        assertThat(list("?show=confirmed").objects("quarantines")).hasSize(1);
        assertThat(list("?show=objected").objects("quarantines")).hasSize(1);
    }

    @Test
    void pages_follow_each_other_and_leave_nobody_out() {
        for (String member : List.of("ada", "bob", "dan")) {
            List<String> likes = new ArrayList<>();
            if (member.equals("dan")) node.tell(Village.joined("dan", "Dan"));
            for (int item = 0; item < FLOOD; item++) likes.add(Village.acted(member, "p" + item, "like"));
            node.tell(likes.toArray(String[]::new));
        }
        List<String> told = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = list("?count=1&cursor=" + cursor);
            assertThat(page.integer("standing")).isEqualTo(4);
            page.objects("quarantines").forEach(one -> told.add(one.text("member")));
            cursor = page.findText("cursor").orElse("");
        } while (!cursor.isEmpty());

        assertThat(told).containsExactlyInAnyOrder("eve", "ada", "bob", "dan");
        String sealed = list("?count=1").text("cursor");
        node.get(moderator, "/v1/quarantines?show=ended&cursor=" + sealed).is(400);
    }

    private JsonObject list(String query) {
        return node.get(moderator, "/v1/quarantines" + query).is(200).json();
    }

    @Test
    void a_member_learns_that_acts_are_held_and_the_objection_reaches_who_decides() {
        String eve = node.token("eve");
        assertThat(node.get(eve, "/v1/members/eve/quarantine").is(200).text())
                .contains("same millisecond", "somebody will look");

        node.put(eve, "/v1/members/eve/quarantine/objection", "{\"text\":\"My cat sat on the like key.\"}")
                .is(200);

        assertThat(node.get(moderator, "/v1/quarantines").is(200).text()).contains("My cat sat on the like key.");
        assertThat(node.get(eve, "/v1/members/eve/export").is(200).text()).contains("My cat sat", "same-moment");
    }

    @Test
    void whoever_has_nothing_held_reads_just_that_and_has_nothing_to_object_to() {
        String bob = node.token("bob");

        assertThat(node.get(bob, "/v1/members/bob/quarantine").is(200).text()).contains("\"held\":false");
        node.put(bob, "/v1/members/bob/quarantine/objection", "{\"text\":\"Why?\"}")
                .is(409);
    }

    @Test
    void released_the_likes_count_as_if_nothing_had_been_placed() {
        decide("release").is(200);

        assertThat(likes("p0")).isEqualTo(1);
        assertThat(likes("p" + (FLOOD - 1))).isEqualTo(1);
        assertThat(node.get(moderator, "/v1/quarantines").is(200).text()).contains("\"standing\":0");
    }

    @Test
    void ended_the_likes_stay_out_and_new_ones_count() {
        decide("end").is(200);
        node.clock.advance(60_000);
        node.tell(Village.post("ada", "later", "A later post"), Village.acted("eve", "later", "like"));

        assertThat(likes("p0")).isZero();
        assertThat(likes("later")).isEqualTo(1);
    }

    @Test
    void confirmed_it_stands_with_its_cause() {
        assertThat(decide("confirm").is(200).text()).contains("\"confirmed\":true", "same-moment");

        assertThat(likes("p0")).isZero();
    }

    @Test
    void a_decision_is_in_the_ledger_with_who_made_it() {
        decide("release").is(200);

        Ledger ledger = node.attune.store().ledger();
        List<String> actions = ledger.entries(0, 1_000).stream()
                .map(Ledger.Recorded::entry)
                .filter(Objects::nonNull)
                .map(entry -> entry.action())
                .toList();
        assertThat(actions).contains("quarantine.release");
    }

    @Test
    void what_a_rule_placed_is_in_the_ledger_when_the_community_closes() {
        node.attune.placements().close();

        assertThat(node.attune.placements().waiting()).isZero();
        assertThat(node.attune.store().ledger().entries(0, 1_000))
                .anyMatch(one -> one.entry() != null && one.entry().action().equals("quarantine.placed"));
    }

    @Test
    void neither_the_network_nor_another_member_decides_or_reads() {
        node.get(node.backend, "/v1/quarantines").is(403);
        node.get(node.token("bob"), "/v1/members/eve/quarantine").is(403);
        node.post(node.token("eve"), "/v1/quarantines/eve", "{\"decision\":\"release\"}")
                .is(403);
    }

    @Test
    void a_replay_holds_the_same() {
        long before = digest();
        node.close();
        node = RunningNode.open(folder);

        assertThat(digest()).isEqualTo(before);
        assertThat(likes("p0")).isZero();
    }

    private long digest() {
        return node.attune.store().state().digest(node.attune.views().quarantines);
    }

    private RunningNode.Answer decide(String decision) {
        return node.post(moderator, "/v1/quarantines/eve", "{\"decision\":\"" + decision + "\",\"reason\":\"seen\"}");
    }
}
