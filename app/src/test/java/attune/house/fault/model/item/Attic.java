package attune.house.fault.model.item;

/// Breaks "nouns": a class with behaviour, nobody's own.
public class Attic {
    public int sum(int one, int other) {
        return one + other;
    }
}
