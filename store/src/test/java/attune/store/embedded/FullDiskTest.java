package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.ExternalId;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.store.log.Draft;
import attune.store.log.LogUnavailable;
import attune.store.log.Outcome;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir
    Path folder;

    /// A page limit on the writer's connection makes SQLite report what a full disk makes it report.
    @Test
    void a_full_disk_acknowledges_nothing_loses_nothing_and_the_log_goes_on_once_there_is_room() {
        EmbeddedStore store = open();
        assertThat(store.log().appendNow(List.of(joined("ada")))).containsExactly(new Outcome.Accepted(1));
        List<Draft> many = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) many.add(joined("member " + i));

        ((SqliteEventLog) store.log()).writer().between(file -> {
            Database.run(file.connection(), "pragma max_page_count=8");
            return true;
        });

        assertThatThrownBy(() -> store.log().appendNow(many))
                .cause()
                .isInstanceOfSatisfying(
                        LogUnavailable.class,
                        refused -> assertThat(refused.retryable()).isTrue())
                .hasMessageContaining("nothing of this batch was kept")
                .hasMessageContaining("SQLITE_FULL");
        assertThat(store.log().head()).isEqualTo(1);
        assertThat(store.directory().member(new ExternalId("member 0"))).isEmpty();
        // The log opened its file anew, without the limit: there is room again.
        assertThat(store.log().appendNow(many)).hasSize(2_000).allMatch(Outcome.Accepted.class::isInstance);
        store.close();
        EmbeddedStore again = open();
        assertThat(again.log().head()).isEqualTo(2_001);
        assertThat(again.directory().member(new ExternalId("member 1999"))).isPresent();
        again.close();
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(
                folder, List.of(), InstantSource.system(), new SecureRandom(), EmbeddedStore.Progress.SILENT);
    }

    private static Draft joined(String name) {
        ExternalId id = new ExternalId(name);
        Profile profile = new Profile(id, "", List.of(), ZoneOffset.UTC, AgeBand.ADULT, false, true);
        return new Draft(Origin.of("test"), null, Draft.NOW, ids -> new Event.MemberJoined(ids.newMember(id), profile));
    }
}
