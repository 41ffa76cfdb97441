package attune.pipeline.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import attune.model.identity.TraceId;
import attune.pipeline.trace.Trace.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceCodecTest {
    @Test
    void what_is_written_is_read_again() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            Trace trace = random(random);

            Trace read = TraceCodec.decode(TraceCodec.encode(trace));

            assertThat(read).usingRecursiveComparison().isEqualTo(trace);
        }
    }

    @Test
    void cut_bytes_are_no_trace() {
        byte[] bytes = TraceCodec.encode(random(new SplittableRandom(6)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TraceCodec.decode(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("These bytes are no trace.");
        }
    }

    @Test
    void bytes_of_another_format_are_not_read() {
        byte[] bytes = TraceCodec.encode(random(new SplittableRandom(6)));
        bytes[0] = 9;

        assertThatThrownBy(() -> TraceCodec.decode(bytes)).hasMessage("A trace of format 9 is not kept.");
    }

    @Test
    void more_bytes_than_a_trace_are_no_trace() {
        byte[] bytes = TraceCodec.encode(random(new SplittableRandom(6)));

        assertThatThrownBy(() -> TraceCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .hasMessage("These bytes are no trace.");
    }

    @Test
    void hostile_bytes_are_refused_or_read_and_nothing_else() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] sound = TraceCodec.encode(random(random));
        for (int round = 0; round < 4_000; round++) {
            byte[] bytes = sound.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(TraceCodec.decode(bytes)).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessage("These bytes are no trace.");
            } catch (RuntimeException other) {
                fail("Round " + round + " of seed 7 broke the reader.", other);
            }
        }
    }

    private static Trace random(SplittableRandom random) {
        int columns = random.nextInt(4);
        return new Trace(
                new TraceId(random.nextLong()),
                text(random),
                random.nextInt(),
                random.nextLong(),
                random.nextLong(),
                random.nextLong(),
                new Trace.Versions(text(random), text(random), text(random)),
                random.nextBoolean(),
                stages(random),
                removals(random),
                texts(random, columns),
                rows(random, columns),
                removed(random),
                random.nextBoolean(),
                fate(random));
    }

    private static List<Trace.StageRun> stages(SplittableRandom random) {
        List<Trace.StageRun> stages = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Trace.Status status = Trace.Status.values()[random.nextInt(Trace.Status.values().length)];
            String note = random.nextBoolean() ? null : "note " + text(random);
            stages.add(new Trace.StageRun(
                    text(random), text(random), random.nextInt(), random.nextInt(), random.nextLong(), status, note));
        }
        return stages;
    }

    private static List<Trace.RemovalCount> removals(SplittableRandom random) {
        List<Trace.RemovalCount> removals = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            removals.add(new Trace.RemovalCount(text(random), text(random), random.nextInt()));
        }
        return removals;
    }

    private static List<Trace.Row> rows(SplittableRandom random, int columns) {
        List<Trace.Row> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            double[] values = random.doubles(columns).toArray();
            rows.add(new Trace.Row(
                    random.nextInt(),
                    random.nextInt(),
                    texts(random, random.nextInt(3)),
                    (float) random.nextDouble(),
                    random.nextBoolean(),
                    values));
        }
        return rows;
    }

    private static List<Trace.Removed> removed(SplittableRandom random) {
        List<Trace.Removed> removed = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            removed.add(new Trace.Removed(random.nextInt(), text(random), text(random), text(random)));
        }
        return removed;
    }

    private static @Nullable Fate fate(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> new Fate.NotProposed();
            case 2 -> new Fate.Filtered(text(random), text(random), text(random));
            case 3 -> new Fate.NotSelected(random.nextInt(), random.nextInt());
            default -> new Fate.Selected(random.nextInt());
        };
    }

    private static List<String> texts(SplittableRandom random, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) texts.add(text(random));
        return texts;
    }

    private static String text(SplittableRandom random) {
        return List.of("", "home", "größer", "日本", "\0", "a\nb", "🚲").get(random.nextInt(7));
    }
}
