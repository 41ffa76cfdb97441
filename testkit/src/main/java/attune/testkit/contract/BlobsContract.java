package attune.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.blob.Blobs;
import attune.store.blob.Blobs.Blob;
import attune.store.blob.Blobs.Listed;
import attune.store.log.Erased;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Blobs] promises.
public abstract class BlobsContract {
    protected static final MemberId ADA = new MemberId(0);
    protected static final MemberId BO = new MemberId(1);
    protected static final ItemId POST = new ItemId(3);

    /// Empty, in a community where [#ADA] and [#BO] have keys.
    protected abstract Blobs open() throws Exception;

    @SuppressWarnings("NullAway") // Set before each test.
    private Blobs blobs = null;

    @BeforeEach
    void openBlobs() throws Exception {
        blobs = open();
    }

    @AfterEach
    void closeBlobs() {
        blobs.close();
    }

    @Test
    void what_was_put_can_be_read_after_a_flush() {
        put(1, ADA, 10, "first");
        put(2, null, 20, "without owner");
        blobs.flush();

        assertThat(text(1)).contains("first");
        assertThat(text(2)).contains("without owner");
        assertThat(text(3)).isEmpty();
        assertThat(blobs.get("artifact", 1)).as("another room").isEmpty();
    }

    @Test
    void a_second_put_replaces_the_first() {
        put(1, ADA, 10, "first");
        put(1, ADA, 11, "second");
        blobs.flush();

        assertThat(text(1)).contains("second");
        assertThat(blobs.list("trace", null, 10)).hasSize(1);
    }

    @Test
    void lists_are_newest_first_and_may_be_one_members() {
        put(1, ADA, 30, "a");
        put(2, BO, 20, "bb");
        put(3, ADA, 40, "ccc");
        blobs.flush();

        assertThat(blobs.list("trace", null, 10)).extracting(Listed::id).containsExactly(3L, 1L, 2L);
        assertThat(blobs.list("trace", null, 2)).extracting(Listed::id).containsExactly(3L, 1L);
        assertThat(blobs.list("trace", ADA, 10)).containsExactly(new Listed(3, ADA, 40, 3), new Listed(1, ADA, 30, 1));
    }

    @Test
    void deleted_and_expired_blobs_are_gone() {
        put(1, ADA, 10, "old");
        put(2, ADA, 20, "newer");
        put(3, ADA, 30, "newest");

        assertThat(blobs.expire("trace", 20, Set.of())).isEqualTo(1);
        blobs.delete("trace", 3);

        assertThat(blobs.list("trace", null, 10)).extracting(Listed::id).containsExactly(2L);
    }

    @Test
    void what_a_held_member_owns_does_not_expire() {
        put(1, ADA, 10, "held");
        put(2, BO, 10, "past its term");
        put(3, null, 10, "nobody's");

        assertThat(blobs.expire("trace", 20, Set.of(ADA))).isEqualTo(2);

        assertThat(blobs.list("trace", null, 10)).extracting(Listed::id).containsExactly(1L);
    }

    @Test
    void forgetting_takes_what_the_member_owns_and_what_names_the_member_or_the_members_items() {
        put(1, ADA, 10, "owned");
        blobs.put(new Blob("trace", 2, BO, 10, bytes("names ada"), List.of(ADA), List.of()));
        blobs.put(new Blob("trace", 3, BO, 10, bytes("names her post"), List.of(), List.of(POST)));
        blobs.put(new Blob("trace", 4, BO, 10, bytes("names neither"), List.of(BO), List.of(new ItemId(4))));
        BitSet items = new BitSet();
        items.set(POST.value());

        assertThat(blobs.forget(Erased.of(ADA, items))).isEqualTo(3);

        assertThat(blobs.list("trace", null, 10)).extracting(Listed::id).containsExactly(4L);
        assertThat(blobs.forget(Erased.of(ADA, items))).as("twice is harmless").isZero();
    }

    private void put(long id, @Nullable MemberId owner, long atMillis, String text) {
        blobs.put(new Blob("trace", id, owner, atMillis, bytes(text), List.of(), List.of()));
    }

    private Optional<String> text(long id) {
        return blobs.get("trace", id).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
