package attune.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.event.Envelope;
import attune.model.event.Event;
import attune.model.event.Origin;
import attune.model.identity.MemberId;
import attune.store.log.EventLog.ReplayReport;
import attune.store.log.LogUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadAheadTest {
    private static final int FACTS = 10_000;

    private final List<Long> folded = new ArrayList<>();
    private final AtomicReference<Thread> reader = new AtomicReference<>();

    private ReadAhead.Reading reading(int facts, RuntimeException end) {
        return each -> {
            reader.set(Thread.currentThread());
            give(facts, each);
            throw end;
        };
    }

    private static void give(int facts, Consumer<Envelope> each) {
        for (long sequence = 1; sequence <= facts; sequence++) {
            each.accept(new Envelope(
                    sequence, 0, 0, Origin.of("test"), new Event.MemberLeft(new MemberId((int) sequence))));
        }
    }

    private void fold(List<Envelope> group) {
        group.forEach(envelope -> folded.add(envelope.sequence()));
    }

    @Test
    void everything_is_folded_in_order_before_the_replay_returns() {
        ReplayReport report = new ReplayReport(FACTS, 1, 2);

        ReplayReport told = new ReadAhead(each -> {
                    reader.set(Thread.currentThread());
                    give(FACTS, each);
                    return report;
                })
                .replay(this::fold);

        assertThat(told).isEqualTo(report);
        assertThat(folded).isEqualTo(LongStream.rangeClosed(1, FACTS).boxed().toList());
        assertThat(reader.get()).isNotSameAs(Thread.currentThread()).matches(thread -> !thread.isAlive());
    }

    @Test
    void what_ends_the_reading_ends_the_replay_after_all_that_was_read_before_it() {
        LogUnavailable damage = new LogUnavailable("Fact 10001 is damaged.", false);

        assertThatThrownBy(() -> new ReadAhead(reading(FACTS, damage)).replay(this::fold))
                .isSameAs(damage);

        assertThat(folded).hasSize(FACTS);
        assertThat(reader.get()).matches(thread -> !thread.isAlive());
    }

    @Test
    void an_error_of_the_machine_while_reading_is_not_lost() {
        assertThatThrownBy(() -> new ReadAhead(each -> {
                            throw new OutOfMemoryError("while decoding");
                        })
                        .replay(this::fold))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessage("while decoding");
    }

    @Test
    void a_fold_that_fails_ends_the_reading_however_much_is_left() {
        IllegalStateException broken = new IllegalStateException("A fold is broken.");

        assertThatThrownBy(() -> new ReadAhead(reading(Integer.MAX_VALUE, broken)).replay(_ -> {
                    throw broken;
                }))
                .isSameAs(broken);

        assertThat(reader.get()).matches(thread -> !thread.isAlive());
    }
}
