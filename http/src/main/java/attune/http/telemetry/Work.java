package attune.http.telemetry;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A piece of work that is done, with its parts: told as one span and its children.
///
/// @param name         words of ours, few and the same for each such piece: never an id
/// @param startedNanos by the process's ticker; `endedNanos` likewise
/// @param seldom       told whatever the share of requests is, for there is little of it
/// @param parts        pieces that lie within this one
public record Work(
        String name,
        long startedNanos,
        long endedNanos,
        boolean failed,
        boolean seldom,
        Map<Attribute, String> words,
        Map<Attribute, Long> numbers,
        List<Work> parts) {
    public Work {
        words = Map.copyOf(words);
        numbers = Map.copyOf(numbers);
        parts = List.copyOf(parts);
        if (endedNanos < startedNanos) {
            throw new IllegalArgumentException(name + " ends " + (startedNanos - endedNanos) + " ns before it starts.");
        }
    }

    public static Work of(String name, long startedNanos, long endedNanos) {
        return new Work(name, startedNanos, endedNanos, false, false, Map.of(), Map.of(), List.of());
    }

    public Work with(Attribute attribute, String word) {
        Map<Attribute, String> more = new EnumMap<>(Attribute.class);
        more.putAll(words);
        more.put(attribute, word);
        return new Work(name, startedNanos, endedNanos, failed, seldom, more, numbers, parts);
    }

    public Work with(Attribute attribute, long number) {
        Map<Attribute, Long> more = new EnumMap<>(Attribute.class);
        more.putAll(numbers);
        more.put(attribute, number);
        return new Work(name, startedNanos, endedNanos, failed, seldom, words, more, parts);
    }

    /// The same, marked as told always.
    public Work asSeldom() {
        return new Work(name, startedNanos, endedNanos, failed, true, words, numbers, parts);
    }

    /// The same, marked as failed where it did.
    public Work failed(boolean fault) {
        return new Work(name, startedNanos, endedNanos, fault, seldom, words, numbers, parts);
    }

    public Work parts(List<Work> within) {
        return new Work(name, startedNanos, endedNanos, failed, seldom, words, numbers, within);
    }
}
