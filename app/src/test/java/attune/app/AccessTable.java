package attune.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The reviewed answer to "who may do what": `access/matrix.txt`, written by people, derived from nothing.
final class AccessTable {
    /// Who asks, in the order of the columns.
    enum Who {
        ANYONE,
        OPERATOR,
        MODERATOR,
        ADVERTISER,
        AUDITOR,
        BACKEND,
        INGEST,
        METRICS,
        OWN,
        OTHER;

        boolean staff() {
            return this == OPERATOR || this == MODERATOR || this == ADVERTISER || this == AUDITOR;
        }
    }

    /// What they may.
    enum May {
        /// Let in.
        YES,
        /// Let in, and recorded in the ledger before: staff who see or change what belongs to members.
        SEEN,
        /// Refused.
        NO,
        /// There is no such case: the operation names no member, so there is no other.
        NONE
    }

    private final Map<String, Map<Who, May>> rows = new LinkedHashMap<>();

    private AccessTable(List<String> lines) {
        for (String line : lines) {
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) continue;
            String[] cells = bare.split("\\s+");
            if (cells.length != Who.values().length + 1) {
                throw new AssertionError("A row of access/matrix.txt has an operation and " + Who.values().length
                        + " cells, not: " + bare);
            }
            Map<Who, May> row = new LinkedHashMap<>();
            for (Who who : Who.values()) row.put(who, may(cells[who.ordinal() + 1], bare));
            if (rows.put(cells[0], row) != null) throw new AssertionError("Two rows are of " + cells[0]);
        }
    }

    private static May may(String cell, String row) {
        return switch (cell) {
            case "yes" -> May.YES;
            case "seen" -> May.SEEN;
            case "no" -> May.NO;
            case "-" -> May.NONE;
            default -> throw new AssertionError("A cell is yes, seen, no or -, not " + cell + " as in: " + row);
        };
    }

    static AccessTable reviewed() {
        try (InputStream in = AccessTable.class.getResourceAsStream("/access/matrix.txt")) {
            if (in == null) throw new AssertionError("There is no access/matrix.txt.");
            return new AccessTable(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<String> operations() {
        return List.copyOf(rows.keySet());
    }

    May may(String operation, Who who) {
        Map<Who, May> row = rows.get(operation);
        May may = row == null ? null : row.get(who);
        if (may == null) throw new AssertionError("access/matrix.txt has no row of " + operation + ".");
        return may;
    }

    /// What to do about the rows that are missing or left over; empty when nothing.
    List<String> compared(List<String> published) {
        List<String> faults = new ArrayList<>();
        for (String operation : published) {
            if (rows.containsKey(operation)) continue;
            StringBuilder row = new StringBuilder("%-22s".formatted(operation));
            for (Who _ : Who.values()) row.append("  ?");
            faults.add("access/matrix.txt lacks a row. Decide who may, and add: " + row);
        }
        for (String operation : rows.keySet()) {
            if (!published.contains(operation)) faults.add("access/matrix.txt has a row too many: " + operation);
        }
        return faults;
    }
}
