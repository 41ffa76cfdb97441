package attune.http.limit;

import attune.http.route.Route;
import java.util.Locale;

/// Routes that cost alike share a limit, so that a loop over one of them leaves the others open.
public enum RouteClass {
    /// Bringing events in; weighed by their number.
    INGEST,
    /// Reading, slates included.
    READ,
    /// Changing one thing at a time.
    CHANGE,
    /// Rights of members: erasure, consent.
    RIGHTS,
    /// Copies of everything: each costs a reading of the whole log, so their limits are by the hour.
    EXPORT,
    /// Signing in, and everything else that could be used to guess a secret.
    SIGN_IN,
    /// Health and figures: never limited, for they are asked when all else is in trouble.
    EXEMPT;

    /// By what the route says of itself: whether it is urgent, its group in the API, its method.
    public static RouteClass of(Route route) {
        if (route.urgent()) return EXEMPT;
        if (route.bulky()) return EXPORT;
        return switch (route.tag()) {
            case "Events" -> INGEST;
            case "Privacy" -> RIGHTS;
            case "Session", "Access" -> route.method().safe() && route.listed() ? READ : SIGN_IN;
            default -> route.method().safe() ? READ : CHANGE;
        };
    }

    /// As in headers and figures.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
