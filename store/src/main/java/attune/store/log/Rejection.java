package attune.store.log;

/// A draft that cannot become a fact: which part, why, and what to do. Carries no stack, since it is an
/// expected outcome.
public final class Rejection extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String field;

    /// @param code stable, such as `unknown-member`
    /// @param field the part of the fact at fault, such as `item`; empty when it is the whole
    public Rejection(String code, String field, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.field = field;
    }

    public String code() {
        return code;
    }

    public String field() {
        return field;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
