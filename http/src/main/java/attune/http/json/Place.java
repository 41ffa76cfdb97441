package attune.http.json;

import org.jspecify.annotations.Nullable;

/// Where a value stood in its document. A chain of parents instead of a text, because the text is only
/// needed when something is wrong.
///
/// @param name  the field's name; null for an array element and for the root
/// @param index the element's index; -1 for a field and for the root
record Place(@Nullable Place parent, @Nullable String name, int index) {
    static final Place ROOT = new Place(null, null, -1);

    Place field(String field) {
        return new Place(this, field, -1);
    }

    Place element(int element) {
        return new Place(this, null, element);
    }

    /// A root that already has a name, such as the line of a stream.
    static Place named(String name) {
        return new Place(ROOT, name, -1);
    }

    /// For example `events[3].at`; empty at the root.
    String path() {
        StringBuilder path = new StringBuilder();
        append(path);
        return path.toString();
    }

    private void append(StringBuilder path) {
        if (parent != null) {
            parent.append(path);
        }
        if (index >= 0) {
            path.append('[').append(index).append(']');
        } else if (name != null) {
            path.append(path.isEmpty() ? "" : ".").append(name);
        }
    }
}
