package attune.store.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.store.keys.Sealing.BrokenSeal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealingTest {
    private final SecureRandom random = new SecureRandom();
    private final Sealing sealing = new Sealing(random);
    private final byte[] key = random.generateSeed(Sealing.KEY_BYTES);
    private final byte[] plain = "note G".getBytes(StandardCharsets.UTF_8);

    @Test
    void what_is_sealed_opens_and_is_never_sealed_the_same_way_twice() throws Exception {
        byte[] sealed = sealing.seal(key, new byte[] {1}, plain);

        assertThat(sealing.open(key, new byte[] {1}, sealed)).isEqualTo(plain);
        assertThat(sealing.seal(key, new byte[] {1}, plain))
                .isNotEqualTo(sealed)
                .hasSize(plain.length + 28);
    }

    @Test
    void any_change_breaks_the_seal() {
        byte[] sealed = sealing.seal(key, new byte[] {1}, plain);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> sealing.open(key, new byte[] {1}, changed)).isInstanceOf(BrokenSeal.class);
        }
        assertThatThrownBy(() -> sealing.open(key, new byte[] {2}, sealed)).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> sealing.open(key, new byte[] {1}, Arrays.copyOf(sealed, 20)))
                .hasMessageContaining("too short");
    }
}
