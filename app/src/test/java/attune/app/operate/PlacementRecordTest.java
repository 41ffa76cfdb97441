package attune.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import attune.model.event.Event.QuarantinePlaced;
import attune.model.identity.MemberId;
import attune.store.ledger.Entry;
import attune.testkit.sample.MemoryLedger;
import attune.testkit.sample.SteppingClock;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementRecordTest {
    private static final QuarantinePlaced PLACED = new QuarantinePlaced(new MemberId(7), "flood-minute", 0, 130, 120);

    private final MemoryLedger ledger = new MemoryLedger();
    private final PlacementRecord record = new PlacementRecord(new SteppingClock(1_772_438_400_000L));

    @Test
    void what_was_placed_before_the_start_is_written_with_its_numbers() {
        record.placed(List.of(PLACED));

        record.start(ledger);
        record.close();

        Entry entry = ledger.entries().getFirst();
        assertThat(entry.action()).isEqualTo("quarantine.placed");
        assertThat(entry.subject()).isEqualTo(new MemberId(7));
        assertThat(entry.details()).containsEntry("rule", "flood-minute").containsEntry("observed", "130");
        assertThat(record.waiting()).isZero();
    }

    @Test
    void a_ledger_that_refuses_lets_it_wait() {
        ledger.refuse();
        record.start(ledger);

        record.placed(List.of(PLACED));
        record.close();

        assertThat(record.waiting()).isEqualTo(1);
        assertThat(ledger.entries()).isEmpty();
    }
}
