package attune.town.phrase;

import attune.town.chance.Chance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Writes everything the town says. The phrases lie in one file per topic beside this class, a section per
/// language; all of them were written for this project.
///
/// Immutable once opened; all chance comes from the caller, so that the same stream says the same words.
public final class Phrasebook {
    private static final double ASKS = 0.16;

    private final Map<Language, Grammar> general;
    private final Map<Topic, Map<Language, Grammar>> topics = new EnumMap<>(Topic.class);

    private Phrasebook() {
        this.general = sections("general", Map.of());
        for (Topic topic : Topic.values()) {
            topics.put(topic, sections(topic.id(), general));
        }
    }

    /// Reads the phrases that ship with the town.
    public static Phrasebook open() {
        return new Phrasebook();
    }

    private static Map<Language, Grammar> sections(String name, Map<Language, Grammar> general) {
        Map<Language, Grammar> sections = new EnumMap<>(Language.class);
        Grammar current = new Grammar(name);
        for (String line : text(name).split("\n")) {
            if (line.startsWith("[")) {
                Language language = Language.ofTag(line.substring(1, line.length() - 1));
                String origin = name + " " + line;
                Grammar above = general.get(language);
                current = above == null ? new Grammar(origin) : new Grammar(origin, above);
                sections.put(language, current);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current.read(line);
            }
        }
        return sections;
    }

    private static String text(String name) {
        try (InputStream in = Phrasebook.class.getResourceAsStream(name + ".phrases")) {
            if (in == null) {
                throw new IllegalStateException(
                        "The phrases of " + name + " are missing from the jar. Maybe the resources were not packed?");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the phrases of " + name, e);
        }
    }

    Grammar grammar(Topic topic, Language language) {
        Grammar grammar = topics.getOrDefault(topic, Map.of()).get(language);
        if (grammar == null) {
            throw new IllegalStateException("No phrases about " + topic + " in " + language);
        }
        return grammar;
    }

    Grammar general(Language language) {
        Grammar grammar = general.get(language);
        if (grammar == null) {
            throw new IllegalStateException("No general phrases in " + language);
        }
        return grammar;
    }

    /// A display name: a given name and a family name, of the language's invented stock.
    public String name(Language language, Chance chance) {
        Grammar grammar = general(language);
        return grammar.say("given", chance) + " " + grammar.say("family", chance);
    }

    /// A post about a topic; about one in six asks something, most end with a hashtag or two.
    public Wording post(Topic topic, Language language, Chance chance) {
        Grammar grammar = grammar(topic, language);
        OptionalInt question =
                chance.happens(ASKS) ? OptionalInt.of(grammar.choose("ask", chance)) : OptionalInt.empty();
        String text = question.isPresent()
                ? asked(grammar, question.getAsInt(), chance)
                : told(grammar, grammar.choose("post", chance), chance);
        return new Wording(text + hashtags(grammar.alternatives("tags"), chance), question);
    }

    private static String asked(Grammar grammar, int row, Chance chance) {
        String opener = chance.happens(0.6) ? grammar.say("askopener", chance) + " " : "";
        String tail = chance.happens(0.6) ? " " + grammar.say("asktail", chance) : "";
        return opener + grammar.say("ask", row, chance) + tail;
    }

    private static String told(Grammar grammar, int row, Chance chance) {
        String opener = chance.happens(0.2) ? grammar.say("opener", chance) + " " : "";
        boolean saidEnough = grammar.alternatives("post").get(row).matches(".*\\{(joy|aside)}.*");
        String aside = !saidEnough && chance.happens(0.35) ? " " + grammar.say("aside", chance) : "";
        return opener + grammar.say("post", row, chance) + aside;
    }

    private static String hashtags(List<String> tags, Chance chance) {
        if (!chance.happens(0.6)) {
            return "";
        }
        String first = tags.getFirst();
        String second = chance.pick(tags);
        return second.equals(first) || chance.happens(0.5) ? " #" + first : " #" + first + " #" + second;
    }

    /// The hashtag of a topic, without the sign.
    public String hashtag(Topic topic, Language language) {
        return grammar(topic, language).alternatives("tags").getFirst();
    }

    /// A reply: the answer to the question asked, if there was one, else a comment on the topic or a general
    /// one.
    public String reply(Topic topic, Language language, OptionalInt question, Chance chance) {
        Grammar grammar = grammar(topic, language);
        if (question.isPresent()) {
            return grammar.say("answer", question.getAsInt(), chance);
        }
        return chance.happens(0.55)
                ? grammar.say("reply", chance)
                : general(language).say("comment", chance);
    }

    /// What an author says to somebody who replied.
    public String thanks(Language language, Chance chance) {
        return general(language).say("thanks", chance);
    }

    /// The line above a quoted post.
    public String quote(Language language, Chance chance) {
        return general(language).say("quote", chance);
    }

    /// What a spammer posts: an offer with a link to a reserved domain (RFC 2606).
    public String spam(Language language, Chance chance) {
        return general(language).say("spam", chance);
    }
}
