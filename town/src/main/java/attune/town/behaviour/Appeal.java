package attune.town.behaviour;

import attune.town.resident.Resident;

/// The hidden formula: how much a post appeals to a resident who looks at it rested, on the logit scale.
///
/// `u = intercept + taste·liking(topic) + style·affinity + quality·q + followed·[follows] - foreign·[not
/// understood] - ageing·age/(age + ageingHalfHours)`. Fatigue is taken off by the session, not here.
public record Appeal(AppealWeights weights) {
    private static final double MILLIS_PER_HOUR = 3_600_000;

    public double of(Resident reader, Post post, boolean follows, long atMillis) {
        double hours = Math.max(0, (atMillis - post.publishedMillis()) / MILLIS_PER_HOUR);
        double liking = post.topic().map(reader.taste()::liking).orElse(0.0);
        return weights.intercept()
                + weights.taste() * liking
                + weights.style() * reader.enjoys().affinity(post.style())
                + weights.quality() * post.quality()
                + (follows ? weights.followed() : 0)
                - (reader.understands(post.language()) ? 0 : weights.foreign())
                - weights.ageing() * hours / (hours + weights.ageingHalfHours());
    }

    /// The pleasure an appeal gives, in (0, 1).
    public static double pleasure(double appeal) {
        return Response.logistic(appeal);
    }
}
