package attune.house;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the names we give (classes, methods, fields) to the words of GLOSSARY.md: its last column lists what our own
/// nouns are not called.
class WordsTest {
    private static final Pattern WORDS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[._$]");

    /// Names that a protocol, a format or mathematics gave, each with its reason.
    private static final Map<String, String> GIVEN = Map.of(
            "CosineItems.offsets",
            "compressed sparse rows are described by offsets in every text on them",
            "NameTable.offset",
            "the place of a byte in a block",
            "HttpServer.connector",
            "the server library's own word",
            "JsonParsing.document",
            "JSON's own word for a whole text",
            "Response$Content",
            "HTTP's own word",
            "Response.content",
            "HTTP's own word",
            "Rhythm.offsetMillis",
            "a time zone's offset");

    @Test
    void our_names_use_the_words_of_the_glossary() {
        Set<String> banned = banned();

        List<String> found = House.ours()
                .classesOf()
                .flatMap(WordsTest::names)
                .filter(name -> breaks(name, banned) && GIVEN.keySet().stream().noneMatch(name::endsWith))
                .distinct()
                .sorted()
                .toList();

        assertThat(found)
                .as("names with a word that GLOSSARY.md says we do not use")
                .isEmpty();
    }

    @Test
    void a_name_with_a_word_of_the_last_column_is_found() {
        Set<String> banned = banned();

        assertThat(banned).contains("user", "tweet", "offset");
        assertThat(breaks("attune.model.member.UserAccount", banned)).isTrue();
        assertThat(breaks("attune.store.log.Segment.startOffset", banned)).isTrue();
        assertThat(breaks("attune.feed.stage.RecentTweets", banned)).isTrue();
        assertThat(breaks("attune.model.member.Profile", banned)).isFalse();
    }

    private static Set<String> banned() {
        return ModuleTable.text(House.home().resolve("GLOSSARY.md"))
                .lines()
                .filter(line -> line.startsWith("| **"))
                .map(line -> line.split("\\|"))
                .flatMap(cells -> Arrays.stream(cells[cells.length - 1].split(",")))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(toCollection(TreeSet::new));
    }

    private static boolean breaks(String name, Set<String> banned) {
        return Arrays.stream(WORDS.split(name.substring(name.indexOf('.') + 1)))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(word -> banned.contains(word) || banned.contains(word.replaceAll("s$", "")));
    }

    private static Stream<String> names(JavaClass type) {
        Stream<String> members = type.getMembers().stream()
                .filter(m -> !m.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(m -> !m.getName().startsWith("lambda$"))
                .filter(m -> !isGivenFromOutside(m))
                .map(m -> type.getName() + "." + m.getName());
        return Stream.concat(Stream.of(type.getName()), members);
    }

    /// A method that a library's type asks for has the library's name.
    private static boolean isGivenFromOutside(JavaMember member) {
        return member instanceof JavaMethod method
                && Stream.concat(
                                method.getOwner().getAllRawSuperclasses().stream(),
                                method.getOwner().getAllRawInterfaces().stream())
                        .filter(parent -> !parent.getName().startsWith("attune."))
                        .anyMatch(parent ->
                                parent.tryGetMethod(method.getName()).isPresent()
                                        || parent.getMethods().stream()
                                                .anyMatch(m -> m.getName().equals(method.getName())));
    }
}
