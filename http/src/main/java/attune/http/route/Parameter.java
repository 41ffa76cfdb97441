package attune.http.route;

import attune.http.json.Json;
import attune.http.problem.Problem;
import attune.http.problem.ProblemException;
import attune.http.schema.ChoiceSchema;
import attune.http.schema.IntegerSchema;
import attune.http.schema.Schema;
import attune.http.schema.Schemas;
import attune.http.schema.TextSchema;
import attune.http.schema.TruthSchema;
import org.jspecify.annotations.Nullable;

/// A query parameter: its name, what it may be, and what it is when it is not given.
///
/// @param absent the value used when the query has none; null when its absence means something of its own
public record Parameter(
        String name, Schema schema, @Nullable String absent) {

    public Parameter {
        if (absent != null) {
            check(name, schema, absent);
        }
    }

    public static Parameter text(String name, String description) {
        return new Parameter(name, Schemas.text(description, 0, 2048), null);
    }

    public static Parameter integer(String name, String description, long low, long high, long absent) {
        return new Parameter(name, Schemas.integer(description, low, high), Long.toString(absent));
    }

    public static Parameter choice(String name, String description, String absent, String... choices) {
        return new Parameter(name, Schemas.choice(description, choices), absent);
    }

    public static Parameter truth(String name, String description, boolean absent) {
        return new Parameter(name, Schemas.truth(description), Boolean.toString(absent));
    }

    /// The cursor of a page.
    public static Parameter cursor() {
        return text("cursor", "Where to go on: the cursor of the previous page.");
    }

    /// How many entries to answer.
    public static Parameter count(int high, int absent) {
        return integer("count", "How many to answer at most.", 1, high, absent);
    }

    void check(String given) {
        check(name, schema, given);
    }

    private static void check(String name, Schema schema, String given) {
        schema.check(parse(name, schema, given), name);
    }

    private static Json parse(String name, Schema schema, String given) {
        if (schema instanceof IntegerSchema) {
            try {
                return Json.of(Long.parseLong(given));
            } catch (NumberFormatException notANumber) {
                throw new ProblemException(Problem.invalid(name, "is not a whole number", "give a whole number"));
            }
        }
        if (schema instanceof TruthSchema) {
            if (!given.equals("true") && !given.equals("false")) {
                throw new ProblemException(Problem.invalid(name, "is neither true nor false", "give true or false"));
            }
            return Json.of(given.equals("true"));
        }
        if (schema instanceof TextSchema || schema instanceof ChoiceSchema) {
            return Json.of(given);
        }
        throw new IllegalArgumentException("A query parameter is a text, a choice, a number or a truth: " + name);
    }
}
