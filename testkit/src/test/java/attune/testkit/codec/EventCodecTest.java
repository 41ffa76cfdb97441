package attune.testkit.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.event.Event;
import attune.store.codec.Encoded;
import attune.store.codec.EventCodec;
import attune.store.codec.EventType;
import attune.store.codec.Fact;
import attune.store.codec.MalformedFact;
import attune.testkit.sample.RandomEvents;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final long SEED = 20_261_124;

    @Test
    void every_event_comes_back_as_it_was() {
        RandomEvents events = new RandomEvents(SEED);
        Set<Integer> types = new HashSet<>();
        for (int round = 0; round < 200; round++) {
            for (int type = 0; type < events.types(); type++) {
                Event event = events.ofType(type);
                Encoded encoded = EventCodec.encode(event);
                types.add(encoded.type());

                assertThat(EventCodec.decode(encoded))
                        .as("seed %d, round %d", SEED, round)
                        .contains(event);
            }
        }
        assertThat(types)
                .hasSize(EventType.values().length)
                .hasSize(Event.class.getPermittedSubclasses().length
                        + Event.OfMember.class.getPermittedSubclasses().length
                        + Event.OnItem.class.getPermittedSubclasses().length
                        - 2);
    }

    @Test
    void type_numbers_are_the_published_ones() {
        assertThat(EventType.values()).extracting(EventType::number).isSorted().doesNotHaveDuplicates();
        assertThat(EventType.ACT_DEFINED.number())
                .as("the 32nd, and none left out")
                .isEqualTo(32);
        assertThat(EventType.ACT_DEFINED.ordinal()).isEqualTo(31);
        assertThat(EventType.QUARANTINE_PLACED.number()).isEqualTo(35);
        assertThat(EventType.QUARANTINE_RELEASED.number()).isEqualTo(36);
        assertThat(EventType.HOLD_PLACED.number()).isEqualTo(33);
        assertThat(EventType.ERASURE_ASKED.number()).isEqualTo(37);
    }

    @Test
    void names_texts_and_queries_are_never_in_the_open_fields() {
        RandomEvents events = new RandomEvents(SEED);
        for (int type = 0; type < events.types(); type++) {
            Event event = events.ofType(type);
            String open = new String(EventCodec.encode(event).open(), StandardCharsets.UTF_8);
            for (String text : PersonalTexts.of(event)) {
                if (text.length() >= 4) assertThat(open).doesNotContain(text);
            }
        }
    }

    @Test
    void a_field_of_a_newer_version_is_passed_over() {
        Encoded encoded = EventCodec.encode(new RandomEvents(SEED).ofType(22));
        byte[] longer = Arrays.copyOf(encoded.open(), encoded.open().length + 3);
        // Field 9 as a text of one byte: tag 9 << 3 | TEXT.
        longer[longer.length - 3] = 9 << 3 | 2;
        longer[longer.length - 2] = 1;
        longer[longer.length - 1] = 'x';

        assertThat(EventCodec.decode(new Encoded(encoded.type(), encoded.owner(), longer, encoded.personal())))
                .isEqualTo(EventCodec.decode(encoded))
                .isPresent();
    }

    @Test
    void a_type_or_a_choice_of_a_newer_version_is_no_event_here() {
        byte[] purpose = {1 << 3, 98, 2 << 3, 2};

        assertThat(EventCodec.decode(new Encoded(999, 1, new byte[0], new byte[0])))
                .isEmpty();
        assertThat(EventCodec.decode(new Encoded(EventType.CONSENT_GIVEN.number(), 1, purpose, new byte[0])))
                .isEmpty();
    }

    @Test
    void hostile_bytes_end_in_one_clear_exception() {
        SplittableRandom random = new SplittableRandom(SEED);
        RandomEvents events = new RandomEvents(SEED);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            Encoded encoded = EventCodec.encode(events.ofType(round % events.types()));
            Encoded hostile = new Encoded(
                    encoded.type(),
                    encoded.owner(),
                    mutated(random, encoded.open()),
                    mutated(random, encoded.personal()));
            try {
                EventCodec.decode(hostile);
            } catch (MalformedFact expected) {
                refused++;
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void a_row_comes_back_and_any_flipped_bit_is_noticed() {
        Encoded encoded = EventCodec.encode(new RandomEvents(SEED).ofType(14));
        byte[] sealed = {1, 2, 3};
        Fact fact = new Fact(encoded.type(), encoded.owner(), 1_000, 5_000, "api", encoded.open(), sealed);
        byte[] row = fact.bytes();

        Fact back = Fact.parse(row);

        assertThat(back).usingRecursiveComparison().isEqualTo(fact);
        for (int bit = 0; bit < row.length * 8; bit++) {
            byte[] damaged = row.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> Fact.parse(damaged)).isInstanceOf(MalformedFact.class);
        }
        assertThatThrownBy(() -> Fact.parse(new byte[3])).hasMessageContaining("too short");
    }

    private static byte[] mutated(SplittableRandom random, byte[] bytes) {
        byte[] copy = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length + 8) : bytes.length);
        for (int i = random.nextInt(4); i > 0 && copy.length > 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        return copy;
    }
}
