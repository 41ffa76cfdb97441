package attune.town.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.town.chance.Chance;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PhrasebookTest {
    private final Phrasebook phrasebook = Phrasebook.open();

    @Test
    void every_topic_speaks_every_language_and_answers_each_of_its_questions() {
        for (Topic topic : Topic.values()) {
            for (Language language : Language.values()) {
                Grammar grammar = phrasebook.grammar(topic, language);

                assertThat(grammar.alternatives("post"))
                        .as("%s %s", topic, language)
                        .hasSizeGreaterThanOrEqualTo(6);
                assertThat(grammar.alternatives("ask"))
                        .hasSize(grammar.alternatives("answer").size());
                assertThat(grammar.alternatives("reply")).hasSizeGreaterThanOrEqualTo(3);
                assertThat(grammar.alternatives("tags")).allMatch(tag -> tag.matches("[\\p{Ll}]+"));
            }
        }
    }

    @Test
    void every_template_can_be_filled_without_leaving_a_slot_or_a_double_space() {
        Chance chance = Chance.of(1, Chance.Stream.POSTING, 0, 0);
        for (Topic topic : Topic.values()) {
            for (Language language : Language.values()) {
                Grammar grammar = phrasebook.grammar(topic, language);
                for (String key : grammar.keys()) {
                    for (int row = 0; row < grammar.alternatives(key).size(); row++) {
                        String text = grammar.say(key, row, chance);

                        assertThat(text).doesNotContain("{", "}", "  ", " de el ", " a el ");
                        assertThat(text)
                                .as(topic + " " + language + " " + key)
                                .isEqualTo(text.strip())
                                .isNotEmpty();
                    }
                }
            }
        }
    }

    @Test
    void posts_are_sentences_and_rarely_the_same_twice() {
        Set<String> texts = new HashSet<>();
        for (int n = 0; n < 1_000; n++) {
            Chance chance = Chance.of(2, Chance.Stream.POSTING, n, 0);
            Language language = Language.values()[n % 3];
            String text = phrasebook
                    .post(chance.pick(List.of(Topic.values())), language, chance)
                    .text();

            assertThat(text).matches("(?s)[\\p{Lu}\\d¿¡„«].{15,279}");
            texts.add(text);
        }

        assertThat(texts).hasSizeGreaterThan(950);
    }

    @Test
    void the_answer_belongs_to_the_question() {
        Chance chance = Chance.of(3, Chance.Stream.ANSWER, 0, 0);

        String answer = phrasebook.reply(Topic.BAKING, Language.ENGLISH, OptionalInt.of(2), chance);

        assertThat(answer).isEqualTo("Rye forgives more. Start there.");
    }

    @Test
    void a_slot_that_occurs_twice_says_the_same_twice() {
        Grammar grammar = new Grammar("test");
        grammar.read("dog: Biscuit | Pepper | Waffle | Hector");
        grammar.read("post: {dog} and {dog}");

        for (int n = 0; n < 20; n++) {
            String[] words = grammar.say("post", Chance.of(4, Chance.Stream.POSTING, n, 0))
                    .split(" and ");
            assertThat(words[0]).isEqualTo(words[1]);
        }
    }

    @Test
    void a_misspelled_slot_is_named() {
        Grammar grammar = new Grammar("cycling [en]");
        grammar.read("post: My {bkie} squeaks.");

        assertThatThrownBy(() -> grammar.say("post", Chance.of(5, Chance.Stream.POSTING, 0, 0)))
                .hasMessage("cycling [en] has no phrase for bkie. Maybe a slot is misspelled?");
    }

    @Test
    void spanish_joins_preposition_and_article() {
        Grammar grammar = new Grammar("test");
        grammar.read("post: cerca de {place}");
        grammar.read("place: el puerto viejo");

        assertThat(grammar.say("post", Chance.of(6, Chance.Stream.POSTING, 0, 0)))
                .isEqualTo("Cerca del puerto viejo");
    }
}
