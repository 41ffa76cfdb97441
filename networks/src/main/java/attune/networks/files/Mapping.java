package attune.networks.files;

import attune.http.json.JsonObject;
import attune.http.problem.ProblemException;
import attune.networks.wire.WireType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which column of a table is which field of an event:
/// `member=user_id,item=movie_id,act=like,at=timestamp:unix,value=rating>=4`.
///
/// Right of `=` stands a column by its name, or by its number as `#1`; a `'text in quotes'`, the same for every
/// row; or a column with a bound, which chooses rows and gives no value. Behind a column `:unix` (seconds),
/// `:millis` and `:date` (midnight, UTC) say how its times are written.
///
/// @param separator between cells
/// @param header whether the first record names the columns
/// @param fields fields of the wire and where they come from, in the order given
public record Mapping(char separator, boolean header, Map<String, Cell> fields) {
    private static final Set<String> KNOWN = known();

    public Mapping {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        for (String field : fields.keySet()) {
            if (!KNOWN.contains(field)) {
                throw new IllegalArgumentException(
                        "No event has a field \"" + field + "\". Maybe one of " + String.join(", ", KNOWN) + ".");
            }
        }
        if (separator == '"' || separator == '\n' || separator == '\r') {
            throw new IllegalArgumentException("Cells are parted by a comma, a semicolon, a tab or the like.");
        }
    }

    /// Reads the short form, pairs parted by commas.
    public static Mapping of(String pairs, char separator, boolean header) {
        Map<String, Cell> fields = new LinkedHashMap<>();
        for (String pair : pairs.split(",")) {
            int equals = pair.indexOf('=');
            if (equals < 1 || equals == pair.length() - 1) {
                throw new IllegalArgumentException(
                        "A mapping is written field=column, as in member=user_id; not \"" + pair + "\".");
            }
            String field = pair.substring(0, equals).strip();
            if (fields.put(field, Cell.of(pair.substring(equals + 1).strip())) != null) {
                throw new IllegalArgumentException("The field \"" + field + "\" is mapped twice.");
            }
        }
        return new Mapping(separator, header, fields);
    }

    /// Reads the long form: `{"separator": ";", "header": true, "map": {"member": "user_id", ...}}`.
    public static Mapping of(JsonObject json) {
        try {
            json.only(Set.of("separator", "header", "map"));
            String separator = json.findText("separator").orElse(",");
            if (separator.length() != 1)
                throw json.invalid("separator", "is not one character", "use \",\" or \"\\t\"");
            Map<String, Cell> fields = new LinkedHashMap<>();
            JsonObject map = json.object("map");
            for (String field : map.names()) fields.put(field, Cell.of(map.text(field)));
            return new Mapping(separator.charAt(0), json.findTruth("header").orElse(true), fields);
        } catch (ProblemException refused) {
            throw new IllegalArgumentException(
                    "The mapping cannot be read: " + refused.problem().sentence(), refused);
        }
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        for (WireType type : WireType.values()) known.addAll(type.fields());
        return Collections.unmodifiableSet(known);
    }
}
