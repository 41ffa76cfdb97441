package attune.town.behaviour;

import java.util.List;

/// The behaviour model with every constant, published in `docs/reference/town.md` and versioned.
///
/// A change of a constant is a new `version`: figures from two versions are not comparable. The formulas are in
/// [Appeal], [Response], [Attention] and [Rhythm]; nothing is hidden in the simulation loop.
public record Behaviour(
        String version,
        AppealWeights appeal,
        List<Response> responses,
        Attention attention,
        Consequences consequences) {
    public Behaviour {
        responses = List.copyOf(responses);
        if (responses.size() != Act.values().length - 1) {
            throw new IllegalArgumentException("Each act but dwell needs one response, not " + responses.size() + ".");
        }
    }

    private static final List<Response> RESPONSES = List.of(
            new Response(Act.OPEN, -2.9, 0.60, 0.0, 0.0),
            new Response(Act.LIKE, -3.35, 1.05, 1.0, -1.0),
            new Response(Act.REPLY, -5.2, 0.85, 1.0, -1.0),
            new Response(Act.REPOST, -5.0, 0.95, 1.0, -1.5),
            new Response(Act.QUOTE, -6.4, 0.80, 1.0, -1.0),
            new Response(Act.SAVE, -4.9, 0.85, 0.3, -1.0),
            new Response(Act.SHARE, -5.6, 0.80, 0.5, -1.0),
            new Response(Act.PROFILE_VISIT, -4.3, 0.65, 0.0, 0.0),
            new Response(Act.HIDE, -6.6, -0.45, 0.0, 2.6),
            new Response(Act.NOT_INTERESTED, -6.5, -0.50, 0.0, 1.6),
            new Response(Act.REPORT, -9.2, -0.35, 0.0, 4.6));

    /// The town of the demo and of the laboratory.
    public static Behaviour standard() {
        return new Behaviour(
                "town-1",
                new AppealWeights(-0.35, 1.6, 0.8, 0.8, 0.4, 2.6, 0.9, 24),
                RESPONSES,
                Attention.standard(),
                Consequences.standard());
    }

    /// The null town (`tastes=none`): appeal depends on the post and its age, never on who looks, so
    /// personalization cannot gain.
    public static Behaviour withoutTastes() {
        Behaviour standard = standard();
        return new Behaviour(
                standard.version() + "-without-tastes",
                standard.appeal().withoutPair(),
                RESPONSES,
                standard.attention(),
                standard.consequences());
    }

    /// How residents respond with an act other than dwell.
    public Response response(Act act) {
        for (Response response : responses) {
            if (response.act() == act) {
                return response;
            }
        }
        throw new IllegalArgumentException("No response for " + act + ". Maybe dwell was asked for? See Attention.");
    }
}
