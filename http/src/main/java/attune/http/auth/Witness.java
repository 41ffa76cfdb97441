package attune.http.auth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Records what staff see of people and decide about access, before it happens. What cannot be recorded is not done.
@FunctionalInterface
public interface Witness {
    /// @param who     who acts
    /// @param action  dotted words, such as `key.minted`
    /// @param member  the network's id of the member it is about; null when it is about none, or about many
    /// @param details codes and ids of the platform; nothing that a member wrote or is called
    /// @throws RuntimeException when it is not durably recorded
    void record(Principal who, String action, @Nullable String member, Map<String, String> details);
}
