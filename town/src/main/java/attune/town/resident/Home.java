package attune.town.resident;

import attune.town.chance.Chance;
import attune.town.phrase.Language;
import java.time.ZoneId;
import java.util.List;

/// Where a resident lives: it sets the locale the account states and the clock by which the day goes.
public record Home(String locale, ZoneId zone) {
    private static final List<Home> ENGLISH = List.of(
            new Home("en-GB", ZoneId.of("Europe/London")),
            new Home("en-GB", ZoneId.of("Europe/London")),
            new Home("en-IE", ZoneId.of("Europe/Dublin")),
            new Home("en-US", ZoneId.of("America/New_York")));
    private static final List<Home> GERMAN = List.of(
            new Home("de-DE", ZoneId.of("Europe/Berlin")),
            new Home("de-DE", ZoneId.of("Europe/Berlin")),
            new Home("de-AT", ZoneId.of("Europe/Vienna")),
            new Home("de-CH", ZoneId.of("Europe/Zurich")));
    private static final List<Home> SPANISH = List.of(
            new Home("es-ES", ZoneId.of("Europe/Madrid")),
            new Home("es-ES", ZoneId.of("Europe/Madrid")),
            new Home("es-MX", ZoneId.of("America/Mexico_City")),
            new Home("es-CO", ZoneId.of("America/Bogota")));

    static Home of(Language language, Chance chance) {
        return switch (language) {
            case ENGLISH -> chance.pick(ENGLISH);
            case GERMAN -> chance.pick(GERMAN);
            case SPANISH -> chance.pick(SPANISH);
        };
    }
}
