package attune.testkit.erasure;

import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.searched;
import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Event;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.model.identity.TopicId;
import attune.store.blob.Blobs.Blob;
import attune.store.codec.EventCodec;
import attune.store.codec.Fact;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Scanner;
import attune.store.embedded.Scanner.Finding;
import attune.store.embedded.Scanner.Needles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A scan that finds nothing proves something only if it would have found what is left: after an erasure leftovers are
/// planted in every place, and each is found.
class ScannerPlacesTest {
    private static final String NAME = "Zoë \"Quill\" Feather";
    private static final MemberId ZOE = new MemberId(0);
    private static final ItemId POST = new ItemId(77);

    @TempDir
    Path folder;

    private EmbeddedStore store;
    private final Needles needles = new Needles(ZOE, Set.of(POST), List.of(NAME, "zoe"));

    @BeforeEach
    void erase() {
        store = Crowd.open(folder);
        store.log().appendNow(List.of(joined("zoe"), joined("bo"), searched("zoe", "marmalade")));
        assertThat(store.scanner().scan(needles).findings())
                .extracting(Finding::file)
                .contains("log.db", "keys.db", "memory");
        store.erasure().erase(ZOE);
        assertThat(found()).isEmpty();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_fact_of_the_member_is_found() throws Exception {
        insert(new Fact(22, 0, 5, 5, "api", new byte[0], new byte[0]).bytes());

        assertThat(found()).extracting(Finding::what).containsExactly("owner");
    }

    @Test
    void a_name_in_somebody_elses_fact_is_found() throws Exception {
        byte[] open =
                EventCodec.encode(new Event.TopicDefined(new TopicId(3), NAME)).open();
        insert(new Fact(31, -1, 5, 5, "api", open, new byte[0]).bytes());

        assertThat(found()).extracting(Finding::place).contains("fact 900");
    }

    @Test
    void a_blob_that_holds_the_name_or_names_the_item_is_found() {
        byte[] bytes = "{\"name\":\"Zo\\u00eb \\\"Quill\\\" Feather\"}".getBytes(StandardCharsets.UTF_8);
        store.blobs().put(new Blob("artifact", 1, null, 5, bytes, List.of(), List.of(POST)));
        store.blobs().flush();

        assertThat(found()).extracting(Finding::what).contains("text 0", "relation to an item");
        assertThat(found()).extracting(Finding::file).contains("blobs.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "utf-16le", "utf-16be", "base64", "base64+1", "base64+2", "json"})
    void the_name_in_any_other_file_is_found_in_every_encoding(String encoding) throws Exception {
        byte[] bytes = switch (encoding) {
            case "utf-16le" -> NAME.getBytes(StandardCharsets.UTF_16LE);
            case "utf-16be" -> NAME.getBytes(StandardCharsets.UTF_16BE);
            case "base64" -> base64("");
            case "base64+1" -> base64("x");
            case "base64+2" -> base64("xy");
            case "json" -> "Zo\\u00eb \\\"Quill\\\" Feather".getBytes(StandardCharsets.US_ASCII);
            default -> NAME.getBytes(StandardCharsets.UTF_8);
        };
        Files.createDirectories(folder.resolve("snapshots"));
        Files.write(
                folder.resolve("snapshots").resolve("left.bin"),
                concat("....".getBytes(StandardCharsets.US_ASCII), bytes));

        assertThat(found()).extracting(Finding::file).contains("snapshots/left.bin");
    }

    @Test
    void an_unfinished_erasure_in_memory_or_in_a_cache_is_found() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
                PreparedStatement update =
                        connection.prepareStatement("update erasures set items = ?, finished_millis = null")) {
            BitSet items = new BitSet();
            items.set(POST.value());
            update.setBytes(1, items.toByteArray());
            update.executeUpdate();
        }
        store.scanner().also(new Scanner.Place() {
            @Override
            public String name() {
                return "slates";
            }

            @Override
            public boolean holds(Needles needles) {
                return needles.items().contains(POST);
            }
        });

        assertThat(found()).extracting(Finding::place).contains("slates", "unfinished erasure of member 0");
    }

    private static byte[] base64(String before) {
        return Base64.getEncoder().encode((before + NAME + " and more").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = new byte[a.length + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private void insert(byte[] fact) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("log.db"));
                PreparedStatement insert =
                        connection.prepareStatement("insert into events(sequence, fact) values (900, ?)")) {
            insert.setBytes(1, fact);
            insert.executeUpdate();
        }
    }

    private List<Finding> found() {
        return store.scanner().scan(needles).findings();
    }
}
