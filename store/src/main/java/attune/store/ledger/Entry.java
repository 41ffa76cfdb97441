package attune.store.ledger;

import attune.model.identity.MemberId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One decision about a person, or one look at a person's data.
///
/// The whole entry is sealed under the subject's key, and leaves with it: an erasure, which must stay readable, names
/// no subject but puts the bare number into its details. Details hold codes, counts and the platform's own numbers;
/// what a member wrote or is called does not belong there.
///
/// @param actor who did it, such as `operator:console`, `key:4f2a` or `platform`; never a member's name
/// @param action what was done, dotted words such as `member.exported` or `model.promoted`
/// @param subject whose data it is about; null if nobody's
/// @param details what else an auditor needs, in the order of their names
public record Entry(
        long atMillis,
        String actor,
        String action,
        @Nullable MemberId subject,
        Map<String, String> details) {
    public static final int MAX_DETAILS = 32;
    public static final int MAX_TEXT = 512;

    public Entry {
        check("actor", actor);
        check("action", action);
        if (!action.matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)+")) {
            throw new IllegalArgumentException("An action is dotted words such as member.exported, not " + action);
        }
        if (details.size() > MAX_DETAILS) {
            throw new IllegalArgumentException("An entry has at most " + MAX_DETAILS + " details.");
        }
        details.forEach((name, value) -> {
            check("detail's name", name);
            if (value.length() > MAX_TEXT) throw tooLong("detail " + name);
        });
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    private static void check(String what, String text) {
        if (text.isBlank()) throw new IllegalArgumentException("An entry's " + what + " must not be blank.");
        if (text.length() > MAX_TEXT) throw tooLong(what);
    }

    private static IllegalArgumentException tooLong(String what) {
        return new IllegalArgumentException("An entry's " + what + " has at most " + MAX_TEXT + " characters.");
    }
}
