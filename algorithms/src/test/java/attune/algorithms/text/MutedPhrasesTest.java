package attune.algorithms.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutedPhrasesTest {

    @ParameterizedTest(name = "\"{0}\" hides \"{1}\"")
    @CsvSource({
        "cat, A Cat!",
        "cat, #cat pictures",
        "cat, the cat's pyjamas",
        "amour, l'amour toujours",
        "don't panic, DON’T   PANIC!!",
        "New York, in new-york tonight",
        "#savecats, please #SaveCats now",
        "#save_cats, please #save_cats now",
        "straße, in der STRASSE",
        "ΟΔΟΣ, μια οδός όχι: οδος",
        "spoiler, ｓｐｏｉｌｅｒ ahead",
        "spoiler, ⓢⓟⓞⓘⓛⓔⓡ ahead",
        "猫, 我的猫很可爱",
        "고양이, 고양이가 귀여워",
        "แมว, ฉันรักแมวมาก",
        "स्कूल, मेरा स्कूल बड़ा है",
        "كتاب, قرأت كِتَاب اليوم",
        "🎉, what a party 🎉!",
    })
    void muted_phrase_hides(String phrase, String text) {
        assertThat(hides(phrase, text)).isTrue();
    }

    @ParameterizedTest(name = "\"{0}\" does not hide \"{1}\"")
    @CsvSource({
        "cat, concatenate catalogue",
        "#cat, a cat without a tag",
        "new york, york is not new",
        "schon, wie schön",
        "स्कूल, स्कूली बच्चे",
        "cats, cat",
        "猫, 犬が好き",
    })
    void muted_phrase_does_not_hide(String phrase, String text) {
        assertThat(hides(phrase, text)).isFalse();
    }

    @Test
    void invisible_and_decorating_characters_do_not_help_to_evade() {
        assertThat(hides("election", "the elec\u200Btion"))
                .as("zero-width space")
                .isTrue();
        assertThat(hides("election", "the e\u00ADlection")).as("soft hyphen").isTrue();
        assertThat(hides("election", "the \u2060ele\uFEFFction"))
                .as("word joiner and byte order mark")
                .isTrue();
        assertThat(hides("election", "the e\u0336l\u0336e\u0336c\u0336t\u0336ion"))
                .as("struck through")
                .isTrue();
        assertThat(hides("election", "the \u202Eelection"))
                .as("direction override")
                .isTrue();
        assertThat(hides("❤️", "I ❤ it")).as("variation selector").isTrue();
        assertThat(hides("café", "le cafe\u0301")).as("decomposed accent").isTrue();
    }

    @Test
    void found_phrase_is_the_one_that_begins_first() {
        MutedPhrases phrases = new MutedPhrases(List.of("zebra", "new york", "new", "猫"));

        assertThat(phrases.find(Words.of("a new york zebra"))).hasValue(1);
        assertThat(phrases.find(Words.of("a new zebra"))).hasValue(2);
        assertThat(phrases.find(Words.of("猫 and zebra"))).hasValue(0);
        assertThat(phrases.find(Words.of("nothing here"))).isEmpty();
    }

    @Test
    void empty_phrases_hide_nothing() {
        assertThat(new MutedPhrases(List.of("", "  ", "\u200B")).isEmpty()).isTrue();
        assertThat(hides("", "anything")).isFalse();
    }

    @Test
    void normal_form_is_stable() {
        for (String text : List.of("Straße ΟΔΟΣ İı", "e\u0336\u0301l", "ｶﾞ①ﬁ", "كِتَاب", "👩‍👩‍👧 ❤️")) {
            String once = NormalText.of(text);

            assertThat(NormalText.of(once)).isEqualTo(once);
        }
    }

    private static boolean hides(String phrase, String text) {
        return new MutedPhrases(List.of(phrase)).find(Words.of(text)).isPresent();
    }
}
