package attune.store.embedded;

import java.util.List;

/// What [Doctor] found in a folder.
///
/// @param inUse whether a node has the folder open
public record Examination(List<Finding> findings, boolean inUse) {
    public Examination {
        findings = List.copyOf(findings);
    }

    /// How much it matters.
    public enum Level {
        WELL,
        /// Good to know; nothing to do.
        NOTE,
        /// Something to do; nothing is lost.
        WARNING,
        /// Something is lost or cannot be opened.
        DAMAGE
    }

    /// @param about which part, such as `log` or `keys.db`
    /// @param what a sentence
    /// @param todo what to do, a sentence; empty if nothing
    public record Finding(Level level, String about, String what, String todo) {}

    /// Is there something to do about a part that can be made again?
    public boolean disposable(String about) {
        return findings.stream()
                .anyMatch(one -> one.level() == Level.WARNING && one.about().equals(about));
    }

    /// Is there nothing to do?
    public boolean well() {
        return findings.stream().noneMatch(one -> one.level().compareTo(Level.WARNING) >= 0);
    }
}
