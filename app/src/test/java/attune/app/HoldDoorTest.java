package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.http.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HoldDoorTest {
    private static final Instant UNTIL = RunningNode.START.plus(Duration.ofDays(90));
    private static final String HOLD = "{\"reference\":\"Case 17 of the marmalade court\",\"until\":\"" + UNTIL + "\"}";

    @TempDir
    Path folder;

    private RunningNode node;

    @BeforeEach
    void open() {
        node = RunningNode.open(folder);
        Village.settle(node);
        node.tell(
                Village.joined("zelda", "Zelda Quillfeather"),
                Village.post("zelda", "zelda-1", "Marmalade on the windowsill", ""),
                Village.tie("followed", "bob", "zelda"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void an_erasure_asked_for_on_hold_waits_restricted_and_is_carried_out_when_the_hold_is_lifted() {
        node.put(node.operator, "/v1/members/zelda/hold", HOLD).is(200);
        assertThat(node.shown("bob")).contains("zelda-1");

        JsonObject held = node.post(node.token("zelda"), "/v1/members/zelda/erasure", "{}")
                .is(202)
                .json();

        assertThat(held.text("state")).isEqualTo("held");
        assertThat(held.time("heldUntil")).isEqualTo(UNTIL);
        assertThat(Duration.between(held.time("at"), held.time("due"))).isEqualTo(Duration.ofDays(30));
        assertThat(node.shown("bob")).as("not shown meanwhile").doesNotContain("zelda-1");
        node.get(node.backend, "/v1/members/zelda/slates/home").is(409);
        assertThat(requests()).isEqualTo(1);
        assertThat(node.post(node.backend, "/v1/members/zelda/erasure", "{}")
                        .is(202)
                        .json()
                        .time("at"))
                .as("asked twice, it is due by the first")
                .isEqualTo(held.time("at"));

        JsonObject lifted =
                node.delete(node.operator, "/v1/members/zelda/hold").is(200).json();

        assertThat(lifted.object("erasure").text("state")).isEqualTo("fulfilled");
        node.get(node.backend, "/v1/members/zelda").is(404);
        assertThat(requests()).isZero();
    }

    @Test
    void upkeep_ends_a_hold_whose_time_is_over_and_erases_who_waited() {
        node.put(node.operator, "/v1/members/zelda/hold", HOLD).is(200);
        node.post(node.backend, "/v1/members/zelda/erasure", "{}").is(202);
        assertThat(node.attune.erasures().settle()).isZero();

        node.clock.advance(Duration.ofDays(91).toMillis());

        assertThat(node.attune.erasures().settle()).isEqualTo(1);
        node.get(node.backend, "/v1/members/zelda").is(404);
        assertThat(node.get(node.operator, "/v1/holds").is(200).json().objects("holds"))
                .isEmpty();
    }

    @Test
    void a_hold_survives_a_restart_and_its_reference_is_for_operators_only() {
        node.put(node.operator, "/v1/members/zelda/hold", HOLD).is(200);
        node.close();

        node = RunningNode.open(folder);

        JsonObject hold = node.get(node.operator, "/v1/holds")
                .is(200)
                .json()
                .objects("holds")
                .getFirst();
        assertThat(hold.text("reference")).contains("marmalade court");
        assertThat(hold.truth("erasureAsked")).isFalse();
        assertThat(node.get(node.token("zelda"), "/v1/members/zelda/export")
                        .is(200)
                        .text())
                .contains("hold.placed", "held-until-millis")
                .doesNotContain("marmalade court");
        node.get(node.backend, "/v1/holds").is(403);
        node.put(node.backend, "/v1/members/zelda/hold", HOLD).is(403);
    }

    @Test
    void a_hold_must_end_in_the_future_and_say_why() {
        node.put(node.operator, "/v1/members/zelda/hold", HOLD.replace(UNTIL.toString(), "2020-01-01T00:00:00Z"))
                .is(400);
        node.put(node.operator, "/v1/members/zelda/hold", HOLD.replace("Case 17 of the marmalade court", " "))
                .is(400);
        node.put(node.operator, "/v1/members/nobody/hold", HOLD).is(404);
        node.delete(node.operator, "/v1/members/zelda/hold").is(404);
    }

    @Test
    void a_receipt_is_verified_later_and_a_changed_one_is_refused() {
        String receipt = node.post(node.backend, "/v1/members/zelda/erasure", "{}")
                .is(200)
                .json()
                .text("receipt");
        node.close();
        node = RunningNode.open(folder);

        JsonObject verified = verify(receipt).is(200).json();

        assertThat(verified.truth("valid")).isTrue();
        assertThat(verified.truth("keyDestroyed")).isTrue();
        assertThat(verified.integer("ledgerEntry")).isLessThan(verified.integer("ledgerSize"));
        char changed = receipt.charAt(3) == 'A' ? 'B' : 'A';
        verify(receipt.substring(0, 3) + changed + receipt.substring(4)).is(400);
    }

    private RunningNode.Answer verify(String receipt) {
        return node.post(node.backend, "/v1/erasures/verify", "{\"receipt\":\"" + receipt + "\"}");
    }

    private int requests() {
        return node.get(node.operator, "/v1/rights-requests")
                .is(200)
                .json()
                .objects("requests")
                .size();
    }
}
