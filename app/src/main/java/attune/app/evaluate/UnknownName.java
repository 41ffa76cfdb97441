package attune.app.evaluate;

/// Somebody asked for an evaluation or a set that there is none of; the message says which there are.
public final class UnknownName extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public UnknownName(String message) {
        super(message);
    }
}
