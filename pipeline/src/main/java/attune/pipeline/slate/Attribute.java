package attune.pipeline.slate;

import attune.model.policy.Purpose;

/// A typed fact about the query, produced by one query hydrator: the viewer's muted words, the walk over
/// the viewer's history. Equality is identity, so two attributes never collide by name.
public final class Attribute<T> {
    private final String name;
    private final Purpose purpose;
    private final Class<T> type;

    private Attribute(String name, Purpose purpose, Class<T> type) {
        this.name = name;
        this.purpose = purpose;
        this.type = type;
    }

    public static <T> Attribute<T> of(String name, Purpose purpose, Class<T> type) {
        return new Attribute<>(name, purpose, type);
    }

    T cast(Object value) {
        return type.cast(value);
    }

    public String name() {
        return name;
    }

    public Purpose purpose() {
        return purpose;
    }

    @Override
    public String toString() {
        return name;
    }
}
