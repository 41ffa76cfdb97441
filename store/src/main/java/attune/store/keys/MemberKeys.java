package attune.store.keys;

import attune.model.identity.MemberId;
import java.util.List;

/// One key per member for personal payload. Destroying it makes every copy of that payload unreadable, backups
/// included; physical removal follows all the same.
public interface MemberKeys {
    boolean has(MemberId member);

    /// Durable when it returns; doing it twice is harmless.
    void destroy(List<MemberId> members);
}
