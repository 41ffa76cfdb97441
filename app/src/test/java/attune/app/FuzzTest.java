package attune.app;

import static attune.testkit.sample.Drafts.joined;
import static attune.testkit.sample.Drafts.published;
import static attune.testkit.sample.Drafts.searched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.app.config.Environment;
import attune.app.config.Settings;
import attune.app.config.SettingsException;
import attune.app.config.SettingsFile;
import attune.app.config.SettingsPage;
import attune.model.policy.Seal;
import attune.store.codec.Encoded;
import attune.store.codec.EventCodec;
import attune.store.codec.Fact;
import attune.store.codec.MalformedFact;
import attune.store.embedded.Audits;
import attune.store.embedded.Backup;
import attune.store.embedded.BackupCheck;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.StoreUnusable;
import attune.store.embedded.Vault;
import attune.store.keys.MasterKeySource;
import attune.store.ledger.Entry;
import attune.store.ledger.LedgerUnavailable;
import attune.store.ledger.NoteKey;
import attune.store.projection.SharedProjections;
import attune.testkit.sample.RandomEvents;
import attune.testkit.sample.SteppingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random and mutated bytes against everything that reads bytes it did not write: whatever comes, it ends soon, in a
/// sentence or a refusal. The seed is printed and can be given by `-Dattune.fuzz.seed`; how long each reader is tried
/// by `-Dattune.fuzz.seconds`.
@Tag("fuzz")
class FuzzTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FEWEST = 30;

    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.fuzz.seed", System.nanoTime());
    private final long seconds = Long.getLong("attune.fuzz.seconds", 40);
    private final Random random = new Random(seed);
    private final SecureRandom secure = new SecureRandom();
    private final SteppingClock clock = new SteppingClock(1_764_000_000_000L);

    /// One reader.
    @FunctionalInterface
    private interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    @BeforeEach
    void tellSeed() {
        System.out.println("seed " + seed);
    }

    @Test
    void events_and_facts() {
        RandomEvents events = new RandomEvents(seed);
        List<byte[]> sound = new ArrayList<>();
        for (int type = 0; type < events.types(); type++) {
            Encoded one = EventCodec.encode(events.ofType(type));
            sound.add(one.open());
            sound.add(one.personal());
            sound.add(new Fact(one.type(), one.owner(), 5, 9, "api", one.open(), one.personal()).bytes());
        }
        fuzz(sound, Set.of(MalformedFact.class), bytes -> {
            int cut = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            byte[] open = Arrays.copyOf(bytes, cut);
            byte[] personal = Arrays.copyOfRange(bytes, cut, bytes.length);
            if (random.nextInt(4) == 0) Fact.parse(bytes);
            // Behind a checksum that fits, as only somebody who can write the file could make it.
            Fact fact = Fact.parse(new Fact(random.nextInt(45), 3, 5, 9, "api", open, personal).bytes());
            EventCodec.decode(new Encoded(fact.type(), fact.owner(), fact.open(), fact.sealed()));
        });
    }

    @Test
    void requests_to_ingest() throws Exception {
        List<byte[]> sound = Stream.of(
                        Village.joined("zoe", "Zoe"),
                        Village.post("ada", "x", "Words", ",\"topics\":[\"a\",\"b\"]"),
                        Village.acted("ada", "x", "like"),
                        Village.mutedWord("ada", "tea"),
                        "{\"events\":[" + Village.joined("a", "A") + "," + Village.consent("a") + "]}")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        try (RunningNode node = RunningNode.open(home.resolve("village"));
                HttpClient client = HttpClient.newHttpClient()) {
            fuzz(sound, Set.of(), bytes -> {
                HttpRequest request = HttpRequest.newBuilder(node.node.address().resolve("/v1/events"))
                        .header("Authorization", "Bearer " + node.backend)
                        .header("Content-Type", random.nextBoolean() ? "application/json" : "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                        .build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
            });
        }
    }

    @Test
    void settings_files() {
        String page = SettingsPage.write()
                .lines()
                .filter(line -> line.startsWith("| `") && !line.contains("<"))
                .map(line -> line.replaceAll("\\| `([^`]*)` \\| `?([^`|]*)`? \\|.*", "$1 = $2"))
                .reduce("", (all, line) -> all + line + "\n");
        List<byte[]> sound = List.of(
                page.getBytes(StandardCharsets.UTF_8),
                "http.port = 9_000\ncommunities.ada.folder = data\n".getBytes(StandardCharsets.UTF_8));
        Path file = home.resolve("attune.conf");
        fuzz(sound, Set.of(SettingsException.class, UncheckedIOException.class), bytes -> {
            Files.write(file, bytes);
            Settings.read(SettingsFile.read(file), Environment.EMPTY);
        });
    }

    @Test
    void files_of_a_backup_and_of_the_vault() throws Exception {
        fill();
        Path backup = home.resolve("backup");
        Path vault = home.resolve("vault");
        Backup.take(folder(), backup, vault, clock);
        fuzzFiles(List.of(backup, vault), Set.of(StoreUnusable.class), () -> {
            BackupCheck.of(backup, vault, masterKey(), secure);
            Vault.ring(vault);
            delete(home.resolve("restored"));
            Backup.restore(backup, vault, home.resolve("restored"));
            return true;
        });
    }

    /// A snapshot is disposable: whatever is in it, the start succeeds and finds what the log says.
    @Test
    void files_of_a_snapshot() throws Exception {
        long head = fill();
        fuzzFiles(List.of(newestSnapshot()), Set.of(), () -> {
            try (EmbeddedStore store = open()) {
                assertThat(store.log().head()).isEqualTo(head);
                assertThat(store.state().sequence()).isEqualTo(head);
                if (store.start().snapshot() == 0) store.snapshot();
            }
            return true;
        });
    }

    @Test
    void files_of_the_ledger() throws Exception {
        fill();
        NoteKey verifier = Audits.verifier(folder(), masterKey(), secure);
        fuzzFiles(
                List.of(folder().resolve("ledger.db"), folder().resolve("ledger.checkpoints")),
                Set.of(StoreUnusable.class, LedgerUnavailable.class),
                () -> {
                    Audits.verify(folder(), List.of(), verifier);
                    open().close();
                    return true;
                });
    }

    @Test
    void files_of_a_folder() throws Exception {
        fill();
        fuzzFiles(
                List.of(
                        folder().resolve("log.db"),
                        folder().resolve("keys.db"),
                        folder().resolve("blobs.db"),
                        folder().resolve("format"),
                        folder().resolve("master.key")),
                Set.of(StoreUnusable.class),
                () -> {
                    open().close();
                    return true;
                });
    }

    /// The check is able to fail: a reader that hangs, one that runs out of memory, and one that fails without a
    /// sentence are found.
    @Test
    void planted_faults_are_found() {
        List<byte[]> sound = List.of(new byte[100]);
        assertThatThrownBy(() -> one(
                        sound.getFirst(),
                        Set.of(),
                        _ -> {
                            while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
                        },
                        Duration.ofMillis(200)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("does not end");
        assertThatThrownBy(() -> one(
                        sound.getFirst(),
                        Set.of(),
                        _ -> {
                            throw new OutOfMemoryError("planted");
                        },
                        PATIENCE))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> one(sound.getFirst(), Set.of(StoreUnusable.class), bytes -> bytes[100] = 1, PATIENCE))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ArrayIndexOutOfBounds");
    }

    private void fuzz(List<byte[]> sound, Set<Class<?>> clear, Reader reader) {
        Mutations mutations = new Mutations(random, sound);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int tried = 0;
        int refused = 0;
        while (System.nanoTime() < until || tried < FEWEST) {
            if (one(mutations.next(), clear, reader, PATIENCE)) refused++;
            tried++;
        }
        System.out.printf("%,d inputs, %,d of them refused with a sentence%n", tried, refused);
    }

    /// Changes one of these files, or files in these folders, at a time, and puts all of them back.
    private void fuzzFiles(List<Path> places, Set<Class<?>> clear, Callable<Boolean> reader) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int tried = 0;
        int refused = 0;
        Path kept = home.resolve("kept");
        copy(home, kept, kept);
        while (System.nanoTime() < until || tried < FEWEST) {
            List<Path> files = files(places);
            Path file = files.get(random.nextInt(files.size()));
            byte[] bytes = new Mutations(random, List.of(Files.readAllBytes(file))).next();
            Files.write(file, bytes);
            if (one(bytes, clear, _ -> reader.call(), PATIENCE)) refused++;
            tried++;
            for (Path place : places) delete(top(place));
            copy(kept, home, kept);
        }
        System.out.printf("%,d inputs, %,d of them refused with a sentence%n", tried, refused);
    }

    private Path top(Path place) {
        return home.resolve(home.relativize(place).getName(0));
    }

    /// Whether it was refused. Anything but an answer or a clear refusal fails the test, with what is needed to see
    /// it
    /// again.
    private boolean one(byte[] bytes, Set<Class<?>> clear, Reader reader, Duration patience) {
        ExecutorService thread =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
        try {
            thread.submit(() -> {
                        reader.read(bytes);
                        return true;
                    })
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException hangs) {
            throw new AssertionError(told(bytes, "it does not end within " + patience), hangs);
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNull(failed.getCause());
            boolean sentence = cause.getMessage() != null && cause.getMessage().contains(" ");
            if (sentence && clear.stream().anyMatch(one -> one.isInstance(cause))) return true;
            throw new AssertionError(told(bytes, String.valueOf(cause)), cause);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            thread.shutdownNow();
        }
    }

    private String told(byte[] bytes, String what) {
        try {
            Path input = Files.createTempFile("attune-fuzz-", ".bin");
            Files.write(input, bytes);
            return "seed %d, input in %s: %s".formatted(seed, input, what);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A small community with a snapshot, a ledger and its checkpoint. Returns where its log ends.
    private long fill() {
        try (EmbeddedStore store = open()) {
            store.log().appendNow(List.of(joined("ada"), published("ada", "a", "Words", "tea")));
            for (int i = 0; i < 200; i++) store.log().appendNow(List.of(searched("ada", "words " + i)));
            store.log().appendNow(List.of(searched("ada", "the last")));
            for (int i = 0; i < 5; i++) {
                store.ledger().append(new Entry(clock.millis(), "key:1", "member.exported", null, Map.of()));
            }
            store.ledger().publish();
            store.snapshot();
            return store.log().head();
        }
    }

    private EmbeddedStore open() {
        return EmbeddedStore.open(
                folder(),
                new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL).all(),
                clock,
                secure,
                EmbeddedStore.Progress.SILENT);
    }

    private Path newestSnapshot() throws IOException {
        try (Stream<Path> all = Files.list(folder().resolve("snapshots"))) {
            return all.findFirst().orElseThrow();
        }
    }

    private Path folder() {
        return home.resolve("community");
    }

    private MasterKeySource masterKey() {
        return EmbeddedStore.masterKeyIn(folder(), secure);
    }

    private static List<Path> files(List<Path> places) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            try (Stream<Path> all = Files.walk(place)) {
                all.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static void copy(Path from, Path to, Path butNot) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.filter(path -> from.equals(butNot) || !path.startsWith(butNot))
                    .toList()) {
                Path target = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) Files.createDirectories(target);
                else if (!Files.exists(target)) Files.copy(one, target);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(one);
        }
    }
}
