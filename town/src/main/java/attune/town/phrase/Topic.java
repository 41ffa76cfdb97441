package attune.town.phrase;

import java.util.Locale;
import java.util.Optional;

/// What the town talks about. Each topic has one file of phrases with a section per language.
///
/// `popularity` is relative: how many hearts a topic has before anybody is asked.
public enum Topic {
    CYCLING(1.2),
    BAKING(1.3),
    BIRDWATCHING(0.6),
    FOOTBALL(2.2),
    ASTRONOMY(0.7),
    NEIGHBOURHOOD(1.6),
    JOBS(1.0),
    MUSIC(2.0),
    GARDENING(1.1),
    PHOTOGRAPHY(1.2),
    BOOKS(1.4),
    FILM(1.6),
    CHESS(0.5),
    HIKING(1.2),
    COOKING(1.7),
    COFFEE(0.9),
    KNITTING(0.6),
    DOGS(1.4),
    CATS(1.4),
    PROGRAMMING(1.0),
    TRAINS(0.5),
    RUNNING(1.1),
    BOARDGAMES(0.7),
    LANGUAGES(0.6);

    private final double popularity;

    Topic(double popularity) {
        this.popularity = popularity;
    }

    public double popularity() {
        return popularity;
    }

    /// The topic's id on the wire and the name of its file.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The topic with this id, if the town knows it.
    public static Optional<Topic> ofId(String id) {
        for (Topic topic : values()) {
            if (topic.id().equals(id)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }
}
