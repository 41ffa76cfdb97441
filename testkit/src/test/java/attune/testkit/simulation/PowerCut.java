package attune.testkit.simulation;

/// The power went at this moment. An error, so that nothing but the simulation catches it.
final class PowerCut extends Error {
    private static final long serialVersionUID = 1;

    PowerCut() {
        super("The power was cut.", null, false, false);
    }
}
