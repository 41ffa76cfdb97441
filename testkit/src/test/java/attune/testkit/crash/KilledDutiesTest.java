package attune.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.store.embedded.Audits;
import attune.store.embedded.Backup;
import attune.store.embedded.BackupCheck;
import attune.store.embedded.EmbeddedStore;
import attune.store.embedded.Scanner.Needles;
import attune.store.embedded.StoreUnusable;
import attune.store.embedded.Vault;
import attune.store.erasure.Expiring;
import attune.store.keys.MasterKeySource;
import attune.store.ledger.Ledger.Recorded;
import attune.store.projection.SharedProjections;
import attune.store.quarantine.Watch;
import attune.store.retention.Cutoffs;
import attune.store.retention.Retention;
import attune.testkit.crash.DutyChild.Duty;
import attune.testkit.sample.SteppingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// kill -9 at random moments of what a community owes by itself and of what an operator orders, again and again on the
/// same folder. The seed is printed and can be given by `-Dattune.crash.seed`.
@Tag("crash")
class KilledDutiesTest {
    private static final int ROUNDS = 6;
    private static final int SEARCHES_KEPT_DAYS = 30;

    @TempDir
    Path home;

    private final long seed = Long.getLong("attune.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SecureRandom secure = new SecureRandom();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private int entries;
    private int day;

    @BeforeEach
    void tellSeed() {
        System.out.println("seed " + seed);
    }

    @ParameterizedTest
    @EnumSource
    void a_duty_that_is_killed_loses_nothing_does_nothing_twice_and_undoes_nothing(Duty duty) throws Exception {
        int cut = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = killed(duty, round, false);
            if (lines.size() > 3) cut++;

            check(duty, lines);
        }
        assertThat(cut).as("kills in the middle of work").isGreaterThan(ROUNDS / 2);
    }

    /// The checks are able to fail: a child that tells before it does is caught, each in its own way.
    @ParameterizedTest
    @EnumSource
    void a_duty_told_before_it_is_done_is_caught(Duty duty) throws Exception {
        boolean caught = false;
        for (int round = 0; round < 4 * ROUNDS && !caught; round++) {
            List<String> lines = killed(duty, round, true);
            try {
                check(duty, lines);
            } catch (AssertionError | StoreUnusable found) {
                caught = true;
            }
        }

        assertThat(caught).as("seed %d", seed).isTrue();
    }

    private void check(Duty duty, List<String> lines) throws Exception {
        note(lines);
        switch (duty) {
            case RETENTION -> retention(lines);
            case HOLDS -> holds(lines);
            case LEDGER -> ledger(lines);
            case BACKUPS -> backups(lines);
            case ROTATION -> rotation(lines);
        }
    }

    /// What a pass was told to have destroyed is in no file; what is not past its term, and what is held, is there.
    private void retention(List<String> lines) {
        int passed = last(lines, "passed ");
        int passing = Math.max(last(lines, "passing "), passed);
        SharedProjections views = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);
        long now = DutyChild.START_MILLIS + Math.max(passing, day) * DutyChild.DAY_MILLIS;
        try (EmbeddedStore store =
                EmbeddedStore.open(folder(), views.all(), new SteppingClock(now), secure, (_, _) -> {})) {
            Map<String, Long> there = Aftermath.of(store, Map.of()).there();
            acknowledged.forEach((name, sequence) -> {
                if (!name.startsWith("fact-")) return;
                int of = Integer.parseInt(name.split("-")[2]) - DutyChild.FIRST_DAY;
                if (name.startsWith("fact-held-") || of > passing - SEARCHES_KEPT_DAYS) {
                    assertThat(there).as("seed %d: lost", seed).containsEntry(name, sequence);
                } else if (of <= passed - SEARCHES_KEPT_DAYS && whenWritten(name) <= passed) {
                    assertThat(there).as("seed %d: back after its pass", seed).doesNotContainKey(name);
                }
            });
            Expiring expiring =
                    new Expiring(store.expiration(), store.state(), store.directory(), views.holds, store.snapshots());
            Cutoffs cutoffs = Retention.USUAL.at(now);
            expiring.state(cutoffs);
            expiring.daily(cutoffs);
            Aftermath after = Aftermath.of(store, Map.of());
            assertThat(after.twice()).as("seed %d", seed).isEmpty();
            assertThat(after.folded()).as("seed %d: state", seed).isEqualTo(after.replayed());
            store.saveNothingAtLast();
        }
        acknowledged.keySet().removeIf(name -> name.startsWith("fact-free-"));
        day = Math.max(day, passing) + 1;
    }

    private static int whenWritten(String name) {
        return Integer.parseInt(name.split("-")[3]);
    }

    private static int last(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .mapToInt(line -> Integer.parseInt(line.substring(start.length())))
                .max()
                .orElse(Integer.MIN_VALUE / 2);
    }

    /// A hold stands from when it was told until lifting it began; who asked for erasure is restricted until then,
    /// and
    /// gone after it.
    private void holds(List<String> lines) {
        Map<String, String> reached = new LinkedHashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[0].matches("joined|held|asked|lifted|erased")) reached.put(words[1], words[0]);
            if (words[0].equals("number")) numbers.put(words[1], Integer.parseInt(words[2]));
        }
        SharedProjections views = new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL);
        try (EmbeddedStore store = EmbeddedStore.open(
                folder(), views.all(), new SteppingClock(DutyChild.START_MILLIS), secure, (_, _) -> {})) {
            Aftermath after = Aftermath.of(store, acknowledged);
            assertThat(after.lost()).as("seed %d: lost", seed).isEmpty();
            assertThat(after.folded()).as("seed %d: state", seed).isEqualTo(after.replayed());
            reached.forEach((member, stage) -> {
                var number = store.directory().member(new ExternalId(member));
                String words = "seed %d: %s was told %s".formatted(seed, member, stage);
                if (!stage.matches("lifted|erased"))
                    assertThat(number).as(words).isPresent();
                if (stage.equals("held"))
                    assertThat(views.holds.held(number.orElseThrow().value()))
                            .as(words)
                            .isTrue();
                if (stage.equals("asked")) {
                    int one = number.orElseThrow().value();
                    assertThat(views.holds.erasureAskedMillis(one)).as(words).isPresent();
                    assertThat(views.members.active(one)).as(words).isFalse();
                    assertThat(views.consents.given(one, Purpose.PERSONALIZATION))
                            .as(words)
                            .isFalse();
                }
                if (stage.equals("erased")) gone(store, member, numbers.get(member), words);
            });
            finished.forEach(member -> assertThat(store.directory().member(new ExternalId(member)))
                    .as("seed %d: %s is back", seed, member)
                    .isEmpty());
        }
        reached.forEach((member, stage) -> {
            if (stage.equals("erased")) finished.add(member);
        });
    }

    private static void gone(EmbeddedStore store, String member, int number, String words) {
        assertThat(store.directory().member(new ExternalId(member))).as(words).isEmpty();
        assertThat(store.scanner()
                        .scan(new Needles(new MemberId(number), Set.of(), List.of(member + "/post")))
                        .findings())
                .as(words)
                .isEmpty();
    }

    private void ledger(List<String> lines) {
        List<String> told = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (!words[0].equals("entries")) continue;
            for (int i = 0; i < Integer.parseInt(words[1]); i++) told.add(words[2] + "-" + i);
        }
        try (EmbeddedStore store = Aftermath.open(folder())) {
            sound(store, folder());
            List<String> there = new ArrayList<>();
            for (Recorded one : store.ledger().entries(entries, Integer.MAX_VALUE)) {
                if (one.entry() != null) there.add(one.entry().details().get("what"));
            }
            assertThat(there)
                    .as("seed %d: entries told", seed)
                    .containsAll(told)
                    .doesNotHaveDuplicates();
            entries = Math.toIntExact(store.ledger().size());
        }
    }

    /// Nothing acknowledged is lost, the state is that of a replay, and the ledger is what its checkpoints say.
    private void sound(EmbeddedStore store, Path folder) {
        Aftermath after = Aftermath.of(store, acknowledged);
        assertThat(after.lost()).as("seed %d: lost", seed).isEmpty();
        assertThat(after.twice()).as("seed %d: twice", seed).isEmpty();
        assertThat(after.folded()).as("seed %d: state", seed).isEqualTo(after.replayed());
        MasterKeySource master = EmbeddedStore.masterKeyIn(folder(), secure);
        assertThat(Audits.verify(folder, List.of(), Audits.verifier(folder, master, secure))
                        .findings())
                .as("seed %d: ledger", seed)
                .isEmpty();
    }

    /// A backup that was told is whole and restores to all that was acknowledged before it began; one that was cut
    /// short is refused, and the one before it restores.
    private void backups(List<String> lines) throws Exception {
        try (EmbeddedStore store = Aftermath.open(folder())) {
            sound(store, folder());
        }
        MasterKeySource master = EmbeddedStore.masterKeyIn(folder(), secure);
        Path backups = home.resolve("backups");
        Path vault = home.resolve("vault");
        String newest = "";
        Map<String, Long> before = Map.of();
        Map<String, Long> pending = Map.of();
        Map<String, Long> sofar = new HashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[0].equals("ack")) sofar.put(words[1], Long.parseLong(words[2]));
            if (words[0].equals("backing")) pending = Map.copyOf(sofar);
            if (!words[0].equals("backed")) continue;
            newest = words[1];
            before = pending;
            finished.add(newest);
            assertThat(BackupCheck.of(backups.resolve(newest), vault, master, secure)
                            .findings())
                    .as("seed %d: backup %s", seed, newest)
                    .isEmpty();
        }
        for (String name : names(backups)) {
            if (Files.exists(backups.resolve(name).resolve("manifest"))) continue;
            assertThatThrownBy(() -> Backup.restore(backups.resolve(name), vault, home.resolve("refused")))
                    .as("seed %d: cut backup %s", seed, name)
                    .isInstanceOf(StoreUnusable.class)
                    .hasMessageContaining("Maybe it was cut short");
            assertThat(finished).as("seed %d", seed).doesNotContain(name);
        }
        if (!newest.isEmpty()) restores(backups.resolve(newest), vault, master, before);
        for (String old : names(backups)) if (!old.equals(newest)) delete(backups.resolve(old));
    }

    private void restores(Path backup, Path vault, MasterKeySource master, Map<String, Long> before) throws Exception {
        Path restored = home.resolve("restored");
        Backup.restore(backup, vault, restored);
        try (EmbeddedStore store = EmbeddedStore.open(
                restored,
                master,
                new SharedProjections(new Seal(), SharedProjections.Capacity.USUAL).all(),
                Watch.NOBODY,
                new SteppingClock(DutyChild.START_MILLIS),
                secure,
                (_, _) -> {})) {
            Aftermath after = Aftermath.of(store, before);
            assertThat(after.lost()).as("seed %d: not in the backup", seed).isEmpty();
        }
        delete(restored);
    }

    private static List<String> names(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(one);
        }
    }

    /// Either the old master key opens the ring or the new one; a rotation that was told is never undone.
    private void rotation(List<String> lines) {
        List<String> told = new ArrayList<>();
        for (String line : lines) if (line.startsWith("rotated ")) told.add(line.substring(8));
        try (EmbeddedStore store = Aftermath.open(folder())) {
            sound(store, folder());
        }
        String now = Vault.ring(folder()).masterKey();
        if (!told.isEmpty()) finished.addAll(told.subList(0, told.size() - 1));
        assertThat(finished).as("seed %d: master keys given up", seed).doesNotContain(now);
    }

    private List<String> killed(Duty duty, int round, boolean early) throws Exception {
        Path errors = home.resolve("child-" + round + ".txt");
        List<String> arguments = List.of(
                folder().toString(), String.valueOf(round), duty.name(), String.valueOf(early), String.valueOf(day));
        int enough = 1 + random.nextInt(early || duty == Duty.HOLDS ? 60 : 600);
        long pause = random.nextLong(early ? 30_000_000L : 150_000_000L);
        List<String> lines = KilledChild.run(List.of(), DutyChild.class, arguments, errors, enough, pause);
        assertThat(Files.readString(errors))
                .as("seed %d, round %d", seed, round)
                .doesNotContain("Exception");
        return lines;
    }

    private void note(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words[0].equals("ack") || words[0].equals("known"))
                acknowledged.put(words[1], Long.parseLong(words[2]));
        }
    }

    private Path folder() {
        return home.resolve("community");
    }
}
