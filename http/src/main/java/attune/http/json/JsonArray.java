package attune.http.json;

import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/// An ordered list of values.
public final class JsonArray implements Json, Iterable<Json> {
    private final Place place;
    private final List<Json> elements;

    JsonArray(Place place, List<Json> elements) {
        this.place = place;
        this.elements = elements;
    }

    @Override
    public String kind() {
        return "a list";
    }

    public int size() {
        return elements.size();
    }

    public Json get(int index) {
        return elements.get(index);
    }

    @Override
    public Iterator<Json> iterator() {
        return elements.iterator();
    }

    /// The elements as texts.
    public List<String> texts() {
        return IntStream.range(0, size()).mapToObj(this::textAt).toList();
    }

    private String textAt(int index) {
        if (elements.get(index) instanceof JsonText(String text)) {
            return text;
        }
        throw wrong(index, "a text");
    }

    /// The elements as objects; one that is not an object is a problem only when it is reached.
    public List<JsonObject> objects() {
        return new AbstractList<>() {
            @Override
            public JsonObject get(int i) {
                if (elements.get(i) instanceof JsonObject object) {
                    return object;
                }
                throw wrong(i, "an object");
            }

            @Override
            public int size() {
                return elements.size();
            }
        };
    }

    /// For example `events`.
    public String where() {
        return place.path();
    }

    /// For example `events[3]`.
    public String where(int index) {
        return place.element(index).path();
    }

    private ProblemException wrong(int index, String wanted) {
        String detail = "is " + elements.get(index).kind() + ", not " + wanted;
        return new ProblemException(Problem.invalid(where(index), detail, "give " + wanted));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray array && elements.equals(array.elements);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return JsonWriter.text(this);
    }
}
