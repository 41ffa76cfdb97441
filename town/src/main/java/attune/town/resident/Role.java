package attune.town.resident;

/// How a resident takes part: share of the members, then medians around which each resident varies by a
/// log-normal (see [Population]) of sessions and posts per day, the warmth added to the logit of every friendly
/// act, and accounts followed.
public enum Role {
    CREATOR(0.08, 3.4, 3.6, 0.35, 34),
    REGULAR(0.50, 2.2, 0.55, 0.0, 18),
    LURKER(0.405, 1.7, 0.03, -1.5, 14),
    SPAMMER(0.015, 0.4, 5.0, -2.0, 90);

    private final double share;
    private final double sessionsPerDay;
    private final double postsPerDay;
    private final double warmth;
    private final double follows;

    Role(double share, double sessionsPerDay, double postsPerDay, double warmth, double follows) {
        this.share = share;
        this.sessionsPerDay = sessionsPerDay;
        this.postsPerDay = postsPerDay;
        this.warmth = warmth;
        this.follows = follows;
    }

    /// The role at a point of the unit interval, by the shares above.
    static Role at(double point) {
        double edge = 0;
        for (Role role : values()) {
            edge += role.share;
            if (point < edge) {
                return role;
            }
        }
        return REGULAR;
    }

    public double share() {
        return share;
    }

    double sessionsPerDay() {
        return sessionsPerDay;
    }

    double postsPerDay() {
        return postsPerDay;
    }

    double warmth() {
        return warmth;
    }

    double follows() {
        return follows;
    }
}
