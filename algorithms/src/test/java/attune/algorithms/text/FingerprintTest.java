package attune.algorithms.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final String POST = "This weekend the cycling club rides along the river to the old mill and back, "
            + "forty kilometres in all, bring water and a spare tube, newcomers are welcome";

    @Test
    void same_words_in_other_dress_are_the_same() {
        assertThat(fingerprint(POST.toUpperCase(Locale.ROOT) + " !!!")).isEqualTo(fingerprint(POST));
        assertThat(fingerprint("wo\u200Brd")).isEqualTo(fingerprint("Word"));
    }

    @Test
    void one_changed_word_moves_few_bits_and_another_text_about_half() {
        long seed = 15;
        Random random = new Random(seed);
        double edited = 0;
        double unrelated = 0;
        for (int round = 0; round < 200; round++) {
            String text = sentence(random, 60);
            String changed = text.substring(0, text.lastIndexOf(' ')) + " different";
            edited += Fingerprint.distance(fingerprint(text), fingerprint(changed)) / 200.0;
            int apart = Fingerprint.distance(fingerprint(text), fingerprint(sentence(random, 60)));
            assertThat(apart).as("seed %d round %d", seed, round).isGreaterThan(Fingerprint.NEAR);
            unrelated += apart / 200.0;
        }

        assertThat(edited).as("mean distance after one edit").isLessThan(6);
        assertThat(unrelated).as("mean distance of strangers").isBetween(29.0, 35.0);
    }

    @Test
    void order_of_words_matters() {
        assertThat(fingerprint("dog bites man")).isNotEqualTo(fingerprint("man bites dog"));
    }

    @Test
    void text_without_spaces_is_read_by_characters() {
        String japanese = "今週末は自転車クラブで川沿いを古い水車小屋まで走ります初心者も歓迎です水と予備のチューブを持ってきてください";

        assertThat(Fingerprint.distance(fingerprint(japanese), fingerprint(japanese + "ね")))
                .isLessThan(8);
        assertThat(Fingerprint.distance(fingerprint(japanese), fingerprint("明日の会議は三時から始まります資料を忘れないで")))
                .isGreaterThan(15);
    }

    @Test
    void text_without_words_has_no_fingerprint() {
        assertThat(fingerprint("!!! 🎉")).isZero();
        assertThat(fingerprint("hello")).isNotZero();
    }

    private static long fingerprint(String text) {
        return Fingerprint.of(Words.of(text));
    }

    private static String sentence(Random random, int words) {
        StringJoiner joiner = new StringJoiner(" ");
        for (int i = 0; i < words; i++) {
            joiner.add("w" + random.nextInt(5_000));
        }
        return joiner.toString();
    }
}
