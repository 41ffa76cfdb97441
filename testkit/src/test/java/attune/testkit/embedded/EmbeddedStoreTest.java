package attune.testkit.embedded;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.event.Envelope;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.codec.Fact;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.StoreUnusable;
import attune.store.log.Draft;
import attune.store.log.Erased;
import attune.store.log.Outcome;
import attune.store.projection.Digest;
import attune.store.projection.Disclosure;
import attune.store.projection.Projection;
import attune.store.snapshot.ArrayReader;
import attune.store.snapshot.ArrayWriter;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator meets: a folder in use, of a newer format, without its key, damaged.
class EmbeddedStoreTest {
    @TempDir
    Path folder;

    @Test
    void a_second_process_is_told_that_the_folder_is_in_use() {
        EmbeddedStore store = open();

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreUnusable.class)
                .hasMessageContaining("in use by another Attune");
        store.close();
        open().close();
    }

    /// Emptying the write-ahead log waits for every read transaction; erasures wait for that.
    @Test
    void a_reader_that_dawdles_over_a_fact_keeps_no_transaction_open() throws Exception {
        try (EmbeddedStore store = open()) {
            store.log().appendNow(List.of(joined("ada"), joined("bo"), joined("cy")));
            List<Integer> busy = new ArrayList<>();

            store.log().replay(0, _ -> {
                store.log().appendNow(List.of(joined("m" + busy.size())));
                busy.add(emptied());
            });
            store.log().read(new long[] {1, 3}, _ -> {
                store.log().appendNow(List.of(joined("n" + busy.size())));
                busy.add(emptied());
            });

            assertThat(busy).containsExactly(0, 0, 0, 0, 0);
        }
    }

    /// 0 if nobody was in the way of emptying the write-ahead log.
    private int emptied() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
                Statement run = connection.createStatement()) {
            run.execute("pragma busy_timeout = 0");
            return run.executeQuery("pragma wal_checkpoint(truncate)").getInt(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void a_newer_format_is_refused_with_a_way_out() throws Exception {
        open().close();
        Files.writeString(folder.resolve("format"), "2\n");

        assertThatThrownBy(this::open).hasMessageContaining("has format 2, this Attune reads up to 1");
    }

    @Test
    void a_first_start_that_was_killed_while_it_wrote_the_format_begins_again() throws Exception {
        Files.createFile(folder.resolve("format"));
        Files.writeString(folder.resolve("format.part"), "");

        open().close();

        assertThat(folder.resolve("format")).hasContent("1\n");
    }

    @Test
    void the_master_key_is_for_its_owner_only_and_its_loss_stops_the_start() throws Exception {
        open().close();
        Path key = folder.resolve("master.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");

        String right = Files.readString(key);
        Files.writeString(key, "0".repeat(64));
        assertThatThrownBy(this::open).hasMessageContaining("does not open with this master key");
        Files.delete(key);
        assertThatThrownBy(this::open).hasMessageContaining("master key is missing");
        Files.writeString(key, right);
        open().close();
    }

    @Test
    void a_damaged_row_stops_the_start_and_is_named() throws Exception {
        EmbeddedStore store = open();
        store.log().appendNow(List.of(joined("ada"), joined("bo")));
        store.close();
        sql("update events set fact = x'0102030405060708' where sequence = 2");

        assertThatThrownBy(this::open).isInstanceOf(StoreUnusable.class).hasMessageContaining("Fact 2 is damaged");
    }

    @Test
    void facts_of_a_newer_version_are_kept_counted_and_passed_over() throws Exception {
        EmbeddedStore store = open();
        store.log().appendNow(List.of(joined("ada"), joined("bo")));
        byte[] newer = new Fact(900, 0, 5, 5, "api", new byte[0], new byte[0]).bytes();
        store.close();
        sql("update events set fact = x'" + HexFormat.of().formatHex(newer) + "' where sequence = 2");

        store = open();

        var report = store.log().replay(0, envelope -> {});
        assertThat(report.read()).isEqualTo(1);
        assertThat(report.unknownType()).isEqualTo(1);
        store.close();
    }

    @Test
    void a_closed_log_says_so() {
        EmbeddedStore store = open();
        store.close();

        assertThatThrownBy(() -> store.log().appendNow(List.of(joined("ada"))))
                .hasMessageContaining("The log is closed");
    }

    @Test
    void a_resolution_that_throws_fails_its_own_batch_only() {
        EmbeddedStore store = open();
        var broken = store.log().append(List.of(joined("ada"), of(ids -> {
            throw new IllegalStateException("a fault of the adapter");
        })));
        var sound = store.log().append(List.of(joined("bo")));

        assertThatThrownBy(broken::join).hasMessageContaining("a fault of the adapter");
        assertThat(sound.join()).containsExactly(new Outcome.Accepted(1));
        store.close();
    }

    @Test
    void a_projection_that_fails_stops_the_log_and_a_new_start_replays_what_was_written() {
        EmbeddedStore store = EmbeddedStore.open(
                folder,
                List.of(new FailingProjection(1)),
                new SteppingClock(1_764_000_000_000L),
                new SecureRandom(),
                EmbeddedStore.Progress.SILENT);

        assertThatThrownBy(() -> store.log().appendNow(List.of(joined("ada"))))
                .hasMessageContaining("a projection failed to fold");
        assertThatThrownBy(() -> store.log().appendNow(List.of(joined("bo"))))
                .hasMessageContaining("Start again to replay it");
        store.close();
        EmbeddedStore again = open();
        assertThat(again.log().head()).isEqualTo(1);
        again.close();
    }

    /// A group in which one append throws is tried one by one; the second of them stops the writer.
    @Test
    void a_writer_that_stops_in_the_middle_of_a_group_writes_and_acknowledges_nothing_behind() throws Exception {
        EmbeddedStore store = EmbeddedStore.open(
                folder,
                List.of(new FailingProjection(2)),
                new SteppingClock(1_764_000_000_000L),
                new SecureRandom(),
                EmbeddedStore.Progress.SILENT);
        CountDownLatch queued = new CountDownLatch(1);
        Draft slow = of(ids -> {
            await(queued);
            return joined("slow").resolution().resolve(ids);
        });
        Draft broken = of(ids -> {
            throw new IllegalStateException("a fault of the adapter");
        });
        var first = store.log().append(List.of(slow));
        var second = store.log().append(List.of(broken));
        var third = store.log().append(List.of(joined("ada")));
        var fourth = store.log().append(List.of(joined("bo")));

        queued.countDown();

        assertThat(first.join()).hasSize(1);
        assertThatThrownBy(second::join).hasMessageContaining("a fault of the adapter");
        assertThatThrownBy(third::join).hasMessageContaining("a projection failed to fold");
        assertThatThrownBy(fourth::join).hasMessageContaining("a projection failed to fold");
        store.close();
        EmbeddedStore again = open();
        assertThat(again.log().head()).isEqualTo(2);
        again.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static final class FailingProjection implements Projection {
        private final long from;

        FailingProjection(long from) {
            this.from = from;
        }

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public void apply(Envelope envelope) {
            if (envelope.sequence() >= from) throw new IllegalStateException("a fault of the projection");
        }

        @Override
        public void forget(Erased erased) {
            throw new IllegalStateException("not reached");
        }

        @Override
        public void disclose(MemberId member, Disclosure into) {
            into.text("none", "");
        }

        @Override
        public void digest(Digest into) {
            into.add(0);
        }

        @Override
        public int format() {
            return 1;
        }

        @Override
        public void save(ArrayWriter into) {
            into.number(0);
        }

        @Override
        public void load(ArrayReader from) {
            assertThat(from.number()).isZero();
        }
    }

    @Test
    void numbers_are_not_given_again_after_the_largest_was_erased_and_the_store_opened_again() {
        EmbeddedStore store = open();
        store.log().appendNow(List.of(joined("ada"), joined("bo"), published("bo", "i1", "x")));
        store.erasure().erase(new MemberId(1));
        store.close();

        store = open();

        store.log().appendNow(List.of(joined("cy"), published("cy", "i2", "y")));
        assertThat(store.directory().knows(new MemberId(2))).isTrue();
        assertThat(store.directory().knows(new ItemId(1))).isTrue();
        store.close();
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(
                folder,
                List.of(),
                new SteppingClock(1_764_000_000_000L),
                new SecureRandom(),
                EmbeddedStore.Progress.SILENT);
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
