package attune.model.member;

/// How old a member is, as coarsely as policy needs it. Unknown is treated as a minor: safety must not
/// hang on a field somebody forgot to fill in.
public enum AgeBand {
    UNKNOWN,
    CHILD,
    TEEN,
    ADULT;

    public boolean minor() {
        return this != ADULT;
    }
}
