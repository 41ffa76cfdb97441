package attune.testkit.embedded;

import static attune.testkit.sample.Drafts.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.identity.ExternalId;
import attune.model.identity.ItemId;
import attune.model.identity.MemberId;
import attune.store.embedded.Backup;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Safekeeping;
import attune.store.embedded.Scanner.Needles;
import attune.store.embedded.Vault;
import attune.store.erasure.NotSecured;
import attune.store.quarantine.Watch;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An erasure is final only once no old copy can undo it: of the log, of the key ring, of both.
class VaultTest {
    private static final String ADA = "at://did:plc:ada-lovelace";
    private static final String WORDS = "On the analytical engine";

    @TempDir
    Path place;

    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);
    private final SecureRandom random = new SecureRandom();
    private EmbeddedStore store;
    private MemberId ada = new MemberId(0);
    private Needles needles = new Needles(ada, Set.of(), List.of());

    @BeforeEach
    void fill() {
        store = open(folder(), Optional.empty());
        store.log().appendNow(List.of(joined("bo"), joined(ADA), published(ADA, "ada-1", WORDS), liked("bo", "ada-1")));
        ada = store.directory().member(new ExternalId(ADA)).orElseThrow();
        ItemId item = store.directory().item(new ExternalId("ada-1")).orElseThrow();
        needles = new Needles(ada, Set.of(item), List.of(ADA, WORDS));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void with_a_vault_named_no_backup_of_before_brings_back_who_was_erased_since() {
        take("one");
        store.close();
        store = open(folder(), Optional.of(vault()));
        assertThat(Vault.ring(vault()).destroyed().stream()).as("before").isEmpty();

        store.erasure().erase(ada);

        assertThat(Vault.ring(vault()).destroyed().stream()).containsExactly(ada.value());
        store.close();
        Backup.restore(place.resolve("one"), vault(), place.resolve("restored"));
        store = restored();
        assertThat(store.erasedSince()).isEqualTo(1);
        assertThat(store.scanner().scan(needles).findings()).isEmpty();
    }

    @Test
    void without_a_vault_named_only_the_next_backup_tells_it_of_an_erasure() {
        take("one");
        store.erasure().erase(ada);
        assertThat(Vault.ring(vault()).destroyed().stream()).isEmpty();

        take("two");

        assertThat(Vault.ring(vault()).destroyed().stream()).containsExactly(ada.value());
    }

    @Test
    void an_erasure_whose_vault_is_out_of_reach_is_not_finished_before_the_vault_is_there_again() throws Exception {
        take("one");
        store.close();
        store = open(folder(), Optional.of(vault()));
        Files.move(vault(), place.resolve("unmounted"));

        assertThatThrownBy(() -> store.erasure().erase(ada))
                .isInstanceOf(NotSecured.class)
                .hasMessageContaining("not yet secured against an old backup")
                .hasMessageContaining("not mounted");

        assertThat(store.directory().member(new ExternalId(ADA)))
                .as("forgotten here at once")
                .isEmpty();
        assertThat(store.keys().has(ada)).isFalse();
        assertThat(vault()).as("no second vault is begun").doesNotExist();
        store.close();
        store = open(folder(), Optional.of(vault()));
        assertThat(store.erasure().pending())
                .as("after a start without the vault")
                .isEqualTo(1);
        assertThatThrownBy(() -> store.erasure().finishPending()).isInstanceOf(NotSecured.class);

        Files.move(place.resolve("unmounted"), vault());

        assertThat(store.erasure().finishPending()).isEqualTo(1);
        assertThat(store.erasure().pending()).isZero();
        assertThat(Vault.ring(vault()).destroyed().stream()).containsExactly(ada.value());
    }

    @Test
    void an_older_copy_of_the_key_ring_does_not_bring_destroyed_keys_back() throws Exception {
        take("one");
        store.erasure().erase(ada);
        store.close();
        Files.copy(vault().resolve("keys.db"), folder().resolve("keys.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Vault.ring(folder()).destroyed().stream()).as("red before").isEmpty();

        store = open(folder());

        assertThat(store.keys().has(ada)).isFalse();
        assertThat(Vault.ring(folder()).destroyed().stream()).containsExactly(ada.value());
        assertThat(store.scanner().scan(needles).findings()).isEmpty();
        take("two");
        assertThat(Vault.ring(vault()).destroyed().stream()).containsExactly(ada.value());
    }

    @Test
    void the_vault_never_forgets_an_erasure() {
        take("one");
        store.erasure().erase(ada);
        take("two");
        store.close();
        Path past = place.resolve("past-vault");
        store = open(folder());
        Backup.take(folder(), place.resolve("three"), past, clock);

        assertThat(Vault.ring(vault()).destroyed().stream()).containsExactly(ada.value());
        assertThat(Vault.ring(past).masterKey()).hasSize(16);
    }

    private Path folder() {
        return place.resolve("community");
    }

    private Path vault() {
        return place.resolve("vault");
    }

    private void take(String name) {
        Backup.take(folder(), place.resolve(name), vault(), clock);
    }

    private EmbeddedStore restored() {
        return EmbeddedStore.open(
                place.resolve("restored"),
                EmbeddedStore.masterKeyIn(folder(), random),
                List.of(),
                Watch.NOBODY,
                clock,
                random,
                EmbeddedStore.Progress.SILENT);
    }

    private EmbeddedStore open(Path folder) {
        return open(folder, Optional.empty());
    }

    private EmbeddedStore open(Path folder, Optional<Path> vault) {
        Safekeeping kept = new Safekeeping(EmbeddedStore.masterKeyIn(folder, random), vault);
        return EmbeddedStore.open(folder, kept, List.of(), Watch.NOBODY, clock, random, EmbeddedStore.Progress.SILENT);
    }
}
