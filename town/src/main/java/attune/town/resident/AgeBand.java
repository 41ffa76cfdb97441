package attune.town.resident;

import java.util.Locale;

/// What a member said about their age. Unknown is to be treated as a minor by the network.
public enum AgeBand {
    UNKNOWN,
    TEEN,
    ADULT;

    /// The name on the wire.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
